import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClient, type FakeClient } from '../../dev/fake-client';
import { type AppStore, createAppStore } from '../../state/store';
import { SettingsController } from './settings-controller';

/** Longer than a busy machine takes. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 8000 });

let client: FakeClient;
let store: AppStore;
let controller: SettingsController;

beforeEach(() => {
  client = createFakeClient();
  store = createAppStore();
  controller = new SettingsController(client, store, () => ['fr', 'de-CH']);
});

afterEach(() => controller.dispose());

const setFontSize = (fontSize: number) =>
  controller.change((settings) => ({ ...settings, editor: { ...settings.editor, fontSize } }));
const fontSize = () => store.getState().settings.editor.fontSize;

describe('settings', () => {
  it('choose the language of the window', async () => {
    await controller.load();
    expect(store.getState().language).toBe('de');
    await controller.change((settings) => ({ ...settings, language: 'en' }));
    expect(store.getState().words.problems.count(2)).toBe('2 problems');
  });

  it('are in force at once, and saved in the end as they were set last', async () => {
    await controller.load();
    const saves = [14, 15, 16].map(setFontSize);
    expect(fontSize()).toBe(16);
    await Promise.all(saves);
    expect((await client.settings.load()).settings.editor.fontSize).toBe(16);
  });

  it('follow what another program writes, and keep what is being set here', async () => {
    await controller.load();
    await client.settings.saveText('{"theme": "dark"}');
    await until(() => expect(store.getState().settings.theme).toBe('dark'));
    const theirs = client.settings.saveText('{"theme": "light"}');
    await Promise.all([theirs, setFontSize(20)]);
    await until(() => expect(store.getState().settings).toMatchObject({ theme: 'light', editor: { fontSize: 20 } }));
    expect((await client.settings.load()).settings).toMatchObject({ theme: 'light', editor: { fontSize: 20 } });
  });

  it('do not overwrite a broken file unless that is asked for', async () => {
    await client.settings.saveText('{"theme": ');
    await controller.load();
    await setFontSize(20);
    expect(store.getState().settingsProblem?.code).toBe('SETTINGS_BROKEN');
    expect(fontSize()).toBe(20);
    expect((await client.settings.load()).text).toBe('{"theme": ');
    await controller.replaceBroken();
    expect(store.getState().settingsProblem).toBeNull();
    expect((await client.settings.load()).settings.editor.fontSize).toBe(20);
  });

  it('take the theme of an earlier session over, unless one was chosen', async () => {
    await controller.load();
    controller.takeOverTheme('light');
    expect(store.getState().settings.theme).toBe('light');
    controller.takeOverTheme('dark');
    expect(store.getState().settings.theme).toBe('light');
  });
});
