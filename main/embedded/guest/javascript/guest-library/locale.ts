/** `toLocaleString` for American English, which is Node's own without a locale; QuickJS has no `Intl`. */

interface NumberOptions {
  minimumFractionDigits?: number;
  maximumFractionDigits?: number;
  useGrouping?: boolean;
  style?: string;
  currency?: string;
}

interface DateOptions {
  timeZone?: string;
}

const currencySigns: Record<string, string> = { USD: '$', EUR: '€', GBP: '£', JPY: '¥', INR: '₹' };

function group(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function formatNumber(value: number, options: NumberOptions = {}): string {
  if (Number.isNaN(value)) return 'NaN';
  const isCurrency = options.style === 'currency';
  const least = options.minimumFractionDigits ?? (isCurrency ? 2 : 0);
  const most = options.maximumFractionDigits ?? Math.max(least, isCurrency ? 2 : options.style === 'percent' ? 0 : 3);
  const shown = Math.abs(options.style === 'percent' ? value * 100 : value);
  const sign = value < 0 ? '-' : '';
  const prefix = isCurrency ? (currencySigns[options.currency ?? ''] ?? `${options.currency} `) : '';
  const suffix = options.style === 'percent' ? '%' : '';
  if (shown === Number.POSITIVE_INFINITY) return `${sign}${prefix}∞${suffix}`;
  const [whole = '', fraction = ''] = (shown < 1e21 ? shown.toFixed(most) : BigInt(shown).toString()).split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(least, '0');
  const grouped = options.useGrouping === false ? whole : group(whole);
  return `${sign}${prefix}${grouped}${kept === '' ? '' : `.${kept}`}${suffix}`;
}

function inZone(date: Date, { timeZone }: DateOptions = {}): Date {
  return timeZone === 'UTC' ? date : new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
}

function formatDay(date: Date): string {
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
}

function formatTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = date.getUTCHours();
  return `${hours % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hours < 12 ? 'AM' : 'PM'}`;
}

const formatDate = (format: (date: Date) => string) =>
  function (this: Date, _locale?: unknown, options?: DateOptions): string {
    return Number.isNaN(this.getTime()) ? 'Invalid Date' : format(inZone(this, options));
  };

export function installLocale(): void {
  const define = (holder: object, name: string, value: (...args: never[]) => string) =>
    Object.defineProperty(holder, name, { value, writable: true, configurable: true });
  define(Number.prototype, 'toLocaleString', function (this: number, _locale?: unknown, options?: NumberOptions) {
    return formatNumber(Number(this), options);
  });
  define(BigInt.prototype, 'toLocaleString', function (this: bigint) {
    return this.toString().replace(/^(-?)(\d+)$/, (_all, sign: string, digits: string) => sign + group(digits));
  });
  define(Date.prototype, 'toLocaleDateString', formatDate(formatDay));
  define(Date.prototype, 'toLocaleTimeString', formatDate(formatTime));
  define(
    Date.prototype,
    'toLocaleString',
    formatDate((date) => `${formatDay(date)}, ${formatTime(date)}`),
  );
}
