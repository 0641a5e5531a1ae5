import type { Words } from '../words';

type Place = Parameters<Words['format']['refused']>[2];

const where = (path: string, at: Place): string =>
  at === null ? path : `${path}, Zeile ${at.line}${at.column === null ? '' : `, Spalte ${at.column}`}`;

export const format: Words['format'] = {
  done: (path) => `${path} ist formatiert.`,
  alreadyDone: (path) => `${path} ist schon formatiert.`,
  overtaken: (path) => `${path} wurde inzwischen bearbeitet und deshalb nicht formatiert.`,
  nothingFor: (path) =>
    `Für ${path} gibt es keinen Formatierer. Eine eigene Spec kann mit „format“ sagen, womit das geht.`,
  refused: (path, message, at) => `Nicht formatiert, weil der Code nicht stimmt: ${where(path, at)}: ${message}`,
  failed: (path, reason) => `${path} ließ sich nicht formatieren. ${reason}`,
  noTool: (tool, language) =>
    `Das Image für ${language} enthält kein ${tool}. Nimm eines, das es hat, etwa das offizielle, oder nenne in einer eigenen Spec einen anderen Formatierer.`,
  tookTooLong: 'Es hat länger als 15 s gedauert. Teile die Datei in kleinere auf.',
  ended: (how) =>
    `Der Formatierer gab keinen Text zurück${how === '' ? '' : `: ${how}`}. Formatiere eine kleinere Datei oder versuch es noch einmal.`,
};
