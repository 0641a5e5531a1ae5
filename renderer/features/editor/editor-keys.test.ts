import { expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../../contract';
import { createAppStore } from '../../state/store';
import { EditorKeys } from './editor-keys';
import type { monaco } from './monaco-setup';

function open() {
  const store = createAppStore();
  const counts = { on: 0, off: 0 };
  const turnVimOn = () => {
    counts.on += 1;
    return {
      dispose: () => {
        counts.off += 1;
      },
    };
  };
  const acts = { save: () => {}, close: () => {}, saveAndClose: () => {}, format: () => {} };
  // Neither is looked into here.
  const editor = {} as monaco.editor.IStandaloneCodeEditor;
  const keys = new EditorKeys(store, editor, new EventTarget() as HTMLElement, acts, async () => ({ turnVimOn }));
  const choose = async (chosen: Settings['editor']['keys']) => {
    const { editor: of } = defaultSettings;
    store.setState({ settings: { ...defaultSettings, editor: { ...of, keys: chosen } } });
    await Promise.resolve();
    await Promise.resolve();
  };
  return { counts, keys, choose };
}

it('turns Vim on and off as the settings say, and off with its editor', async () => {
  const { counts, keys, choose } = open();
  await choose('vim');
  expect(counts).toEqual({ on: 1, off: 0 });
  await choose('standard');
  expect(counts).toEqual({ on: 1, off: 1 });
  await choose('vim');
  keys.dispose();
  expect(counts).toEqual({ on: 2, off: 2 });
  await choose('standard');
  expect(counts).toEqual({ on: 2, off: 2 });
});

it('leaves it off where that was chosen while it was loading', async () => {
  const { counts, choose } = open();
  const first = choose('vim');
  await choose('standard');
  await first;
  expect(counts).toEqual({ on: 0, off: 0 });
});
