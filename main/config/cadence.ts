/**
 * When something comes again: what ranna's scheduler takes (robfig/cron), which is a cron expression of five fields, a
 * nickname such as `@daily`, or `@every 1h30m`, with `CRON_TZ=Europe/Berlin` in front where the zone is not this
 * machine's; and a sixth field in front for seconds.
 */
import { Cron } from 'croner';

export interface Cadence {
  /** As it was written. */
  readonly text: string;
  /** In which the expression is read. */
  readonly timeZone: string;
  /** The first time after this one; null where there is none. */
  next(after: Date): Date | null;
}

const ZONE = /^(?:CRON_)?TZ=(\S+)\s+/;
const EVERY = /^@every\s+(\S+)$/;
const TIME_PART = /(\d+(?:\.\d+)?)(h|ms|m|s)/g;
const PART_MS = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
/** Of `@every`; so does robfig/cron. */
const LEAST_INTERVAL_MS = 1000;

/** Null where the text is no expression, or one that never comes. */
export function parseCadence(text: string): Cadence | null {
  const zone = ZONE.exec(text.trim());
  const timeZone = zone?.[1] ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const pattern = text.trim().slice(zone?.[0].length ?? 0);
  const every = EVERY.exec(pattern);
  if (every) {
    const intervalMs = readInterval(every[1] ?? '');
    return intervalMs === null
      ? null
      : { text, timeZone, next: (after) => new Date(after.getTime() + Math.max(intervalMs, LEAST_INTERVAL_MS)) };
  }
  // A date is a pattern to croner too; here something comes again and again.
  if (!/^(@\w+|\S+(\s+\S+){4,6})$/.test(pattern)) return null;
  try {
    // To ranna `?` is any, as `*` is; to croner it is the time at which the expression is read.
    const cron = new Cron(pattern.replaceAll('?', '*'), { timezone: timeZone, paused: true });
    return cron.nextRun() === null ? null : { text, timeZone, next: (after) => cron.nextRun(after) };
  } catch {
    return null;
  }
}

/** A time as Go writes it: `1h30m`, `90s`, `1.5h`. */
function readInterval(text: string): number | null {
  const parts = [...text.matchAll(TIME_PART)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return null;
  const timeMs = parts.reduce((sum, [, count, unit]) => sum + Number(count) * PART_MS[unit as keyof typeof PART_MS], 0);
  return timeMs > 0 && Number.isSafeInteger(Math.round(timeMs)) ? Math.round(timeMs) : null;
}
