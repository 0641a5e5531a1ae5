/** `npm run images -- …`: `runyard images` from a checkout that was not built. */

import { describeFailure } from '../main/cli/complaint';
import { runProgram } from '../main/cli/program';
import { complain } from '../main/cli/terminal';

try {
  process.exitCode = await runProgram(['images', ...process.argv.slice(2)], { startDoor: async () => 1 });
} catch (error) {
  const failure = describeFailure(error);
  complain(failure.text);
  process.exitCode = failure.exitCode;
}
