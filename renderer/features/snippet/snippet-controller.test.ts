import { describe, expect, it } from 'vitest';
import { Spec } from '../../../contract';
import { selectSnippet } from '../../state/selectors';
import { createAppStore } from '../../state/store';
import { addFile } from '../../state/tab-files';
import { addTab, createTab } from '../../state/tabs';
import { Documents } from '../editor/documents';
import { SnippetController } from './snippet-controller';

const describeSpec = (id: string, inline: object | undefined) =>
  Spec.parse({
    id,
    title: id,
    file: 'main.x',
    image: 'x',
    run: ['x'],
    inline,
    examples: [{ id: 'hello', title: 'Hello', files: [{ path: 'main.x', content: 'main { hello }' }], expect: {} }],
  });

const specs = [
  describeSpec('wordy', { template: 'main { {code} }', example: 'hello' }),
  describeSpec('short', undefined),
];

function createBench(specId: string, content: string) {
  const store = createAppStore();
  const documents = new Documents();
  store.setState({ catalog: { kind: 'ready', specs, problems: [] } });
  store.setState((state) => addTab(state, createTab('a', 'A', specId, ['main.x'])));
  documents.open('a', [{ path: 'main.x', content }]);
  const edits: string[] = [];
  documents.onEdit((_, path) => edits.push(path));
  const snippets = new SnippetController(store, documents);
  const state = () => selectSnippet(store.getState(), 'a');
  return { store, documents, snippets, state, edits, text: () => documents.readText('a', 'main.x') };
}

describe('a snippet', () => {
  it('is what a tab is turned into and back, with an example that nobody has changed', () => {
    const bench = createBench('wordy', 'main { hello }');
    expect(bench.state()).toBe('off');
    bench.snippets.toggle('a');
    expect([bench.state(), bench.text(), bench.edits]).toEqual(['on', 'hello', ['main.x']]);
    bench.snippets.toggle('a');
    expect([bench.state(), bench.text()]).toEqual(['off', 'main { hello }']);
  });

  it('leaves what a person wrote', () => {
    const bench = createBench('wordy', 'mine');
    bench.snippets.toggle('a');
    expect([bench.state(), bench.text(), bench.edits]).toEqual(['on', 'mine', []]);
  });

  it('is not for a language without a template, nor for several files', () => {
    const bench = createBench('short', 'x');
    bench.snippets.toggle('a');
    expect(bench.state()).toBe('impossible');
    expect(bench.store.getState().announcement).toContain('short');
    const several = createBench('wordy', 'x');
    several.snippets.toggle('a');
    several.store.setState((state) => addFile(state, 'a', 'other.x'));
    expect(several.state()).toBe('impossible');
    several.snippets.toggle('a');
    expect(several.store.getState().tabs[0]?.form).toBe('snippet');
  });
});
