/** clang and wasm-ld of @yowasp/clang, which are one WebAssembly program, over files in memory. */
import type { GuestHost, GuestJob } from '../runtime';
import { FileNode } from '../wasi/tree';
import type { WasiHost } from '../wasi/wasi';
import { runWasm } from './program';
import { readTar } from './tar';
import { createWorkTree } from './work-tree';

/** Headers and libraries of the package. */
const SDK = '/.sdk';
/** What the compiler makes. */
const OUT = '/.out';
const LIBRARIES = `${SDK}/lib/wasm32-wasip1`;
const INTERRUPTED_CODE = 130;
const encoder = new TextEncoder();

type Write = (bytes: Uint8Array) => void;

export interface Language {
  /** Endings of the sources, which all make one program. */
  endings: readonly string[];
  /** As clang names the language: `c++`. */
  name: string;
  standard: string;
  /** Flags of the frontend beyond those of every language. */
  flags: readonly string[];
  includeFolders: readonly string[];
  libraries: readonly string[];
}

export class Toolchain {
  readonly #host: GuestHost;
  readonly #language: Language;
  readonly #module: WebAssembly.Module;
  readonly #tree = createWorkTree();

  constructor(host: GuestHost, language: Language) {
    this.#host = host;
    this.#language = language;
    this.#module = new WebAssembly.Module(host.readAsset('llvm') as BufferSource);
    for (const { path, content } of readTar(host.readAsset('resources'))) this.#tree.mount(`${SDK}/${path}`, content);
    this.#tree.makeDirectories(OUT);
  }

  /** Makes a program of all sources; what clang says goes to stderr. @returns its exit code, and the program */
  build(job: GuestJob): { code: number; program: Uint8Array | null } {
    for (const { path, content } of job.files) this.#tree.writeFile(`/${path}`, encoder.encode(content));
    const sources = job.files
      .map(({ path }) => path)
      .filter((path) => this.#language.endings.some((ending) => path.endsWith(ending)));
    const objects = sources.map((_, index) => `${OUT}/${index}.o`);
    let failed = 0;
    for (const [index, source] of sources.entries()) {
      failed ||= this.#run(['clang', '-cc1', ...this.#listFlags(), '-o', objects[index] ?? '', source]);
    }
    if (failed) return { code: failed, program: null };
    const output = `${OUT}/program`;
    const code = this.#link(objects, output);
    const file = code === 0 ? this.#tree.get(this.#tree.root, output, true) : null;
    return { code, program: file instanceof FileNode ? file.content.subarray(0, file.size) : null };
  }

  /** @param source a program with one error, so that messages are made too */
  warmUp(source: string): void {
    const path = `${OUT}/warm-up`;
    for (const text of [source, source.replace('unknown', '0')]) {
      this.#tree.writeFile(path, encoder.encode(text));
      this.#run(['clang', '-cc1', ...this.#listFlags(), '-o', `${path}.o`, path], () => {});
      this.#tree.remove({ parent: this.#tree.makeDirectories(OUT), name: 'warm-up', node: null });
    }
    this.#link([`${path}.o`], path, () => {});
    for (const name of ['warm-up', 'warm-up.o'])
      this.#tree.remove({ parent: this.#tree.makeDirectories(OUT), name, node: null });
  }

  #link(objects: string[], output: string, write?: Write): number {
    return this.#run(
      [
        ...['wasm-ld', '-m', 'wasm32', '-z', 'stack-size=1048576', `-L${LIBRARIES}`, `${LIBRARIES}/crt1-command.o`],
        ...objects,
        ...this.#language.libraries.map((library) => `-l${library}`),
        ...[`${SDK}/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a`, '-o', output],
      ],
      write,
    );
  }

  #listFlags(): string[] {
    const { name, standard, flags, includeFolders } = this.#language;
    const includes = [...includeFolders, 'include', 'include/wasm32-wasip1'];
    return [
      ...['-triple', 'wasm32-unknown-wasip1', '-emit-obj', '-O1', '-disable-free', '-clear-ast-before-backend'],
      ...['-mrelocation-model', 'static', '-mframe-pointer=none', '-mconstructor-aliases', '-target-cpu', 'generic'],
      ...['-fvisibility=hidden', '-ffp-contract=on', '-fno-rounding-math', '-fgnuc-version=4.2.1', '-Wall'],
      ...['-resource-dir', SDK, '-isysroot', SDK, '-ferror-limit', '19'],
      ...[
        '-D_WASI_EMULATED_SIGNAL',
        '-D_WASI_EMULATED_PROCESS_CLOCKS',
        '-D_WASI_EMULATED_MMAN',
        '-D_WASI_EMULATED_GETPID',
      ],
      ...includes.flatMap((folder) => ['-internal-isystem', `${SDK}/${folder}`]),
      ...[`-std=${standard}`, '-x', name, ...flags],
    ];
  }

  /** Runs one tool, the first argument being its name. */
  #run(args: string[], write: Write = (bytes) => this.#host.write('stderr', bytes)): number {
    const { readInput, sleep } = this.#host;
    if (this.#host.isInterrupted()) return INTERRUPTED_CODE;
    const host: WasiHost = { readInput, sleep, write: (_stream, bytes) => write(bytes) };
    const end = runWasm(this.#module, { host, tree: this.#tree, args, env: {}, isTerminal: false });
    if (end.type === 'exit') return end.code;
    write(encoder.encode(`${args[0]} broke down: ${end.message}\n`));
    return 1;
  }
}
