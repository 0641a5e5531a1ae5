/** `runyard serve`: the window for browsers, and the interfaces for programs. */
import { choosePalette } from '../terminal';

export async function runServe(args: string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    const { writeServeHelp } = await import('./serve-help');
    process.stdout.write(writeServeHelp(choosePalette(process.stdout, process.env), process.stdout.columns));
    return 0;
  }
  const { serve } = await import('../../server/serve-command');
  await serve(args);
  return 0;
}
