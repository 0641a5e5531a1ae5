/** What an attack is after: files, an environment variable, listening sockets, and a process to be ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const NOBODY = 65534;

/** Given to the attack. */
export interface Target {
  canaryPath: string;
  openFolder: string;
  tcpPort: number;
  udpPort: number;
  /** Of the engine's user alone. */
  socketPath: string;
  /** Of the guest's user, and of the engine's. */
  victimPids: number[];
  enginePid: number;
}

export interface Scene extends AsyncDisposable {
  target: Target;
  /** In a file that everybody may read, and in the engine's environment. */
  secret: string;
  /** Connections and packets that came. */
  visits(): number;
  /** Files that somebody made. */
  listMade(): Promise<string[]>;
  areVictimsAlive(): boolean;
}

export async function openScene(): Promise<Scene> {
  // One that nothing hides, so that what guards it is what is tried; and one among everybody's.
  const folder = await mkdtemp(resolve('out/escape-'));
  await chmod(folder, 0o755);
  const openFolder = await mkdtemp(join(findOpenRoot(), 'runyard-scene-'));
  await chmod(openFolder, 0o777);
  const secret = randomBytes(16).toString('hex');
  const canaryPath = join(folder, 'canary');
  await writeFile(canaryPath, secret, { mode: 0o644 });
  process.env.RUNYARD_CANARY = secret;
  let visits = 0;
  const serve = (socket: Socket) => {
    visits++;
    socket.end(secret);
  };
  const tcp = createServer(serve);
  tcp.listen(0, '127.0.0.1');
  const socketPath = join(openFolder, '.socket');
  const local = createServer(serve);
  local.listen(socketPath);
  const udp = createSocket('udp4', () => visits++);
  udp.bind(0, '127.0.0.1');
  await Promise.all([tcp, local, udp].map((server) => once(server, 'listening')));
  await chmod(socketPath, 0o600);
  const isRoot = process.getuid?.() === 0;
  const users = isRoot ? [{ uid: NOBODY, gid: NOBODY }, {}] : [{}];
  const victims = users.map((user) => spawn('sleep', ['600'], { stdio: 'ignore', cwd: '/', ...user }));
  await Promise.all(victims.map((victim) => once(victim, 'spawn')));
  const isAlive = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;
  return {
    secret,
    target: {
      canaryPath,
      openFolder,
      tcpPort: (tcp.address() as AddressInfo).port,
      udpPort: udp.address().port,
      socketPath,
      victimPids: victims.map(({ pid }) => pid ?? -1),
      enginePid: process.pid,
    },
    visits: () => visits,
    listMade: async () => (await readdir(openFolder)).filter((name) => name !== '.socket'),
    areVictimsAlive: () => victims.every(isAlive),
    async [Symbol.asyncDispose]() {
      delete process.env.RUNYARD_CANARY;
      for (const victim of victims.filter(isAlive)) {
        victim.kill('SIGKILL');
        await once(victim, 'exit');
      }
      udp.close();
      await Promise.all([tcp, local].map(close));
      for (const made of [folder, openFolder]) await rm(made, { recursive: true, force: true });
    },
  };
}

/** Everybody's folder that this project is not in: one that holds a file of the guest's own is not hidden from it. */
export function findOpenRoot(): string {
  return ['/tmp/', '/var/tmp/'].find((root) => existsSync(root) && !resolve().startsWith(root)) ?? tmpdir();
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
