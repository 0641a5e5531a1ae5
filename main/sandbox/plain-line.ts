/** What terminals are told between the words: colours and the like. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it begins with one.
const ESCAPE_SEQUENCE = /\u001b\[[0-9;:?]*[ -/]*[@-~]/g;

/** A line of output as a person reads it. */
export const toPlainLine = (line: string): string => line.replace(ESCAPE_SEQUENCE, '').replace(/\r$/, '');
