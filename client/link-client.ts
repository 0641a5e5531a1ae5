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
    prepare: (spec, provider, terminal, options = {}) =>
      ask(rpc.run.prepare({ spec, provider, terminal }, options), options),
    specs: {
      list: (options = {}) => ask(rpc.specs.list(undefined, options), options),
      watch: (options = {}) => followOn(link, () => rpc.specs.watch(undefined, options), options.signal),
      reload: (options = {}) => ask(rpc.specs.reload(undefined, options), options),
      lastRuns: (options = {}) => ask(rpc.specs.lastRuns(undefined, options), options),
    },
    schedule: { list: (options = {}) => ask(rpc.schedule.list(undefined, options), options) },
    engine: {
      watch: ({ signal }: CallOptions = {}) => watchEngine(rpc, link, signal),
      doctor: (options = {}) => ask(rpc.engine.doctor(undefined, options), options),
    },
    images: {
      list: (options = {}) => ask(rpc.images.list(undefined, options), options),
      pull: (specId, options = {}) => follow(() => rpc.images.pull({ specId }, options), options.signal),
      build: (specId, { when, ...options } = {}) =>
        follow(() => rpc.images.build({ specId, when }, options), options.signal),
      remove: (specId, options = {}) => ask(rpc.images.remove({ specId }, options), options),
      usage: (options = {}) => ask(rpc.images.usage(undefined, options), options),
    },
    runtimes: {
      list: (options = {}) => ask(rpc.runtimes.list(undefined, options), options),
      install: (runtimeId, options = {}) => follow(() => rpc.runtimes.install({ runtimeId }, options), options.signal),
      remove: (runtimeId, options = {}) => ask(rpc.runtimes.remove({ runtimeId }, options), options),
      usage: (options = {}) => ask(rpc.runtimes.usage(undefined, options), options),
    },
    workspace: {
      load: (options = {}) => ask(rpc.workspace.load(undefined, options), options),
      save: (saved, options = {}) => ask(rpc.workspace.save(saved, options), options),
      watch: (lease, options = {}) => follow(() => rpc.workspace.watch({ lease }, options), options.signal),
      resolve: (lease, { tabId, path }, keep, options = {}) =>
        ask(rpc.workspace.resolve({ lease, tabId, path, keep }, options), options),
    },
    history: {
      list: (options = {}) => ask(rpc.history.list(undefined, options), options),
      read: (id, options = {}) => ask(rpc.history.read({ id }, options), options),
      remove: (id, options = {}) => ask(rpc.history.remove({ id }, options), options),
    },
    settings: {
      load: (options = {}) => ask(rpc.settings.load(undefined, options), options),
      save: (change, options = {}) => ask(rpc.settings.save(change, options), options),
      saveText: (text, options = {}) => ask(rpc.settings.saveText({ text }, options), options),
      watch: (options = {}) => followOn(link, () => rpc.settings.watch(undefined, options), options.signal),
    },
    templates: {
      list: (options = {}) => ask(rpc.templates.list(undefined, options), options),
      save: (template, options = {}) => ask(rpc.templates.save(template, options), options),
      remove: (id, options = {}) => ask(rpc.templates.remove({ id }, options), options),
    },
    recents: {
      list: (options = {}) => ask(rpc.recents.list(undefined, options), options),
      add: (recent, options = {}) => ask(rpc.recents.add(recent, options), options),
      open: (id, options = {}) => ask(rpc.recents.open({ id }, options), options),
      clear: (options = {}) => ask(rpc.recents.clear(undefined, options), options),
    },
    openings: {
      watch: (options = {}) => followOn(link, () => rpc.openings.watch(undefined, options), options.signal),
      offer: (opening, options = {}) => ask(rpc.openings.offer(opening, options), options),
    },
    earlierRuns: {
      keep: (run, pinnedId, options = {}) => ask(rpc.earlierRuns.keep({ run, pinnedId }, options), options),
      list: (tabId, options = {}) => ask(rpc.earlierRuns.list({ tabId }, options), options),
    },
    app: { info: (options = {}) => ask(rpc.app.info(undefined, options), options) },
    close: () => link.close(),
    [Symbol.asyncDispose]: async () => link.close(),
  };
}
