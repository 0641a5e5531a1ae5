/** Formatting a file. */
type Place = { line: number; column: number | null } | null;

const where = (path: string, at: Place): string =>
  at === null ? path : `${path}, line ${at.line}${at.column === null ? '' : `, column ${at.column}`}`;

export const format = {
  done: (path: string) => `${path} is formatted.`,
  alreadyDone: (path: string) => `${path} is formatted already.`,
  overtaken: (path: string) => `${path} was edited meanwhile, so it is not formatted.`,
  nothingFor: (path: string) => `Nothing formats ${path}. A spec of your own can say what does, with "format".`,
  refused: (path: string, message: string, at: Place) =>
    `Not formatted, since the code is not right: ${where(path, at)}: ${message}`,
  failed: (path: string, reason: string) => `${path} could not be formatted. ${reason}`,
  noTool: (tool: string, language: string) =>
    `The image of ${language} has no ${tool}. Use an image that has it, such as the official one, or name another formatter in a spec of your own.`,
  tookTooLong: 'It took longer than 15 s. Split the file into smaller ones.',
  ended: (how: string) =>
    `The formatter gave no text${how === '' ? '' : `: ${how}`}. Format a smaller file, or try again.`,
};
