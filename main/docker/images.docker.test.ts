import Docker from 'dockerode';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ImageProgress, RunyardError, Spec } from '../../contract';
import { SpecProvider } from '../specs/spec-provider';
import { PrivateDaemon } from '../testing/private-daemon';
import { BASE_REFERENCE, BUILD_LABEL, SPEC_LABEL } from './image-recipe';
import { DockerImages } from './images';
import { TestRegistry } from './test-registry';

const docker = new Docker();
const TEST_ID = 'image-test';
const never = () => new AbortController().signal;
let images: DockerImages;

beforeEach(() => {
  images = new DockerImages({ connect: () => docker });
});
afterEach(async () => {
  await images[Symbol.asyncDispose]();
  expect(await listLeftovers()).toEqual([]);
  await docker
    .getImage(`runyard/${TEST_ID}:debian`)
    .remove({ force: true })
    .catch(() => {});
});

const testSpec = (recipe: object, rest: object = {}) =>
  Spec.parse({ id: TEST_ID, title: 'Test', file: 'main', run: ['true'], debian: { packages: [], ...recipe }, ...rest });

async function collect(progress: AsyncIterable<ImageProgress>): Promise<ImageProgress[]> {
  const all: ImageProgress[] = [];
  for await (const item of progress) all.push(item);
  return all;
}

async function captureError(progress: AsyncIterable<ImageProgress>): Promise<RunyardError> {
  try {
    await collect(progress);
  } catch (error) {
    if (error instanceof RunyardError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** What builds of the test spec have left: containers, and images that nothing names. */
async function listLeftovers(): Promise<string[]> {
  const label = [`${SPEC_LABEL}=${TEST_ID}`];
  const containers = await docker.listContainers({ all: true, filters: JSON.stringify({ label }) });
  const dangling = await docker.listImages({ filters: JSON.stringify({ label, dangling: ['true'] }) });
  return [...containers, ...dangling].map(({ Id }) => Id);
}

function fractions(progress: ImageProgress[]): number[] {
  return progress.flatMap((item) => (item.type === 'progress' && item.fraction !== null ? [item.fraction] : []));
}

function expectRising(values: number[]): void {
  expect(values).toEqual([...values].sort((a, b) => a - b));
}

describe('building from Debian packages', () => {
  it('builds, knows the image without asking again, rebuilds for a new recipe, and removes', async () => {
    const spec = testSpec({ packages: ['lua5.4'], localhost: 'library', setup: ['echo "it\'s $((1 + 1))" >/marker'] });
    await expect(images.resolve(spec)).rejects.toMatchObject({
      code: 'IMAGE_MISSING',
      message: 'The image for Test is not on this machine.',
      remedy: 'Build it from Debian packages.',
    });

    const news = await collect(images.build(spec, never()));
    expectRising(fractions(news));
    expect(fractions(news).some((fraction) => fraction > 0.3 && fraction < 0.9)).toBe(true);
    expect(news.some((item) => item.type === 'log' && item.text.includes('Setting up lua5.4'))).toBe(true);
    const reference = `runyard/${TEST_ID}:debian`;
    expect(news.at(-1)).toMatchObject({ type: 'done', image: { state: 'present', reference, options: [] } });
    expect(await images.resolve(spec)).toEqual({ reference, source: 'debian', localhost: 'library' });
    expect((await images.status(spec)).sizeBytes).toBeGreaterThan(50e6);
    expect(await runIn(reference, ['cat', '/marker'])).toBe("it's 2\n");

    expect(await collect(images.build(spec, never()))).toEqual([expect.objectContaining({ type: 'done' })]);

    const changed = testSpec({ packages: [], setup: ['echo new >/marker'] });
    expect(await images.isBuilt(changed)).toBe(false);
    expect(await images.status(spec)).toMatchObject({ source: 'debian', freshness: 'current' });
    expect(await images.status(changed)).toMatchObject({ state: 'present', reference, freshness: 'outdated' });
    await collect(images.build(changed, never()));
    expect(await images.status(changed)).toMatchObject({ freshness: 'current' });
    expect(await images.isBuilt(changed)).toBe(true);
    expect(await runIn(reference, ['cat', '/marker'])).toBe('new\n');
    expect(await listLeftovers()).toEqual([]);

    const idOf = async () => (await docker.getImage(reference).inspect()).Id;
    const before = await idOf();
    await collect(images.build(changed, never(), 'always'));
    expect(await idOf()).not.toBe(before);

    await images.remove(changed);
    expect(await images.status(changed)).toMatchObject({
      state: 'missing',
      reference: null,
      sizeBytes: null,
      options: [{ kind: 'build', reference, packages: [] }],
    });
    await images.remove(changed);
  });

  it('says what it takes on disk apart from the base, and which container keeps it from being removed', async () => {
    const spec = testSpec({ setup: ['head -c 3000000 /dev/urandom >/ballast'] });
    // The daemon itself answers one of them at a time.
    const none = await Promise.all([images.usage([spec]), images.usage([spec]), images.usage([spec])]);
    expect(none.map((usage) => usage.images)).toEqual([[], [], []]);
    await collect(images.build(spec, never()));
    const reference = `runyard/${TEST_ID}:debian`;
    const { images: used, totalBytes, sharedBytes } = await images.usage([spec]);
    expect(used).toEqual([
      { specId: TEST_ID, reference, ownBytes: 3_000_000, sharedBytes: expect.any(Number), alsoOf: [] },
    ]);
    expect(used[0]?.sharedBytes).toBeGreaterThan(50e6);
    // The base is there whether one image stands on it or eighteen do.
    expect({ totalBytes, sharedBytes }).toEqual({
      totalBytes: (used[0]?.sharedBytes ?? 0) + 3_000_000,
      sharedBytes: used[0]?.sharedBytes,
    });

    const container = await docker.createContainer({
      Image: reference,
      Cmd: ['sleep', '60'],
      name: 'runyard-image-use',
    });
    try {
      await using hasty = new DockerImages({ connect: () => docker, releaseTimeoutMs: 100 });
      await expect(hasty.remove(spec)).rejects.toMatchObject({
        code: 'DOCKER_FAILED',
        message: `The image ${reference} is in use by a container: runyard-image-use.`,
        remedy: expect.stringContaining('Stop the run'),
      });
    } finally {
      await container.remove({ force: true });
    }
    await images.remove(spec);
    expect((await images.status(spec)).state).toBe('missing');
  });

  it('leaves nothing behind when it is cancelled while packages are installed', async () => {
    const spec = testSpec({ packages: ['gcc', 'libc6-dev'] });
    const controller = new AbortController();
    const news: ImageProgress[] = [];
    for await (const item of images.build(spec, controller.signal)) {
      news.push(item);
      if (item.type === 'progress' && item.message.startsWith('Downloading')) controller.abort();
    }
    expect(news.at(-1)?.type).not.toBe('done');
    expect(await listLeftovers()).toEqual([]);
    expect((await images.status(spec)).state).toBe('missing');
  });

  it('builds once for two that ask at the same time, and goes on when one of them leaves', async () => {
    const spec = testSpec({ setup: ['sleep 1'] });
    const leaving = new AbortController();
    const first = collect(images.build(spec, leaving.signal));
    const second = collect(images.build(spec, never()));
    const third = collect(images.build(spec, never()));
    leaving.abort();
    expect((await first).at(-1)?.type).not.toBe('done');
    for (const news of await Promise.all([second, third])) {
      expect(news.at(-1)?.type).toBe('done');
      expect(news.filter((item) => item.type === 'log' && item.text.startsWith('Step 1/')).length).toBeLessThan(2);
    }
    const label = [`${SPEC_LABEL}=${TEST_ID}`];
    const built = await docker.listImages({ filters: JSON.stringify({ label }) });
    expect(new Set(built.map(({ Labels }) => Labels[BUILD_LABEL])).size).toBe(1);
  });

  it('says which command failed', async () => {
    const error = await captureError(images.build(testSpec({ setup: ['echo oops >&2', 'exit 7', 'true'] }), never()));
    expect(error.code).toBe('IMAGE_BUILD_FAILED');
    expect(error.message).toBe('The image for Test could not be built: a command of its setup ended with 7.');
    expect(error.details.log).toContain('oops');
  });

  it('says that there is no such package', async () => {
    const error = await captureError(images.build(testSpec({ packages: ['no-such-package-at-all'] }), never()));
    expect(error.message).toContain('Unable to locate package no-such-package-at-all');
    expect(error.remedy).toContain('Correct the package names');
  });

  it('makes the base once where there is none, for builds that start together', { timeout: 300_000 }, async () => {
    await using daemon = await PrivateDaemon.start();
    const { docker: fresh } = daemon;
    await using newImages = new DockerImages({ connect: () => fresh });
    const specs = ['one', 'two', 'three'].map((id) => ({ ...testSpec({ setup: ['. /etc/os-release'] }), id }));
    const all = await Promise.all(specs.map((spec) => collect(newImages.build(spec, never()))));
    for (const news of all) expect(news.at(-1)?.type).toBe('done');
    const bases = await fresh.listImages({ filters: JSON.stringify({ reference: [BASE_REFERENCE] }) });
    expect(bases).toHaveLength(1);
    // Each image made of it has the same first layer: it was not made a second time meanwhile.
    const layers = specs.map(async (spec) => {
      const { RootFS } = await fresh.getImage(`runyard/${spec.id}:debian`).inspect();
      return RootFS.Layers?.[0];
    });
    expect(new Set(await Promise.all(layers)).size).toBe(1);
  });
});

describe('pulling', () => {
  it('tells real bytes, and its image goes before a built one', async () => {
    await using registry = await TestRegistry.start();
    const spec = testSpec({ setup: ['true'] }, { image: registry.reference, imageDownloadBytes: 9_000_000 });
    await collect(images.build(spec, never()));
    expect(await images.resolve(spec)).toMatchObject({ source: 'debian' });
    try {
      const release = registry.holdLayer();
      const news: ImageProgress[] = [];
      for await (const item of images.pull(spec, never())) {
        news.push(item);
        if (item.type === 'progress' && (item.fraction ?? 0) > 0) release();
      }
      expectRising(fractions(news));
      expect(news.some((item) => item.type === 'progress' && /^Downloaded [\d.]+ of 8\.4 MB$/.test(item.message))).toBe(
        true,
      );
      expect(fractions(news).at(-1)).toBe(1);
      expect(news.at(-1)).toMatchObject({ type: 'done', image: { reference: registry.reference } });
      expect(await images.resolve(spec)).toEqual({
        reference: registry.reference,
        source: 'official',
        localhost: 'hosts',
      });
    } finally {
      await docker.getImage(registry.reference).remove();
    }
    // Somebody else has removed it: the daemon's events tell.
    await expect.poll(() => images.resolve(spec)).toMatchObject({ source: 'debian' });
  });

  it('gives up what waits in an image that another takes the place of, and that image', async () => {
    await using registry = await TestRegistry.start();
    const spec = testSpec({}, { image: registry.reference });
    const released: string[] = [];
    await using own = new DockerImages({
      connect: () => docker,
      releaseImage: async (reference) => {
        released.push(reference);
        await waiting.remove({ force: true });
      },
    });
    await collect(own.pull(spec, never()));
    const { Id: old } = await docker.getImage(registry.reference).inspect();
    const waiting = await docker.createContainer({ Image: old, Cmd: ['/none'] });
    try {
      await collect(own.pull(spec, never()));
      expect(released).toEqual([]);
      await registry.publishAnother();
      await collect(own.pull(spec, never()));
      expect(released).toEqual([registry.reference]);
      expect((await docker.getImage(registry.reference).inspect()).Id).not.toBe(old);
      await expect(docker.getImage(old).inspect()).rejects.toMatchObject({ statusCode: 404 });
    } finally {
      await waiting.remove({ force: true }).catch(() => {});
      await docker.getImage(registry.reference).remove();
    }
  });

  it('can be cancelled half-way', async () => {
    await using registry = await TestRegistry.start();
    const spec = testSpec({}, { image: registry.reference });
    const release = registry.holdLayer();
    const controller = new AbortController();
    const news: ImageProgress[] = [];
    for await (const item of images.pull(spec, controller.signal)) {
      news.push(item);
      if (item.type === 'progress' && (item.fraction ?? 0) > 0) controller.abort();
    }
    release();
    expect(news.at(-1)?.type).toBe('progress');
    expect((await images.status(spec)).state).toBe('missing');
  });

  it('says what to do when no registry answers', async () => {
    const spec = testSpec({}, { image: '127.0.0.1:1/nothing:1' });
    const error = await captureError(images.pull(spec, never()));
    expect(error.code).toBe('IMAGE_PULL_FAILED');
    expect(error.message).toMatch(/127\.0\.0\.1:1\/nothing:1 could not be pulled: .*connection refused/);
    expect(error.remedy).toContain('reaches the registry');
    expect(error.remedy).toContain('build it from Debian packages');
  });

  it('says what to do when the registry has no such image', async () => {
    await using registry = await TestRegistry.start();
    const spec = testSpec({}, { image: registry.reference.replace('there:1', 'nowhere:1') });
    expect((await captureError(images.pull(spec, never()))).remedy).toContain('Correct the image’s name');
  });
});

describe('without a daemon', () => {
  it('says so', async () => {
    const none = new DockerImages({ connect: () => new Docker({ socketPath: '/nowhere/docker.sock' }) });
    await expect(none.resolve(testSpec({}))).rejects.toMatchObject({ code: 'DOCKER_UNREACHABLE' });
    const error = await captureError(none.build(testSpec({}), never()));
    expect(error.code).toBe('DOCKER_UNREACHABLE');
    await none[Symbol.asyncDispose]();
  });
});

describe('the first set', () => {
  // The images stay: every other test runs in them.
  it('is built from Debian packages, every language', { timeout: 20 * 60_000 }, async () => {
    const provider = new SpecProvider(['specs']);
    await provider.load();
    const { specs } = provider.list();
    await Promise.all(specs.map((spec) => collect(images.build(spec, never()))));
    for (const status of await images.list(specs)) expect(status).toMatchObject({ state: 'present' });
    for (const spec of specs) expect(await images.isBuilt(spec), spec.id).toBe(true);
  });
});

async function runIn(reference: string, command: string[]): Promise<string> {
  const container = await docker.createContainer({
    Image: reference,
    Cmd: command,
    Tty: true,
    HostConfig: { NetworkMode: 'none' },
  });
  try {
    await container.start();
    await container.wait();
    const text = String(await container.logs({ stdout: true, stderr: true }));
    return text.replaceAll('\r\n', '\n');
  } finally {
    await container.remove({ force: true });
  }
}
