/** Where each procedure is over HTTP, under `/api`, and what its documentation says of it. */
import type { ErrorCode } from './errors';

/** In the order of the documentation. `Window`: what the window itself works with; other programs hardly need it. */
export const ROUTE_TAGS = ['Runs', 'Languages', 'Engine', 'Images', 'Runtimes', 'Window'] as const;
export type RouteTag = (typeof ROUTE_TAGS)[number];

export interface ProcedureRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A name in braces is a part of the input. */
  path: `/${string}`;
  tag: RouteTag;
  /** A few words. */
  summary: string;
  /** What the summary leaves open. */
  description?: string;
  /** The failures that are its own, beside those that any call may end with. */
  errors?: readonly ErrorCode[];
  /**
   * What a stream is for a caller who asks for one answer: `result` of a run (`RunResult`), its `first` item or its
   * `last`.
   */
  whole?: 'result' | 'first' | 'last';
}

const SANDBOX_ERRORS = [
  'SPEC_UNKNOWN',
  'FILE_INVALID',
  'LIMIT_TOO_HIGH',
  'PROVIDER_UNFIT',
  'QUEUE_FULL',
  'IMAGE_MISSING',
  'RUNTIME_MISSING',
  'DOCKER_UNREACHABLE',
  'DOCKER_FAILED',
  'EMBEDDED_FAILED',
] as const satisfies readonly ErrorCode[];

export const routes = {
  run: {
    start: {
      method: 'POST',
      path: '/runs',
      tag: 'Runs',
      summary: 'Run a program',
      description:
        'Starts the program and streams what happens; `Accept: application/json` waits for its end and answers once. ' +
        'A program that fails is no error: its outcome says how it ended. A caller who reads slowly slows the program ' +
        'down; one who goes away ends it.',
      errors: SANDBOX_ERRORS,
      whole: 'result',
    },
    prepare: {
      method: 'POST',
      path: '/specs/{spec}/prepare',
      tag: 'Runs',
      summary: 'Have a sandbox made ready',
      description: 'Says that a language is likely to be run soon. Answers at once.',
      errors: ['SPEC_UNKNOWN'],
    },
    write: {
      method: 'POST',
      path: '/runs/{runId}/stdin',
      tag: 'Runs',
      summary: 'Send input to a program',
      description:
        'For a run whose `stdin` is `interactive`, while its events are being read: `text`, or the bytes of what is none.',
      errors: ['RUN_UNKNOWN', 'RUN_ELSEWHERE'],
    },
    closeStdin: {
      method: 'POST',
      path: '/runs/{runId}/stdin/close',
      tag: 'Runs',
      summary: "End a program's input",
      description: 'The program reads the end of its stdin; in a terminal, as Ctrl+D does.',
      errors: ['RUN_UNKNOWN', 'RUN_ELSEWHERE'],
    },
    resize: {
      method: 'PUT',
      path: '/runs/{runId}/terminal',
      tag: 'Runs',
      summary: 'Resize a terminal',
      errors: ['RUN_UNKNOWN', 'RUN_ELSEWHERE'],
    },
    stop: {
      method: 'DELETE',
      path: '/runs/{runId}',
      tag: 'Runs',
      summary: 'Stop a run',
      description:
        'Its stream still gives what was printed and ends with `finished`. Stopping a run that has ended does nothing.',
      errors: ['RUN_UNKNOWN', 'RUN_ELSEWHERE'],
    },
    acknowledge: {
      method: 'POST',
      path: '/runs/{runId}/acknowledge',
      tag: 'Window',
      summary: 'Acknowledge output',
      description: 'Needed over a WebSocket only. Over HTTP what was taken off the connection counts as used.',
      errors: ['RUN_UNKNOWN', 'RUN_ELSEWHERE'],
    },
  },
  specs: {
    list: {
      method: 'GET',
      path: '/specs',
      tag: 'Languages',
      summary: 'List the languages',
      description: 'With what is wrong in spec files that could not be used.',
    },
    watch: {
      method: 'GET',
      path: '/specs/changes',
      tag: 'Languages',
      summary: 'Follow the languages',
      description: 'The list now, and again each time that a language or a problem comes, goes or changes.',
      whole: 'first',
    },
    reload: {
      method: 'POST',
      path: '/specs/reload',
      tag: 'Languages',
      summary: 'Read the languages anew',
      description: 'Asks every source, addresses too. What cannot be had becomes a problem in the list.',
    },
    lastRuns: {
      method: 'GET',
      path: '/specs/last-runs',
      tag: 'Languages',
      summary: 'When each language was run last',
    },
  },
  schedule: {
    list: {
      method: 'GET',
      path: '/schedule',
      tag: 'Engine',
      summary: 'List what is done at set times',
    },
  },
  engine: {
    watch: {
      method: 'GET',
      path: '/engine',
      tag: 'Engine',
      summary: 'Follow the state of Docker',
      description:
        'The state now, and again each time it changes; `Accept: application/json` answers with the state now.',
      whole: 'first',
    },
    doctor: {
      method: 'POST',
      path: '/engine/doctor',
      tag: 'Engine',
      summary: 'Look for Docker anew',
      description: 'Reports every place that was tried, and one remedy.',
    },
  },
  images: {
    list: {
      method: 'GET',
      path: '/images',
      tag: 'Images',
      summary: 'List the images',
      errors: ['DOCKER_UNREACHABLE', 'DOCKER_FAILED'],
    },
    pull: {
      method: 'POST',
      path: '/images/{specId}/pull',
      tag: 'Images',
      summary: "Pull a language's official image",
      description: 'Streams the progress; a caller who goes away cancels.',
      errors: ['SPEC_UNKNOWN', 'IMAGE_PULL_FAILED', 'DOCKER_UNREACHABLE', 'DOCKER_FAILED'],
      whole: 'last',
    },
    build: {
      method: 'POST',
      path: '/images/{specId}/build',
      tag: 'Images',
      summary: 'Build an image from Debian packages',
      description: 'Streams the progress; a caller who goes away cancels.',
      errors: ['SPEC_UNKNOWN', 'IMAGE_BUILD_FAILED', 'DOCKER_UNREACHABLE', 'DOCKER_FAILED'],
      whole: 'last',
    },
    remove: {
      method: 'DELETE',
      path: '/images/{specId}',
      tag: 'Images',
      summary: "Remove a language's image",
      errors: ['SPEC_UNKNOWN', 'DOCKER_UNREACHABLE', 'DOCKER_FAILED'],
    },
    usage: {
      method: 'GET',
      path: '/images/usage',
      tag: 'Images',
      summary: 'What the images take on disk',
      errors: ['DOCKER_UNREACHABLE', 'DOCKER_FAILED'],
    },
  },
  runtimes: {
    list: {
      method: 'GET',
      path: '/runtimes',
      tag: 'Runtimes',
      summary: "List the embedded engine's runtimes",
    },
    install: {
      method: 'POST',
      path: '/runtimes/{runtimeId}/install',
      tag: 'Runtimes',
      summary: 'Install a runtime',
      description: 'Downloads its package and streams the progress; a caller who goes away cancels.',
      errors: ['RUNTIME_MISSING', 'RUNTIME_INSTALL_FAILED'],
      whole: 'last',
    },
    remove: {
      method: 'DELETE',
      path: '/runtimes/{runtimeId}',
      tag: 'Runtimes',
      summary: 'Remove a runtime that was installed',
      errors: ['RUNTIME_MISSING', 'EMBEDDED_FAILED'],
    },
    usage: {
      method: 'GET',
      path: '/runtimes/usage',
      tag: 'Runtimes',
      summary: 'What the runtimes take on disk',
    },
  },
  workspace: {
    load: {
      method: 'POST',
      path: '/workspace/load',
      tag: 'Window',
      summary: 'Take the workspace over',
      description: 'The window that had it may save no more.',
      errors: ['WORKSPACE_FAILED'],
    },
    save: {
      method: 'PUT',
      path: '/workspace',
      tag: 'Window',
      summary: 'Save the workspace',
      errors: ['WORKSPACE_FAILED', 'WORKSPACE_TAKEN'],
    },
    watch: {
      method: 'GET',
      path: '/workspace/changes',
      tag: 'Window',
      summary: "Follow what other programs do to the tabs' files",
      errors: ['WORKSPACE_TAKEN'],
      whole: 'first',
    },
    resolve: {
      method: 'POST',
      path: '/workspace/resolve',
      tag: 'Window',
      summary: 'End a conflict over a file',
      description:
        '`mine` writes the window’s text, `theirs` takes the other one; the one not kept goes to the history.',
      errors: ['WORKSPACE_FAILED', 'WORKSPACE_TAKEN'],
    },
  },
  history: {
    list: {
      method: 'GET',
      path: '/history',
      tag: 'Window',
      summary: 'List what was closed, deleted or replaced',
      errors: ['WORKSPACE_FAILED'],
    },
    read: {
      method: 'GET',
      path: '/history/{id}',
      tag: 'Window',
      summary: 'Read an item of the history',
      errors: ['HISTORY_UNKNOWN', 'WORKSPACE_FAILED'],
    },
    remove: {
      method: 'DELETE',
      path: '/history/{id}',
      tag: 'Window',
      summary: 'Remove an item of the history',
      errors: ['HISTORY_UNKNOWN', 'WORKSPACE_FAILED'],
    },
  },
  settings: {
    load: {
      method: 'GET',
      path: '/settings',
      tag: 'Window',
      summary: 'Read the settings',
      errors: ['SETTINGS_FAILED'],
    },
    save: {
      method: 'PATCH',
      path: '/settings',
      tag: 'Window',
      summary: 'Change settings',
      description: 'Only what differs between `from` and `to` is changed in the file.',
      errors: ['SETTINGS_BROKEN', 'SETTINGS_FAILED'],
    },
    saveText: {
      method: 'PUT',
      path: '/settings/text',
      tag: 'Window',
      summary: 'Write the settings file',
      errors: ['SETTINGS_BROKEN', 'SETTINGS_FAILED'],
    },
    watch: {
      method: 'GET',
      path: '/settings/changes',
      tag: 'Window',
      summary: 'Follow the settings',
      errors: ['SETTINGS_FAILED'],
      whole: 'first',
    },
  },
  templates: {
    list: {
      method: 'GET',
      path: '/templates',
      tag: 'Window',
      summary: 'List templates and snippets',
      errors: ['WORKSPACE_FAILED'],
    },
    save: {
      method: 'PUT',
      path: '/templates/{id}',
      tag: 'Window',
      summary: 'Keep a template or a snippet',
      errors: ['WORKSPACE_FAILED'],
    },
    remove: {
      method: 'DELETE',
      path: '/templates/{id}',
      tag: 'Window',
      summary: 'Remove a template or a snippet',
      errors: ['WORKSPACE_FAILED'],
    },
  },
  recents: {
    list: { method: 'GET', path: '/recents', tag: 'Window', summary: 'List what was opened lately' },
    add: { method: 'POST', path: '/recents', tag: 'Window', summary: 'Note what the window has opened' },
    open: {
      method: 'POST',
      path: '/recents/{id}/open',
      tag: 'Window',
      summary: 'Open again what was opened lately',
      errors: ['HISTORY_UNKNOWN'],
    },
    clear: { method: 'DELETE', path: '/recents', tag: 'Window', summary: 'Forget what was opened lately' },
  },
  openings: {
    // Not a GET: it takes each opening away from whoever watched before.
    watch: {
      method: 'POST',
      path: '/openings/watch',
      tag: 'Window',
      summary: 'Follow what is to be opened',
      description: 'Each opening once, to the window that watches last.',
      whole: 'first',
    },
    offer: {
      method: 'POST',
      path: '/openings',
      tag: 'Window',
      summary: 'Open something in the window',
      description: 'It is shown to the person, and never run by itself.',
    },
  },
  earlierRuns: {
    keep: {
      method: 'POST',
      path: '/earlier-runs',
      tag: 'Window',
      summary: 'Keep a run that has ended',
      errors: ['WORKSPACE_FAILED'],
    },
    list: {
      method: 'GET',
      path: '/earlier-runs',
      tag: 'Window',
      summary: 'List the earlier runs of a tab',
      errors: ['WORKSPACE_FAILED'],
    },
  },
  app: {
    info: { method: 'GET', path: '/info', tag: 'Engine', summary: 'Version and platform of this Runyard' },
  },
} satisfies Record<string, Record<string, ProcedureRoute>>;
