/** Whether this Node can run Runyard. */

/** The least version, as `engines` in package.json says it. */
export const LEAST_NODE = [20, 19] as const;

/** A sentence with a remedy when the version is too old, else null. `version` is as in `process.versions.node`. */
export function findNodeProblem(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return null;
  return `Runyard needs Node ${LEAST_NODE.join('.')} or newer and this is ${version}: install the current one from https://nodejs.org and start again.`;
}
