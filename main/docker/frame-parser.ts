/**
 * Splits Docker's attach stream into the program's two streams. Each frame is 8 bytes of header (stream number, three
 * zeros, length as a big-endian 32-bit number) and the payload.
 * Source: Docker Engine API, "Attach to a container", stream format.
 *
 * Payloads are handed on as they arrive, without waiting for the whole frame and without copying.
 */
import type { StreamName } from '../../contract';

const HEADER_BYTES = 8;

export class FrameParser {
  readonly #header = Buffer.alloc(HEADER_BYTES);
  #headerBytes = 0;
  #stream: StreamName = 'stdout';
  #payloadLeft = 0;

  /** @param give called with parts of the chunk, in order */
  write(chunk: Buffer, give: (stream: StreamName, bytes: Buffer) => void): void {
    let offset = 0;
    while (offset < chunk.length) {
      if (this.#payloadLeft > 0) {
        const bytes = chunk.subarray(offset, offset + this.#payloadLeft);
        offset += bytes.length;
        this.#payloadLeft -= bytes.length;
        give(this.#stream, bytes);
        continue;
      }
      const copied = chunk.copy(this.#header, this.#headerBytes, offset, offset + HEADER_BYTES - this.#headerBytes);
      offset += copied;
      this.#headerBytes += copied;
      if (this.#headerBytes < HEADER_BYTES) return;
      this.#headerBytes = 0;
      this.#stream = this.#header[0] === 2 ? 'stderr' : 'stdout';
      this.#payloadLeft = this.#header.readUInt32BE(4);
    }
  }
}
