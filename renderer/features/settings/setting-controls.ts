/** Which settings stand where in the form, and what each is set with; the latter follows its schema. */
import { z } from 'zod';
import { listSettingFields, type SettingField, type SettingKey } from '../../../contract';

export type SettingSection = 'appearance' | 'editor' | 'running';

export const sections: Record<SettingSection, readonly SettingKey[]> = {
  appearance: ['theme', 'language', 'editor.fontFamily', 'editor.fontSize', 'editor.ligatures'],
  editor: ['editor.tabSize', 'editor.indentWith', 'editor.wordWrap', 'editor.formatOnSave', 'editor.keys'],
  running: ['run.typingDelayMs', 'docker.host', 'docker.runtime'],
};

export type SettingControl =
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'switch' }
  | { kind: 'number'; least: number; most: number }
  | { kind: 'text' }
  /** A text that is set when it is whole. */
  | { kind: 'pattern'; pattern: RegExp };

export function findSettingField(key: SettingKey): SettingField {
  return listSettingFields().find((field) => field.key === key)!;
}

export function describeControl(schema: z.ZodType): SettingControl {
  const described = z.toJSONSchema(schema, { io: 'input' });
  const options = [described, ...(described.anyOf ?? [])].flatMap(({ enum: several = [], const: one }) => [
    ...several,
    ...(one === undefined ? [] : [one]),
  ]);
  if (options.length > 0) {
    const names = options.map(String);
    return { kind: 'choice', options: [...names].sort((a, b) => Number(b === 'system') - Number(a === 'system')) };
  }
  if (described.type === 'boolean') return { kind: 'switch' };
  if (described.type === 'integer') {
    return { kind: 'number', least: described.minimum ?? 0, most: described.maximum ?? Number.MAX_SAFE_INTEGER };
  }
  return described.pattern === undefined
    ? { kind: 'text' }
    : { kind: 'pattern', pattern: new RegExp(described.pattern) };
}
