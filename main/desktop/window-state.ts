/** Where the window stood, kept in the data folder; restored only where a person would see it. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Device-independent pixels. */
export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowState {
  version: 1;
  /** Of the window when it is not maximised. */
  bounds: Bounds;
  size: 'normal' | 'maximised';
}

const DEFAULT_WIDTH = 1280;
const DEFAULT_HEIGHT = 820;
/** So much of the title bar must be on a display to be taken hold of. */
const GRIP_WIDTH = 120;
const GRIP_HEIGHT = 40;

/** The state to open with: the kept one if a display shows it, or else the middle of the first display. */
export function placeWindow(kept: WindowState | null, workAreas: readonly Bounds[]): WindowState {
  if (kept && workAreas.some((area) => showsGrip(area, kept.bounds))) return kept;
  const area = workAreas[0] ?? { x: 0, y: 0, width: DEFAULT_WIDTH, height: DEFAULT_HEIGHT };
  const width = Math.min(kept?.bounds.width ?? DEFAULT_WIDTH, area.width);
  const height = Math.min(kept?.bounds.height ?? DEFAULT_HEIGHT, area.height);
  const x = area.x + Math.floor((area.width - width) / 2);
  const y = area.y + Math.floor((area.height - height) / 2);
  return { version: 1, bounds: { x, y, width, height }, size: kept?.size ?? 'normal' };
}

function showsGrip(area: Bounds, { x, y, width }: Bounds): boolean {
  const shownWidth = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  const isTopShown = y >= area.y && y + GRIP_HEIGHT <= area.y + area.height;
  return shownWidth >= GRIP_WIDTH && isTopShown;
}

export class WindowStateStore {
  readonly #file: string;

  constructor(dataDir: string) {
    this.#file = join(dataDir, 'window.json');
  }

  /** Null when none is kept or it cannot be understood. Blocks, since the window waits for it. */
  load(): WindowState | null {
    try {
      const found: unknown = JSON.parse(readFileSync(this.#file, 'utf8'));
      return isWindowState(found) ? found : null;
    } catch {
      return null;
    }
  }

  /** Blocks, since it is called when a window closes. A state that cannot be kept is not worth a word. */
  save(state: WindowState): void {
    try {
      writeFileSync(`${this.#file}.new`, JSON.stringify(state));
      renameSync(`${this.#file}.new`, this.#file);
    } catch {
      // The next start opens in the middle.
    }
  }
}

const LEAST_WIDTH = 200;
const LEAST_HEIGHT = 150;

/** By hand: a schema library would cost a tenth of a second before the window is there. */
function isWindowState(value: unknown): value is WindowState {
  const { version, bounds, size } = (value ?? {}) as Partial<Record<keyof WindowState, unknown>>;
  const { x, y, width, height } = (bounds ?? {}) as Partial<Record<keyof Bounds, unknown>>;
  const areNumbers = [x, y, width, height].every(Number.isInteger);
  return (
    version === 1 &&
    (size === 'normal' || size === 'maximised') &&
    areNumbers &&
    Number(width) >= LEAST_WIDTH &&
    Number(height) >= LEAST_HEIGHT
  );
}
