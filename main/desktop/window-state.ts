/** Where the window stood, kept in the data folder; restored only where a person would see it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

const Bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(200),
  height: z.number().int().min(150),
});
export type Bounds = z.infer<typeof Bounds>;

export const WindowState = z.object({
  version: z.literal(1),
  /** Of the window when it is not maximised, in device-independent pixels. */
  bounds: Bounds,
  size: z.enum(['normal', 'maximised']),
});
export type WindowState = z.infer<typeof WindowState>;

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
      return WindowState.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return null;
    }
  }

  /** Blocks, since it is called when a window closes. A state that cannot be kept is not worth a word. */
  save(state: WindowState): void {
    try {
      writeFileAtomic.sync(this.#file, JSON.stringify(state));
    } catch {
      // The next start opens in the middle.
    }
  }
}
