/** Applies a language's own patterns to output, away from the window's thread: one that backtracks would freeze it. */
import { PlaceFinder, RunFiles } from '../../../contract/source-place';
import type { PlaceAnswer, PlaceRequest } from './place-message';

let finder: PlaceFinder | null = null;

self.onmessage = ({ data }: MessageEvent<PlaceRequest>) => {
  if (data.kind === 'begin') finder = new PlaceFinder(data.run.matchers, new RunFiles(data.run.paths, data.run.entry));
  else answer({ kind: 'found', places: data.lines.map((line) => finder?.find(line) ?? []) });
};
answer({ kind: 'ready' });

function answer(message: PlaceAnswer): void {
  self.postMessage(message);
}
