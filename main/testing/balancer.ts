/** What Swarm's routing mesh does, which needs a kernel with IPVS: connections in turn, to those that are well. */
import { once } from 'node:events';
import { get } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 100;

export interface BalancerOptions {
  /** Ports that there are at the moment. */
  listPorts: () => Promise<number[]>;
  connect: (port: number) => Socket;
}

export class Balancer implements AsyncDisposable {
  readonly #options: BalancerOptions;
  readonly #server: Server;
  readonly #looking: Promise<void>;
  #well: number[] = [];
  #next = 0;
  #state: 'open' | 'closed' = 'open';

  static async open(options: BalancerOptions): Promise<Balancer> {
    const balancer = new Balancer(options);
    balancer.#server.listen(0, '127.0.0.1');
    await once(balancer.#server, 'listening');
    return balancer;
  }

  private constructor(options: BalancerOptions) {
    this.#options = options;
    this.#server = createServer({ allowHalfOpen: true }, (near) => this.#pass(near));
    this.#looking = this.#look();
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Of the servers that are well. */
  get ports(): readonly number[] {
    return this.#well;
  }

  #pass(near: Socket): void {
    const port = this.#well[this.#next++ % this.#well.length];
    near.on('error', () => {});
    if (port === undefined) {
      near.destroy();
      return;
    }
    const far = this.#options.connect(port);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
  }

  async #look(): Promise<void> {
    while (this.#state === 'open') {
      const ports = await this.#options.listPorts().catch(() => []);
      const answers = await Promise.all(ports.map((port) => this.#isWell(port)));
      this.#well = ports.filter((_port, index) => answers[index]);
      await delay(LOOK_EVERY_MS);
    }
  }

  #isWell(port: number): Promise<boolean> {
    return new Promise((resolve) => {
      const createConnection = () => this.#options.connect(port);
      const request = get({ path: '/healthz', headers: { host: '127.0.0.1' }, createConnection });
      request.setTimeout(2_000, () => request.destroy());
      request
        .on('error', () => resolve(false))
        .on('response', (response) => {
          response.resume();
          resolve(response.statusCode === 200);
        });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#state = 'closed';
    await this.#looking;
    this.#server.close();
  }
}
