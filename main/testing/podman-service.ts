/** Podman's Docker-compatible socket, as a service of a test's own with storage of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Docker from 'dockerode';

const START_TIMEOUT_MS = 20_000;

/** Needs root, `podman` and `catatonit`. */
export class PodmanService implements AsyncDisposable {
  readonly #folder: string;
  readonly #process: ChildProcess;

  static async start(): Promise<PodmanService> {
    const folder = await mkdtemp(join(tmpdir(), 'runyard-podman-'));
    const at = (name: string) => join(folder, name);
    // crun refuses a machine with both versions of control groups, as test machines have.
    const storage = [
      '--runtime',
      'runc',
      '--root',
      at('data'),
      '--runroot',
      at('run'),
      '--storage-driver',
      'vfs',
      '--tmpdir',
      at('tmp'),
    ];
    const args = [...storage, '--cgroup-manager', 'cgroupfs', '--events-backend', 'file'];
    const child = spawn('podman', [...args, 'system', 'service', '--time', '0', `unix://${at('podman.sock')}`], {
      // Its containers' monitors leave files where they are started.
      cwd: folder,
      stdio: 'ignore',
    });
    const service = new PodmanService(folder, child);
    for (const deadline = Date.now() + START_TIMEOUT_MS; ; await delay(50)) {
      try {
        await service.docker.ping();
        return service;
      } catch (cause) {
        if (Date.now() > deadline || child.exitCode !== null) throw new Error('podman did not start', { cause });
      }
    }
  }

  private constructor(folder: string, child: ChildProcess) {
    this.#folder = folder;
    this.#process = child;
  }

  get address(): string {
    return `unix://${join(this.#folder, 'podman.sock')}`;
  }

  get docker(): Docker {
    return new Docker({ socketPath: join(this.#folder, 'podman.sock') });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const containers = await this.docker.listContainers({ all: true }).catch(() => []);
    await Promise.allSettled(containers.map(({ Id: id }) => this.docker.getContainer(id).remove({ force: true })));
    if (this.#process.exitCode === null) {
      const exit = once(this.#process, 'exit');
      this.#process.kill();
      await exit;
    }
    // Podman's processes that remove a container may still be at work in it.
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
