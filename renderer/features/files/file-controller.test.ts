import { beforeEach, describe, expect, it } from 'vitest';
import type { TabText } from '../../../contract';
import { type AppStore, createAppStore } from '../../state/store';
import { addTab, createTab } from '../../state/tabs';
import { Documents } from '../editor/documents';
import { FileController } from './file-controller';

let store: AppStore;
let documents: Documents;
let files: FileController;

beforeEach(() => {
  store = createAppStore();
  documents = new Documents();
  files = new FileController(store, documents);
  documents.open('a', [{ path: 'main.py', content: 'M' }]);
  store.setState((state) => addTab(state, createTab('a', 'A', 'python', ['main.py'])));
});

const tab = () => store.getState().tabs[0]!;
const texts = () => documents.read('a').map(({ path, content }) => `${path}=${content}`);

describe('FileController', () => {
  it('creates a file and shows it, or says what is wrong', () => {
    expect(files.create('a', 'main.py')).toContain('already');
    expect(files.create('a', 'lib.py')).toBeNull();
    expect(tab()).toMatchObject({ files: ['main.py', 'lib.py'], shown: 'lib.py', entry: 'main.py' });
  });

  it('brings a deleted file back to its place, with its text and its part', () => {
    files.import('a', [{ path: 'lib.py', content: 'L' }]);
    const gone: TabText[] = [];
    documents.onGone((text) => gone.push(text));
    files.remove('a', 'main.py');
    expect(texts()).toEqual(['lib.py=L']);
    expect(gone).toEqual([{ tabId: 'a', path: 'main.py', content: 'M' }]);
    const undo = store.getState().undo;
    if (undo?.kind !== 'file') throw new Error('no undo');
    files.restore(undo.tabId, undo.file, undo.index, undo.role);
    expect(texts()).toEqual(['main.py=M', 'lib.py=L']);
    expect(tab()).toMatchObject({ files: ['main.py', 'lib.py'], entry: 'main.py', shown: 'main.py' });
  });

  it('keeps the last file', () => {
    files.remove('a', 'main.py');
    expect(texts()).toEqual(['main.py=M']);
  });

  it('renames with whoever edits it, and what is typed then is under the new name', () => {
    let typed = 'M';
    const detach = documents.attach('a', 'main.py', {
      read: () => typed,
      replace: (text) => (typed = text),
      edit: () => {},
    });
    const edits: string[] = [];
    documents.onEdit((_, path) => edits.push(path));
    expect(files.rename('a', 'main.py', 'app.py')).toBeNull();
    typed = 'M2';
    expect(texts()).toEqual(['app.py=M2']);
    expect(edits).toEqual(['app.py']);
    detach();
    typed = 'not ours';
    expect(texts()).toEqual(['app.py=M2']);
  });

  it('imports under free names, and refuses more than a tab may have', () => {
    expect(files.import('a', [{ path: 'main.py', content: 'other' }])).toBeNull();
    expect(texts()).toEqual(['main.py=M', 'main 2.py=other']);
    expect(files.import('a', [{ path: 'big', content: 'x'.repeat(17 * 1024 * 1024) }])).toContain('16 MB');
    expect(tab().files).toHaveLength(2);
  });
});
