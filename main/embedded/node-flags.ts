/** The wall that Node itself puts around a guest process. */

export interface NodeFlagNeeds {
  /** Of the Node that will run: `20.20.2`. */
  nodeVersion: string;
  /** The only file that the process may read by name. */
  supervisorPath: string;
  /** For JavaScript objects, not for WebAssembly memories. */
  heapBytes: number;
}

/** Half of the 8 MB that Linux and macOS give a program: recursion goes as deep as people are used to. */
const STACK_KILOBYTES = 3900;

/**
 * Permissions: nothing but to read the supervisor. Without `--allow-worker`, since a worker was seen to leave the
 * permission model. DESIGN section 6.
 */
export function listNodeFlags({ nodeVersion, supervisorPath, heapBytes }: NodeFlagNeeds): string[] {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const isStable = major >= 24 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13);
  const hasSqlite = major > 22 || (major === 22 && minor >= 5);
  return [
    isStable ? '--permission' : '--experimental-permission',
    `--allow-fs-read=${supervisorPath}`,
    '--disallow-code-generation-from-strings',
    '--frozen-intrinsics',
    '--no-addons',
    '--no-warnings',
    // It opens files past the permission model.
    ...(hasSqlite ? ['--no-experimental-sqlite'] : []),
    `--max-old-space-size=${Math.ceil(heapBytes / (1024 * 1024))}`,
    // A Windows program's own stack is 1 MB.
    ...(process.platform === 'win32' ? [] : [`--stack-size=${STACK_KILOBYTES}`]),
  ];
}
