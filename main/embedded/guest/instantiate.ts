/**
 * Compiles and instantiates at once, on this thread. Not `WebAssembly.instantiate`: while that compiles, the event loop
 * waits for V8's background threads, and one of them that has to collect garbage waits for this thread: in one of
 * a hundred starts of Electron 33 neither went on.
 */
export function instantiate(
  bytes: Uint8Array,
  imports: WebAssembly.Imports,
): WebAssembly.WebAssemblyInstantiatedSource {
  const module = new WebAssembly.Module(bytes as BufferSource);
  return { module, instance: new WebAssembly.Instance(module, imports) };
}
