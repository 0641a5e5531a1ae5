/** `npm run -s runyard -- …`: the command of a checkout, built when it is stale. `open` starts the best door there is. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openPlaces } from '../main/cli/commands/open-command';
import { describeFailure } from '../main/cli/complaint';
import { complain } from '../main/cli/terminal';
import { build, isBuildCurrent } from './start/ensure-build';
import { startRunyard } from './start/start-runyard';

const root = resolve(import.meta.dirname, '..');
const [command, ...rest] = process.argv.slice(2);
const say = (line: string): void => console.error(line);
// npm runs a script in its own folder, and says where it was called.
process.chdir(process.env.INIT_CWD ?? process.cwd());
try {
  if (command === 'open' && rest.length > 0 && !rest.some((word) => word.startsWith('-'))) {
    process.exit(
      await openPlaces(rest, (open) =>
        startRunyard(root, { asked: 'best', retryElectron: false, rest: [], open }, say),
      ),
    );
  }
  if (!(await isBuildCurrent(root))) {
    say('Building Runyard, which takes a moment the first time ...');
    await build(root);
  }
} catch (error) {
  const failure = describeFailure(error);
  complain(failure.text);
  process.exit(failure.exitCode);
}
await import(pathToFileURL(resolve(root, 'out', 'main', 'runyard.js')).href);
