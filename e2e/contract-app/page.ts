/** Runs the contract cases in a sandboxed page, over ports that the preload hands over. */
import { PortLink } from '../../client';
import { contractCases } from '../../client/contract-cases';
import { askFor, connectOver, type EngineState, iterate, readState, readUntil } from '../../client/contract-world';
import { PORT_MESSAGE } from '../../contract/window';

/** What the test calls in this page. */
export interface ContractPage {
  /** @returns `passed`, or what was broken */
  runCase(name: string): Promise<string>;
  /** Starts a run that does not end, and gives what it has printed. */
  startWaiting(label: string): Promise<string>;
  /** What the engine knows of its runs, asked over a new port. */
  readEngine(): Promise<EngineState>;
}

declare global {
  interface Window {
    contractPage: ContractPage;
    /** Has the main process hand over one more port. */
    requestPort(): Promise<void>;
  }
}

const ports: MessagePort[] = [];
let wake = () => {};

window.addEventListener('message', (event: MessageEvent<{ type?: unknown } | null>) => {
  const [port] = event.ports;
  if (event.source !== window || event.data?.type !== PORT_MESSAGE || !port) return;
  ports.push(port);
  wake();
});

async function takePort(): Promise<MessagePort> {
  for (;;) {
    const port = ports.shift();
    if (port) return port;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

window.contractPage = {
  async runCase(name) {
    const contractCase = contractCases.find((candidate) => candidate.name === name);
    if (!contractCase) return `there is no case "${name}"`;
    const links: PortLink[] = [];
    try {
      await contractCase.run({
        async connect() {
          // The first port came with the page.
          if (links.length > 0) await window.requestPort();
          const link = new PortLink(await takePort());
          links.push(link);
          return connectOver(link);
        },
      });
      return 'passed';
    } catch (error) {
      return String(error instanceof Error ? error.stack : error);
    } finally {
      for (const link of links) link.close();
    }
  },
  async startWaiting(label) {
    const { client } = connectOver(new PortLink(await takePort()));
    const output = await readUntil(iterate(client.run(askFor('wait', {}, label))), 'output');
    return output.type === 'output' ? output.text : '';
  },
  async readEngine() {
    await window.requestPort();
    const link = new PortLink(await takePort());
    try {
      return await readState(connectOver(link).client);
    } finally {
      link.close();
    }
  },
};
