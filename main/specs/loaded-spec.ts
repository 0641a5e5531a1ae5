/** What reading one spec file gives. */
import type { Spec, SpecProblem } from '../../contract';

/** A spec that is valid in itself, and where it was written. */
export interface LoadedSpec {
  spec: Spec;
  file: string;
  line: number | null;
}

export interface ReadSpecs {
  specs: LoadedSpec[];
  problems: SpecProblem[];
}
