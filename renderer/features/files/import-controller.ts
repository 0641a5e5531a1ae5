/** Brings files and folders from the computer into tabs, and says what was left out. */
import type { LeftOut, SourceFile } from '../../../contract';
import { readZip, ZIP_LIMIT_BYTES } from '../../../contract/zip-files';
import { describeError } from '../../state/error-view';
import { selectSpecs, selectWords } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import type { TabController } from '../tabs/tab-controller';
import { chooseMain } from './choose-main';
import { checkSize, type FileController } from './file-controller';
import { type PickedFile, readFiles } from './read-files';

export type OpenedListener = (source: 'file' | 'folder' | 'zip', name: string, tabId: string) => void;

export class ImportController {
  private opened: OpenedListener = () => {};

  constructor(
    private readonly store: AppStore,
    private readonly files: FileController,
    private readonly tabs: TabController,
  ) {}

  /** Adds files to a tab. A zip alone becomes a tab of its own. */
  async add(tabId: string, picked: Promise<PickedFile[]>): Promise<void> {
    const all = await picked.catch((): PickedFile[] => []);
    const zip = all.length === 1 && all[0] && isZip(all[0].file) ? all[0].file : null;
    if (zip) return this.openZip(zip);
    const read = await this.read(picked);
    if (!read) return;
    const problem = this.files.import(tabId, read);
    if (problem !== null) this.tell([problem]);
  }

  /** Opens a copy of a folder as a tab of its own. */
  async openFolder(name: string, picked: Promise<PickedFile[]>): Promise<void> {
    const read = await this.read(picked);
    if (!read || read.length === 0) return;
    const tabId = this.openRead(name, read, []);
    if (tabId !== null) this.opened(read.length === 1 && read[0]?.path === name ? 'file' : 'folder', name, tabId);
  }

  /** Tells what was opened from the computer, with the tab that it is. */
  onOpened(listener: OpenedListener): void {
    this.opened = listener;
  }

  /** Opens files that were read as a tab; gives its id, or null where it has said why not. */
  openRead(name: string, read: readonly SourceFile[], leftOut: readonly LeftOut[]): string | null {
    const { share, files } = selectWords(this.store.getState());
    this.tell(leftOut.map(({ path, reason }) => share.leftOut[reason](path)));
    const tooMuch = checkSize([], read, files);
    const main = chooseMain(read, selectSpecs(this.store.getState()));
    if (tooMuch !== null) this.tell([tooMuch]);
    else if (!main) this.tell([files.noLanguage(name)]);
    else return this.tabs.openFiles(name, main.spec.id, read, main.path);
    return null;
  }

  /** Opens each file as a tab of its own, a zip as one tab. */
  async openEach(picked: readonly PickedFile[]): Promise<void> {
    for (const { path, file } of picked) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (isZip(file)) await this.openZip(file);
      else await this.openFolder(name, Promise.resolve([{ path: name, file }]));
    }
  }

  /** Opens what is in a zip as a tab of its own. */
  async openZip(file: File): Promise<void> {
    const { zipProblem } = selectWords(this.store.getState()).share;
    const tooLarge = file.size > ZIP_LIMIT_BYTES;
    const read = tooLarge ? { kind: 'tooLarge' as const } : readZip(new Uint8Array(await file.arrayBuffer()));
    if (read.kind !== 'files') {
      this.tell([zipProblem[read.kind](file.name)]);
      return;
    }
    const name = file.name.replace(/\.zip$/i, '');
    const tabId = this.openRead(name, read.files, read.leftOut);
    if (tabId !== null) this.opened('zip', name, tabId);
  }

  private async read(picked: Promise<PickedFile[]>): Promise<SourceFile[] | null> {
    try {
      const { files, problems } = await readFiles(await picked, this.store.getState().words.files);
      this.tell(problems);
      return files;
    } catch (error) {
      const { message, remedy } = describeError(error, this.store.getState().words);
      this.tell([`${message} ${remedy}`]);
      return null;
    }
  }

  private tell(problems: string[]): void {
    if (problems.length === 0) return;
    const { moreLeftOut } = this.store.getState().words.files;
    const more = problems.length > 3 ? [moreLeftOut(problems.length - 3)] : [];
    this.store.setState({ notices: [...problems.slice(0, 3), ...more] });
  }
}

function isZip(file: File): boolean {
  return file.name.toLowerCase().endsWith('.zip');
}
