/** The three steps of the tour: what each points at. Its words are in the catalogue, in this order. */
import type { CommandId } from '../../app/commands';

export interface TourStep {
  /** Selects the part of the window that it points at. */
  anchor: string;
  /** Whose keys are told. */
  command: CommandId;
}

export const tourSteps: readonly TourStep[] = [
  { anchor: '.run-button', command: 'run' },
  { anchor: '.status-engine', command: 'showLanguages' },
  { anchor: '.tab-strip > .icon-button', command: 'newTab' },
];
