/** What `runyard images` takes. */
import type { Command } from 'commander';
import { JSON_FLAG, JSON_LINES_FLAG, SERVER_FLAG } from './shared-flags';

const ACTIONS = [
  ['pull', 'get the official image from its registry'],
  ['build', 'build the same toolchain from Debian packages; what is there stays as it is'],
  ['remove', 'remove the image that a run would use'],
] as const;

const EXAMPLES = `
Examples:
  runyard images                       which languages have an image
  runyard images pull python go        get official images
  runyard images build --all           get all of them with a Debian mirror alone
  runyard images du                    what they take on disk
  runyard images pull go --json        what happens, as JSON, one event a line

Exits with 1 where an image could not be got or removed; the others are done all the same.
`;

export function addImages(program: Command, end: (exitCode: number) => void): void {
  const images = program
    .command('images')
    .description("the languages' images in Docker: list, get, remove, disk use")
    .addHelpText('after', EXAMPLES);
  images
    .command('list')
    .description('which languages have an image, and how the others get one')
    .option(...JSON_FLAG)
    .option(...SERVER_FLAG)
    .action(async (options) => {
      const { listImages } = await import('./images-command');
      end(await listImages(options));
    });
  for (const [action, description] of ACTIONS) {
    images
      .command(action)
      .argument('[language...]', 'ids or aliases')
      .option('--all', 'of every language')
      .option(...JSON_LINES_FLAG)
      .option(...SERVER_FLAG)
      .description(description)
      .action(async (names: string[], options) => {
        const { changeImages } = await import('./images-command');
        end(await changeImages(action, names, options));
      });
  }
  images
    .command('du')
    .description('what they take on disk')
    .option(...JSON_FLAG)
    .option(...SERVER_FLAG)
    .action(async (options) => {
      const { showDiskUse } = await import('./images-command');
      end(await showDiskUse(options));
    });
}
