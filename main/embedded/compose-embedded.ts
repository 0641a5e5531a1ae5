/** Builds the embedded engine out of its parts. */
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config/config';
import { EmbeddedProvider } from './embedded-provider';
import { GuestLoader } from './guest-loader';
import { listOsWalls } from './os-walls';
import { RuntimeCatalogue } from './runtime-catalogue';
import { Runtimes } from './runtimes';
import { SnapshotStore } from './snapshot-store';
import { WarmGuests } from './warm-guests';

const GIB = 1024 ** 3;

export interface EmbeddedOptions {
  config: Pick<Config, 'warmSandboxes' | 'warmIdleMs' | 'stopGraceMs' | 'embeddedWarmBytes' | 'npmRegistry'>;
  /** Folder of the built runtimes. */
  embeddedDir: string;
  /** Folder of what is kept between starts. */
  dataDir: string;
}

export interface Embedded extends AsyncDisposable {
  provider: EmbeddedProvider;
  runtimes: Runtimes;
  warm: WarmGuests;
}

/** Nothing is read or started before it is needed. */
export function composeEmbedded({ config, embeddedDir, dataDir }: EmbeddedOptions): Embedded {
  const packagesDir = join(dataDir, 'embedded', 'packages');
  const snapshotsDir = join(dataDir, 'embedded', 'snapshots');
  const catalogue = new RuntimeCatalogue({ embeddedDir, packagesDir });
  const runtimes = new Runtimes({ catalogue, packagesDir, snapshotsDir, registry: config.npmRegistry });
  const snapshots = new SnapshotStore({
    dir: snapshotsDir,
    engineVersion: `${process.versions.v8} ${process.arch}`,
  });
  const loader = new GuestLoader({
    snapshots,
    supervisorPath: catalogue.supervisorPath,
    execPath: process.execPath,
    nodeVersion: process.versions.node,
    isElectron: process.versions.electron !== undefined,
    walls: listOsWalls(process.platform, process.getuid?.()),
  });
  const warm = new WarmGuests({
    memoryBytes: config.warmSandboxes === 0 ? 0 : (config.embeddedWarmBytes ?? Math.min(GIB, totalmem() / 8)),
    idleMs: config.warmIdleMs,
  });
  const provider = new EmbeddedProvider({ catalogue, loader, warm, stopGraceMs: config.stopGraceMs });
  return {
    provider,
    runtimes,
    warm,
    async [Symbol.asyncDispose]() {
      await runtimes[Symbol.asyncDispose]();
      await provider[Symbol.asyncDispose]();
    },
  };
}
