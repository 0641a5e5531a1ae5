/** The settings of the fake client: a file in memory. */
import type { RunyardClient } from '../../client/client';
import { changeText, diffSettings, type LoadedSettings, RunyardError, readSettings, Settings } from '../../contract';

export function createFakeSettings(): RunyardClient['settings'] {
  let text = '';
  const watchers = new Set<() => void>();
  const tell = (): LoadedSettings => ({ ...readSettings(text), file: '/home/ada/runyard/settings.json', text });
  const write = (next: string): LoadedSettings => {
    text = next;
    for (const wake of watchers) wake();
    return tell();
  };
  return {
    load: async () => tell(),
    save: async ({ from, to, broken }) => {
      const isBroken = tell().problems.some(({ kind }) => kind === 'broken');
      if (isBroken && broken !== 'setAside') {
        throw new RunyardError('SETTINGS_BROKEN', { message: 'The settings are no JSON.', remedy: 'Correct them.' });
      }
      return write(
        changeText(
          isBroken ? '' : text,
          diffSettings(Settings.parse(from), Settings.parse(to)),
          './settings.schema.json',
        ),
      );
    },
    /** Takes a broken text too, as another program could write it. */
    saveText: async (next) => write(next),
    async *watch({ signal } = {}) {
      while (!signal?.aborted) {
        let wake = (): void => {};
        const changed = new Promise<void>((resolve) => (wake = resolve));
        watchers.add(wake);
        signal?.addEventListener('abort', wake);
        yield tell();
        await changed;
        watchers.delete(wake);
      }
    },
  };
}
