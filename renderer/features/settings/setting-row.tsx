/** One setting: what it is, what it is set with, and the way back to its default. */
import { RotateCcw } from 'lucide-react';
import { useId, useState } from 'react';
import { changeSettings, defaultSettings, readSetting, type SettingKey } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { IconButton } from '../../ui/icon-button';
import type { FieldWords } from '../../words/en/settings';
import { useWords } from '../../words/use-words';
import { describeControl, findSettingField, type SettingControl } from './setting-controls';

export interface SettingRowProps {
  settingKey: SettingKey;
  onReset: (title: string) => void;
}

export function SettingRow({ settingKey, onReset }: SettingRowProps) {
  const { settings } = useWorkbench();
  const words = useWords().settings;
  const id = useId();
  const { path, schema } = findSettingField(settingKey);
  const value = useApp((state) => readSetting(state.settings, path));
  const field: FieldWords = words.fields[settingKey];
  const isDefault = value === readSetting(defaultSettings, path);
  const set = (next: unknown): void => void settings.change((now) => changeSettings(now, [{ path, value: next }]));
  return (
    <div className="setting-row">
      <div className="setting-text">
        <label htmlFor={id}>{field.title}</label>
        {field.hint !== '' && <p id={`${id}-hint`}>{field.hint}</p>}
      </div>
      <div className="setting-control">
        <SettingInput
          id={id}
          hintId={field.hint === '' ? undefined : `${id}-hint`}
          field={field}
          control={describeControl(schema)}
          value={value}
          onSet={set}
        />
        <span className="setting-reset">
          {!isDefault && (
            <IconButton
              icon={RotateCcw}
              label={words.reset(field.title)}
              onClick={() => {
                onReset(field.title);
                set(undefined);
              }}
            />
          )}
        </span>
      </div>
    </div>
  );
}

interface SettingInputProps {
  id: string;
  hintId: string | undefined;
  field: FieldWords;
  control: SettingControl;
  value: unknown;
  onSet: (value: unknown) => void;
}

function SettingInput({ id, hintId, field, control, value, onSet }: SettingInputProps) {
  switch (control.kind) {
    case 'choice':
      return (
        <select id={id} value={String(value)} aria-describedby={hintId} onChange={(event) => onSet(event.target.value)}>
          {control.options.map((option) => (
            <option key={option} value={option}>
              {field.options?.[option] ?? option}
            </option>
          ))}
        </select>
      );
    case 'switch':
      return (
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={value === true}
          aria-checked={value === true}
          aria-describedby={hintId}
          onChange={(event) => onSet(event.target.checked)}
        />
      );
    case 'number':
      return <NumberInput id={id} hintId={hintId} control={control} value={Number(value)} onSet={onSet} />;
    case 'pattern':
      return (
        <PatternInput id={id} hintId={hintId} field={field} control={control} value={String(value)} onSet={onSet} />
      );
    case 'text':
      return (
        <input
          id={id}
          type="text"
          value={String(value)}
          placeholder={field.placeholder}
          aria-describedby={hintId}
          spellCheck={false}
          autoComplete="off"
          maxLength={200}
          onChange={(event) => onSet(event.target.value)}
        />
      );
  }
}

interface PatternInputProps extends Pick<SettingInputProps, 'id' | 'hintId' | 'field' | 'onSet'> {
  control: Extract<SettingControl, { kind: 'pattern' }>;
  value: string;
}

/** Half of it would be something else, so it is set on Enter or on leaving; what is wrong stays with a word on it. */
function PatternInput({ id, hintId, field, control: { pattern }, value, onSet }: PatternInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<'none' | 'wrong'>('none');
  const commit = () => {
    if (typed === null) return;
    const next = typed.trim();
    if (!pattern.test(next)) return setProblem('wrong');
    setTyped(null);
    if (next !== value) onSet(next);
  };
  return (
    <>
      {problem === 'wrong' && (
        <span id={`${id}-problem`} className="setting-problem" role="alert">
          {field.problem}
        </span>
      )}
      <input
        id={id}
        type="text"
        value={typed ?? value}
        placeholder={field.placeholder}
        aria-invalid={problem === 'wrong'}
        aria-describedby={problem === 'wrong' ? `${id}-problem` : hintId}
        spellCheck={false}
        autoComplete="off"
        maxLength={200}
        onChange={({ target }) => {
          setProblem('none');
          setTyped(target.value);
        }}
        onKeyDown={({ key }) => {
          if (key === 'Enter') commit();
        }}
        onBlur={commit}
      />
    </>
  );
}

interface NumberInputProps extends Pick<SettingInputProps, 'id' | 'hintId' | 'onSet'> {
  control: Extract<SettingControl, { kind: 'number' }>;
  value: number;
}

/** What is out of bounds stays in the field with a word on it, and is not set. */
function NumberInput({ id, hintId, control: { least, most }, value, onSet }: NumberInputProps) {
  const words = useWords().settings;
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && !isWithin(typed, least, most);
  return (
    <>
      {isWrong && (
        <span id={`${id}-problem`} className="setting-problem" role="alert">
          {words.bounds(least, most)}
        </span>
      )}
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        value={isWrong ? typed : value}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-problem` : hintId}
        onChange={({ target }) => {
          setTyped(target.value);
          if (isWithin(target.value, least, most)) onSet(Number(target.value));
        }}
        onBlur={() => setTyped(null)}
      />
    </>
  );
}

function isWithin(typed: string, least: number, most: number): boolean {
  return /^\d+$/.test(typed) && Number(typed) >= least && Number(typed) <= most;
}
