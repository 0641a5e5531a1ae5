/** `npm start` and `npm run serve`. */
import { resolve } from 'node:path';
import { findNodeProblem } from './start/node-version';

const say = (line: string): void => console.error(line);

const nodeProblem = findNodeProblem(process.versions.node);
if (nodeProblem !== null) {
  say(nodeProblem);
  process.exit(1);
}

// After the check: what it imports may not load in an older Node.
const { readStartFlags, startRunyard } = await import('./start/start-runyard');
try {
  const root = resolve(import.meta.dirname, '..');
  process.exitCode = await startRunyard(root, readStartFlags(process.argv.slice(2), process.env.INIT_CWD ?? root), say);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
