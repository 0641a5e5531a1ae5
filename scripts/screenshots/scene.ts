/** One view of the window that is worth a picture. */
import type { PicturedWindow, Theme } from './pictured-window';

export interface Scene {
  name: string;
  /** The theme of its picture in README; absent: README has none of it. */
  readmeTheme?: Theme;
  arrange(window: PicturedWindow): Promise<void>;
  /** Puts away what would be in the way of the next scene. */
  leave?(window: PicturedWindow): Promise<void>;
}
