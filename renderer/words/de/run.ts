import type { Words } from '../words';
import { figures } from './figures';

const after = (ms: number | null): string => (ms === null ? '' : ` nach ${figures.duration(ms)}`);

export const run: Words['run'] = {
  run: 'Ausführen',
  stop: 'Stoppen',
  runAgain: 'Noch einmal ausführen',
  withKeys: (name, keys) => (keys === undefined ? name : `${name} (${keys})`),
  stopAndRunAgain: 'Stoppen und noch einmal ausführen',
  showFiles: 'Dateien dieses Tabs zeigen',
  hideFiles: 'Dateien dieses Tabs verbergen',
  arguments: 'Argumente',
  argumentsProblem: {
    backslash: 'Der Backslash am Ende schützt nichts.',
    doubleQuote: 'Ein doppeltes Anführungszeichen ist nicht geschlossen.',
    singleQuote: 'Ein einfaches Anführungszeichen ist nicht geschlossen.',
  },
  argumentsRefused: {
    message: (problem) => `Die Argumente sind nicht lesbar. ${problem}`,
    remedy: 'Schließe das Anführungszeichen im Feld der Argumente und führe noch einmal aus.',
  },
  cutOff: {
    message: 'Der Lauf brach ab, bevor er sagte, wie er endete.',
    remedy: 'Führe das Programm noch einmal aus.',
  },
  waitingForInput: 'wartet auf Eingabe',
  running: 'läuft',
  now: {
    stopping: 'Wird gestoppt',
    starting: 'Startet',
    queued: (place) => `Wartet: ${place}`,
    wantsInput: 'Wartet auf Eingabe',
    compiling: 'Wird übersetzt',
    running: 'Läuft',
  },
  queuePlace: (position) => (position <= 1 ? 'als Nächstes an der Reihe' : `an ${position}. Stelle der Reihe`),
  outcome: {
    exited: (code, ms) => `beendet mit ${code}${after(ms)}`,
    signaled: (signal, ms) => `durch ${signal} beendet${after(ms)}`,
    stopped: (ms) => `gestoppt${after(ms)}`,
    closing: 'gestoppt, weil Runyard sich schloss',
    compileTimedOut: (limitMs) => `Übersetzen nach ${figures.duration(limitMs)} abgebrochen: Zeit abgelaufen`,
    timedOut: (limitMs) => `nach ${figures.duration(limitMs)} abgebrochen: Zeit abgelaufen`,
    outOfMemory: (limitBytes) => `Speicher reichte nicht (${figures.bytes(limitBytes)})`,
    outputLimit: (limitBytes) => `gab mehr als ${figures.bytes(limitBytes)} aus`,
    processLimit: (limit) => `wollte mehr als ${figures.number(limit)} ${limit === 1 ? 'Prozess' : 'Prozesse'}`,
    compileFailed: (code) => `ließ sich nicht übersetzen (Exit-Code ${code})`,
    lost: (reason) => `verloren: ${reason}`,
  },
  refusal: { image: 'braucht sein Image', runtime: 'braucht seine Laufzeit', other: 'lief nicht' },
};
