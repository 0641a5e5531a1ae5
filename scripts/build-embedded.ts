/** Builds what runs in the embedded engine's guest processes into `out/embedded`: all of it, or the named runtimes. */
import { resolve } from 'node:path';
import { buildEmbedded } from './build-embedded/build-embedded';

const root = resolve(import.meta.dirname, '..');
const built = await buildEmbedded(root, process.argv.slice(2));
console.log(`Built ${built.join(', ')} into out/embedded.`);
