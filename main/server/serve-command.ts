/** The browser door from start to end: engine, server, and an end that leaves nothing running. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { RunyardError } from '../../contract';
import { version } from '../../package.json';
import { composeEngine } from '../compose';
import { resolveDataDir } from '../config/data-dir';
import { announceDoor } from '../config/door-file';
import { loadConfig } from '../config/load-config';
import { requireToken, servesOnePerson } from '../config/require-token';
import { resolveWorkspaceDir } from '../config/workspace-dir';
import { openBrowser } from './open-browser';
import { readServeFlags } from './serve-flags';
import { createServer } from './server';

/** Longest that an orderly end may take, beside what runs are given, before the process goes anyway; the sandboxes' own deadlines do the rest. */
const SHUTDOWN_LIMIT_MS = 10_000;

/**
 * Settles when it was asked to end and has ended.
 * @throws RunyardError `CONFIG_INVALID`
 */
export async function serve(args: string[]): Promise<void> {
  const { values, file, open, places } = readServeFlags(args);
  const dataDir = resolveDataDir(process.env);
  const loaded = loadConfig({ environment: process.env, flags: values, file });
  requireToken(loaded);
  for (const note of loaded.notes) console.error(note);
  const { config } = loaded;
  const rendererDir = join(import.meta.dirname, '../renderer');
  await checkWindowIsBuilt(rendererDir);

  const ended = waitForSignal();
  await using engine = await composeEngine({
    config,
    specsDir: join(import.meta.dirname, '../../specs'),
    embeddedDir: join(import.meta.dirname, '../embedded'),
    dataDir,
    workspaceDir: resolveWorkspaceDir(process.env),
    settingsReach: servesOnePerson(config.server) ? 'engine' : 'window',
  });
  const { replica } = config.server;
  const appInfo = { version, door: 'browser', platform: process.platform, ...(replica && { replica }) } as const;
  await using server = await createServer({
    engine,
    appInfo,
    rendererDir,
    config: config.server,
  });
  using _announced = await announceDoor(dataDir, { origin: server.origin, token: server.token, pid: process.pid });
  void engine.openings.openArguments(places, process.cwd());
  // What is no terminal is a log that others read, and whoever chose the token knows it.
  const isSecret = config.server.token !== '' && !process.stdout.isTTY;
  console.log(`Runyard is at ${isSecret ? server.origin : server.address}`);
  if (open) openBrowser(server.address);
  await ended;
  console.error('Runyard is closing; Ctrl+C again ends it at once.');
  setTimeout(() => process.exit(1), config.server.shutdownGraceMs + SHUTDOWN_LIMIT_MS).unref();
  await server.drain();
}

async function checkWindowIsBuilt(rendererDir: string): Promise<void> {
  const page = join(rendererDir, 'index.html');
  try {
    await access(page);
  } catch (cause) {
    throw new RunyardError('CONFIG_INVALID', {
      message: `The window is not built: there is no ${page}.`,
      remedy: 'Build it with `npm run build`.',
      cause,
    });
  }
}

/** Settles at the first Ctrl+C or its like; the second ends the process at once. */
function waitForSignal(): Promise<void> {
  return new Promise((resolve) => {
    let state: 'running' | 'ending' = 'running';
    const end = () => {
      if (state === 'ending') process.exit(130);
      state = 'ending';
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  });
}
