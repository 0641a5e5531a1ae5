/** What each language can run with, and the getting of it: images of Docker, runtimes of the embedded engine. */
import { figures } from './figures';

export const languages = {
  title: 'Languages',
  description: 'A language runs with its Docker image or in the embedded engine; one of the two is enough.',
  all: 'All languages',
  language: 'Language',
  dockerImage: 'Docker image',
  embeddedEngine: 'Embedded engine',
  none: 'none',
  unknown: '…',
  needsDocker: 'needs Docker',
  notAvailable: 'not available',
  ready: 'ready',
  readySize: (bytes: number) => `ready, ${figures.bytes(bytes)}`,
  remove: 'Remove',
  removeRuntime: (language: string) => `Remove the runtime for ${language}`,
  cancelRuntime: (language: string) => `Cancel the runtime for ${language}`,
  cancelImage: (language: string) => `Cancel the image for ${language}`,
  starting: 'Starting',
  startsWhenHere: 'The program starts as soon as it is here.',

  image: (language: string) => `Image for ${language}`,
  build: 'Build',
  buildFromDebian: 'Build from Debian packages',
  /** Null where the size is not known. */
  pull: (bytes: number | null) => (bytes === null ? 'Pull' : `Pull ${figures.bytes(bytes)}`),
  pullFromRegistry: 'Pull from the registry',
  /** What a screen reader is told of a button for an image; its tooltip likewise, with where it comes from. */
  getImage: (way: string, language: string) => `${way}: image for ${language}`,
  from: (way: string, reference: string) => `${way}: ${reference}`,
  imageMissing: (language: string) => `The image for ${language} is not on this machine.`,
  imageFailed: {
    pull: (language: string, why: string) => `The image for ${language} could not be pulled. ${why}`,
    build: (language: string, why: string) => `The image for ${language} could not be built. ${why}`,
  },
  imageComing: {
    pull: (language: string) => `Pulling the image for ${language}`,
    build: (language: string) => `Building the image for ${language}`,
  },
  fetchedOnceThenRuns: 'It is fetched once; the program starts as soon as it is here.',
  fetchedOnceWhenAsked: 'It is fetched once; nothing is downloaded before you say so.',
  getByCommand: 'Get it with `runyard images`, then run again.',
  log: 'Log',

  runtime: (language: string) => `Runtime for ${language}`,
  installing: (language: string) => `Installing ${language}`,
  /** Null where the size is not known. */
  install: (bytes: number | null) => (bytes === null ? 'Install' : `Install ${figures.bytes(bytes)}`),
  installRuntime: (install: string, language: string) => `${install}: runtime for ${language}`,
  fromNpm: (name: string, version: string) => `${name} ${version} from npm`,
  installFailed: (language: string, why: string) => `${language} could not be installed. ${why}`,
  runtimeMissing: (language: string) => `The embedded engine has to get ${language} first.`,
  downloadedOnce: 'It is downloaded once and needs no Docker.',
};
