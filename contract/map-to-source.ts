/** From a line of a file that the engine made to that of the person's. Without schemas: `runyard run` carries it. */
import type { LineMap, LineSpan } from './line-map';

interface MappedPlace {
  file: string;
  line: number;
  column?: number | undefined;
}

/** The place in the person's file; a line that is none of the person's counts as the nearest that is. */
export function mapToSource<P extends MappedPlace>(map: LineMap | null, place: P): P {
  if (map === null || place.file !== map.file) return place;
  const span = findNearest(map.spans, place.line);
  const offset = Math.min(Math.max(0, place.line - span.line), span.count - 1);
  const isInside = place.line === span.line + offset;
  const { column: wrapped, ...rest } = place;
  const column = isInside && wrapped !== undefined ? { column: Math.max(1, wrapped - span.indent) } : {};
  return { ...rest, line: span.sourceLine + offset, ...column } as P;
}

function findNearest(spans: readonly LineSpan[], line: number): LineSpan {
  const distance = (span: LineSpan): number => Math.max(span.line - line, line - (span.line + span.count - 1), 0);
  return spans.reduce((nearest, span) => (distance(span) < distance(nearest) ? span : nearest));
}
