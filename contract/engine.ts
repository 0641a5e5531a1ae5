/** What the engine says of itself: the daemon behind it, the images it has, how an image comes. */
import { z } from 'zod';

/** One place where a Docker daemon was looked for, and what it answered. */
export const DoctorAttempt = z.object({
  /** Where the address came from: `DOCKER_HOST`, `docker context "desktop-linux"`, … */
  source: z.string(),
  endpoint: z.string(),
  result: z.enum(['ok', 'notFound', 'permissionDenied', 'refused', 'apiTooOld', 'timedOut', 'unsupported', 'failed']),
  detail: z.string(),
  remedy: z.string(),
});
export type DoctorAttempt = z.infer<typeof DoctorAttempt>;

/** What was tried, and the one thing to do about it. */
export const DoctorReport = z.object({
  ok: z.boolean(),
  /** One sentence: which engine answers, or why none does. */
  summary: z.string(),
  /** One sentence; empty when all is well. */
  remedy: z.string(),
  attempts: z.array(DoctorAttempt),
});
export type DoctorReport = z.infer<typeof DoctorReport>;

export const EngineStatus = z.object({
  provider: z.string(),
  state: z.enum(['connecting', 'ready', 'unavailable']),
  /** Version of the daemon, where one answers. */
  version: z.string().nullable(),
  doctor: DoctorReport,
});
export type EngineStatus = z.infer<typeof EngineStatus>;

/** How an absent image can be had. */
export const ImageOption = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pull'), reference: z.string(), downloadBytes: z.number().nullable() }),
  z.object({ kind: z.literal('build'), reference: z.string(), packages: z.array(z.string()) }),
]);
export type ImageOption = z.infer<typeof ImageOption>;

/** `official`: as its makers publish it. `debian`: built here from Debian packages. */
export const ImageSource = z.enum(['official', 'debian']);
export type ImageSource = z.infer<typeof ImageSource>;

export const ImageStatus = z.object({
  specId: z.string(),
  state: z.enum(['present', 'missing']),
  /** The image that a run would use; null while none is there. */
  reference: z.string().nullable(),
  source: ImageSource.nullable(),
  /** `outdated`: built from a recipe that the spec has changed since. It runs all the same. */
  freshness: z.enum(['current', 'outdated']),
  sizeBytes: z.number().nullable(),
  /** The ways to an image that is missing. */
  options: z.array(ImageOption),
});
export type ImageStatus = z.infer<typeof ImageStatus>;

/** What the image of a language takes on disk. */
export const ImageUsage = z.object({
  specId: z.string(),
  reference: z.string(),
  /** What is freed when it is removed. */
  ownBytes: z.number(),
  /** Of layers that other images stand on too; there once, however many they are. */
  sharedBytes: z.number(),
  /** Other languages that run in this very image, and lose it with it. */
  alsoOf: z.array(z.string()),
});
export type ImageUsage = z.infer<typeof ImageUsage>;

/** What the languages' images take on disk, and the base that built ones stand on. */
export const DiskUsage = z.object({
  images: z.array(ImageUsage),
  /** Each layer counted once. */
  totalBytes: z.number(),
  /** The part of it on which several images stand. */
  sharedBytes: z.number(),
});
export type DiskUsage = z.infer<typeof DiskUsage>;

/** `changed` does nothing where the image is there and its recipe as it was; `always` takes the newest packages. */
export const BuildWhen = z.enum(['changed', 'always']);
export type BuildWhen = z.infer<typeof BuildWhen>;

export const ImageProgress = z.discriminatedUnion('type', [
  /** `fraction` from 0 to 1, null while it cannot be known. */
  z.object({ type: z.literal('progress'), message: z.string(), fraction: z.number().nullable() }),
  z.object({ type: z.literal('log'), text: z.string() }),
  z.object({ type: z.literal('done'), image: ImageStatus }),
]);
export type ImageProgress = z.infer<typeof ImageProgress>;

/** A runtime of the embedded engine. */
export const RuntimeStatus = z.object({
  /** As a spec's `embedded` names it. */
  id: z.string(),
  /** `Python 3.14 (Pyodide 314)` */
  title: z.string(),
  /** `missing` can be installed; `broken` says what to do. */
  state: z.enum(['ready', 'missing', 'broken']),
  /** One sentence each, of what is broken; otherwise empty. */
  reason: z.string(),
  remedy: z.string(),
  /** The npm package that is installed on request; null where the base install brings all. */
  package: z.object({ name: z.string(), version: z.string(), downloadBytes: z.number() }).nullable(),
});
export type RuntimeStatus = z.infer<typeof RuntimeStatus>;

/** What the embedded engine's runtimes take on disk. */
export const RuntimeUsage = z.object({
  runtimes: z.array(
    z.object({
      id: z.string(),
      /** Its own files, some of which another runtime may read too. */
      sizeBytes: z.number(),
      /** Of its saved state, made on this machine at its first use. */
      preparedBytes: z.number(),
    }),
  ),
  /** Each file counted once. */
  totalBytes: z.number(),
});
export type RuntimeUsage = z.infer<typeof RuntimeUsage>;

/** When an engine ran a language last. */
export const LastRun = z.object({
  specId: z.string(),
  /** `docker`, `embedded`. */
  provider: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
});
export type LastRun = z.infer<typeof LastRun>;

export const RuntimeProgress = z.discriminatedUnion('type', [
  /** `fraction` from 0 to 1. */
  z.object({ type: z.literal('progress'), message: z.string(), fraction: z.number() }),
  z.object({ type: z.literal('done'), runtime: RuntimeStatus }),
]);
export type RuntimeProgress = z.infer<typeof RuntimeProgress>;

export const AppInfo = z.object({
  version: z.string(),
  door: z.enum(['desktop', 'browser']),
  platform: z.string(),
  replica: z.string().describe('Which of several servers behind one address this is.').optional(),
});
export type AppInfo = z.infer<typeof AppInfo>;
