/** What the embedded engine cannot do, in the words that a person reads when a program tries. */
import type { UnsupportedFeature } from '../../contract';

/** One sentence with its remedy. `detail`: a package's name. */
export function describeUnsupported(feature: UnsupportedFeature, detail: string, language: string): string {
  const what = {
    threads: 'cannot start threads',
    subprocesses: 'cannot start other programs',
    sockets: 'has no network',
    package: detail ? `has no package "${detail}"` : 'has not that package',
  }[feature];
  const remedy = {
    threads: 'choose Docker as the engine of this tab to use them',
    subprocesses: 'choose Docker as the engine of this tab to use them',
    sockets: 'choose Docker as the engine of this tab and turn its network on',
    package: 'use what comes with the language, or Docker and an image that has it',
  }[feature];
  return `The embedded ${language} ${what}: ${remedy}.`;
}
