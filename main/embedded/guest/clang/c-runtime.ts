/** What the runtimes of C and C++ share: compiles with clang, then runs the program over WASI. */
import type { GuestHost, GuestJob, RunningRuntime, RuntimeManifest } from '../runtime';
import { ProgramExit } from '../wasi/abi';
import { runWasm } from './program';
import { type Language, Toolchain } from './toolchain';
import { createWorkTree } from './work-tree';

const MIB = 1024 * 1024;
/** As a shell has it: 128 and the number of the signal. */
const ExitCode = { interrupt: 130, abort: 134, segmentationFault: 139 } as const;
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
  const end = runWasm(new WebAssembly.Module(program as BufferSource), {
    ...{ host, tree, args: ['./.out', ...args], env, isTerminal: true },
    onLeave() {
      if (host.isInterrupted()) throw new ProgramExit(ExitCode.interrupt);
    },
  });
  if (end.type === 'exit') return end.code;
  const say = (text: string) => host.write('stderr', encoder.encode(`${text}\n`));
  if (end.isStackOverflow) say('Segmentation fault: the stack is full');
  else if (end.message !== 'unreachable') say(`Segmentation fault: ${end.message}`);
  else say('Aborted');
  return end.message === 'unreachable' ? ExitCode.abort : ExitCode.segmentationFault;
}
