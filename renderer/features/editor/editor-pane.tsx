/** The place of the editor. Its code comes after the first paint; until then the text is shown as it is. */
import { useEffect, useRef, useState } from 'react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectTab } from '../../state/selectors';
import { useWords } from '../../words/use-words';
import { FileDropZone } from '../files/file-drop-zone';
import { FileList } from '../files/file-list';
import { ConflictBar } from '../history/conflict-bar';
import { RunBar } from '../run/run-bar';
import { LinkBar } from '../share/link-bar';
import type { CodeEditor } from './code-editor';
import './editor.css';

export function EditorPane({ tabId }: { tabId: string }) {
  const workbench = useWorkbench();
  const words = useWords().editor;
  const host = useRef<HTMLDivElement>(null);
  const keysBar = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const tab = useApp((state) => selectTab(state, tabId));
  const path = tab?.shown ?? '';

  useEffect(() => {
    let isCurrent = true;
    let created: CodeEditor | null = null;
    workbench.editors.load().then(
      (suite) => {
        if (!isCurrent || !host.current || !keysBar.current) return;
        created = suite.createEditor(host.current, keysBar.current);
        setEditor(created);
      },
      (error: unknown) => isCurrent && setProblem(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isCurrent = false;
      created?.dispose();
      setEditor(null);
    };
  }, [workbench]);

  useEffect(() => {
    if (editor && path !== '') editor.show(tabId, path);
  }, [editor, tabId, path]);

  return (
    <section className="pane editor-pane" data-region="editor" aria-label={words.title}>
      {tab && <RunBar tab={tab} />}
      {tab && <LinkBar tab={tab} />}
      {tab && <ConflictBar tab={tab} />}
      <FileDropZone tabId={tabId}>
        {tab && <FileList tab={tab} />}
        <div className="editor-frame">
          {!editor && tab && !problem && (
            <pre className="editor-preview" aria-hidden="true">
              {workbench.documents.readText(tab.id, tab.shown)}
            </pre>
          )}
          {problem !== null && (
            <p className="editor-problem" role="alert">
              {words.notLoaded(problem)}
            </p>
          )}
          {/* The second is Monaco's: its menus stand beside the editor in here, and have their colours from it. */}
          <div ref={host} className="editor-host monaco-component" />
          <div ref={keysBar} className="editor-keys" />
        </div>
      </FileDropZone>
    </section>
  );
}
