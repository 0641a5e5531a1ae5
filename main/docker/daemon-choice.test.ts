import { expect, test } from 'vitest';
import { DaemonChoice, type DockerSetting } from './daemon-choice';

/** Settings that a test changes. */
class Given {
  #settings: DockerSetting[];
  #wake: () => void = () => {};

  constructor(first: DockerSetting) {
    this.#settings = [first];
  }

  set(next: DockerSetting): void {
    this.#settings.push(next);
    this.#wake();
  }

  readonly watch = async function* (this: Given, signal: AbortSignal): AsyncGenerator<DockerSetting> {
    signal.addEventListener('abort', () => this.#wake());
    while (!signal.aborted) {
      const next = this.#settings.shift();
      if (next) yield next;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }.bind(this);
}

const NOTHING = { host: '', runtime: '' };

test('the config goes before the settings, one by one', async () => {
  const { watch } = new Given({ host: 'tcp://mine', runtime: 'runsc' });
  const open = (config: { dockerHost: string; dockerRuntime: string }) =>
    DaemonChoice.open({ config, watch, onChange: () => {} });
  await using choice = await open({ dockerHost: '', dockerRuntime: 'kata' });
  expect(choice.host).toEqual({ address: 'tcp://mine', source: 'the settings of the window' });
  expect(choice.runtime).toBe('kata');
});

test('a change is told once it makes a difference, and not at the start', async () => {
  const given = new Given({ host: 'tcp://a', runtime: '' });
  const changes: string[] = [];
  let heard: () => void = () => {};
  const config = { dockerHost: '', dockerRuntime: 'runsc' };
  await using choice = await DaemonChoice.open({
    config,
    watch: given.watch,
    onChange: () => {
      changes.push(choice.host.address);
      heard();
    },
  });
  const change = new Promise<void>((resolve) => {
    heard = resolve;
  });
  given.set({ host: 'tcp://a', runtime: 'kata' });
  given.set({ host: 'tcp://b', runtime: '' });
  await change;
  expect(changes).toEqual(['tcp://b']);
});

test('where the settings are not for the engine, or cannot be read, it goes on with the config', async () => {
  const config = { dockerHost: 'tcp://a', dockerRuntime: '' };
  const unreadable = async function* (): AsyncGenerator<DockerSetting> {
    yield* [];
    throw new Error('no');
  };
  for (const watch of [null, unreadable]) {
    await using choice = await DaemonChoice.open({ config, watch, onChange: () => {} });
    expect([choice.host.address, choice.runtime]).toEqual(['tcp://a', NOTHING.runtime]);
  }
});
