/** One start: build what is stale, choose the door, open it. */
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { isLink } from '../../contract/share-link';
import { chooseDoor, type DoorChoice, type ElectronFact } from './choose-door';
import { probeChromiumSandbox, thisMachine } from './chromium-sandbox';
import { build, isBuildCurrent } from './ensure-build';
import { findElectron } from './find-electron';
import { installElectron } from './install-electron';
import { runDoor } from './run-door';

const INSTALL_TIMEOUT_MS = 120_000;

export interface StartFlags {
  asked: 'browser' | 'best';
  retryElectron: boolean;
  /** For the browser door: `--no-open`, and flags of the config with their values. */
  rest: string[];
  /** Files, folders and links to open, absolute. */
  open: string[];
}

/** @param folder where the person is */
export function readStartFlags(args: string[], folder: string): StartFlags {
  const own = ['--serve', '--retry-electron'];
  const others = args.filter((arg) => !own.includes(arg));
  const isValue = (at: number): boolean => /^--(?!no-)[^=]+$/.test(others[at - 1] ?? '');
  const isFlag = (arg: string, at: number): boolean => arg.startsWith('-') || isValue(at);
  return {
    asked: args.includes('--serve') ? 'browser' : 'best',
    retryElectron: args.includes('--retry-electron'),
    rest: others.filter(isFlag),
    open: others.filter((arg, at) => !isFlag(arg, at)).map((arg) => (isLink(arg) ? arg : resolve(folder, arg))),
  };
}

/** @returns the exit code to end with */
export async function startRunyard(root: string, flags: StartFlags, say: (line: string) => void): Promise<number> {
  if (!(await isBuildCurrent(root))) {
    say('Building Runyard, which takes a moment the first time ...');
    await build(root);
  }
  const choice = await decide(root, flags, say);
  if (choice.note !== null) say(choice.note);
  if (choice.door === 'browser') {
    return runDoor(process.execPath, [join(root, 'out', 'main', 'serve.js'), ...flags.rest, ...flags.open]);
  }
  if (flags.rest.length > 0)
    say(`The window has no use for ${flags.rest.join(' ')}; with --serve the browser door has.`);
  return runDoor(choice.executable, [...choice.flags, root, ...flags.open]);
}

async function decide(
  root: string,
  { asked, retryElectron }: StartFlags,
  say: (line: string) => void,
): Promise<Exclude<DoorChoice, { door: 'undecided' }>> {
  const packageDir = join(root, 'node_modules', 'electron');
  const overrideDir = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const find = async (): Promise<ElectronFact> => {
    const executable = await findElectron({ packageDir, platform: process.platform, overrideDir });
    return executable === null ? { state: 'absent' } : { state: 'found', executable };
  };
  const choose = async (electron: ElectronFact): Promise<DoorChoice> =>
    chooseDoor({
      asked,
      display: hasDisplay(process.platform, process.env) ? 'there' : 'missing',
      electron,
      chromiumSandbox:
        electron.state === 'found' ? await probeChromiumSandbox(electron.executable, thisMachine) : { state: 'works' },
    });

  const first = await choose(await find());
  if (first.door !== 'undecided') return first;
  const reason = await installElectron({
    script: join(packageDir, 'install.js'),
    failureFile: join(envPaths('runyard', { suffix: '' }).cache, 'electron-unavailable.json'),
    timeoutMs: INSTALL_TIMEOUT_MS,
    retry: retryElectron,
    now: Date.now(),
    onStart: () => say(`Downloading Electron, once (at most ${INSTALL_TIMEOUT_MS / 1000} s) ...`),
  });
  const found = await find();
  const second = await choose(
    found.state === 'absent' ? { state: 'unavailable', reason: reason ?? 'its files are incomplete' } : found,
  );
  if (second.door === 'undecided') throw new Error('Electron was asked for twice.');
  return second;
}

/** macOS and Windows have always one that Electron finds. */
export function hasDisplay(platform: NodeJS.Platform, environment: Record<string, string | undefined>): boolean {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}
