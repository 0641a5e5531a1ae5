import type { Words } from '../words';
import { problems } from './problems';

export const de: Words = { problems };
