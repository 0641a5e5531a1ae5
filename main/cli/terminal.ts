/** Where the command writes: colours on a terminal only, and nothing said to a pipe that has closed. */

export interface Palette {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

interface Output {
  readonly isTTY?: boolean;
}

/** `NO_COLOR`: https://no-color.org; `FORCE_COLOR` as Node reads it. */
export function choosePalette(output: Output, environment: Record<string, string | undefined>): Palette {
  const { NO_COLOR: none, FORCE_COLOR: forced, TERM: term } = environment;
  const isForced = forced !== undefined && forced !== '' && forced !== '0';
  const isColoured = none ? false : isForced || (output.isTTY === true && term !== 'dumb');
  const paint = (code: number) => (text: string) => (isColoured ? `\x1b[${code}m${text}\x1b[0m` : text);
  return { bold: paint(1), dim: paint(2), red: paint(31), green: paint(32), yellow: paint(33) };
}

/** For people, so it goes to stderr. */
export function complain(text: string): void {
  const { red } = choosePalette(process.stderr, process.env);
  process.stderr.write(`${red('runyard:')} ${text}\n`);
}
