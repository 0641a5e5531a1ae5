/**
 * Writes the workspace in an order that loses nothing whenever the process is killed: history, scratches, session, and
 * only then removals.
 */
import type { WorkspaceState } from '../../contract';
import type { HistoryStore } from './history-store';
import type { OpenTabs } from './open-tabs';
import type { ScratchFolder } from './scratch-folder';
import { ScratchWriter } from './scratch-writer';
import type { SavedTab, SessionFile } from './session-file';
import { describeSaved, hasStaleDraft, listLeft, noteDrafts, type TabRecord } from './tab-record';

/** Tabs remembered whose scratches are not there. */
const MISSING_LIMIT = 200;

export interface OrderedWriterOptions {
  tabs: OpenTabs;
  folder: ScratchFolder;
  session: SessionFile;
  history: HistoryStore;
  /** A file was changed by another program since it was read. */
  onConflict: (record: TabRecord, path: string) => void;
}

export class OrderedWriter {
  readonly #tabs: OpenTabs;
  readonly #folder: ScratchFolder;
  readonly #session: SessionFile;
  readonly #history: HistoryStore;
  readonly #scratches: ScratchWriter;
  /** Tabs whose scratches were not there when the session was restored: they may come back. */
  missing: SavedTab[] = [];

  constructor({ tabs, folder, session, history, onConflict }: OrderedWriterOptions) {
    this.#tabs = tabs;
    this.#folder = folder;
    this.#session = session;
    this.#history = history;
    this.#scratches = new ScratchWriter({
      folder,
      onConflict,
      namesInUse: (except) => [
        ...[...tabs.records.values(), ...tabs.closed].flatMap((record) => [
          ...(record === except ? [] : [record.scratch?.name ?? '', record.formerName ?? '']),
          ...record.left.map(({ scratch }) => scratch.name),
        ]),
        ...tabs.left.map(({ scratch }) => scratch.name),
      ],
    });
  }

  /**
   * Nothing on a first start, which has no state yet.
   * @throws the first failure, when all that could be written is
   */
  async write(state: WorkspaceState | null): Promise<void> {
    if (!state) return;
    let failure: unknown = null;
    const attempt = async (act: () => Promise<void>): Promise<boolean> => {
      try {
        await act();
        return true;
      } catch (error) {
        failure ??= error;
        return false;
      }
    };
    await attempt(() => this.#writeHistory());
    const records = [...this.#tabs.records.values()];
    for (const record of records) await attempt(() => this.#scratches.place(record));
    if (records.some((record) => record.formerName !== null || hasStaleDraft(record))) {
      if (await attempt(() => this.#saveSession(state)))
        for (const record of records) await this.#scratches.move(record);
    }
    for (const record of records) await attempt(() => this.#scratches.write(record));
    if (await attempt(() => this.#saveSession(state))) await attempt(() => this.#removeLeft());
    if (failure) throw failure;
  }

  async #writeHistory(): Promise<void> {
    while (this.#tabs.closed[0]) {
      const record = this.#tabs.closed[0];
      const files = [...record.files].map(([path, { content }]) => ({ path, content }));
      if (files.length > 0) await this.#history.add('closed', record.state, files);
      this.#tabs.closed.shift();
      this.#tabs.left.push(...listLeft(record), ...record.left);
    }
    while (this.#tabs.deleted[0]) {
      const { record, path, content } = this.#tabs.deleted[0];
      const state = { ...record.state, title: path, files: [path], entry: path, shown: path };
      if (content !== '') await this.#history.add('deleted', state, [{ path, content }]);
      this.#tabs.deleted.shift();
    }
  }

  async #saveSession(state: WorkspaceState): Promise<void> {
    const described = [...this.#tabs.records.values()].map((record) => ({ record, saved: describeSaved(record) }));
    const tabs = described.flatMap(({ saved }) => saved ?? []);
    const unsaved = this.#tabs.closed.flatMap((record) => describeSaved(record) ?? []);
    const open = new Set(tabs.map((tab) => tab.id));
    const missing = [...this.missing, ...unsaved].filter((tab) => !open.has(tab.id)).slice(-MISSING_LIMIT);
    await this.#session.save({ ...state, version: 2, tabs, missing });
    for (const { record, saved } of described) noteDrafts(record, saved?.drafts ?? []);
  }

  /** What could not be removed stays: a file too many loses nothing. */
  async #removeLeft(): Promise<void> {
    const left = [...this.#tabs.left.splice(0), ...[...this.#tabs.records.values()].flatMap((it) => it.left.splice(0))];
    const inUse = new Set(
      [...this.#tabs.records.values()].flatMap(({ scratch, files }) =>
        scratch ? [...files.keys()].map((path) => this.#folder.placeOf(scratch, path)) : [],
      ),
    );
    for (const { scratch, path, mark } of left) {
      // A file that was renamed may have stayed where it was.
      if (inUse.has(this.#folder.placeOf(scratch, path))) continue;
      await this.#folder.removeUnchanged(scratch, path, mark).catch(() => {});
    }
  }
}
