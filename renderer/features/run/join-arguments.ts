/** Writes arguments so that `splitArguments` reads them again. Pure. */

export function joinArguments(args: readonly string[]): string {
  return args.map(quote).join(' ');
}

function quote(arg: string): string {
  return /^[^\s'"\\]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`;
}
