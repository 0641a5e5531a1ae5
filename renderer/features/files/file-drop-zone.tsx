/** Takes files that are dragged from the desktop onto the editor into the tab. */
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useWorkbench } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';
import { listDropped } from './read-files';
import './files.css';

export function FileDropZone({ tabId, children }: { tabId: string | null; children: ReactNode }) {
  const workbench = useWorkbench();
  const words = useWords().files;
  const [isOver, setOver] = useState(false);
  /** A drag enters and leaves each part under it. */
  const depth = useRef(0);
  const carriesFiles = (event: DragEvent): boolean => tabId !== null && event.dataTransfer.types.includes('Files');
  const end = (): void => {
    depth.current = 0;
    setOver(false);
  };
  return (
    <div
      className="editor-body"
      onDragEnterCapture={(event) => {
        if (!carriesFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragLeaveCapture={(event) => {
        if (carriesFiles(event) && --depth.current <= 0) end();
      }}
      onDragOverCapture={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDropCapture={(event) => {
        if (tabId === null || !carriesFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        end();
        void workbench.imports.add(tabId, listDropped(event.dataTransfer));
      }}
    >
      {children}
      {isOver && (
        <div className="drop-hint" aria-hidden="true">
          {words.dropToAdd}
        </div>
      )}
    </div>
  );
}
