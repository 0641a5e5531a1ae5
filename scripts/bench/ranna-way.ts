/**
 * ranna's way: the code in a folder on the host, bind-mounted into a container that is created, attached, started,
 * waited for and removed. Without network, which is its quickest.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type Docker from 'dockerode';
import { type BenchWay, checkOutput, FILE_NAME, PROGRAM, type RunTiming } from './bench-way';

export class RannaWay implements BenchWay {
  readonly name = 'rannaWay';
  readonly title = 'create, attach, start, wait, remove';
  readonly settleMs = 100;
  readonly #docker: Docker;
  readonly #image: string;

  constructor(docker: Docker, image: string) {
    this.#docker = docker;
    this.#image = image;
  }

  async prepare(): Promise<void> {}

  /** The time of the exit is that of the answer to `wait`; the removal comes after it. */
  async runOnce(): Promise<RunTiming> {
    const started = performance.now();
    const folder = await mkdtemp(join(tmpdir(), 'runyard-bench-code-'));
    try {
      await writeFile(join(folder, FILE_NAME), PROGRAM);
      const container = await this.#docker.createContainer({
        Image: this.#image,
        Entrypoint: ['python3'],
        Cmd: [FILE_NAME],
        WorkingDir: '/work',
        AttachStdout: true,
        AttachStderr: true,
        HostConfig: { NetworkMode: 'none', Binds: [`${folder}:/work`] },
      });
      try {
        return await this.#follow(container, started);
      } finally {
        await container.remove({ force: true, v: true });
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #follow(container: Docker.Container, started: number): Promise<RunTiming> {
    const stream = await container.attach({ stream: true, stdout: true, stderr: true });
    let firstByteMs = 0;
    let output = '';
    const stdout = new PassThrough();
    stdout.on('data', (chunk: Buffer) => {
      if (output === '') firstByteMs = performance.now() - started;
      output += chunk.toString();
    });
    this.#docker.modem.demuxStream(stream, stdout, process.stderr);
    const ended = new Promise((done) => stream.once('end', done));
    await container.start();
    const { StatusCode: exitCode } = (await container.wait()) as { StatusCode: number };
    await ended;
    const exitMs = performance.now() - started;
    if (exitCode !== 0) throw new Error(`${this.title} ended with ${exitCode}.`);
    checkOutput(this.title, output);
    return { firstByteMs, exitMs };
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
