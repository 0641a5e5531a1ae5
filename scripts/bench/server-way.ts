/** Runyard's way for programs elsewhere: `POST /v1/exec` over one kept connection, to a server in this process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent, RunRequest } from '../../contract';
import type { Engine } from '../../main/api/engine';
import { createServer, type Server } from '../../main/server/server';
import { type BenchWay, checkOutput, PROGRAM, type RunSample } from './bench-way';

export class ServerWay implements BenchWay {
  readonly name = 'server';
  readonly title = 'Runyard, POST /v1/exec';
  /** As `RunyardWay`. */
  readonly settleMs = 400;
  /** What each counted request took beyond the run that it was for. */
  readonly overheadsMs: number[] = [];
  readonly #engine: Engine;
  readonly #agent = new Agent({ keepAlive: true });
  #server: Server | null = null;
  #folder = '';
  #last = { warm: false, engineMs: 0 };

  /** The engine belongs to whoever made it. */
  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async prepare(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'runyard-bench-window-'));
    this.#server = await createServer({
      engine: this.#timeRuns(),
      appInfo: { version: 'bench', door: 'browser', platform: process.platform },
      rendererDir: this.#folder,
    });
    await this.runOnce();
    this.overheadsMs.length = 0;
  }

  async runOnce(): Promise<RunSample> {
    const started = performance.now();
    const response = await this.#post('/v1/exec', JSON.stringify({ language: 'python', code: PROGRAM }));
    const firstByteMs = performance.now() - started;
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
    const exitMs = performance.now() - started;
    if (response.statusCode !== 200) throw new Error(`${this.title} was answered with ${text}.`);
    checkOutput(this.title, (JSON.parse(text) as { stdout: string }).stdout);
    if (!this.#last.warm) return 'notWarm';
    this.overheadsMs.push(exitMs - this.#last.engineMs);
    return { firstByteMs, exitMs };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.destroy();
    await this.#server?.[Symbol.asyncDispose]();
    if (this.#folder !== '') await rm(this.#folder, { recursive: true });
  }

  /** The engine, which notes of the last run what it took of itself. */
  #timeRuns(): Engine {
    const { runs } = this.#engine;
    const run = (asked: RunRequest, options: { signal: AbortSignal; client?: string }) =>
      this.#noteTime(runs.run(asked, options));
    return Object.create(this.#engine, { runs: { value: Object.create(runs, { run: { value: run } }) } });
  }

  async *#noteTime(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent, void, undefined> {
    const started = performance.now();
    for await (const event of events) {
      if (event.type === 'started') this.#last.warm = event.warm;
      if (event.type === 'finished') this.#last.engineMs = performance.now() - started;
      yield event;
    }
  }

  #post(path: string, body: string): Promise<IncomingMessage> {
    const { port = 0, token = '' } = this.#server ?? {};
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const options = { host: '127.0.0.1', port, path, method: 'POST', headers, agent: this.#agent };
      request(options, resolve).on('error', reject).end(body);
    });
  }
}
