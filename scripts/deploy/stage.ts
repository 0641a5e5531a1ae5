/** `tsx scripts/deploy/stage.ts FOLDER`: what the Dockerfile copies into the image. */
import { resolve } from 'node:path';
import { stageServer } from './stage-server';

const [target = 'app'] = process.argv.slice(2);
await stageServer(resolve(import.meta.dirname, '../..'), resolve(target));
