/** Serves the contract to ports and sockets: each is a `Connection` of its own, and its runs die with it. */
import { mapEventIterator } from '@orpc/client';
import type { SupportedMessagePort } from '@orpc/client/message-port';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as SocketHandler } from '@orpc/server/ws';
import { type AppInfo, RunyardError } from '../../contract';
import { checkPort } from './checked-port';
import { checkSocket } from './checked-socket';
import { Connection } from './connection';
import { encodeError, type ReportError } from './encode-error';
import type { Engine } from './engine';
import { type ApiContext, createRouter } from './router';

export interface ApiOptions {
  engine: Engine;
  appInfo: AppInfo;
  /** By default to the console. */
  reportError?: ReportError;
}

/** A MessagePort of the DOM, of worker threads, or Electron's `MessagePortMain`. */
export type ServablePort = SupportedMessagePort & { start?(): void };

/** A socket of the `ws` package. */
export type ServableSocket = Parameters<SocketHandler<Record<never, never>>['upgrade']>[0];

export interface Api {
  /** Starts the port and answers it until it closes. */
  servePort(port: ServablePort): void;
  /**
   * Answers an open socket until it closes. Its server must not hand over two messages in one tick
   * (`allowSynchronousEvents: false`): a call and its abort would change places.
   * @param client whose it is: the queue of runs is fair between clients
   */
  serveSocket(socket: ServableSocket, client: string): void;
}

/** Builds the api of one door. */
export function createApi({ engine, appInfo, reportError = logError }: ApiOptions): Api {
  const router = createRouter(engine, appInfo);
  const clientInterceptors = [createErrorInterceptor(reportError), refuseEnded];
  const ports = new PortHandler(router, { clientInterceptors });
  const sockets = new SocketHandler(router, { clientInterceptors });
  return {
    servePort(port) {
      const checked = checkPort(port, () => reportError(new Error('a message that is no request'), 'port'));
      ports.upgrade(checked, { context: { connection: new Connection('window') } });
      port.start?.();
    },
    serveSocket(socket, client) {
      const checked = checkSocket(socket, () => reportError(new Error('a message that is no request'), 'socket'));
      const connection = new Connection(client);
      checked.addEventListener('close', () => connection.end());
      void sockets.upgrade(checked, { context: { connection } });
    },
  };
}

interface Interceptable {
  next(): Promise<unknown>;
  path: readonly string[];
  signal?: AbortSignal | undefined;
}

/** A message may be handed over after the end of its socket: what it would start, nothing would stop. */
function refuseEnded<T>({ next, context }: { next(): T; context: ApiContext }): T {
  if (!context.connection.isEnded) return next();
  throw new RunyardError('CONNECTION_LOST', { message: 'The connection has ended.', remedy: 'Make another one.' });
}

/** Encodes what a procedure throws, and what its stream throws later. */
function createErrorInterceptor(reportError: ReportError) {
  return async ({ next, path, signal }: Interceptable): Promise<unknown> => {
    const report: ReportError = (error, procedure) => {
      // A call that was aborted has nobody to tell, and its error is the abort.
      if (!signal?.aborted) reportError(error, procedure);
    };
    const encode = (error: unknown) => encodeError(error, path.join('.'), report);
    try {
      const output = await next();
      return isAsyncGenerator(output)
        ? mapEventIterator(output, { value: async (value) => value, error: async (error) => encode(error) })
        : output;
    } catch (error) {
      throw encode(error);
    }
  };
}

function isAsyncGenerator(value: unknown): value is AsyncGenerator<unknown, unknown, void> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;
}

export function logError(error: unknown, procedure: string): void {
  console.error(`${procedure} failed:`, error);
}
