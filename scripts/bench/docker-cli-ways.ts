/** What a person does by hand: the Docker command line, with its defaults. */
import { type BenchWay, PROGRAM, type RunTiming } from './bench-way';
import { measureProcess } from './measure-process';
import { runDocker } from './run-docker';

/** A container for each run, with the bridge network that `docker run` gives. */
export class DockerRunWay implements BenchWay {
  readonly name = 'dockerRun';
  readonly title = 'docker run --rm';
  readonly settleMs = 250;
  readonly #image: string;

  constructor(image: string) {
    this.#image = image;
  }

  async prepare(): Promise<void> {
    await runDocker(['version']);
  }

  runOnce(): Promise<RunTiming> {
    const args = ['run', '--rm', '--entrypoint', 'python3', this.#image, '-c', PROGRAM];
    return measureProcess(this.title, 'docker', args);
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

/** One container for all runs, which keep nothing from each other. */
export class DockerExecWay implements BenchWay {
  readonly name = 'exec';
  readonly title = 'docker exec';
  readonly settleMs = 50;
  readonly #image: string;
  #container: string | null = null;

  constructor(image: string) {
    this.#image = image;
  }

  async prepare(): Promise<void> {
    const options = ['--rm', '--detach', '--init', '--network', 'none', '--entrypoint', 'sleep'];
    this.#container = (await runDocker(['run', ...options, this.#image, '86400'])).trim();
  }

  runOnce(): Promise<RunTiming> {
    return measureProcess(this.title, 'docker', ['exec', this.#container ?? '', 'python3', '-c', PROGRAM]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const container = this.#container;
    this.#container = null;
    if (container !== null) await runDocker(['rm', '--force', container]);
  }
}
