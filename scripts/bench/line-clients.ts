/** Clients of a server, each running a program that prints numbered lines, each looking whether all of them came. */
import { WebSocket } from 'ws';
import { createClient } from '../../client/node';
import type { Server } from '../../main/server/server';

/** Which of the server's two WebSockets. */
export type Door = 'ranna' | 'own';

export interface LineLoad {
  clients: number;
  lines: number;
  everyMs: number;
  /** The programs begin together, so long after the first is asked for; one that comes later begins at once. */
  beginAfterMs: number;
}

/** Of the lines of one client. */
export interface LineCount {
  lost: number;
  duplicated: number;
  reordered: number;
  /** What is not the client's own. */
  foreign: number;
}

export interface ClientReport extends LineCount {
  /** Events that should not be, or not then, in words. */
  faults: string[];
  events: number;
  /** When the first and the last line came, in milliseconds of `performance.now()`. */
  firstAt: number;
  lastAt: number;
}

const PROGRAM = `import sys, time
label, lines, every, begin = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
time.sleep(max(0, begin - time.time()))
start = time.monotonic()
for number in range(lines):
    print(label, number, flush=True)
    time.sleep(max(0, start + (number + 1) * every - time.monotonic()))
`;

/** Each client has a socket of its own, which stays open until all have ended, so that what comes late is seen. */
export async function runLineClients(server: Server, door: Door, load: LineLoad): Promise<ClientReport[]> {
  const { clients, lines, everyMs, beginAfterMs } = load;
  const begin = (Date.now() + beginAfterMs) / 1000;
  const all = Array.from({ length: clients }, (_, index) => {
    const label = `client-${index}`;
    const args = [label, String(lines), String(everyMs / 1000), String(begin)];
    return door === 'ranna' ? new RannaClient(server, label, args, index + 1) : new OwnClient(server, label, args);
  });
  try {
    await Promise.all(all.map((client) => client.run()));
    return all.map((client) => client.report(lines));
  } finally {
    for (const client of all) client.close();
  }
}

export function countLines(text: string, label: string, lines: number): LineCount {
  const count: LineCount = { lost: 0, duplicated: 0, reordered: 0, foreign: 0 };
  const seen = new Set<number>();
  let last = -1;
  const printed = text.split('\n');
  if (printed.at(-1) === '') printed.pop();
  for (const line of printed) {
    const number = Number(line.slice(label.length + 1));
    if (line !== `${label} ${number}` || number >= lines) {
      count.foreign += 1;
      continue;
    }
    if (seen.has(number)) count.duplicated += 1;
    else if (number < last) count.reordered += 1;
    seen.add(number);
    last = Math.max(last, number);
  }
  for (let number = 0; number < lines; number++) if (!seen.has(number)) count.lost += 1;
  return count;
}

abstract class LineClient {
  protected readonly faults: string[] = [];
  #text = '';
  #events = 0;
  #firstAt = Number.NaN;
  #lastAt = Number.NaN;
  #state: 'asked' | 'started' | 'ended' = 'asked';

  constructor(protected readonly label: string) {}

  abstract run(): Promise<void>;
  abstract close(): void;

  report(lines: number): ClientReport {
    if (this.#state !== 'ended') this.faults.push('it has not ended');
    const { faults } = this;
    const [firstAt, lastAt] = [this.#firstAt, this.#lastAt];
    return { ...countLines(this.#text, this.label, lines), faults, events: this.#events, firstAt, lastAt };
  }

  protected takeStart(): void {
    this.#move('asked', 'started');
  }

  protected takeText(stream: string, text: string): void {
    this.#events += 1;
    this.#lastAt = performance.now();
    if (this.#text === '') this.#firstAt = this.#lastAt;
    if (stream === 'stdout') this.#text += text;
    else this.faults.push(`${stream}: ${text}`);
    if (this.#state !== 'started') this.faults.push(`it printed when it had ${this.#state}`);
  }

  protected takeEnd(): void {
    this.#move('started', 'ended');
  }

  #move(from: 'asked' | 'started', to: 'started' | 'ended'): void {
    if (this.#state !== from) this.faults.push(`it ${to} when it had ${this.#state}`);
    this.#state = to;
  }
}

class OwnClient extends LineClient {
  readonly #client;
  readonly #args: string[];

  constructor({ origin, token }: Server, label: string, args: string[]) {
    super(label);
    this.#client = createClient({ url: origin, token });
    this.#args = args;
  }

  async run(): Promise<void> {
    const files = [{ path: 'main.py', content: PROGRAM }];
    for await (const event of this.#client.run({ spec: 'python', files, args: this.#args })) {
      if (event.type === 'started') this.takeStart();
      if (event.type === 'output') this.takeText(event.stream, event.text);
      if (event.type !== 'finished') continue;
      this.takeEnd();
      const { outcome } = event;
      if (outcome.type !== 'exited' || outcome.code !== 0) this.faults.push(JSON.stringify(outcome));
    }
  }

  close(): void {
    this.#client.close();
  }
}

interface RannaEvent {
  code: number;
  nonce?: number;
  data: { runid?: string; stdout?: string; stderr?: string };
}

class RannaClient extends LineClient {
  readonly #socket: WebSocket;
  readonly #args: string[];
  readonly #nonce: number;
  #runId: string | undefined;

  constructor({ port, token }: Server, label: string, args: string[], nonce: number) {
    super(label);
    this.#args = args;
    this.#nonce = nonce;
    const headers = { authorization: `Bearer ${token}` };
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}/v1/ws`, { headers });
  }

  async run(): Promise<void> {
    const socket = this.#socket;
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    await new Promise<void>((resolve, reject) => {
      socket.on('message', (data) => {
        const event = JSON.parse(String(data)) as RannaEvent;
        this.#take(event);
        if (event.code === 4 || event.code === 1) resolve();
      });
      socket.on('close', () => reject(new Error(`The socket of ${this.label} was closed.`)));
      const args = { language: 'python', code: PROGRAM, arguments: this.#args };
      socket.send(JSON.stringify({ op: 1, nonce: this.#nonce, args }));
    });
  }

  close(): void {
    this.#socket.removeAllListeners('close').terminate();
  }

  #take(event: RannaEvent): void {
    const { code, nonce, data } = event;
    if (code === 2) this.#runId = data.runid;
    if (nonce !== this.#nonce || data.runid !== this.#runId) this.faults.push(`not its own: ${JSON.stringify(event)}`);
    if (code === 2) this.takeStart();
    else if (code === 3 && data.stdout !== undefined) this.takeText('stdout', data.stdout);
    else if (code === 3) this.takeText('stderr', data.stderr ?? '');
    else if (code === 4) this.takeEnd();
    else this.faults.push(JSON.stringify(event));
  }
}
