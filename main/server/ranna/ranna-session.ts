/** One client's WebSocket in ranna's words. What it starts is its own: nobody else may kill it, and it ends with it. */
import type { RawData, WebSocket } from 'ws';
import { RunyardError } from '../../../contract';
import { Connection } from '../../api/connection';
import { encodeError, type ReportError } from '../../api/encode-error';
import type { Engine } from '../../api/engine';
import { refuseElsewhere } from '../../api/refuse-elsewhere';
import { streamRun } from '../../api/stream-run';
import { writeGoJson } from './go-json';
import { ExecutionRequest, KillArguments, Operation, readModel } from './ranna-models';
import {
  INVALID_MESSAGE_TYPE,
  INVALID_OPERATION,
  isFailure,
  NOT_RUNNING,
  RannaError,
  refuseError,
  refuseOutcome,
} from './ranna-refusal';
import { toRunRequest } from './ranna-request';

/** What a client may leave unread before its programs are held up. */
const UNSENT_BYTES = 1024 * 1024;

/** Operations under way at once: far more than there may be runs. More have only who sends and never reads. */
const OPERATIONS_LIMIT = 1024;

const OP = { ping: 0, exec: 1, kill: 2 } as const;
const EVENT = { pong: 0, error: 1, spawn: 2, log: 3, stop: 4 } as const;

export interface RannaSessionOptions {
  socket: WebSocket;
  engine: Pick<Engine, 'runs' | 'specs'>;
  /** Whose runs they are in the queue. */
  callerId: string;
  network: 'off' | 'on';
  /** The name of this server among several. */
  replica: string | undefined;
  reportError: ReportError;
}

export class RannaSession {
  readonly #options: RannaSessionOptions;
  readonly #connection: Connection;
  readonly #closed = new AbortController();
  #underWay = 0;

  /** Answers the socket until it closes. */
  constructor(options: RannaSessionOptions) {
    const { socket, callerId } = options;
    this.#options = options;
    this.#connection = new Connection(callerId, 'pulled');
    socket.on('message', (data, isBinary) => {
      if (this.#underWay >= OPERATIONS_LIMIT) return socket.terminate();
      this.#underWay += 1;
      void this.#take(data, isBinary).finally(() => (this.#underWay -= 1));
    });
    socket.on('close', () => this.#closed.abort());
  }

  async #take(data: RawData, isBinary: boolean): Promise<void> {
    let nonce = 0;
    try {
      if (isBinary) throw new RannaError(INVALID_MESSAGE_TYPE);
      const operation = readModel(Operation, parseJson(String(data)));
      nonce = operation.nonce;
      await this.#handle(operation);
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      const { error: message, code } = refuseError(this.#translate(error));
      await this.#send(EVENT.error, nonce, { code, message });
    }
  }

  async #handle({ op, nonce, args }: Operation): Promise<void> {
    if (op === OP.ping) await this.#send(EVENT.pong, nonce, 'Pong!');
    else if (op === OP.exec) await this.#execute(nonce, args);
    else if (op === OP.kill) this.#kill(args);
    else throw new RannaError(INVALID_OPERATION);
  }

  /** Ends with `stop` or with the error that it throws, never both. */
  async #execute(nonce: number, args: unknown): Promise<void> {
    const { engine, network } = this.#options;
    const request = toRunRequest(readModel(ExecutionRequest, args), engine.specs.list().specs, network);
    let runid = '';
    for await (const event of streamRun(engine.runs, this.#connection, request, this.#closed.signal)) {
      if (event.type === 'started') {
        runid = event.runId;
        await this.#send(EVENT.spawn, nonce, { runid });
      } else if (event.type === 'output') {
        await this.#send(EVENT.log, nonce, { runid, [event.stream]: event.text });
      } else if (event.type === 'finished') {
        const refusal = refuseOutcome(event.outcome);
        if (refusal) throw new RannaError(refusal);
        const { runMs, compileMs } = event.metrics;
        await this.#send(EVENT.stop, nonce, { runid, exectimems: Math.round(runMs ?? compileMs ?? 0) });
      }
    }
  }

  /**
   * @throws RannaError for a run that has ended, or that is not this client's: it learns no more than that; RunyardError
   * `RUN_ELSEWHERE` for one that another server has
   */
  #kill(args: unknown): void {
    const { runid } = readModel(KillArguments, args);
    refuseElsewhere(runid, this.#options.replica);
    const run = this.#findRun(runid);
    if (!run) throw new RannaError(NOT_RUNNING);
    run.stop();
  }

  #findRun(runId: string) {
    try {
      return this.#connection.findRun(runId);
    } catch {
      return null;
    }
  }

  #translate(error: unknown): RunyardError | RannaError {
    if (isFailure(error)) return error;
    const wire = encodeError(error, 'ranna.exec', this.#options.reportError);
    return new RunyardError(wire.code, { message: wire.message, ...wire.data, cause: error });
  }

  /** Awaiting it is what holds a program up whose output its client does not read. */
  #send(code: number, nonce: number, data: unknown): Promise<void> | undefined {
    const { socket } = this.#options;
    // Go's encoder ends each value with a newline, and leaves a zero out.
    const message = `${writeGoJson({ code, ...(nonce === 0 ? {} : { nonce }), data })}\n`;
    if (socket.bufferedAmount <= UNSENT_BYTES) {
      socket.send(message);
      return undefined;
    }
    return new Promise((resolve) => socket.send(message, () => resolve()));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RunyardError('BAD_REQUEST', { message: reason, remedy: 'Send JSON.', cause });
  }
}
