/** What the contract cases stand on: how they connect, how they claim, and how they look into the fake engine. */
import { createORPCClient } from '@orpc/client';
import { type RunEvent, type RunRequestInput, RunyardError } from '../contract';
import type { ClientRun, RunyardClient } from './client';
import { createLinkClient } from './link-client';
import { ask, type Link, type Rpc } from './rpc';

/** One connection to the engine under test. */
export interface ContractConnection {
  client: RunyardClient;
  /** Makes a call that the client would make for a run of its own only. */
  touch(call: 'write' | 'resize' | 'closeStdin' | 'stop' | 'acknowledge', runId: string): Promise<void>;
  /** Cuts the connection. */
  drop(): void;
}

/** How a door's own tests connect: over a new `PortLink` or `SocketLink` each time. */
export function connectOver(link: Link): ContractConnection {
  const rpc: Rpc = createORPCClient(link);
  return {
    client: createLinkClient(link),
    touch: (call, runId) => {
      if (call === 'write') return ask(rpc.run.write({ runId, text: 'x' }));
      if (call === 'resize') return ask(rpc.run.resize({ runId, columns: 1, rows: 1 }));
      if (call === 'acknowledge') return ask(rpc.run.acknowledge({ runId, characters: 1 }));
      return ask(rpc.run[call]({ runId }));
    },
    drop: () => link.close(),
  };
}

/** Gives connections to one engine that behaves like `FakeEngine`. */
export interface ContractWorld {
  connect(): Promise<ContractConnection>;
}

/** The cases know no test runner: a case fails by throwing. They run in Node and in a window alike. */
export interface ContractCase {
  name: string;
  /** Connections that it needs at once. */
  connections: 1 | 2;
  run(world: ContractWorld): Promise<void>;
}

export class ContractBroken extends Error {
  override readonly name = 'ContractBroken';
}

export function claim(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new ContractBroken(otherwise);
}

export function claimEqual(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  claim(got === wanted, `${what}: wanted ${wanted.slice(0, 500)}, got ${String(got).slice(0, 500)}`);
}

/** @returns the error that the work fails with, which must be a `RunyardError` */
export async function failureOf(work: () => Promise<unknown>): Promise<RunyardError> {
  let value: unknown;
  try {
    value = await work();
  } catch (error) {
    claim(error instanceof RunyardError, `failed with ${String(error)}, which is no RunyardError`);
    return error;
  }
  throw new ContractBroken(`did not fail, but gave ${JSON.stringify(value)}`);
}

/** A request for one of the fake's programs; `label` finds the run in the fake's state. */
export function askFor(spec: string, more: Partial<RunRequestInput> = {}, label = newLabel()): RunRequestInput {
  return { spec, files: [{ path: 'main.txt', content: '' }], ...more, env: { LABEL: label } };
}

export function newLabel(): string {
  return `run-${Math.random().toString(36).slice(2)}`;
}

export async function collect(run: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run) events.push(event);
  return events;
}

export function textOf(events: RunEvent[]): string {
  return events.map((event) => (event.type === 'output' ? event.text : '')).join('');
}

export function outcomeOf(events: RunEvent[]): unknown {
  const last = events.at(-1);
  return last?.type === 'finished' ? last.outcome : last;
}

/** Reads on until an event of that type has come. */
export async function readUntil(events: AsyncIterator<RunEvent>, type: RunEvent['type']): Promise<RunEvent> {
  for (;;) {
    const { value, done } = await events.next();
    claim(!done, `the stream ended before ${type}`);
    if (value.type === type) return value;
  }
}

export function iterate(run: ClientRun): AsyncIterator<RunEvent> {
  return run[Symbol.asyncIterator]();
}

/** What the fake engine knows of its runs; the type of its `state` program's output. */
export interface EngineState {
  active: string[];
  produced: Record<string, number>;
  ended: Record<string, string>;
  cancelledImages: Record<string, number>;
  prepared: string[];
}

export async function readState(client: RunyardClient): Promise<EngineState> {
  return JSON.parse(textOf(await collect(client.run(askFor('state'))))) as EngineState;
}

const PATIENCE_MS = 8_000;

/** Looks at the engine again and again until the condition holds. */
export async function untilState(
  client: RunyardClient,
  what: string,
  holds: (state: EngineState) => boolean,
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const state = await readState(client);
    if (holds(state)) return;
    claim(
      performance.now() < deadline,
      `not within ${PATIENCE_MS} ms: ${what}; the engine has ${JSON.stringify(state)}`,
    );
  }
}
