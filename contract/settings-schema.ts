/** The JSON Schema of `settings.json`, for editors that check and complete it. */
import { z } from 'zod';
import { Settings } from './settings';

export function describeSettingsSchema(): string {
  const schema = z.toJSONSchema(Settings, { io: 'input' });
  const { properties = {}, ...rest } = schema;
  const whole = { title: 'Settings of Runyard', ...rest, properties: { $schema: { type: 'string' }, ...properties } };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
