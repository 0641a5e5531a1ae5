/**
 * Makes functions of JavaScript callable by a module's function pointers: a tiny module imports them and exports them
 * again, with the types that the module knows. Format: WebAssembly Core Specification 2.0, section 5.5.
 */

/** Takes a pointer, gives a number: `lua_CFunction`, the progress handler of SQLite. */
const ONE_TO_ONE = { type: 0, code: [0x60, 1, 0x7f, 1, 0x7f] };
/** Takes two pointers, gives nothing: `lua_Hook`. */
const TWO_TO_NONE = { type: 1, code: [0x60, 2, 0x7f, 0x7f, 0] };

/** @returns the pointers, by name */
export function addCallbacks<F extends string, H extends string = never>(
  table: WebAssembly.Table,
  functions: Record<F, (first: number) => number>,
  hooks?: Record<H, (first: number, second: number) => void>,
): Record<F | H, number> {
  const all = [
    ...Object.entries(functions).map(([name, call]) => ({
      name,
      call: call as CallableFunction,
      type: ONE_TO_ONE.type,
    })),
    ...Object.entries(hooks ?? {}).map(([name, call]) => ({
      name,
      call: call as CallableFunction,
      type: TWO_TO_NONE.type,
    })),
  ];
  const letter = (index: number): number => 0x61 + index;
  const module = new WebAssembly.Module(
    new Uint8Array([
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(1, [2, ...ONE_TO_ONE.code, ...TWO_TO_NONE.code]),
      ...section(2, [all.length, ...all.flatMap(({ type }, index) => [0, 1, letter(index), 0, type])]),
      ...section(7, [all.length, ...all.flatMap((_, index) => [1, letter(index), 0, index])]),
    ]),
  );
  const imports = Object.fromEntries(
    all.map(({ call }, index) => [String.fromCharCode(letter(index)), call as WebAssembly.ImportValue]),
  );
  const { exports } = new WebAssembly.Instance(module, { '': imports });
  const first = table.grow(all.length);
  const pointers = Object.fromEntries(
    all.map(({ name }, index) => {
      table.set(first + index, exports[String.fromCharCode(letter(index))]);
      return [name, first + index];
    }),
  );
  return pointers as Record<F | H, number>;
}

/** At most 127 bytes. */
function section(id: number, body: number[]): number[] {
  return [id, body.length, ...body];
}
