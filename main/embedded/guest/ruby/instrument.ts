/**
 * The module as this runtime needs it: Ruby's own functions exported, and a call of ours from the loop of its
 * interpreter. Without that call nothing of ours would run while a program computes: it could not be interrupted,
 * and what it printed could not be shown.
 */
import {
  internalFunctions,
  interpreterLoop,
  jumpBuffer,
  localeName,
  MODULE_BYTES,
  stackRegions,
  unwinders,
} from './internals';
import { addExports, addGlobal, replaceCode } from './patch-module';

/** Interpreted instructions between two calls: less than a millisecond. */
const POLL_INSTRUCTIONS = 16_384;
/** The import that is called: one of the bridge to JavaScript, which is cut off, with one number as its argument. */
export const POLL_IMPORT = { module: 'canonical_abi', name: 'resource_drop_js-abi-value', index: 1 } as const;

const Op = {
  if: [0x04, 0x40],
  end: 0x0b,
  call: 0x10,
  /** `local.get 0` */
  getFirst: [0x20, 0x00],
  getGlobal: 0x23,
  setGlobal: 0x24,
  i32Store: 0x36,
  i32Const: 0x41,
  i32LessSigned: 0x48,
  i32Add: 0x6a,
} as const;
const MUTABLE_I32 = [0x7f, 0x01];

/** @throws Error where it is not the module that is known */
export function instrumentModule(module: Uint8Array): Uint8Array {
  if (module.length !== MODULE_BYTES)
    throw new Error('Another version of Ruby is installed than this one is built for.');
  const budget = encodeConstant(POLL_INSTRUCTIONS);
  const withGlobal = addGlobal(module, [...MUTABLE_I32, ...budget, Op.end]);
  const counter = withGlobal.index;
  const poll = [
    ...[Op.getGlobal, counter, ...encodeConstant(-1), Op.i32Add, Op.setGlobal, counter],
    ...[Op.getGlobal, counter, ...encodeConstant(0), Op.i32LessSigned, ...Op.if],
    ...[...budget, Op.setGlobal, counter, ...encodeConstant(0), Op.call, POLL_IMPORT.index],
    Op.end,
  ];
  const { body, pattern } = interpreterLoop;
  const polling = replaceCode(withGlobal.module, body, pattern, [...pattern, ...poll]);
  const { ascii, utf8 } = localeName;
  const inUtf8 = replaceCode(moveStacks(polling), localeName.body, encodeConstant(ascii), encodeConstant(utf8));
  return addExports(inUtf8, internalFunctions);
}

function moveStacks(module: Uint8Array): Uint8Array {
  let moved = module;
  const { passing, setjmp } = stackRegions;
  for (const { body, start, end } of [unwinders.rb_wasm_scan_locals, unwinders._rb_wasm_longjmp]) {
    for (const [from, to] of [
      [start, passing.start],
      [end, passing.end],
    ] as const) {
      moved = replaceCode(moved, body, [...encodeConstant(from), ...store(0)], [...encodeConstant(to), ...store(0)]);
    }
  }
  const { body } = unwinders._rb_wasm_setjmp_internal;
  for (const [place, from, to] of [
    [0, jumpBuffer.content, setjmp.start],
    [4, jumpBuffer.contentEnd, setjmp.end],
  ] as const) {
    const pattern = [...Op.getFirst, ...Op.getFirst, ...encodeConstant(from), Op.i32Add, ...store(place)];
    moved = replaceCode(moved, body, pattern, [...Op.getFirst, ...encodeConstant(to), ...store(place)]);
  }
  return moved;
}

/** `i32.store` at an offset, aligned. */
function store(offset: number): number[] {
  return [Op.i32Store, 0x02, offset];
}

/** `i32.const` with its signed LEB128. */
function encodeConstant(value: number): number[] {
  const bytes: number[] = [Op.i32Const];
  for (let rest = value; ; ) {
    const low = rest & 0x7f;
    rest >>= 7;
    const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return bytes;
  }
}
