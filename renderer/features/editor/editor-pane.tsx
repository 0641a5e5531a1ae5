/** The place of the editor. Its code comes after the first paint; until then the text is shown as it is. */
import { useEffect, useRef, useState } from 'react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectActiveTab } from '../../state/selectors';
import { RunBar } from '../run/run-bar';
import type { CodeEditor } from './code-editor';
import './editor.css';

export function EditorPane() {
  const workbench = useWorkbench();
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const tab = useApp(selectActiveTab);
  const tabId = tab?.id ?? null;

  useEffect(() => {
    let isCurrent = true;
    let created: CodeEditor | null = null;
    import('./code-editor').then(
      (module) => {
        if (!isCurrent || !host.current) return;
        created = new module.CodeEditor(host.current, workbench);
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
    if (editor && tabId !== null) editor.show(tabId);
  }, [editor, tabId]);

  return (
    <section className="pane editor-pane" data-region="editor" aria-label="Editor">
      {tab && <RunBar tab={tab} />}
      <div className="editor-frame">
        {!editor && tab && !problem && (
          <pre className="editor-preview" aria-hidden="true">
            {workbench.documents.readText(tab.id)}
          </pre>
        )}
        {problem !== null && (
          <p className="editor-problem" role="alert">
            The editor could not be loaded: {problem}. Restart Runyard; if it stays, install it anew.
          </p>
        )}
        <div ref={host} className="editor-host" />
      </div>
    </section>
  );
}
