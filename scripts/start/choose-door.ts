/** Which door a start opens: a pure decision over facts that were gathered before. */

export type ElectronFact =
  | { state: 'found'; executable: string }
  /** Not there, and not tried to get. */
  | { state: 'absent' }
  /** `reason` completes "Electron could not be had: …". */
  | { state: 'unavailable'; reason: string };

/** Whether Chromium can build the sandbox around its own pages here. */
export type ChromiumSandboxFact =
  | { state: 'works' }
  /** It refuses to start as root with its sandbox on. */
  | { state: 'root' }
  /** The system forbids what it needs; `remedy` is a command that changes that. */
  | { state: 'forbidden'; remedy: string };

export interface DoorFacts {
  /** What the person asked for. */
  asked: 'browser' | 'best';
  display: 'there' | 'missing';
  electron: ElectronFact;
  chromiumSandbox: ChromiumSandboxFact;
}

export type DoorChoice =
  | { door: 'desktop'; executable: string; flags: string[]; note: string | null }
  | { door: 'browser'; note: string | null }
  /** Electron has to be got first; then choose again. */
  | { door: 'undecided'; next: 'getElectron' };

/** The desktop where it can be, else the browser with one sentence why. */
export function chooseDoor({ asked, display, electron, chromiumSandbox }: DoorFacts): DoorChoice {
  if (asked === 'browser') return { door: 'browser', note: null };
  // First, so that nothing is downloaded for a window that could not be shown.
  if (display === 'missing') return { door: 'browser', note: 'No display here, so Runyard opens in the browser.' };
  if (electron.state === 'absent') return { door: 'undecided', next: 'getElectron' };
  if (electron.state === 'unavailable') {
    return {
      door: 'browser',
      note: `Electron could not be had (${electron.reason}), so Runyard opens in the browser; \`npm start -- --retry-electron\` tries again.`,
    };
  }
  const { executable } = electron;
  switch (chromiumSandbox.state) {
    case 'works':
      return { door: 'desktop', executable, flags: [], note: null };
    case 'root':
      return {
        door: 'desktop',
        executable,
        flags: ['--no-sandbox'],
        note: "Started as root, so the window runs without Chromium's own sandbox; your programs stay in theirs.",
      };
    case 'forbidden':
      return {
        door: 'browser',
        note: `This system forbids Electron its sandbox, so Runyard opens in the browser; for the window, run: ${chromiumSandbox.remedy}`,
      };
  }
}
