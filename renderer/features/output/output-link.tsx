/** A place in the tab's files that the program named: text like the rest, which a click or Enter follows. */
import type { KeyboardEvent, ReactNode } from 'react';
import type { NamedPlace } from '../../../contract';
import { useWords } from '../../words/use-words';

export interface OutputLinkProps {
  place: NamedPlace;
  /** The first row of a place that goes on below takes the focus for all of it. */
  isFirst: boolean;
  onFollow: (place: NamedPlace) => void;
  children: ReactNode;
}

export function OutputLink({ place, isFirst, onFollow, children }: OutputLinkProps) {
  const words = useWords();
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onFollow(place);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an anchor has an address, which a middle click opens, and is dragged where text is selected.
    <span
      role="link"
      tabIndex={isFirst ? 0 : -1}
      className="output-link"
      title={words.problems.goTo(place.file, place.line)}
      // Text that was selected ends in a click too.
      onClick={() => document.getSelection()?.isCollapsed !== false && onFollow(place)}
      onKeyDown={handleKey}
    >
      {children}
    </span>
  );
}
