/** Builds the client package into `out/client`. */
import { resolve } from 'node:path';
import { buildClient } from './build-client/build-client';

await buildClient(resolve(import.meta.dirname, '..'));
console.log('Built out/client.');
