/** Brings one tab's texts into its scratch, and never over what another program has put there. */
import { FILES_LIMIT_COUNT } from '../../contract';
import { printOf, type Scratch, type ScratchFolder } from './scratch-folder';
import { foldName, nameScratch, readEnding } from './scratch-name';
import { type FileRecord, listLeft, type TabRecord } from './tab-record';
import { readCode, workspaceError } from './workspace-error';

export interface ScratchWriterOptions {
  folder: ScratchFolder;
  /** Names that open tabs have. */
  namesInUse(except: TabRecord): Iterable<string>;
  onConflict(record: TabRecord, path: string): void;
}

export class ScratchWriter {
  readonly #options: ScratchWriterOptions;

  constructor(options: ScratchWriterOptions) {
    this.#options = options;
  }

  /** Gives the tab its place: a new one, or another when it was renamed or has become several files. */
  async place(record: TabRecord): Promise<void> {
    const kind = record.scratch?.kind === 'folder' || record.files.size > 1 || hasFolder(record) ? 'folder' : 'file';
    const ending = kind === 'file' ? readEnding(record.state.files[0] ?? '') : '';
    const wanted = `${kind} ${ending} ${record.state.title}`;
    if (record.scratch && wanted === record.namedFor) return;
    const name = await this.#findName(record, ending, kind);
    const scratch: Scratch = { kind, name };
    if (record.scratch && record.scratch.kind === kind) {
      if (record.scratch.name !== name) record.formerName = record.scratch.name;
    } else if (record.scratch) {
      record.left.push(...listLeft(record));
      for (const file of record.files.values()) {
        file.seen = null;
        if (file.state.kind !== 'conflict') file.state = { kind: 'waiting' };
      }
    }
    record.scratch = scratch;
    record.namedFor = wanted;
  }

  /** Moves a renamed scratch. The session has said both names before, so that a crash loses neither. */
  async move(record: TabRecord): Promise<void> {
    const { scratch, formerName } = record;
    if (!scratch || formerName === null) return;
    try {
      await this.#options.folder.rename(formerName, scratch);
    } catch (error) {
      if (readCode(error) === 'ENOENT') {
        for (const file of record.files.values()) if (file.state.kind === 'written') file.state = { kind: 'waiting' };
      } else record.scratch = { kind: scratch.kind, name: formerName };
    }
    record.formerName = null;
  }

  /** Writes what waits. The first failure is thrown when all has been tried. */
  async write(record: TabRecord): Promise<void> {
    let failure: unknown = null;
    for (const [path, file] of record.files) {
      if (file.state.kind !== 'waiting' || !record.scratch) continue;
      try {
        await this.#writeFile(record, record.scratch, path, file);
      } catch (error) {
        failure ??= workspaceError(`write ${describePlace(record, path)}`, this.#options.folder.root, error);
      }
    }
    if (failure) throw failure;
  }

  async #writeFile(record: TabRecord, scratch: Scratch, path: string, file: FileRecord): Promise<void> {
    const { folder } = this.#options;
    const content = file.drafted ?? file.content;
    const mark = await folder.mark(scratch, path);
    if (mark !== null && mark !== file.seen?.mark) {
      const found = await folder.read(scratch, path);
      if (found.kind === 'text' && found.content === content) {
        file.seen = { mark: found.mark, print: printOf(content) };
        if (file.content === content) file.state = { kind: 'written' };
        return;
      }
      if (found.kind === 'text' && printOf(found.content) !== file.seen?.print) {
        file.state = { kind: 'conflict', theirs: found.content, mark: found.mark };
        this.#options.onConflict(record, path);
        return;
      }
      if (found.kind === 'unfit') {
        throw new Error(`what is there ${found.reason}, and it is not Runyard's to write over`);
      }
    }
    const written = await folder.write(scratch, path, content, mark === null ? 'refused' : 'allowed');
    file.seen = { mark: written, print: printOf(content) };
    // What was typed meanwhile waits for the next round.
    if (file.content === content && file.state.kind === 'waiting') file.state = { kind: 'written' };
  }

  /** A scratch that a crash left between its writing and the session's is taken again. */
  async #findName(record: TabRecord, ending: string, kind: Scratch['kind']): Promise<string> {
    const current = record.scratch?.kind === kind ? foldName(record.scratch.name) : null;
    const inUse = new Set([...this.#options.namesInUse(record)].map(foldName));
    const onDisk = new Set((await this.#options.folder.listNames()).map(foldName));
    const first = nameScratch(record.state.title, ending, (name) => inUse.has(name));
    if (record.scratch === null && kind === 'file' && onDisk.has(foldName(first))) {
      const found = await this.#options.folder.read({ kind, name: first }, '');
      if (found.kind === 'text' && found.content === record.files.values().next().value?.content) return first;
    }
    return nameScratch(record.state.title, ending, (name) => name !== current && (inUse.has(name) || onDisk.has(name)));
  }
}

function hasFolder(record: TabRecord): boolean {
  return record.state.files.slice(0, FILES_LIMIT_COUNT).some((path) => path.includes('/'));
}

function describePlace(record: TabRecord, path: string): string {
  return record.scratch?.kind === 'folder' ? `${record.scratch.name}/${path}` : (record.scratch?.name ?? path);
}
