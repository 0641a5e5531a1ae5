/** Two images of 2 MB, made of Debian's busybox-static: one with ash as its shell, one with no shell at all. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import { pack } from 'tar-stream';

export const ASH_IMAGE = 'runyard-test/ash:1';
export const SHELLLESS_IMAGE = 'runyard-test/shellless:1';

const APPLETS = ['sh', 'cat', 'dd', 'echo', 'env', 'id', 'ls', 'mkdir', 'sleep', 'tar', 'yes', 'head', 'kill', 'wc'];

/** Needs `/bin/busybox`, linked statically. */
export async function importBusyboxImages(docker: Docker): Promise<void> {
  const links = APPLETS.map((name) => ({ name: `bin/${name}`, target: '/bin/busybox' }));
  await importImage(docker, ASH_IMAGE, 'bin/busybox', links);
  await importImage(docker, SHELLLESS_IMAGE, 'busybox', []);
}

async function importImage(
  docker: Docker,
  reference: string,
  path: string,
  links: { name: string; target: string }[],
): Promise<void> {
  if (await isPresent(docker, reference)) return;
  const archive = pack();
  // Made by the daemon, a folder may be for its owner alone.
  for (const name of ['.', 'bin']) archive.entry({ name, type: 'directory', mode: 0o755 });
  archive.entry({ name: path, mode: 0o755 }, await readFile('/bin/busybox'));
  for (const { name, target } of links) archive.entry({ name, type: 'symlink', linkname: target });
  archive.finalize();
  // Podman takes no tag of its own.
  await text(await docker.importImage(archive as unknown as NodeJS.ReadableStream, { repo: reference }));
}

async function isPresent(docker: Docker, reference: string): Promise<boolean> {
  return docker
    .getImage(reference)
    .inspect()
    .then(
      () => true,
      () => false,
    );
}
