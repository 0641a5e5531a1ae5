/** A registry for tests on the daemon's own machine, which a daemon takes without TLS. It serves one image. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

const MANIFEST_TYPE = 'application/vnd.docker.distribution.manifest.v2+json';
const LAYER_BYTES = 8 * 1024 * 1024;

interface Blob {
  bytes: Buffer;
  type: string;
}

export class TestRegistry implements AsyncDisposable {
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #blobs = new Map<string, Blob>();
  #manifest: Blob = { bytes: Buffer.alloc(0), type: MANIFEST_TYPE };
  #layerDigest = '';
  #held: Promise<void> = Promise.resolve();

  static async start(): Promise<TestRegistry> {
    const registry = new TestRegistry();
    await registry.#createImage();
    registry.#server.listen(0, '127.0.0.1');
    await once(registry.#server, 'listening');
    return registry;
  }

  /** Of the one image that is there. */
  get reference(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}/there:1`;
  }

  /** Under the same name; the one before is there no more. */
  async publishAnother(): Promise<void> {
    await this.#createImage();
  }

  /** From now on the layer stops half-way until the returned function is called. */
  holdLayer(): () => void {
    let release = () => {};
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #createImage(): Promise<void> {
    const archive = pack();
    archive.entry({ name: 'noise' }, randomBytes(LAYER_BYTES));
    archive.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of archive) chunks.push(chunk as Buffer);
    const tar = Buffer.concat(chunks);
    const layer = this.#add(gzipSync(tar, { level: 0 }), 'application/vnd.docker.image.rootfs.diff.tar.gzip');
    this.#layerDigest = layer.digest;
    const configuration = {
      architecture: { x64: 'amd64' }[process.arch as string] ?? process.arch,
      os: 'linux',
      config: {},
      rootfs: { type: 'layers', diff_ids: [digestOf(tar)] },
      history: [{}],
    };
    const config = this.#add(
      Buffer.from(JSON.stringify(configuration)),
      'application/vnd.docker.container.image.v1+json',
    );
    const manifest = { schemaVersion: 2, mediaType: MANIFEST_TYPE, config, layers: [layer] };
    this.#manifest = { bytes: Buffer.from(JSON.stringify(manifest)), type: MANIFEST_TYPE };
    this.#blobs.set(digestOf(this.#manifest.bytes), this.#manifest);
  }

  #add(bytes: Buffer, type: string): { mediaType: string; size: number; digest: string } {
    const digest = digestOf(bytes);
    this.#blobs.set(digest, { bytes, type });
    return { mediaType: type, size: bytes.length, digest };
  }

  async #answer({ url = '', method }: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = url.slice(url.lastIndexOf('/') + 1);
    const isThere = url === '/v2/' || url.startsWith('/v2/there/');
    const blob = name === '1' ? this.#manifest : this.#blobs.get(name);
    if (url === '/v2/') response.end('{}');
    else if (!isThere || !blob) {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }] }));
    } else {
      const { bytes, type } = blob;
      const digest = digestOf(bytes);
      response.writeHead(200, {
        'content-type': type,
        'content-length': bytes.length,
        'docker-content-digest': digest,
      });
      if (method === 'HEAD') response.end();
      else if (digest !== this.#layerDigest) response.end(bytes);
      else {
        response.write(bytes.subarray(0, bytes.length / 2));
        await this.#held;
        response.end(bytes.subarray(bytes.length / 2));
      }
    }
  }
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
