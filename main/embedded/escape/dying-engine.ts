/** An engine for a test to kill: it has one guest that waits for its job and one that spins, and says when. */
import { FromGuest } from '../wire';
import type { Executable } from './executables';
import { chooseWalls, startTrial, withoutParts } from './trial';

async function run(executable: Executable, spinner: string, hasDeathSignal: boolean): Promise<void> {
  const whole = await chooseWalls(executable);
  const walls = hasDeathSignal ? whole : withoutParts(whole, '--pdeathsig', 'KILL', '--kill-child');
  const order = { kind: 'others', names: ['forever'] };
  const running = await startTrial({ executable, walls, supervisor: spinner, order });
  const waiting = await startTrial({ executable, walls, bundle: 'globalThis.outer.waitForJob()' });
  const begun = await running.guest.nextFrame();
  const ready = await waiting.guest.nextFrame();
  const isReady = begun?.type === FromGuest.stdout && ready?.type === FromGuest.ready;
  process.stdout.write(isReady ? 'ready\n' : 'failed\n');
}

const { executable, spinner, hasDeathSignal } = JSON.parse(process.argv[2] ?? '') as {
  executable: Executable;
  spinner: string;
  hasDeathSignal: boolean;
};
void run(executable, spinner, hasDeathSignal);
