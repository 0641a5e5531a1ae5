/** The environment variables of a tab, in a popover beside its arguments. */

import { Plus, Variable } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { readRecent } from '../../state/recent-givens';
import type { Tab } from '../../state/tabs';
import { useWords } from '../../words/use-words';
import './environment.css';
import { EnvironmentFields } from './environment-fields';
import { type EnvironmentRow, isSameEnvironment, listRows, mergeVariables, readRows } from './environment-rows';

const createId = (): string => crypto.randomUUID();

export function EnvironmentPopover({ tab }: { tab: Tab }) {
  const { regions } = useWorkbench();
  const words = useWords().inputs;
  const [isOpen, setOpen] = useState(false);
  const count = Object.keys(tab.env).length;
  useEffect(() => regions.register('environment', () => setOpen(true), tab.id), [regions, tab.id]);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        className="icon-button environment-button"
        aria-label={words.environmentCount(count)}
        title={words.environmentCount(count)}
        data-count={count}
      >
        <Variable size={16} aria-hidden="true" />
        {count > 0 && <span aria-hidden="true">{count}</span>}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="menu environment"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={words.environment}
        >
          <EnvironmentEditor tab={tab} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function EnvironmentEditor({ tab }: { tab: Tab }) {
  const { tabs, memory, store } = useWorkbench();
  const words = useWords().inputs;
  const list = useRef<HTMLDivElement>(null);
  const [rows, setRows] = useState(() => findRows(tab, memory.read(tab.id).environmentRows));
  const earlier = useApp((state) => readRecent(state.recent, tab.specId).env).filter(
    (env) => !isSameEnvironment(env, tab.env),
  );
  const { problems } = readRows(rows);

  const keep = (next: readonly EnvironmentRow[]): void => {
    const shown = next.length === 0 ? [createRow()] : next;
    setRows(shown);
    memory.keep(tab.id, { environmentRows: shown });
    const { env } = readRows(next);
    if (!isSameEnvironment(env, tab.env)) tabs.setEnv(tab.id, env);
  };
  const add = (): void => {
    keep([...rows, createRow()]);
    // The row is there after the next drawing.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('.environment-row:last-child input')?.focus());
  };
  const remove = (row: EnvironmentRow): void => {
    keep(rows.filter((other) => other !== row));
    if (tab.env[row.name] === row.value) offerBack(row.name);
  };
  const offerBack = (removed: string | null): void =>
    store.setState({ undo: { kind: 'environment', tabId: tab.id, env: tab.env, removed } });
  const replaceBy = (env: Readonly<Record<string, string>>): void => {
    if (Object.keys(tab.env).length > 0) offerBack(null);
    keep(listRows(env, createId));
  };

  return (
    <>
      <div ref={list} className="environment-rows">
        {rows.map((row, index) => (
          <EnvironmentFields
            key={row.id}
            row={row}
            number={index + 1}
            problem={problems.get(row.id) ?? null}
            onChange={(change) => keep(rows.map((other) => (other === row ? { ...row, ...change } : other)))}
            onVariables={(variables) => keep(mergeVariables(rows, variables, createId))}
            onRemove={() => remove(row)}
            onEnter={add}
          />
        ))}
      </div>
      <div className="environment-foot">
        <button type="button" className="button button-small" onClick={add}>
          <Plus size={14} aria-hidden="true" />
          {words.addVariable}
        </button>
        <span>{problems.size > 0 ? words.notGiven : words.pasteHint}</span>
      </div>
      {earlier.length > 0 && (
        <section className="environment-earlier" aria-label={words.earlier}>
          <h3 className="menu-label">{words.earlier}</h3>
          {earlier.toReversed().map((env) => {
            const text = Object.entries(env)
              .map(([name, value]) => `${name}=${value}`)
              .join('  ');
            return (
              <button
                key={JSON.stringify(env)}
                type="button"
                className="menu-item"
                aria-label={words.takeEarlier(text)}
                title={text}
                onClick={() => replaceBy(env)}
              >
                {text}
              </button>
            );
          })}
        </section>
      )}
      <p className="menu-text">{words.environmentNote}</p>
    </>
  );
}

/** The rows as they were left, with what could not be taken, unless the environment is another now. */
function findRows(tab: Tab, left: readonly EnvironmentRow[] | null): readonly EnvironmentRow[] {
  if (left && isSameEnvironment(readRows(left).env, tab.env)) return left;
  const rows = listRows(tab.env, createId);
  return rows.length === 0 ? [createRow()] : rows;
}

function createRow(): EnvironmentRow {
  return { id: createId(), name: '', value: '' };
}
