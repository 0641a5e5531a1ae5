/** Searches an output as it grows, a few milliseconds a frame. */
import { useEffect, useRef, useState } from 'react';
import { findMatches, type OutputMatch } from './find-matches';
import { scheduleFrame } from './frame-clock';
import type { OutputBuffer } from './output-buffer';

const SLICE_MS = 6;

export interface FindState {
  query: string;
  /** In order of lines. */
  matches: readonly OutputMatch[];
  /** The whole output has been searched. */
  isComplete: boolean;
}

interface Progress {
  buffer: OutputBuffer;
  query: string;
  generation: number;
  nextLine: number;
  matches: OutputMatch[];
}

/** `version`: of the buffer; a new one lets the search go on. */
export function useFind(buffer: OutputBuffer, version: number, query: string): FindState {
  const progress = useRef<Progress | null>(null);
  const [state, setState] = useState<FindState>({ query: '', matches: [], isComplete: true });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is the reason to go on
  useEffect(() => {
    let isCurrent = true;
    const advance = (): void => {
      if (!isCurrent) return;
      const known = progress.current;
      const isSame = known?.buffer === buffer && known.query === query && known.generation === buffer.generation;
      const job: Progress = isSame ? known : { buffer, query, generation: buffer.generation, nextLine: 0, matches: [] };
      progress.current = job;
      // The last line may have grown since it was searched, and lines may have been let go.
      const from = Math.max(0, Math.min(job.nextLine, buffer.lineCount - 1));
      job.matches = job.matches.filter((match) => match.line < from && buffer.findLine(match.line) !== null);
      const stopAt = performance.now() + SLICE_MS;
      job.nextLine = findMatches(buffer, query, from, job.matches, () => performance.now() > stopAt);
      const isComplete = job.nextLine >= buffer.lineCount;
      setState((known) => {
        const isKnown = known.query === query && known.isComplete === isComplete;
        if (isKnown && known.matches.length + job.matches.length === 0) return known;
        return { query, matches: [...job.matches], isComplete };
      });
      if (!isComplete && query !== '') scheduleFrame(advance);
    };
    advance();
    return () => {
      isCurrent = false;
    };
  }, [buffer, version, query]);

  return state;
}

/** The matches of one line; `matches` is in order of lines. */
export function matchesOfLine(matches: readonly OutputMatch[], line: number): readonly OutputMatch[] {
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (matches[middle]!.line < line) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (matches[end]?.line === line) end++;
  return matches.slice(low, end);
}
