/** The contract over the engine: who may call what, and nothing more. */
import { implement } from '@orpc/server';
import type { AppInfo } from '../../contract';
import { contract } from '../../contract/contract';
import { readStdinData } from '../sandbox/stdin-data';
import type { Connection } from './connection';
import type { Engine } from './engine';
import { refuseElsewhere } from './refuse-elsewhere';
import { streamRun } from './stream-run';

export interface ApiContext {
  connection: Connection;
}

const NEVER = new AbortController().signal;

/** @param appInfo what this door says of itself */
export function createRouter(engine: Engine, appInfo: AppInfo) {
  const { replica } = appInfo;
  const findRun = (connection: Connection, runId: string) => {
    refuseElsewhere(runId, replica);
    return connection.findRun(runId);
  };
  const api = implement(contract).$context<ApiContext>();
  return api.router({
    run: {
      start: api.run.start.handler(({ input, context, signal = NEVER }) =>
        streamRun(engine.runs, context.connection, input, signal),
      ),
      prepare: api.run.prepare.handler(({ input }) => engine.runs.prepare(input.spec, input.provider, input.terminal)),
      write: api.run.write.handler(({ input, context }) => {
        refuseElsewhere(input.runId, replica);
        context.connection.findLiveRun(input.runId);
        return engine.runs.write(input.runId, readStdinData(input));
      }),
      resize: api.run.resize.handler(async ({ input: { runId, ...size }, context }) => {
        if (findRun(context.connection, runId)) await engine.runs.resize(runId, size);
      }),
      closeStdin: api.run.closeStdin.handler(({ input, context }) => {
        if (findRun(context.connection, input.runId)) engine.runs.closeStdin(input.runId);
      }),
      acknowledge: api.run.acknowledge.handler(({ input, context }) => {
        findRun(context.connection, input.runId)?.flow.acknowledge(input.characters);
      }),
      stop: api.run.stop.handler(({ input, context }) => {
        findRun(context.connection, input.runId)?.stop();
      }),
    },
    specs: {
      list: api.specs.list.handler(() => engine.specs.list()),
      watch: api.specs.watch.handler(({ signal = NEVER }) => relay(engine.specs.watch(signal), signal)),
      reload: api.specs.reload.handler(async ({ signal = NEVER }) => {
        await engine.specs.reload(signal);
        return engine.specs.list();
      }),
      lastRuns: api.specs.lastRuns.handler(() => engine.specs.lastRuns()),
    },
    schedule: {
      list: api.schedule.list.handler(() => engine.schedule.list()),
    },
    engine: {
      watch: api.engine.watch.handler(({ signal = NEVER }) => relay(engine.status.watch(signal), signal)),
      doctor: api.engine.doctor.handler(() => engine.status.doctor()),
    },
    images: {
      list: api.images.list.handler(() => engine.images.list()),
      pull: api.images.pull.handler(({ input, signal = NEVER }) =>
        relay(engine.images.pull(input.specId, signal), signal),
      ),
      build: api.images.build.handler(({ input, signal = NEVER }) =>
        relay(engine.images.build(input.specId, signal, input.when), signal),
      ),
      remove: api.images.remove.handler(({ input }) => engine.images.remove(input.specId)),
      usage: api.images.usage.handler(() => engine.images.usage()),
    },
    runtimes: {
      list: api.runtimes.list.handler(() => engine.runtimes.list()),
      install: api.runtimes.install.handler(({ input, signal = NEVER }) =>
        relay(engine.runtimes.install(input.runtimeId, signal), signal),
      ),
      remove: api.runtimes.remove.handler(({ input }) => engine.runtimes.remove(input.runtimeId)),
      usage: api.runtimes.usage.handler(() => engine.runtimes.usage()),
    },
    workspace: {
      load: api.workspace.load.handler(() => engine.workspace.load()),
      save: api.workspace.save.handler(({ input }) => engine.workspace.save(input)),
      watch: api.workspace.watch.handler(({ input, signal = NEVER }) =>
        relay(engine.workspace.watch(input.lease, signal), signal),
      ),
      resolve: api.workspace.resolve.handler(({ input }) => engine.workspace.resolve(input.lease, input, input.keep)),
    },
    history: {
      list: api.history.list.handler(() => engine.workspace.history.list()),
      read: api.history.read.handler(({ input }) => engine.workspace.history.read(input.id)),
      remove: api.history.remove.handler(({ input }) => engine.workspace.history.remove(input.id)),
    },
    settings: {
      load: api.settings.load.handler(() => engine.settings.load()),
      save: api.settings.save.handler(({ input }) => engine.settings.save(input)),
      saveText: api.settings.saveText.handler(({ input }) => engine.settings.saveText(input.text)),
      watch: api.settings.watch.handler(({ signal = NEVER }) => relay(engine.settings.watch(signal), signal)),
    },
    templates: {
      list: api.templates.list.handler(() => engine.templates.list()),
      save: api.templates.save.handler(({ input }) => engine.templates.save(input)),
      remove: api.templates.remove.handler(({ input }) => engine.templates.remove(input.id)),
    },
    recents: {
      list: api.recents.list.handler(() => engine.recents.list()),
      add: api.recents.add.handler(({ input }) => engine.recents.addCopy(input)),
      open: api.recents.open.handler(({ input }) => engine.recents.open(input.id)),
      clear: api.recents.clear.handler(() => engine.recents.clear()),
    },
    openings: {
      watch: api.openings.watch.handler(({ signal = NEVER }) => relay(engine.openings.watch(signal), signal)),
      offer: api.openings.offer.handler(({ input }) => engine.openings.offer(input)),
    },
    earlierRuns: {
      keep: api.earlierRuns.keep.handler(({ input }) => engine.earlierRuns.keep(input.run, input.pinnedId)),
      list: api.earlierRuns.list.handler(({ input }) => engine.earlierRuns.list(input.tabId)),
    },
    app: {
      info: api.app.info.handler(() => appInfo),
    },
  });
}

/** Passes the items on, and nothing more once the caller has gone. */
async function* relay<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void, undefined> {
  for await (const item of items) {
    if (signal.aborted) return;
    yield item;
  }
}
