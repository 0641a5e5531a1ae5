/** Keeps two Runyards from saving over each other in one data folder. The system frees it however the process ends. */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { RunyardError } from '../../contract';
import { readCode } from './workspace-error';

export class DataLock implements AsyncDisposable {
  readonly #dataDir: string;
  readonly #address: string;
  #server: Server | null = null;

  constructor(dataDir: string) {
    this.#dataDir = resolve(dataDir);
    const name = createHash('sha256').update(`${userInfo().uid} ${this.#dataDir}`).digest('hex').slice(0, 32);
    this.#address =
      process.platform === 'win32' ? `\\\\.\\pipe\\runyard-${name}` : join(tmpdir(), `runyard-${name}.lock`);
  }

  /** @throws RunyardError `WORKSPACE_TAKEN` while another process has it */
  async take(): Promise<void> {
    if (this.#server) return;
    for (const attempt of [1, 2]) {
      try {
        this.#server = await listen(this.#address);
        return;
      } catch (error) {
        // Where no socket can be made there is no lock; that must not keep anyone from working.
        if (readCode(error) !== 'EADDRINUSE') return;
        if (attempt === 2 || (await isAnswered(this.#address))) throw this.#taken();
        await rm(this.#address, { force: true });
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server) await new Promise<void>((settle) => server.close(() => settle()));
  }

  #taken(): RunyardError {
    return new RunyardError('WORKSPACE_TAKEN', {
      message: `Another Runyard has your tabs open: it uses the same data folder, ${this.#dataDir}.`,
      remedy: 'Use that one, or close it and reload this window; RUNYARD_DATA_DIR gives a second one its own folder.',
      details: { dataDir: this.#dataDir },
    });
  }
}

function listen(address: string): Promise<Server> {
  return new Promise((settle, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', fail);
    server.listen(address, () => settle(server));
  });
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(address);
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('close', () => socket.destroy());
  });
}
