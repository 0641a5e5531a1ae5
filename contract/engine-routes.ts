/** Routes of what any program may want of the engine: runs, languages, Docker, images, runtimes. */
import type { ErrorCode } from './errors';
import type { Routes } from './procedure-route';

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

export const engineRoutes = {
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
  app: {
    info: { method: 'GET', path: '/info', tag: 'Engine', summary: 'Version and platform of this Runyard' },
  },
} satisfies Routes;
