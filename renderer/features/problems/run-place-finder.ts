/**
 * The places that lines of a run's output name. As most tools write them they are found at once; what only the
 * language's own patterns find comes a moment later, from the worker, and not at all where a pattern takes too long.
 */
import { type NamedPlace, PLACE_LINE_CHARACTERS, PlaceFinder, RunFiles } from '../../../contract';
import type { PlaceAsker } from './place-asker';
import type { PlaceRun } from './place-message';

/** More than a screen has. */
const KNOWN_LINES = 500;

export class RunPlaceFinder {
  private readonly common: PlaceFinder;
  private readonly known = new Map<string, readonly NamedPlace[]>();
  private waiting: string[] = [];
  private state: 'resting' | 'asking' | 'given up';

  /** @param onFound told when lines that were asked for name other places than was said */
  constructor(
    private readonly run: PlaceRun,
    private readonly asker: PlaceAsker,
    private readonly onFound: () => void,
  ) {
    this.common = new PlaceFinder([], new RunFiles(run.paths, run.entry));
    this.state = run.matchers.length === 0 ? 'given up' : 'resting';
  }

  /** From left to right; none overlaps another. */
  find(line: string): readonly NamedPlace[] {
    const known = this.known.get(line);
    if (known) return known;
    const found = this.common.find(line);
    if (this.state === 'given up' || line.length > PLACE_LINE_CHARACTERS || !/\d/.test(line)) return found;
    if (this.known.size >= KNOWN_LINES) {
      this.known.clear();
      this.waiting = [];
    }
    this.known.set(line, found);
    this.waiting.push(line);
    if (this.state === 'resting') void this.askForAll();
    return found;
  }

  private async askForAll(): Promise<void> {
    this.state = 'asking';
    // What is shown together is asked for together.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const lines = this.waiting;
      this.waiting = [];
      const places = await this.asker.find(this.run, lines);
      if (places === null) {
        this.state = 'given up';
        this.waiting = [];
        return;
      }
      if (this.keep(lines, places)) this.onFound();
    }
    this.state = 'resting';
  }

  /** @returns whether any differs from what was said */
  private keep(lines: readonly string[], places: readonly (readonly NamedPlace[])[]): boolean {
    let differs = false;
    lines.forEach((line, at) => {
      const said = this.known.get(line);
      const found = places[at] ?? [];
      if (!said || JSON.stringify(said) === JSON.stringify(found)) return;
      this.known.set(line, found);
      differs = true;
    });
    return differs;
  }
}
