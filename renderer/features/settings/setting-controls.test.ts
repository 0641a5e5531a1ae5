import { expect, it } from 'vitest';
import { listSettingFields } from '../../../contract';
import { describeControl, findSettingField, sections } from './setting-controls';

it('has a place in the form for each setting', () => {
  const placed = Object.values(sections).flat().sort();
  expect(placed).toEqual(
    listSettingFields()
      .map(({ key }) => key)
      .sort(),
  );
});

it('takes what a setting is set with from its schema', () => {
  const controlOf = (key: Parameters<typeof findSettingField>[0]) => describeControl(findSettingField(key).schema);
  expect(controlOf('theme')).toEqual({ kind: 'choice', options: ['system', 'dark', 'light', 'contrast'] });
  expect(controlOf('language')).toEqual({ kind: 'choice', options: ['system', 'en', 'de'] });
  expect(controlOf('editor.fontSize')).toEqual({ kind: 'number', least: 8, most: 40 });
  expect(controlOf('editor.wordWrap')).toEqual({ kind: 'switch' });
  expect(controlOf('editor.fontFamily')).toEqual({ kind: 'text' });
  const control = controlOf('docker.host');
  const accepts = (text: string) => control.kind === 'pattern' && control.pattern.test(text);
  expect(['', 'tcp://box:2376', 'ssh://me@box', 'context://school', 'unix:///x.sock'].every(accepts)).toBe(true);
  expect(['box', 'tcp:', 'ftp://box', 'ssh://a b'].some(accepts)).toBe(false);
});
