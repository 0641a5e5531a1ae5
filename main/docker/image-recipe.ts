/** From a spec's Debian recipe to the Dockerfile that makes its image. */
import { createHash } from 'node:crypto';
import type { DebianRecipe, Spec } from '../../contract';

export const BASE_REFERENCE = 'runyard/base:debian';

export const SPEC_LABEL = 'runyard.spec';
/** Fingerprint of the recipe: an image with another one is out of date. */
export const RECIPE_LABEL = 'runyard.recipe';
/** Of one build: tells what a cancelled one has left behind. */
export const BUILD_LABEL = 'runyard.build';
/** The recipe's `localhost`. */
export const LOCALHOST_LABEL = 'runyard.localhost';
/** Teaches the C library `localhost` without `/etc/hosts`, by a line that it adds to `/etc/nsswitch.conf`. */
const LOCALHOST_PACKAGE = 'libnss-myhostname';

/** One step for all packages, so that the image has one layer above the base, and one for the setup. */
export function writeDockerfile(recipe: DebianRecipe, labels: Record<string, string>): string {
  const lines = [`FROM ${BASE_REFERENCE}`];
  // Before the steps that run something, so that what a cancelled build leaves behind has them too.
  lines.push(
    `LABEL ${Object.entries(labels)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .join(' ')}`,
  );
  const packages = recipe.localhost === 'library' ? [...recipe.packages, LOCALHOST_PACKAGE] : recipe.packages;
  if (packages.length > 0) {
    lines.push(
      joinCommands([
        'export DEBIAN_FRONTEND=noninteractive',
        'apt-get update -q',
        // A crash in the middle of a build leaves no image, so dpkg need not sync each file to disk.
        `apt-get install -q -y --no-install-recommends -o Dpkg::Options::=--force-unsafe-io ${packages.join(' ')}`,
        'rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/apt/archives/*.deb',
      ]),
    );
  }
  if (recipe.setup.length > 0) lines.push(joinCommands(recipe.setup));
  return `${lines.join('\n')}\n`;
}

/** The first command that fails ends the step. */
function joinCommands(commands: string[]): string {
  return `RUN ${JSON.stringify(['/bin/sh', '-ec', commands.join('\n')])}`;
}

export function fingerprintRecipe(spec: Spec): string {
  const recipe = spec.debian ?? { packages: [], setup: [], localhost: 'hosts' };
  return createHash('sha256').update(writeDockerfile(recipe, {})).digest('hex').slice(0, 16);
}
