import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings, type LoadedSettings, type Settings } from '../../contract';
import { SettingsFile } from './settings-file';

let dataDir: string;
let settingsFile: SettingsFile;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'runyard-settings-'));
  settingsFile = new SettingsFile({ dataDir, pollMs: 5, now: () => new Date(0) });
});

afterEach(async () => {
  await settingsFile[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

const put = (text: string) => writeFile(join(dataDir, 'settings.json'), text);
const readBack = () => readFile(join(dataDir, 'settings.json'), 'utf8');
const withTheme = (theme: Settings['theme']): Settings => ({ ...defaultSettings, theme });
const save = (to: Settings, from = defaultSettings) => settingsFile.save({ from, to, broken: 'refuse' });

describe('a save', () => {
  it('writes only what differs from the defaults, and a schema beside it', async () => {
    expect(await settingsFile.load()).toMatchObject({ settings: defaultSettings, text: '', problems: [] });
    const saved = await save({ ...defaultSettings, editor: { ...defaultSettings.editor, fontSize: 20 } });
    expect(saved.settings.editor.fontSize).toBe(20);
    expect(JSON.parse(await readBack())).toEqual({ $schema: './settings.schema.json', editor: { fontSize: 20 } });
    const schema = JSON.parse(await readFile(join(dataDir, 'settings.schema.json'), 'utf8'));
    expect(schema.properties.editor.properties.fontSize).toMatchObject({ type: 'integer', minimum: 8, maximum: 40 });
    await save(defaultSettings, saved.settings);
    expect(JSON.parse(await readBack())).toEqual({ $schema: './settings.schema.json' });
  });

  it('leaves alone what another program wrote meanwhile, and what is nothing of ours', async () => {
    await put('{ "mine": [1], "editor": { "fontSize": 900, "minimap": true, "tabSize": 2 } }');
    const { settings, problems } = await save(withTheme('dark'));
    expect(settings).toMatchObject({ theme: 'dark', editor: { tabSize: 2, fontSize: 13 } });
    expect(problems).toEqual([
      { kind: 'invalid', key: 'editor.fontSize', found: '900', used: '13' },
      { kind: 'unknown', key: 'mine' },
      { kind: 'unknown', key: 'editor.minimap' },
    ]);
    expect(JSON.parse(await readBack())).toEqual({
      mine: [1],
      editor: { fontSize: 900, minimap: true, tabSize: 2 },
      theme: 'dark',
    });
  });

  it('does not overwrite a broken file until it is told to, and then sets it aside', async () => {
    await put('{\n  "theme": "dark",\n  "editor" {}\n}');
    const found = await settingsFile.load();
    expect(found.settings).toEqual(defaultSettings);
    expect(found.problems).toEqual([{ kind: 'broken', line: 3, column: 12, expected: 'colon' }]);
    await expect(save(withTheme('light'))).rejects.toMatchObject({ code: 'SETTINGS_BROKEN', details: { line: 3 } });
    expect(await readBack()).toContain('"editor" {}');
    await settingsFile.save({ from: defaultSettings, to: withTheme('light'), broken: 'setAside' });
    expect(JSON.parse(await readBack())).toMatchObject({ theme: 'light' });
    expect(await readFile(join(dataDir, 'settings.broken-1970-01-01T00-00-00.000Z.json'), 'utf8')).toContain('dark');
  });

  it('follows another in order, and leaves no half-written file', async () => {
    await Promise.all(['dark', 'light', 'contrast'].map((theme) => save(withTheme(theme as Settings['theme']))));
    expect((await settingsFile.load()).settings.theme).toBe('contrast');
    expect((await readdir(dataDir)).sort()).toEqual(['settings.json', 'settings.schema.json']);
  });

  it('takes a text as it was written, unless that is no JSON', async () => {
    await settingsFile.saveText('{"theme":   "dark"}');
    expect(await readBack()).toBe('{"theme":   "dark"}');
    await expect(settingsFile.saveText('{"theme"')).rejects.toMatchObject({ code: 'SETTINGS_BROKEN' });
    expect(await readBack()).toBe('{"theme":   "dark"}');
  });
});

describe('a watch', () => {
  it('tells the settings now, and what a save or another program makes of them', async () => {
    const leave = new AbortController();
    const seen: LoadedSettings['settings']['theme'][] = [];
    for await (const { settings } of settingsFile.watch(leave.signal)) {
      seen.push(settings.theme);
      if (seen.length === 1) await save(withTheme('dark'));
      else if (seen.length === 2) await put('{"theme": "light"}');
      else if (seen.length === 3) await rm(join(dataDir, 'settings.json'));
      else leave.abort();
    }
    expect(seen).toEqual(['system', 'dark', 'light', 'system']);
  });

  it('ends when the file is closed', async () => {
    const watch = settingsFile.watch(new AbortController().signal);
    await watch.next();
    const end = watch.next();
    await settingsFile[Symbol.asyncDispose]();
    expect((await end).done).toBe(true);
  });
});
