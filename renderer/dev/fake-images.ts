/** Images for the fake engine: some are missing at first, and are fetched in steps. */
import type { RunyardClient } from '../../client/client';
import { type DiskUsage, type ImageProgress, type ImageStatus, RunyardError } from '../../contract';
import { fakeSpecs } from './fake-specs';
import { pause } from './pause';

const MIB = 1024 * 1024;

export interface FakeImagesOptions {
  /** Languages without an image. It changes as images come and go. */
  absent: Set<string>;
  /** A language whose image was built from an older recipe. */
  outdated: string;
  /** A language whose image cannot be removed. */
  inUse: string;
}

export function createFakeImages({ absent, outdated, inUse }: FakeImagesOptions): RunyardClient['images'] {
  let old = outdated;
  async function* fetchImage(
    specId: string,
    way: 'pull' | 'build',
    signal?: AbortSignal,
  ): AsyncGenerator<ImageProgress> {
    for (let step = 0; step <= 40; step++) {
      await pause(50, signal);
      const message = way === 'pull' ? `${Math.round((52 * step) / 40)} of 52 MB, 4 of 6 layers` : 'Setting up python3';
      yield { type: 'progress', message, fraction: way === 'pull' ? step / 40 : step < 8 ? null : step / 40 };
      if (way === 'build')
        yield { type: 'log', text: `Get:${step} http://deb.debian.org/debian bookworm/main python3\n` };
    }
    absent.delete(specId);
    if (specId === old) old = '';
    yield { type: 'done', image: describeImage(specId, absent, old) };
  }

  return {
    list: async () => fakeSpecs.map((spec) => describeImage(spec.id, absent, old)),
    pull: (specId, options) => fetchImage(specId, 'pull', options?.signal),
    build: (specId, options) => fetchImage(specId, 'build', options?.signal),
    remove: async (specId) => {
      if (specId === inUse) {
        throw new RunyardError('DOCKER_FAILED', {
          message: `The image runyard/${specId}:debian is in use by 1 container: busy_ada.`,
          remedy: 'End it and try again.',
        });
      }
      absent.add(specId);
    },
    usage: async () => describeUsage(absent),
  };
}

function describeUsage(absent: ReadonlySet<string>): DiskUsage {
  const present = fakeSpecs.filter(({ id }) => !absent.has(id));
  return {
    images: present.map(({ id }, index) => ({
      specId: id,
      reference: `runyard/${id}:debian`,
      ownBytes: (index + 1) * 50 * MIB,
      sharedBytes: 164 * MIB,
      alsoOf: [],
    })),
    totalBytes: present.reduce((sum, _, index) => sum + (index + 1) * 50 * MIB, 164 * MIB),
    sharedBytes: 164 * MIB,
  };
}

function describeImage(specId: string, absent: ReadonlySet<string>, outdated: string): ImageStatus {
  const reference = `runyard/${specId}:debian`;
  const freshness = specId === outdated ? 'outdated' : 'current';
  if (!absent.has(specId)) {
    return { specId, state: 'present', reference, source: 'debian', freshness, sizeBytes: 270 * MIB, options: [] };
  }
  return {
    specId,
    state: 'missing',
    reference: null,
    source: null,
    freshness: 'current',
    sizeBytes: null,
    options: [
      { kind: 'pull', reference: `docker.io/library/${specId}`, downloadBytes: 52 * MIB },
      { kind: 'build', reference, packages: ['python3-minimal'] },
    ],
  };
}
