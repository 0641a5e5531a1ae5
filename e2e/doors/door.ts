/** What the desktop and the browser have in common for a test. */
import type { Page } from '@playwright/test';
import type { WindowFaults } from './window-faults';

/** A started Runyard with its window. Disposing ends it and throws if a container of it is left, or its window had faults. */
export interface Door extends AsyncDisposable {
  readonly page: Page;
  /** The process that hosts the engine. */
  readonly pid: number;
  readonly dataDir: string;
  readonly faults: WindowFaults;
  /** Ends it as a person would and waits until its process is gone. Idempotent. */
  quit(): Promise<void>;
}

export interface LaunchOptions {
  dataDir: string;
  environment?: Record<string, string>;
  /** Of the desktop: files, folders and links to open. */
  open?: string[];
}

/** The environment of this process with changes, as a started process wants it. */
export function environmentWith(changes: Record<string, string>): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] = value;
  return { ...environment, ...changes };
}
