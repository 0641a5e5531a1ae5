/** An output that can be scrolled, searched and copied. */
import {
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useApp } from '../../app/workbench-context';
import { FindBar } from './find-bar';
import type { OutputBuffer } from './output-buffer';
import { OutputList, type OutputListHandle, type OutputListProps, type OutputView } from './output-list';
import { useFind } from './use-find';

export interface OutputReaderProps {
  tabId: string;
  buffer: OutputBuffer;
  /** What a screen reader calls it. */
  label: string;
  isFinding: boolean;
  onCloseFind: () => void;
  /** The places that a line of output names, and the way to one. */
  findPlaces: OutputListProps['findPlaces'];
  onFollow: OutputListProps['onFollow'];
  footer: ReactNode;
  initialView: OutputView;
  onView: (view: OutputView) => void;
  handle: Ref<Pick<OutputListHandle, 'focus'>>;
}

export function OutputReader(props: OutputReaderProps) {
  const { tabId, buffer, label, isFinding, onCloseFind, footer, initialView, onView, handle } = props;
  const { findPlaces, onFollow } = props;
  const version = useSyncExternalStore(buffer.subscribe, buffer.getVersion);
  const wrap = useApp((state) => state.outputWrap);
  const list = useRef<OutputListHandle>(null);
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(0);
  const find = useFind(buffer, version, isFinding ? query : '');
  const bounded = find.matches.length === 0 ? 0 : Math.min(current, find.matches.length - 1);
  useImperativeHandle(handle, () => ({ focus: () => list.current?.focus() }));

  const revealed = useRef('');
  useEffect(() => {
    const first = find.matches[0];
    if (revealed.current === find.query || !first) return;
    revealed.current = find.query;
    list.current?.scrollToMatch(first);
  }, [find]);

  const goTo = (index: number): void => {
    const count = find.matches.length;
    if (count === 0) return;
    const next = (index + count) % count;
    setCurrent(next);
    list.current?.scrollToMatch(find.matches[next]!);
  };

  return (
    <>
      {isFinding && (
        <FindBar
          tabId={tabId}
          query={query}
          count={find.matches.length}
          current={bounded}
          isComplete={find.isComplete}
          onQuery={(text) => {
            setQuery(text);
            setCurrent(0);
          }}
          onStep={(step) => goTo(bounded + step)}
          onClose={onCloseFind}
        />
      )}
      <OutputList
        buffer={buffer}
        version={version}
        wrap={wrap}
        label={label}
        matches={find.matches}
        currentMatch={find.matches[bounded] ?? null}
        findPlaces={findPlaces}
        onFollow={onFollow}
        handle={list}
        initialView={initialView}
        onView={onView}
        footer={footer}
      />
    </>
  );
}
