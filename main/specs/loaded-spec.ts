/** What reading one spec file gives. */
import type { Spec, SpecProblem } from '../../contract';

/** A spec that is valid in itself, and where it was written. */
export interface LoadedSpec {
  spec: Spec;
  /** Names that the file has an entry for: the id, and in a ranna file each name that `use` leads here from. */
  entries: readonly string[];
  file: string;
  line: number | null;
}

export interface ReadSpecs {
  specs: LoadedSpec[];
  problems: SpecProblem[];
}

/** Where specs come from: a folder, a file, an address. */
export interface SpecSource {
  /** What it gives now, without waiting for a network. What is broken is a problem; nothing is thrown. */
  read(): Promise<ReadSpecs>;
  /** Tells one state from another without reading it; null where nothing is to be noticed. */
  mark(): Promise<string | null>;
  /** Asks anew for what comes from elsewhere; `read` gives it then. Never throws. Absent where all of it is here. */
  refresh?(signal: AbortSignal): Promise<void>;
  /** Whether there is something to read before `refresh`. */
  isKnown(): Promise<boolean>;
}
