/** The wall that the operating system puts around a guest process, as far as this one can without being root. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Of a Linux that has no `nobody`, this is nobody too. */
const NOBODY = '65534';
const PROBE_TIMEOUT_MS = 5000;
/**
 * Where programs listen on sockets with a name, which no network namespace holds: Docker, D-Bus, ssh-agent, X. Those
 * in which a file of the guest's own is are left as they are.
 */
const SOCKET_FOLDERS = ['/run/', '/tmp/', '/var/tmp/', '/dev/shm/', '/home/', '/root/'];
/** A file system with nothing in it, and with no room, over each of the folders. */
const HIDE =
  'while [ "$1" != -- ]; do if [ -d "$1" ]; then mount -t tmpfs -o ro,nosuid,nodev,noexec,size=4k none "$1" || exit; fi; shift; done; shift; exec "$@"';

/**
 * `namespaces`: no network, no other process in sight, no privileges, dies with the engine, and the limits.
 * `limits`: memory, processor time, files. `none`: Windows.
 */
export type WallKind = 'namespaces' | 'limits' | 'none';

export interface OsWalls {
  kind: WallKind;
  /** The memory limit holds for the whole process; where not, somebody has to watch it. */
  limitsMemory: boolean;
  /** @param command what is to run behind the wall */
  wrap(command: readonly string[], limits: WallLimits): string[];
}

export interface WallLimits {
  /** All writable memory of the process. */
  dataBytes: number;
  cpuSeconds: number;
}

/** Those of the machine, the strongest first. */
export function listOsWalls(platform: NodeJS.Platform, uid: number | undefined): OsWalls[] {
  const none: OsWalls = { kind: 'none', limitsMemory: false, wrap: (command) => [...command] };
  if (platform === 'win32') return [none];
  const limits: OsWalls = { kind: 'limits', limitsMemory: platform === 'linux', wrap: limitResources };
  if (platform !== 'linux') return [limits, none];
  const asNobody = ['--reuid', NOBODY, '--regid', NOBODY, '--clear-groups'];
  const separate = (setprivFlags: string[], hides: boolean): OsWalls => ({
    kind: 'namespaces',
    limitsMemory: true,
    wrap(command, given) {
      const hidden = hides ? SOCKET_FOLDERS.filter((folder) => !command.some((part) => namesFileIn(part, folder))) : [];
      const mapping = uid === 0 ? [] : ['--map-root-user'];
      return enterNamespaces(limitResources(command, given), mapping, hidden, setprivFlags);
    },
  });
  const users = uid === 0 ? [asNobody, []] : [[]];
  const namespaces = users.flatMap((flags) => [separate(flags, true), separate(flags, false)]);
  return [...namespaces, limits, none];
}

/** Of a word such as `/tmp/x` or `--option=/tmp/x`. */
function namesFileIn(word: string, folder: string): boolean {
  return word.startsWith(folder) || word.includes(`=${folder}`);
}

/** The first of them behind which the files can be used. */
export async function chooseOsWalls(walls: readonly OsWalls[], files: readonly string[]): Promise<OsWalls> {
  const tests = files.flatMap((file, index) => [index === 0 ? 'test' : '-a', '-r', file]);
  for (const wall of walls) {
    if (wall.kind === 'none') return wall;
    const command = wall.wrap(tests, { dataBytes: 2 ** 30, cpuSeconds: 60 });
    if (await succeeds(command)) return wall;
  }
  throw new Error('no wall will do, not even none');
}

/** A shell sets what `setrlimit` sets, everywhere. Sizes are in KiB, and files in blocks, of which there are none. */
function limitResources(command: readonly string[], { dataBytes, cpuSeconds }: WallLimits): string[] {
  const limits = [`-d ${Math.ceil(dataBytes / 1024)}`, `-t ${cpuSeconds}`, '-f 0', '-c 0', '-n 64'];
  return ['/bin/sh', '-c', `${limits.map((limit) => `ulimit ${limit}`).join('; ')}; exec "$@"`, 'sh', ...command];
}

/**
 * The signal on the parent's death is asked for twice: the first is for `unshare`, which dies with the engine; the
 * second for the guest, because the kernel forgets `--kill-child` where the user changes (prctl(2), PR_SET_PDEATHSIG).
 */
function enterNamespaces(
  command: readonly string[],
  unshareFlags: string[],
  hidden: string[],
  setprivFlags: string[],
): string[] {
  const hide = hidden.length > 0 ? ['/bin/sh', '-c', HIDE, 'sh', ...hidden, '--'] : [];
  return [
    ...['setpriv', '--pdeathsig', 'KILL', '--'],
    ...['unshare', ...unshareFlags, '--net', '--ipc', '--uts', '--pid', '--fork', '--kill-child'],
    ...(hidden.length > 0 ? ['--mount', '--', ...hide] : ['--']),
    ...['setpriv', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', ...setprivFlags],
    ...['--pdeathsig', 'KILL', '--'],
    ...command,
  ];
}

async function succeeds([file = '', ...args]: string[]): Promise<boolean> {
  const child = spawn(file, args, { stdio: 'ignore', env: {}, timeout: PROBE_TIMEOUT_MS, killSignal: 'SIGKILL' });
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code === 0;
  } catch {
    return false;
  }
}
