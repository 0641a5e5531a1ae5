/** What a text that names a source of specs means. */
import { resolve } from 'node:path';
import { expandHome } from '../config/home-path';
import { AddressSource, type AddressSourceOptions } from './address-source';
import type { SpecSource } from './loaded-spec';
import { PathSource } from './path-source';

/** An http(s) address, or the path of a folder or a file, from `~/` or from the working folder. */
export function openSource(named: string, options: AddressSourceOptions): SpecSource {
  if (!/^https?:/i.test(named)) return new PathSource(resolve(expandHome(named)));
  if (URL.canParse(named)) return new AddressSource(new URL(named), options);
  const problem = { file: named, line: null, entry: null, message: 'is no address that can be asked for' };
  return {
    read: async () => ({ specs: [], problems: [problem] }),
    mark: async () => null,
    isKnown: async () => true,
  };
}
