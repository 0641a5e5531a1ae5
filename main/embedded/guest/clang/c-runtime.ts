/** What the runtimes of C and C++ share: compiles with clang, then runs the program over WASI. */
import type { GuestHost, GuestJob, RunningRuntime, RuntimeManifest } from '../runtime';
import { ProgramExit } from '../wasi/abi';
import { runWasm } from './program';
import { type Language, Toolchain } from './toolchain';
import { createWorkTree } from './work-tree';

const MIB = 1024 * 1024;
/** As a shell has it: 128 and the number of the signal. */
const ExitCode = { interrupt: 130, abort: 134, segmentationFault: 139 } as const;
/** Makes V8 compile what of clang and wasm-ld nearly every program needs. */
const WARM_UP = `#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
struct item { int value; char *name; };
static int compare(const void *a, const void *b) { return ((struct item *)a)->value - ((struct item *)b)->value; }
int main(int argc, char **argv) {
  struct item *items = malloc(argc * sizeof *items);
  for (int i = 0; i < argc; i++) items[i] = (struct item){i * 7 % 3, argv[i]};
  qsort(items, argc, sizeof *items, compare);
  while (argc-- > 0) printf("%s %f\\n", strchr(items[argc].name, 'x'), sqrt(argc));
  return unknown;
}`;
/** So many writes in such a time are sent at once: a program that then computes on is not seen again for long. */
const PROMPT_WRITES = 50;
const PROMPT_WINDOW_MS = 100;
/** A program that fails with less than this left has died of the limit. */
const NEARLY_FULL_BYTES = 4 * MIB;
const encoder = new TextEncoder();

export const clangManifest = {
  assets: { llvm: '@yowasp/clang/gen/llvm.core.wasm', resources: '@yowasp/clang/gen/llvm-resources.tar' },
  minMemoryBytes: 256 * MIB,
  overheadBytes: 640 * MIB,
  optionalPackage: {
    name: '@yowasp/clang',
    version: '22.0.0-git20542-10',
    integrity: 'sha512-V31/z9GrJECKeACTDUyvg2llbEUiFi3bxtL5HSg7H/6sydSxdI/AoVAD9F5ozrfLjotWl0B9rghR87m+DUM/zg==',
    downloadBytes: 27_112_311,
  },
} satisfies Partial<RuntimeManifest>;

export async function startClang(host: GuestHost, language: Language): Promise<RunningRuntime> {
  const toolchain = new Toolchain(host, language);
  toolchain.warmUp(WARM_UP);
  let program: Uint8Array | null = null;
  return {
    compile(job) {
      const built = toolchain.build(job);
      program = built.program;
      return built.code;
    },
    run: (job) => (program ? runProgram(host, program, job) : 1),
  };
}

function runProgram(host: GuestHost, program: Uint8Array, { files, args, env }: GuestJob): number {
  const tree = createWorkTree();
  for (const { path, content } of files) tree.writeFile(`/${path}`, encoder.encode(content));
  const isPrompt = limitRate(PROMPT_WRITES, PROMPT_WINDOW_MS);
  const end = runWasm(new WebAssembly.Module(program as BufferSource), {
    ...{ host, tree, args: ['./.out', ...args], env, isTerminal: true },
    onLeave() {
      if (isPrompt()) host.sleep(0);
      if (host.isInterrupted()) throw new ProgramExit(ExitCode.interrupt);
    },
  });
  const hasFailed = end.type === 'trap' || end.code !== 0;
  if (hasFailed && end.memory.buffer.byteLength > host.memoryLimitBytes - NEARLY_FULL_BYTES) claimRefusal(end.memory);
  if (end.type === 'exit') return end.code;
  const say = (text: string) => host.write('stderr', encoder.encode(`${text}\n`));
  if (end.isStackOverflow) say('Segmentation fault: the stack is full');
  else if (end.message !== 'unreachable') say(`Segmentation fault: ${end.message}`);
  else say('Aborted');
  return end.message === 'unreachable' ? ExitCode.abort : ExitCode.segmentationFault;
}

/** The memory that a module asks for itself is refused without the realm seeing it, so it is asked for once more. */
function claimRefusal(memory: WebAssembly.Memory): void {
  try {
    memory.grow(2 ** 16);
  } catch {
    // Refused, as it should be.
  }
}

/** @returns a function that says whether it was called no more than so many times in the present window */
function limitRate(calls: number, windowMs: number): () => boolean {
  let startMs = Number.NEGATIVE_INFINITY;
  let count = 0;
  return () => {
    if (++count <= calls) return true;
    const nowMs = performance.now();
    if (nowMs - startMs < windowMs) return false;
    startMs = nowMs;
    count = 0;
    return true;
  };
}
