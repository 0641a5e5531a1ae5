/** `runyard specs check`: what a file, a folder or an address gives by itself. */
import type { SpecList } from '../../contract';
import { openSource } from './open-source';
import { SpecProvider } from './spec-provider';

export interface CheckOptions {
  signal: AbortSignal;
  /** As in the config. */
  privateHosts?: readonly string[];
}

/**
 * The languages that `named` describes, and each problem with its file, line and message; one problem at least where
 * there is no language. Throws nothing. An address is fetched, under the rules of `specSources`.
 */
export async function checkSpecs(named: string, { signal, privateHosts = [] }: CheckOptions): Promise<SpecList> {
  await using provider = new SpecProvider([openSource(named, { copies: null, privateHosts, now: Date.now })]);
  await provider.reload(signal);
  const { specs, problems } = provider.list();
  if (specs.length > 0 || problems.length > 0) return { specs, problems };
  const message = 'has no spec file: their names end in .yaml, .yml or .json';
  return { specs, problems: [{ file: named, line: null, entry: null, message }] };
}
