/** Everything that the window says, in English: the catalogue that every other language has to fill. One file a room. */

import { problems } from './problems';

export const en = { problems };
