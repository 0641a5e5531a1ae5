/** The tour of a first start. */

const steps = [
  {
    title: 'Run it',
    text: (keys: string) => `${keys || 'This button'} runs what you see, and what it prints comes up beside it.`,
  },
  {
    title: 'It runs in a sandbox',
    text: () => 'Here you see which: Docker, or the engine that comes with Runyard; press it to choose.',
  },
  {
    title: 'One tab for each idea',
    text: (keys: string) =>
      `${keys || 'This button'} opens another, in the language that you choose; nothing has to be saved.`,
  },
] as const satisfies ReadonlyArray<{ title: string; text: (keys: string) => string }>;

export const welcome = {
  /** Of the first tab of a first start. */
  title: 'Welcome',
  tour: {
    label: 'Tour',
    progress: (step: number, count: number) => `${step} of ${count}`,
    /** What a screen reader is told. */
    announce: (step: number, count: number, text: string) => `Tour, ${step} of ${count}. ${text} F6 goes to it.`,
    next: 'Next',
    done: 'Done',
    skip: 'Skip',
    steps: steps as readonly [TourWords, ...TourWords[]],
  },
};

export interface TourWords {
  title: string;
  /** @param keys of the command, or empty */
  text: (keys: string) => string;
}
