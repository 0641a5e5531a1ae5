/** A Docker daemon for the tests: the one that answers, or one started here and ended with the tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DoctorReport } from '../../contract';
import { examine } from '../../main/docker/doctor';
import { listEndpoints } from '../../main/docker/endpoints';
import type { AptInstaller } from './apt';
import { type Log, missing, type Readiness, type Requirement, ready } from './readiness';
import { hasCommand } from './run-command';

/** `mmdebstrap` makes the base image where no container registry is reached. */
const PACKAGES = ['docker.io', 'iptables'];
/** A first start makes its storage and its network. */
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 200;
/** dockerd gives its own containers 15 s to end. */
const STOP_TIMEOUT_MS = 30_000;
const LOG_FILE = join(tmpdir(), 'runyard-test-dockerd.log');

export class DockerDaemon implements Requirement {
  readonly #apt: AptInstaller;
  readonly #log: Log;
  #daemon: ChildProcess | null = null;

  constructor(apt: AptInstaller, log: Log) {
    this.#apt = apt;
    this.#log = log;
  }

  async ensure(signal: AbortSignal): Promise<Readiness> {
    const report = await findDaemon();
    if (report.ok) return this.#ensureBaseTools(signal);
    const canStart = process.platform === 'linux' && process.getuid?.() === 0;
    const isElsewhere = Boolean(process.env.DOCKER_HOST || process.env.RUNYARD_DOCKER_HOST);
    if (!canStart || isElsewhere) return missing(trimStop(report.summary), trimStop(report.remedy));

    const installed = await this.#apt.ensure([...PACKAGES, ...(await listAbsentTools())], signal);
    if (installed.state === 'missing' && !(await hasCommand('dockerd'))) {
      return missing(`no Docker (${installed.reason})`, installed.remedy);
    }
    return this.#start(signal);
  }

  /** With a daemon there, only root on Debian can still lack what builds the base image and the small images of tests. */
  async #ensureBaseTools(signal: AbortSignal): Promise<Readiness> {
    const absent = process.getuid?.() === 0 ? await listAbsentTools() : [];
    const installed = absent.length > 0 ? await this.#apt.ensure(absent, signal) : ready();
    if (installed.state === 'missing') this.#log(`Not installed: ${absent.join(', ')} (${installed.reason})`);
    return ready();
  }

  async #start(signal: AbortSignal): Promise<Readiness> {
    this.#log(`Starting dockerd (its log: ${LOG_FILE})`);
    const logFile = await open(LOG_FILE, 'w');
    const daemon = spawn('dockerd', [], { detached: true, stdio: ['ignore', logFile.fd, logFile.fd] });
    await logFile.close();
    let failure = '';
    daemon.once('error', (error) => {
      failure = error.message;
    });
    this.#daemon = daemon;
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (failure === '' && daemon.exitCode === null && Date.now() < deadline && !signal.aborted) {
      if ((await findDaemon()).ok) return ready();
      await delay(POLL_MS, undefined, { signal }).catch(() => {});
    }
    await this.#stop();
    const lastLine = (await readFile(LOG_FILE, 'utf8')).trim().split('\n').at(-1);
    return missing(`dockerd did not start: ${failure || lastLine || 'it said nothing'}`, `read ${LOG_FILE}`);
  }

  async #stop(): Promise<void> {
    const daemon = this.#daemon;
    this.#daemon = null;
    if (daemon?.pid === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
    const gone = once(daemon, 'exit');
    process.kill(daemon.pid, 'SIGTERM');
    const killer = setTimeout(() => daemon.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(killer);
  }

  /** Ends the daemon that was started here, unless `RUNYARD_KEEP_DOCKERD` is 1; leaves any other alone. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#daemon === null) return;
    if (process.env.RUNYARD_KEEP_DOCKERD === '1') {
      this.#log(`Leaving dockerd running (process ${this.#daemon.pid})`);
      this.#daemon.unref();
      this.#daemon = null;
      return;
    }
    this.#log('Stopping the dockerd that was started for the tests');
    await this.#stop();
  }
}

/** Looks where the engine itself will look. */
async function findDaemon(): Promise<DoctorReport> {
  const explicit = process.env.RUNYARD_DOCKER_HOST ?? '';
  const facts = { explicit, environment: process.env, platform: process.platform, home: homedir() };
  return (await examine(listEndpoints(facts), process.platform)).report;
}

function trimStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

/** Debian packages of the commands that are not there. A busybox of another package is left alone. */
async function listAbsentTools(): Promise<string[]> {
  const tools = [
    { command: 'mmdebstrap', package: 'mmdebstrap' },
    { command: 'busybox', package: 'busybox-static' },
    // What remote engines are tested with.
    { command: 'openssl', package: 'openssl' },
    { command: 'ssh', package: 'openssh-client' },
    { command: 'sshd', package: 'openssh-server' },
    { command: 'podman', package: 'podman' },
    { command: 'catatonit', package: 'catatonit' },
    { command: 'runsc', package: 'runsc' },
    { command: 'rootlesskit', package: 'rootlesskit' },
    { command: 'slirp4netns', package: 'slirp4netns' },
    { command: 'newuidmap', package: 'uidmap' },
    { command: 'docker-compose', package: 'docker-compose' },
    // Shells whose completion is tested.
    { command: 'fish', package: 'fish' },
    { command: 'zsh', package: 'zsh' },
  ];
  const present = await Promise.all(tools.map(({ command }) => hasCommand(command)));
  return tools.filter((_, i) => !present[i]).map((tool) => tool.package);
}
