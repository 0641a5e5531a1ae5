/** Problems: what compilers and runtimes said of places in the source. */
import type { Diagnostic } from '../../../contract';

const severities = { error: 'Error', warning: 'Warning', info: 'Note' };

export const problems = {
  count: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
  none: 'There are no problems.',
  next: 'Next problem',
  /** Of a problem that was gone to. */
  at: (number: number, count: number, { severity, file, line, message }: Diagnostic) =>
    `${severities[severity]} ${number} of ${count}: ${message}, ${file}, line ${line}`,
  goTo: (file: string, line: number) => `Go to ${file}, line ${line}`,
  fileIsGone: (file: string) => `This tab has no ${file} any more. Run it again for places in the files as they are.`,
};
