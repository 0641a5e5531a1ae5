/** MD5 (RFC 1321), SHA-1 and SHA-256 (FIPS 180-4). */

export const digestNames: readonly string[] = ['md5', 'sha1', 'sha256'];

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

export function digest(name: string, data: Uint8Array): Uint8Array {
  if (name === 'md5') return run(data, true, [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476], stepMd5);
  if (name === 'sha1') return run(data, false, [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0], stepSha1);
  return run(
    data,
    false,
    primes(8).map((prime) => fraction(Math.sqrt(prime))),
    stepSha256,
  );
}

function run(
  data: Uint8Array,
  isLittle: boolean,
  state: number[],
  step: (state: number[], block: DataView) => number[],
): Uint8Array {
  const padded = new Uint8Array(Math.ceil((data.length + 9) / 64) * 64);
  padded.set(data);
  padded[data.length] = 0x80;
  const view = new DataView(padded.buffer);
  const bits = BigInt(data.length) * 8n;
  view.setBigUint64(padded.length - 8, bits, isLittle);
  let current = state.map((word) => word | 0);
  for (let at = 0; at < padded.length; at += 64) {
    const next = step(current, new DataView(padded.buffer, at, 64));
    current = current.map((word, i) => (word + (next[i] ?? 0)) | 0);
  }
  const out = new DataView(new ArrayBuffer(current.length * 4));
  for (const [i, word] of current.entries()) out.setInt32(4 * i, word, isLittle);
  return new Uint8Array(out.buffer);
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

function fraction(value: number): number {
  return Math.floor((value - Math.floor(value)) * 2 ** 32);
}

const shaConstants = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const md5Constants = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));
const md5Shifts = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];

function stepMd5(state: number[], block: DataView): number[] {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const mixed =
      round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
    const word = [i, 5 * i + 1, 3 * i + 5, 7 * i][round] ?? 0;
    const sum = (a + mixed + (md5Constants[i] ?? 0) + block.getInt32((word % 16) * 4, true)) | 0;
    [a, d, c, b] = [d, c, b, (b + rotate(sum, md5Shifts[round]?.[i % 4] ?? 0)) | 0];
  }
  return [a, b, c, d];
}

function stepSha1(state: number[], block: DataView): number[] {
  const words = Array.from({ length: 16 }, (_, i) => block.getInt32(4 * i));
  for (let i = 16; i < 80; i++)
    words.push(rotate((words[i - 3] ?? 0) ^ (words[i - 8] ?? 0) ^ (words[i - 14] ?? 0) ^ (words[i - 16] ?? 0), 1));
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let i = 0; i < 80; i++) {
    const [mixed, constant] =
      i < 20
        ? [(b & c) | (~b & d), 0x5a827999]
        : i < 40
          ? [b ^ c ^ d, 0x6ed9eba1]
          : i < 60
            ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
            : [b ^ c ^ d, 0xca62c1d6];
    const sum = (rotate(a, 5) + mixed + e + constant + (words[i] ?? 0)) | 0;
    [e, d, c, b, a] = [d, c, rotate(b, 30), a, sum];
  }
  return [a, b, c, d, e];
}

function stepSha256(state: number[], block: DataView): number[] {
  const words = Array.from({ length: 16 }, (_, i) => block.getInt32(4 * i));
  for (let i = 16; i < 64; i++) {
    const [x = 0, y = 0] = [words[i - 15], words[i - 2]];
    const first = rotate(x, 25) ^ rotate(x, 14) ^ (x >>> 3);
    const second = rotate(y, 15) ^ rotate(y, 13) ^ (y >>> 10);
    words.push(((words[i - 16] ?? 0) + first + (words[i - 7] ?? 0) + second) | 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const big = rotate(e, 26) ^ rotate(e, 21) ^ rotate(e, 7);
    const first = (h + big + ((e & f) ^ (~e & g)) + (shaConstants[i] ?? 0) + (words[i] ?? 0)) | 0;
    const small = rotate(a, 30) ^ rotate(a, 19) ^ rotate(a, 10);
    const second = (small + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  return [a, b, c, d, e, f, g, h];
}
