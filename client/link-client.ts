/** `RunyardClient` over any link. */
import { createORPCClient } from '@orpc/client';
import { collectRun } from '../contract/collect-run';
import type { CallOptions, RunyardClient } from './client';
import { followOn } from './follow-on';
import { ask, follow, type Link, type Rpc } from './rpc';
import { RunCall } from './run-call';
import { watchEngine } from './watch-engine';

/** A client that owns its port or socket. */
export interface ConnectedClient extends RunyardClient, AsyncDisposable {
  /** Ends the connection and with it the runs that it started. Idempotent; calls after it throw `CONNECTION_LOST`. */
  close(): void;
}

export function createLinkClient(link: Link): ConnectedClient {
  const rpc: Rpc = createORPCClient(link);
  return {
    run: (request, options = {}) => new RunCall(rpc, request, options),
    runToEnd: (request, { signal, limitCharacters } = {}) =>
      collectRun(new RunCall(rpc, request, signal ? { signal } : {}), limitCharacters),
    prepare: (spec, provider, terminal) => ask(rpc.run.prepare({ spec, provider, terminal })),
    specs: {
      list: () => ask(rpc.specs.list()),
      watch: (options = {}) => followOn(link, () => rpc.specs.watch(undefined, options), options.signal),
      reload: () => ask(rpc.specs.reload()),
      lastRuns: () => ask(rpc.specs.lastRuns()),
    },
    schedule: { list: () => ask(rpc.schedule.list()) },
    engine: {
      watch: ({ signal }: CallOptions = {}) => watchEngine(rpc, link, signal),
      doctor: () => ask(rpc.engine.doctor()),
    },
    images: {
      list: () => ask(rpc.images.list()),
      pull: (specId, options = {}) => follow(() => rpc.images.pull({ specId }, options), options.signal),
      build: (specId, { when, ...options } = {}) =>
        follow(() => rpc.images.build({ specId, when }, options), options.signal),
      remove: (specId) => ask(rpc.images.remove({ specId })),
      usage: () => ask(rpc.images.usage()),
    },
    runtimes: {
      list: () => ask(rpc.runtimes.list()),
      install: (runtimeId, options = {}) => follow(() => rpc.runtimes.install({ runtimeId }, options), options.signal),
      remove: (runtimeId) => ask(rpc.runtimes.remove({ runtimeId })),
      usage: () => ask(rpc.runtimes.usage()),
    },
    workspace: {
      load: () => ask(rpc.workspace.load()),
      save: (saved) => ask(rpc.workspace.save(saved)),
      watch: (lease, options = {}) => follow(() => rpc.workspace.watch({ lease }, options), options.signal),
      resolve: (lease, { tabId, path }, keep) => ask(rpc.workspace.resolve({ lease, tabId, path, keep })),
    },
    history: {
      list: () => ask(rpc.history.list()),
      read: (id) => ask(rpc.history.read({ id })),
      remove: (id) => ask(rpc.history.remove({ id })),
    },
    settings: {
      load: () => ask(rpc.settings.load()),
      save: (change) => ask(rpc.settings.save(change)),
      saveText: (text) => ask(rpc.settings.saveText({ text })),
      watch: (options = {}) => followOn(link, () => rpc.settings.watch(undefined, options), options.signal),
    },
    templates: {
      list: () => ask(rpc.templates.list()),
      save: (template) => ask(rpc.templates.save(template)),
      remove: (id) => ask(rpc.templates.remove({ id })),
    },
    recents: {
      list: () => ask(rpc.recents.list()),
      add: (recent) => ask(rpc.recents.add(recent)),
      open: (id) => ask(rpc.recents.open({ id })),
      clear: () => ask(rpc.recents.clear()),
    },
    openings: {
      watch: (options = {}) => followOn(link, () => rpc.openings.watch(undefined, options), options.signal),
      offer: (opening) => ask(rpc.openings.offer(opening)),
    },
    earlierRuns: {
      keep: (run, pinnedId) => ask(rpc.earlierRuns.keep({ run, pinnedId })),
      list: (tabId) => ask(rpc.earlierRuns.list({ tabId })),
    },
    app: { info: () => ask(rpc.app.info()) },
    close: () => link.close(),
    [Symbol.asyncDispose]: async () => link.close(),
  };
}
