/**
 * The daemon at a socket of this machine, without dockerode: that takes longer to load than a container to be created.
 * It can what a run needs, and answers as dockerode does.
 */
import { type ClientRequest, type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import type { RunContainer, RunDocker } from './run-docker';

interface AskOptions {
  /** A tar, or what becomes JSON. */
  body?: object;
  abortSignal?: AbortSignal;
}

export class SocketDocker implements RunDocker {
  readonly modem: { readonly socketPath: string };

  constructor(socketPath: string) {
    this.modem = { socketPath };
  }

  version(options: AskOptions = {}): Promise<unknown> {
    return this.ask('GET', '/version', options);
  }

  info(options: AskOptions = {}): Promise<unknown> {
    return this.ask('GET', '/info', options);
  }

  listImages(): Promise<Docker.ImageInfo[]> {
    return this.ask('GET', '/images/json');
  }

  listContainers({
    all = false,
    filters = {},
  }: {
    all?: boolean;
    filters?: object;
  } = {}): Promise<Docker.ContainerInfo[]> {
    return this.ask('GET', `/containers/json?all=${all}&filters=${encodeURIComponent(JSON.stringify(filters))}`);
  }

  /** @param options.filters as JSON */
  getEvents({ filters }: Docker.GetEventsOptions): Promise<IncomingMessage> {
    return this.#open('GET', `/events?filters=${encodeURIComponent(String(filters))}`);
  }

  getContainer(id: string): RunContainer {
    const path = `/containers/${id}`;
    return {
      id,
      modem: this.modem,
      inspect: () => this.ask<{ State: { Running: boolean } }>('GET', `${path}/json`),
      start: () => this.ask('POST', `${path}/start`),
      resize: ({ w, h }) => this.ask('POST', `${path}/resize?w=${w}&h=${h}`),
      update: (body: object) => this.ask('POST', `${path}/update`, { body }),
      remove: () => this.ask('DELETE', `${path}?force=1&v=1`),
      stats: (options: AskOptions) => this.ask('GET', `${path}/stats?stream=0&one-shot=1`, options),
      infoArchive: ({ path: file }: { path: string }) =>
        this.#open('HEAD', `${path}/archive?path=${encodeURIComponent(file)}`),
      putArchive: (tar: Buffer, { path: folder }: { path: string }) =>
        this.ask('PUT', `${path}/archive?path=${encodeURIComponent(folder)}`, { body: tar }),
      attach: () => this.#attach(`${path}/attach?stream=1&stdin=1&stdout=1&stderr=1`),
    };
  }

  async createContainer(options: Docker.ContainerCreateOptions): Promise<RunContainer> {
    const { Id: id } = await this.ask<{ Id: string }>('POST', '/containers/create', { body: options });
    return this.getContainer(id);
  }

  /** The answer's JSON. Throws an `Error` with a `statusCode`, as dockerode does. */
  async ask<T>(method: string, path: string, options: AskOptions = {}): Promise<T> {
    const answer = await this.#open(method, path, options);
    const parts: Buffer[] = [];
    for await (const part of answer) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  async #open(method: string, path: string, options: AskOptions = {}): Promise<IncomingMessage> {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      this.#send(method, path, options).once('response', resolve).once('error', reject).end(encode(options.body));
    });
    const { statusCode = 500 } = answer;
    if (statusCode < 400) return answer;
    answer.resume();
    throw Object.assign(new Error(`${method} ${path} was answered with ${statusCode}`), { statusCode });
  }

  #attach(path: string): Promise<Duplex> {
    return new Promise((resolve, reject) => {
      this.#send('POST', path, { headers: { connection: 'Upgrade', upgrade: 'tcp' } })
        .once('upgrade', (_answer, socket: Duplex, first: Buffer) => {
          if (first.length > 0) socket.unshift(first);
          resolve(socket);
        })
        .once('response', (answer: IncomingMessage) => {
          answer.resume();
          reject(new Error(`POST ${path} was answered with ${answer.statusCode}`));
        })
        .once('error', reject)
        .end();
    });
  }

  #send(
    method: string,
    path: string,
    { body, abortSignal, headers = {} }: AskOptions & { headers?: Record<string, string> },
  ): ClientRequest {
    const options: RequestOptions & { servername: string } = {
      ...this.modem,
      method,
      path,
      headers: { host: 'docker', ...(body ? { 'content-type': typeOf(body) } : {}), ...headers },
      // Otherwise Node compiles a large pattern to see whether the host is an address.
      servername: '',
      ...(abortSignal ? { signal: abortSignal } : {}),
    };
    return requestHttp(options);
  }
}

function typeOf(body: object): string {
  return Buffer.isBuffer(body) ? 'application/x-tar' : 'application/json';
}

function encode(body: object | undefined): string | Buffer {
  if (Buffer.isBuffer(body)) return body;
  return body === undefined ? '' : JSON.stringify(body);
}
