/** Numbers, times and sizes as a language writes them. Pure. */

export interface FigureStyle {
  /** Of numbers and of days, as `Intl` knows them. */
  locale: string;
  dateLocale: string;
  byte: string;
  bytes: string;
  minutes: string;
}

export interface Figures {
  number(value: number): string;
  /** Milliseconds in words: `83 ms`, `1.2 s`, `60 s`, `2 min 5 s`. */
  duration(ms: number): string;
  /** Elapsed time that counts up: whole tenths, so that it does not jitter. */
  elapsed(ms: number): string;
  /** Bytes in words, 1024 to the step: `512 bytes`, `83 KB`, `1.5 MB`, `16 MB`. */
  bytes(bytes: number): string;
  /** A day, from milliseconds since 1970. */
  day(at: number): string;
  /** A moment, to the second. */
  time(at: number): string;
}

export function createFigures(style: FigureStyle): Figures {
  const whole = new Intl.NumberFormat(style.locale);
  const tenths = new Intl.NumberFormat(style.locale, { maximumFractionDigits: 1, useGrouping: false });
  const allTenths = new Intl.NumberFormat(style.locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    useGrouping: false,
  });
  const formatDuration = (ms: number): string => {
    if (ms < 0.5) return '0 ms';
    if (ms < 999.5) return `${Math.round(ms)} ms`;
    if (ms < 9_950) return `${tenths.format(ms / 1000)} s`;
    const seconds = Math.round(ms / 1000);
    if (seconds <= 120) return `${seconds} s`;
    const minutes = `${Math.floor(seconds / 60)} ${style.minutes}`;
    const rest = seconds % 60;
    return rest === 0 ? minutes : `${minutes} ${rest} s`;
  };
  return {
    number: (value) => whole.format(value),
    duration: formatDuration,
    elapsed: (ms) => (ms < 60_000 ? `${allTenths.format(Math.floor(ms / 100) / 10)} s` : formatDuration(ms)),
    bytes: (bytes) => {
      if (bytes < 1024) return bytes === 1 ? `1 ${style.byte}` : `${Math.round(bytes)} ${style.bytes}`;
      const units = ['KB', 'MB', 'GB', 'TB'];
      let value = bytes / 1024;
      let unit = 0;
      while (value >= 999.5 && unit < units.length - 1) {
        value /= 1024;
        unit++;
      }
      return `${value < 9.95 ? tenths.format(value) : Math.round(value)} ${units[unit]}`;
    },
    time: (at) =>
      new Date(at).toLocaleTimeString(style.dateLocale, { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    day: (at) => new Date(at).toLocaleDateString(style.dateLocale, { day: 'numeric', month: 'short', year: 'numeric' }),
  };
}
