/** The floor: the same interpreter in a chroot of the same image, with no container at all. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type Docker from 'dockerode';
import { type BenchWay, PROGRAM, type RunTiming } from './bench-way';
import { measureProcess } from './measure-process';

export class FloorWay implements BenchWay {
  readonly name = 'floor';
  readonly title = 'interpreter in a chroot (floor)';
  readonly settleMs = 50;
  readonly #docker: Docker;
  readonly #image: string;
  #root: string | null = null;

  constructor(docker: Docker, image: string) {
    this.#docker = docker;
    this.#image = image;
  }

  async prepare(): Promise<void> {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) {
      throw new Error('The floor is measured in a chroot, which only root on Linux may make: run the bench as root.');
    }
    this.#root = await mkdtemp(join(tmpdir(), 'runyard-bench-root-'));
    // The interpreter runs as nobody.
    await chmod(this.#root, 0o755);
    const container = await this.#docker.createContainer({ Image: this.#image, Cmd: ['true'] });
    try {
      const archive = await container.export();
      // Device nodes cannot be made on every machine, and the interpreter needs none.
      const tar = spawn('tar', ['-x', '-C', this.#root, '--exclude=dev/*'], { stdio: ['pipe', 'ignore', 'inherit'] });
      const exit = once(tar, 'exit');
      await pipeline(archive, tar.stdin);
      const [exitCode] = await exit;
      if (exitCode !== 0) throw new Error(`tar could not unpack the image ${this.#image} (exit code ${exitCode}).`);
    } finally {
      await container.remove({ force: true });
    }
  }

  runOnce(): Promise<RunTiming> {
    const args = ['--userspec=65534:65534', this.#root ?? '', 'python3', '-c', PROGRAM];
    return measureProcess(this.title, 'chroot', args);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const root = this.#root;
    this.#root = null;
    if (root !== null) await rm(root, { recursive: true, force: true });
  }
}
