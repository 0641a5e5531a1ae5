/** `npm run -s runyard -- open FILE…`: opens files, folders, zips and links in the Runyard that is there, or starts one. */
import { resolve } from 'node:path';
import { RunyardError } from '../contract';
import { isLink } from '../contract/share-link';
import { handOver } from '../main/cli/hand-over';
import { resolveDataDir } from '../main/config/data-dir';
import { startRunyard } from './start/start-runyard';

const USAGE = 'Usage: runyard open FILE|FOLDER|ZIP|LINK…';

const say = (line: string): void => console.error(line);

async function main([command, ...named]: string[]): Promise<number> {
  if (command !== 'open' || named.length === 0) {
    say(USAGE);
    return 2;
  }
  // npm runs a script in its own folder, and says where it was called.
  const folder = process.env.INIT_CWD ?? process.cwd();
  const open = named.map((name) => (isLink(name) ? name : resolve(folder, name)));
  const handed = await handOver(resolveDataDir(process.env), open);
  if (handed.kind === 'done') {
    say(`Opened in the Runyard at ${handed.origin}.`);
    return 0;
  }
  // A second start of the app hands over to the first.
  const root = resolve(import.meta.dirname, '..');
  return startRunyard(root, { asked: 'best', retryElectron: false, rest: [], open }, say);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  say(error instanceof RunyardError ? `${error.message}\n${error.remedy}` : String(error));
  process.exitCode = 1;
}
