/**
 * A Runyard that is served, over HTTP alone: what a WebSocket and a schema would take to load is more than a program
 * of one line takes to run.
 */
import { Agent, type IncomingMessage, request as requestHttp } from 'node:http';
import { createRequire } from 'node:module';
import { StringDecoder } from 'node:string_decoder';
import type { RunEvent, RunRequestInput } from '../../../contract';
import { Complaint } from '../complaint';
import type { RunDoor } from './run-door';

/** Loaded where it is needed: it costs as much as all the rest. */
const loadHttps = (): typeof import('node:https') => createRequire(import.meta.url)('node:https');

interface Refusal {
  code: string;
  message: string;
  remedy: string;
}

/** Nothing was asked yet, so that another door may be. */
export class DoorClosed extends Complaint {}

export class HttpDoor implements RunDoor {
  readonly #base: URL;
  readonly #token: string;
  readonly #agent: Agent;

  /** @param address `http://127.0.0.1:4000` */
  constructor(address: string, token: string) {
    this.#base = new URL(address);
    this.#token = token;
    this.#agent =
      this.#base.protocol === 'https:' ? new (loadHttps().Agent)({ keepAlive: true }) : new Agent({ keepAlive: true });
  }

  async findFileName(language: string): Promise<string> {
    const { specs } = (await this.#ask('GET', '/specs')) as {
      specs: { id: string; aliases: string[]; file: string }[];
    };
    const wanted = language.toLowerCase();
    return specs.find(({ id, aliases }) => id === wanted || aliases.includes(wanted))?.file ?? 'main.txt';
  }

  async *run(request: RunRequestInput, signal: AbortSignal): AsyncGenerator<RunEvent, void, undefined> {
    const response = await this.#send('POST', '/runs', request, 'application/x-ndjson');
    let runId: string | null = null;
    const stop = () => {
      // Before it has an id, leaving is the only way to stop it.
      if (runId === null) response.destroy();
      else void this.#ask('DELETE', `/runs/${runId}`).catch(() => response.destroy());
    };
    signal.addEventListener('abort', stop, { once: true });
    // While the head of the answer was waited for.
    if (signal.aborted) stop();
    let isFinished = false;
    try {
      for await (const line of readLines(response)) {
        const event = JSON.parse(line) as RunEvent | { type: 'failed'; error: Refusal };
        if (event.type === 'failed') throw new Complaint(event.error.message, event.error.remedy);
        if (event.type === 'started') {
          runId = event.runId;
          if (signal.aborted) stop();
        }
        if (event.type === 'finished') isFinished = true;
        yield event;
      }
    } catch (error) {
      if (error instanceof Complaint || signal.aborted) throw error;
      throw lost(this.#base, error);
    } finally {
      signal.removeEventListener('abort', stop);
    }
    if (!isFinished && !signal.aborted) throw lost(this.#base);
  }

  async write(runId: string, bytes: Uint8Array): Promise<void> {
    await this.#ask('POST', `/runs/${runId}/stdin`, { base64: Buffer.from(bytes).toString('base64') });
  }

  async closeStdin(runId: string): Promise<void> {
    await this.#ask('POST', `/runs/${runId}/stdin/close`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.destroy();
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await this.#send(method, path, body, 'application/json');
    const text = await readText(response);
    return text === '' ? undefined : JSON.parse(text);
  }

  /** @throws DoorClosed where nothing answers; Complaint with the server's words where it refuses */
  async #send(method: string, path: string, body: unknown, accept: string): Promise<IncomingMessage> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const send = this.#base.protocol === 'https:' ? loadHttps().request : requestHttp;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = send(new URL(`/api${path}`, this.#base), {
        method,
        agent: this.#agent,
        headers: {
          authorization: `Bearer ${this.#token}`,
          accept,
          ...(text === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        },
      });
      sent.once('response', resolve);
      sent.once('error', (error) => reject(unreachable(this.#base, error)));
      sent.end(text);
    });
    if ((response.statusCode ?? 500) < 400) return response;
    throw refusalOf(await readText(response), response.statusCode ?? 500, this.#base);
  }
}

async function* readLines(response: IncomingMessage): AsyncGenerator<string, void, undefined> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const bytes of response) {
    const lines = (rest + decoder.write(bytes as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield line;
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const bytes of response) parts.push(bytes as Buffer);
  return Buffer.concat(parts).toString();
}

function refusalOf(text: string, status: number, { origin }: URL): Complaint {
  if (status === 401) {
    return new DoorClosed(
      `The Runyard at ${origin} does not take this token.`,
      'Put the token that it was started with into RUNYARD_TOKEN.',
    );
  }
  try {
    const { message, remedy } = JSON.parse(text) as Refusal;
    return new Complaint(message, remedy);
  } catch {
    return new Complaint(
      `${origin} answers with status ${status} and not as a Runyard does.`,
      'See that the address is that of a Runyard.',
    );
  }
}

function unreachable({ origin }: URL, error: Error): DoorClosed {
  const { code = error.message } = error as NodeJS.ErrnoException;
  return new DoorClosed(
    `No Runyard answers at ${origin} (${code}).`,
    'Start one with `runyard serve`, or see that the address is right.',
  );
}

function lost({ origin }: URL, cause?: unknown): Complaint {
  const complaint = new Complaint(
    `The connection to the Runyard at ${origin} was lost while the program ran.`,
    'See that it is still running; the program ended with the connection.',
  );
  complaint.cause = cause;
  return complaint;
}
