/** The parts of the window that take the focus; each says how once it is there. */

export type RegionName = 'editor' | 'files' | 'output' | 'find' | 'stdin' | 'environment' | 'tabs';

const cycle: readonly RegionName[] = ['tabs', 'files', 'editor', 'output', 'stdin'];

export class Regions {
  private readonly focusers = new Map<RegionName, () => void>();

  /** The returned function takes the region away again. */
  register(name: RegionName, focus: () => void): () => void {
    this.focusers.set(name, focus);
    return () => {
      if (this.focusers.get(name) === focus) this.focusers.delete(name);
    };
  }

  focus(name: RegionName): void {
    this.focusers.get(name)?.();
  }

  /** Goes from the region that has the focus to the next; round the end. */
  focusNext(): void {
    const current = document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region;
    const at = cycle.indexOf(current as RegionName);
    for (let step = 1; step <= cycle.length; step++) {
      const name = cycle[(at + step + cycle.length) % cycle.length]!;
      if (!this.focusers.has(name)) continue;
      this.focus(name);
      return;
    }
  }
}
