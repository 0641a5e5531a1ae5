/** What of a folder or a zip comes into a tab: text, and nothing that tools have made. */

const PASSED_BY = /(^|\/)(node_modules|\.git|__pycache__|\.venv|__MACOSX|\.DS_Store)(\/|$)/;

export function isPassedBy(path: string): boolean {
  return PASSED_BY.test(path);
}

/** Null for what is no UTF-8 text. A text may have a NUL, but what has one early is a program or a picture. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, 8192).includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
