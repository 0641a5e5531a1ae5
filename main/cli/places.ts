/** Where the parts of an installed or checked-out Runyard are, seen from the built command or from its source. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Places {
  root: string;
  specsDir: string;
  embeddedDir: string;
}

/** Both `out/main` and `main/cli` are two below the root. */
export function findPlaces(ownDir = import.meta.dirname): Places {
  const root = join(ownDir, '..', '..');
  const beside = join(root, 'specs');
  return {
    root,
    specsDir: existsSync(beside) ? beside : join(root, 'out', 'specs'),
    embeddedDir: join(root, 'out', 'embedded'),
  };
}
