/** How far a pull is: the layers' own figures made one fraction. */

/** What the daemon says of a pull, a line at a time. */
export interface PullMessage {
  status?: string;
  /** The layer. */
  id?: string;
  progressDetail?: { current?: number; total?: number };
  error?: string;
}

/** Unpacking a layer takes about so much of the time that its download takes. */
const UNPACK_SHARE = 0.25;

interface Layer {
  /** Compressed bytes; null until the daemon tells. */
  totalBytes: number | null;
  downloadedBytes: number;
  /** From 0 to 1. */
  unpacked: number;
}

/** The fraction never goes down, and reaches 1 only by `finish`. */
export class PullProgress {
  readonly #expectedBytes: number;
  readonly #layers = new Map<string, Layer>();
  #fraction = 0;

  /** @param expectedBytes about what the whole pull downloads; 0 where nobody knows */
  constructor(expectedBytes: number) {
    this.#expectedBytes = expectedBytes;
  }

  get fraction(): number {
    return this.#fraction;
  }

  get downloadedBytes(): number {
    return sum(this.#layers.values(), ({ downloadedBytes }) => downloadedBytes);
  }

  /** Known sizes, or the expectation while they are smaller. */
  get totalBytes(): number {
    const known = sum(this.#layers.values(), ({ totalBytes }) => totalBytes ?? 0);
    const complete = [...this.#layers.values()].every(({ totalBytes }) => totalBytes !== null);
    return complete && this.#layers.size > 0 ? known : Math.max(known, this.#expectedBytes);
  }

  /** Returns whether it told something new. */
  take({ status = '', id, progressDetail }: PullMessage): boolean {
    if (id === undefined || status.startsWith('Pulling from')) return false;
    const layer = this.#layers.get(id) ?? { totalBytes: null, downloadedBytes: 0, unpacked: 0 };
    if (status === 'Already exists') {
      // It costs nothing, so it counts for nothing.
      this.#layers.set(id, { totalBytes: 0, downloadedBytes: 0, unpacked: 1 });
    } else if (status === 'Downloading') {
      layer.totalBytes = progressDetail?.total && progressDetail.total > 0 ? progressDetail.total : layer.totalBytes;
      layer.downloadedBytes = Math.max(layer.downloadedBytes, progressDetail?.current ?? 0);
      this.#layers.set(id, layer);
    } else if (/^(Verifying Checksum|Download complete)/.test(status)) {
      // A small layer is there before the daemon has told its size.
      layer.totalBytes ??= layer.downloadedBytes;
      layer.downloadedBytes = layer.totalBytes;
      this.#layers.set(id, layer);
    } else if (status === 'Extracting') {
      const { current = 0, total = 0 } = progressDetail ?? {};
      if (total > 0) layer.unpacked = Math.max(layer.unpacked, Math.min(1, current / total));
      this.#layers.set(id, layer);
    } else if (status === 'Pull complete') {
      layer.totalBytes ??= layer.downloadedBytes;
      layer.downloadedBytes = layer.totalBytes;
      layer.unpacked = 1;
      this.#layers.set(id, layer);
    } else if (/^(Pulling fs layer|Waiting)/.test(status)) this.#layers.set(id, layer);
    else return false;
    this.#fraction = Math.max(this.#fraction, Math.min(0.99, this.#measure()));
    return true;
  }

  finish(): void {
    this.#fraction = 1;
  }

  #measure(): number {
    const totalBytes = this.totalBytes;
    if (totalBytes === 0) return 0;
    const unpackedBytes = sum(this.#layers.values(), (layer) => layer.unpacked * (layer.totalBytes ?? 0));
    return (this.downloadedBytes + UNPACK_SHARE * unpackedBytes) / (totalBytes * (1 + UNPACK_SHARE));
  }
}

function sum(layers: Iterable<Layer>, measure: (layer: Layer) => number): number {
  let total = 0;
  for (const layer of layers) total += measure(layer);
  return total;
}
