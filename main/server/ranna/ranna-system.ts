/** What `/v1/info` tells of the server and of what runs the programs. */
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { EngineStatus } from '../../../contract';
import type { Engine } from '../../api/engine';
import { RannaError } from './ranna-refusal';

/** How long a daemon that is being looked for is waited for. */
const CONNECTING_MS = 3_000;

/** `models.SystemInfo` */
export interface RannaSystem {
  version: string;
  builddate: string;
  /** What the server runs on; it is Node. */
  go_version: string;
  sandbox: { type: string; version: string };
}

/** @throws RannaError where no sandbox can be had, as ranna does when it reaches no daemon */
export async function describeSystem(
  engine: Pick<Engine, 'status' | 'runtimes'>,
  version: string,
): Promise<RannaSystem> {
  const status = await readStatus(engine);
  return {
    version,
    builddate: (await stat(fileURLToPath(import.meta.url))).mtime.toISOString(),
    go_version: `node${process.versions.node}`,
    sandbox: await describeSandbox(engine, status, version),
  };
}

async function describeSandbox(
  engine: Pick<Engine, 'runtimes'>,
  status: EngineStatus | null,
  version: string,
): Promise<RannaSystem['sandbox']> {
  if (status?.state === 'ready') return { type: status.provider, version: status.version ?? '' };
  const runtimes = await engine.runtimes.list();
  if (runtimes.some(({ state }) => state === 'ready')) return { type: 'embedded', version };
  const { summary: error, remedy: context } = status?.doctor ?? { summary: 'No engine answers.', remedy: 'Try again.' };
  throw new RannaError({ error, code: 500, context });
}

async function readStatus({ status }: Pick<Engine, 'status'>): Promise<EngineStatus | null> {
  let last: EngineStatus | null = null;
  for await (last of status.watch(AbortSignal.timeout(CONNECTING_MS))) {
    if (last.state !== 'connecting') break;
  }
  return last;
}
