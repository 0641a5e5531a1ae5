/**
 * The module as this runtime needs it: Ruby's own functions exported, and a call of ours from the loop of its
 * interpreter. Without that call nothing of ours would run while a program computes: it could not be interrupted,
 * and what it printed could not be shown.
 */
import { internalFunctions, interpreterLoop, MODULE_BYTES } from './internals';
import { addExports, addGlobal, insertCode } from './patch-module';

/** Interpreted instructions between two calls: less than a millisecond. */
const POLL_INSTRUCTIONS = 16_384;
/** The import that is called: one of the bridge to JavaScript, which is cut off, with one number as its argument. */
export const POLL_IMPORT = { module: 'canonical_abi', name: 'resource_drop_js-abi-value', index: 1 } as const;

const Op = {
  if: [0x04, 0x40],
  end: 0x0b,
  call: 0x10,
  getGlobal: 0x23,
  setGlobal: 0x24,
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
  return addExports(insertCode(withGlobal.module, body, pattern, poll), internalFunctions);
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
