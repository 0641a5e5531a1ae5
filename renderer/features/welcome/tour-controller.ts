/** Leads through the tour. It begins by itself at a first start only; later by its command. */
import type { Regions } from '../../app/regions';
import type { AppStore } from '../../state/store';
import { tourSteps } from './tour-steps';

export class TourController {
  constructor(
    private readonly store: AppStore,
    private readonly regions: Regions,
  ) {}

  begin(): void {
    this.store.setState({ tourStep: 0 });
  }

  next(): void {
    const { tourStep } = this.store.getState();
    if (tourStep === null) return;
    if (tourStep + 1 < tourSteps.length) this.store.setState({ tourStep: tourStep + 1 });
    else this.end();
  }

  end(): void {
    // Whoever came to the card with the keyboard goes on with the program.
    const hadFocus = document.activeElement?.closest('[data-region="tour"]') !== null;
    this.store.setState({ tourStep: null, announcement: '' });
    if (hadFocus) this.regions.focus('editor');
  }
}
