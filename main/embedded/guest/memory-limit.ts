/**
 * Holds every `WebAssembly.Memory` of the realm to the program's limit: those made by JavaScript, those that grow by
 * its call, and those that a module declares itself and grows by its own instruction.
 */
import { capMemoryMaximum } from './wasm-module';

const PAGE_BYTES = 65_536;

export interface MemoryWatch {
  /** A growth was refused because of the limit. */
  isRefused(): boolean;
  /** Largest size so far of all memories together. */
  peakBytes(): number;
}

/** To be called once, before any code that makes a memory. */
export function limitMemory(limitBytes: number): MemoryWatch {
  const limitPages = Math.floor(limitBytes / PAGE_BYTES);
  const memories: WebAssembly.Memory[] = [];
  let refused = false;

  const { Memory, Module, Instance } = WebAssembly;
  const { compile, instantiate } = WebAssembly;
  const nativeGrow = Memory.prototype.grow;

  const countPages = (): number => memories.reduce((pages, memory) => pages + memory.buffer.byteLength / PAGE_BYTES, 0);

  function grow(this: WebAssembly.Memory, pages: number): number {
    if (countPages() + Number(pages) > limitPages) {
      refused = true;
      throw new RangeError('WebAssembly.Memory.grow(): the memory limit is reached');
    }
    const pagesBefore = nativeGrow.call(this, pages);
    // One that asks for less when much is refused has not met the limit.
    refused = false;
    return pagesBefore;
  }

  function track(instance: WebAssembly.Instance): WebAssembly.Instance {
    for (const item of Object.values(instance.exports)) {
      if (item instanceof Memory && !memories.includes(item)) memories.push(item);
    }
    return instance;
  }

  class LimitedMemory extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      const maximum = Math.min(Number(descriptor.maximum ?? limitPages), limitPages);
      if (Number(descriptor.initial) > maximum) refused = true;
      super({ ...descriptor, maximum });
      memories.push(this);
    }
  }

  class LimitedModule extends Module {
    constructor(bytes: BufferSource) {
      super(capMemoryMaximum(bytes, limitPages) as BufferSource);
    }
  }

  class LimitedInstance extends Instance {
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      track(this);
    }
  }

  const limitedCompile = (bytes: BufferSource): Promise<WebAssembly.Module> =>
    compile(capMemoryMaximum(bytes, limitPages) as BufferSource);

  async function limitedInstantiate(
    source: BufferSource | WebAssembly.Module,
    imports?: WebAssembly.Imports,
  ): Promise<WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource> {
    if (source instanceof Module) return track(await instantiate(source, imports));
    const module = await limitedCompile(source);
    return { module, instance: track(await instantiate(module, imports)) };
  }

  for (const [limited, original] of [
    [LimitedMemory, Memory],
    [LimitedModule, Module],
    [LimitedInstance, Instance],
  ] as const) {
    // What the engine itself makes is none of the subclass, and glue code asks with `instanceof`.
    Object.defineProperty(limited, Symbol.hasInstance, { value: (value: unknown) => value instanceof original });
  }
  Object.defineProperty(Memory.prototype, 'grow', { value: grow, writable: false, configurable: false });
  for (const original of [Memory, Module, Instance]) {
    // The way from an object back to the unlimited constructor.
    Object.defineProperty(original.prototype, 'constructor', {
      value: undefined,
      writable: false,
      configurable: false,
    });
  }
  const limited = {
    Memory: LimitedMemory,
    Module: LimitedModule,
    Instance: LimitedInstance,
    compile: limitedCompile,
    instantiate: limitedInstantiate,
    compileStreaming: undefined,
    instantiateStreaming: undefined,
  };
  for (const [name, value] of Object.entries(limited)) {
    Object.defineProperty(WebAssembly, name, { value, writable: false, configurable: false });
  }
  return { isRefused: () => refused, peakBytes: () => countPages() * PAGE_BYTES };
}
