import { describe, expect, it } from 'vitest';
import { parseCadence } from './cadence';

const next = (text: string, after: string) => parseCadence(text)?.next(new Date(after))?.toISOString();

describe('parseCadence', () => {
  it.each([
    ['TZ=UTC 0 3 * * *', '2026-01-01T03:00:00.000Z', '2026-01-02T03:00:00.000Z'],
    ['CRON_TZ=UTC 0 3 ? * ?', '2026-01-01T02:00:00.000Z', '2026-01-01T03:00:00.000Z'],
    ['TZ=UTC 30 */10 * * * *', '2026-01-01T00:00:31.000Z', '2026-01-01T00:10:30.000Z'],
    ['TZ=UTC 0 0 * * MON-FRI', '2026-01-02T01:00:00.000Z', '2026-01-05T00:00:00.000Z'],
    ['TZ=UTC @daily', '2026-01-01T03:00:00.000Z', '2026-01-02T00:00:00.000Z'],
    ['TZ=UTC @midnight', '2026-01-01T03:00:00.000Z', '2026-01-02T00:00:00.000Z'],
    ['@every 1h30m', '2026-01-01T00:00:01.000Z', '2026-01-01T01:30:01.000Z'],
    ['@every 1.5h', '2026-01-01T00:00:00.000Z', '2026-01-01T01:30:00.000Z'],
    ['@every 10ms', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:01.000Z'],
    // An hour that the clock leaves out, and one that it has twice.
    ['CRON_TZ=Europe/Berlin 30 2 * * *', '2026-03-28T12:00:00.000Z', '2026-03-29T01:00:00.000Z'],
    ['CRON_TZ=Europe/Berlin 30 2 * * *', '2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
  ])('reads %s', (text, after, expected) => {
    expect(next(text, after)).toBe(expected);
  });

  it('tells the zone', () => {
    expect(parseCadence('CRON_TZ=Asia/Tokyo @daily')?.timeZone).toBe('Asia/Tokyo');
    expect(parseCadence('@daily')?.timeZone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it.each([
    '',
    'daily',
    '* * * *',
    '61 * * * *',
    '0 0 30 2 *',
    '2030-01-01T00:00:00',
    '@reboot',
    '@every',
    '@every 0s',
    '@every 5',
    '@every 1d',
    '@every -1h',
    'TZ=Mars/Olympus @daily',
    'TZ=UTC',
  ])('refuses "%s"', (text) => {
    expect(parseCadence(text)).toBeNull();
  });
});
