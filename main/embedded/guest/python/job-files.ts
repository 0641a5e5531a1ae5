/** Puts the files of a job into the interpreter's file system. */
import type { GuestJob } from '../runtime';
import { type FileSystem, WORK_FOLDER } from './glue';

export function writeJobFiles(FS: FileSystem, { files }: GuestJob): void {
  const encoder = new TextEncoder();
  for (const { path, content } of files) {
    const whole = `${WORK_FOLDER}/${path}`;
    FS.mkdirTree(whole.slice(0, whole.lastIndexOf('/')));
    FS.writeFile(whole, encoder.encode(content), { canOwn: true });
  }
}
