/** An engine for a test to kill: it has one guest that waits for its job and one that spins, and says when. */
import { FromGuest } from '../wire';
import type { Executable } from './executables';
import { chooseWalls, startTrial, withoutParts } from './trial';

export interface DyingEngineOrder {
  executable: Executable;
  /** The text of a supervisor that spins. */
  spinner: string;
  hasDeathSignal: boolean;
  /** Where it leaves what it cannot tidy up. */
  within: string;
}

async function run({ executable, spinner, hasDeathSignal, within }: DyingEngineOrder): Promise<void> {
  const whole = await chooseWalls(executable);
  const walls = hasDeathSignal ? whole : withoutParts(whole, '--pdeathsig', 'KILL', '--kill-child');
  const order = { kind: 'others', names: ['forever'] };
  const running = await startTrial({ within, executable, walls, supervisor: spinner, order });
  const waiting = await startTrial({ within, executable, walls, bundle: 'globalThis.outer.waitForJob()' });
  const begun = await running.guest.nextFrame();
  const ready = await waiting.guest.nextFrame();
  const isReady = begun?.type === FromGuest.stdout && ready?.type === FromGuest.ready;
  process.stdout.write(isReady ? 'ready\n' : 'failed\n');
}

void run(JSON.parse(process.argv[2] ?? '') as DyingEngineOrder);
