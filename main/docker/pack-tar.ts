/** A run's files as one tar, owned by the sandbox's user. */
import { pack } from 'tar-stream';
import type { SourceFile } from '../../contract';

const OWNER = { uid: 65534, gid: 65534 };

/** @param options.folder also gives the folder that the tar is unpacked into to the sandbox's user */
export async function packTar(files: SourceFile[], options: { folder?: boolean } = {}): Promise<Buffer> {
  const archive = pack();
  if (options.folder) archive.entry({ name: './', type: 'directory', mode: 0o700, ...OWNER });
  for (const { path, content } of files) archive.entry({ name: path, mode: 0o644, ...OWNER }, content);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
