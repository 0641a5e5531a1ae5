/** The page of languages and engines: what runs each language, and what that takes on disk. */
import { figures } from './figures';
import { formatAge } from './history';

export const languagesPage = {
  title: 'Languages and engines',
  description:
    'A language runs with its Docker image or in the embedded engine; one of the two is enough. Nothing is downloaded before you say so.',
  loading: 'Looking for languages…',
  noMatch: 'No language matches.',
  showAll: 'Show all',

  runsIn: 'Runs in',
  onDisk: 'On disk',
  lastUsed: 'Last used',
  never: 'never',
  age: formatAge,
  ranIn: (provider: string): string => (provider === 'docker' ? 'in Docker' : 'in the embedded engine'),
  engines: { docker: 'Docker', embedded: 'Embedded' },
  missing: {
    docker: 'needs Docker',
    image: 'needs its image',
    runtime: 'to be installed',
    brokenRuntime: 'is incomplete',
    embedded: 'needs Docker',
    terminal: 'The embedded engine has no terminal',
  },
  /** Of layers that other images stand on too. */
  sharedTip: (bytes: number) => `its own; ${figures.bytes(bytes)} more are shared with other images`,
  preparedTip: (bytes: number) =>
    bytes === 0 ? 'comes with Runyard' : `${figures.bytes(bytes)} of it were prepared at its first use`,

  filter: 'Filter languages',
  show: 'Which languages',
  filters: { all: 'All', ready: 'Ready', missing: 'Not ready', outdated: 'Out of date' },
  refresh: 'Look again',
  buildAll: (count: number) => `Build all missing (${count})`,
  pullAll: (count: number, bytes: number) => `Pull all missing (${count}, ${figures.bytes(bytes)})`,
  rebuildAll: (count: number) => `Rebuild all out of date (${count})`,
  cancelAll: (count: number) => `Cancel all (${count})`,

  outdated: 'out of date',
  rebuild: 'Rebuild',
  rebuildImage: (language: string) => `Rebuild the image for ${language}`,
  rebuildTip: 'Builds it anew with the newest packages',
  rebuildOutdatedTip: 'Its recipe has changed since it was built. It still runs.',
  removeImage: (language: string) => `Remove the image for ${language}`,
  removing: 'Removing…',
  frees: (bytes: number) => (bytes < 1024 ? 'Frees next to nothing.' : `Frees ${figures.bytes(bytes)}.`),
  alsoGone: (languages: string) => `${languages} runs in it too.`,
  listSeparator: ', ',
  /** `tabs`: the titles of those that run a program in it. */
  inUse: (tabs: string) => `In use by a run in ${tabs}. Stop it first.`,
  keep: 'Keep',
  /** What a screen reader is told of the second press. */
  confirm: (what: string) => `${what} now`,

  dockerState: { ready: 'ready', connecting: 'being looked for', unavailable: 'not found' },
  answersAt: (endpoint: string, source: string) => `Answers at ${endpoint} (${source}).`,
  lookAgain: 'Look again',
  tried: (count: number) => (count === 1 ? 'Docker doctor: 1 place tried' : `Docker doctor: ${count} places tried`),
  runtimesReady: (ready: number, all: number) => `${ready} of ${all} runtimes ready`,

  specProblems: (count: number) =>
    count === 1 ? '1 problem in the files of languages' : `${count} problems in the files of languages`,

  diskUse: 'Disk use',
  imageSum: (count: number, total: number, shared: number) =>
    `${count === 1 ? '1 image' : `${count} images`}, ${figures.bytes(total)} on disk${
      shared === 0 ? '' : `, of which ${figures.bytes(shared)} are shared and counted once`
    }.`,
  runtimeSum: (count: number, total: number) =>
    `${count === 1 ? '1 embedded runtime' : `${count} embedded runtimes`}, ${figures.bytes(total)}.`,
  noImages: 'No image yet: pull or build one to run its language in Docker.',
  noDocker: 'No images without Docker; what is ready runs in the embedded engine.',
  adding: 'Adding up…',
};
