/** The settings: their form, their file, and the keys of commands. */
import type { JsonFault, SettingKey } from '../../../contract';

export interface FieldWords {
  title: string;
  /** One sentence; empty where the title says all. */
  hint: string;
  /** In an empty field. */
  placeholder?: string;
  /** What a text that cannot be set is told. */
  problem?: string;
  /** Of a choice, by value. */
  options?: Record<string, string>;
}

const fields = {
  theme: {
    title: 'Theme',
    hint: '',
    options: { system: 'As the system', dark: 'Dark', light: 'Light', contrast: 'High contrast' },
  },
  language: {
    title: 'Language',
    hint: 'The editor’s own menu and messages follow at the next start.',
    options: { system: 'As the system', en: 'English', de: 'Deutsch' },
  },
  'editor.fontFamily': {
    placeholder: 'JetBrains Mono',
    title: 'Font',
    hint: 'One that is on this computer. Empty: the bundled one.',
  },
  'editor.fontSize': { title: 'Font size', hint: 'Of editor and output, in pixels.' },
  'editor.ligatures': { title: 'Ligatures', hint: 'Draw signs such as => and != as one.' },
  'editor.tabSize': { title: 'Tab size', hint: 'Columns of a tab and of one step of indentation.' },
  'editor.indentWith': { title: 'Indent with', hint: '', options: { spaces: 'Spaces', tabs: 'Tabs' } },
  'editor.wordWrap': { title: 'Word wrap', hint: 'Long lines go on below instead of off to the side.' },
  'editor.keys': { title: 'Editing keys', hint: '', options: { standard: 'Standard', vim: 'Vim' } },
  'editor.formatOnSave': { title: 'Format on save', hint: 'The shown file, when you save with the keys.' },
  'run.typingDelayMs': {
    title: 'Delay while typing',
    hint: 'Milliseconds from the last key to the run of a tab that runs while it is typed in.',
  },
  'docker.host': {
    title: 'Docker daemon',
    hint: 'Its address. Empty: it is found. RUNYARD_DOCKER_HOST and the configuration go before it.',
    placeholder: 'ssh://me@box',
    problem: 'It begins with unix://, tcp://, https://, ssh://, context:// or npipe://.',
  },
  'docker.runtime': {
    title: 'Docker runtime',
    hint: 'What the daemon runs sandboxes with, such as runsc. Empty: its default.',
    placeholder: 'runc',
    problem: 'The name of a runtime: letters, digits, dots and hyphens.',
  },
} satisfies Record<SettingKey, FieldWords>;

const expected: Record<JsonFault['expected'], string> = {
  value: 'a value is missing or not written as JSON',
  name: 'a name in double quotes is missing',
  colon: 'a colon is missing',
  commaOrEnd: 'a comma or a closing bracket is missing',
  end: 'nothing may follow here',
  object: 'all of it must be in { }',
};

export const settings = {
  title: 'Settings',
  search: 'Search settings and commands',
  sections: { appearance: 'Appearance', editor: 'Editor', running: 'Running', keys: 'Keys', text: 'JSON' },
  fields,
  noMatch: 'No setting and no command matches.',
  bounds: (least: number, most: number) => `A whole number from ${least} to ${most}.`,
  reset: (title: string) => `Reset ${title}`,
  resetAll: 'Reset all',
  didReset: (title: string) => `${title} is as it was at first.`,
  didResetAll: 'All settings and keys are as they were at first.',

  keys: {
    add: (command: string) => `Add keys for ${command}`,
    remove: (keys: string, command: string) => `Remove ${keys} from ${command}`,
    none: 'no keys',
    press: 'Press the keys',
    pressHint: 'Escape leaves it as it is.',
    plain: 'Hold Ctrl, Alt or Cmd with it, or press a function key.',
    held: (keys: string, commands: string) => `${keys} belongs to: ${commands}.`,
    take: (keys: string) => `Take ${keys} from it`,
    browser: (keys: string) => `${keys} is kept by browsers for their own tabs and windows: here it does nothing.`,
    editor: (keys: string) => `${keys} does nothing else in the editor any more.`,
  },

  text: {
    file: 'The file',
    label: 'settings.json',
    hint: 'Only what differs from the defaults must be in it. Edit it here or with any editor: what is saved there is in force at once.',
    save: 'Save',
    revert: 'Revert',
    good: 'All of it is understood.',
    changedOutside: 'The file was changed by another program meanwhile. Saving writes your text over it.',
    goTo: (line: number) => `Go to line ${line}`,
  },

  problems: {
    brokenTitle: 'settings.json cannot be read, so the defaults are in force.',
    broken: (line: number, column: number, what: JsonFault['expected']) =>
      `Line ${line}, column ${column}: ${expected[what]}.`,
    notWritten: 'It is not written until it is right.',
    invalidTitle: 'Not all of settings.json is in force.',
    invalid: (key: string, found: string, used: string) =>
      used === 'null' ? `${key} cannot be ${found}.` : `${key} cannot be ${found}; ${used} is used.`,
    unknown: (key: string) => `${key} is no setting; it is kept, and does nothing.`,
    unknownCommand: (id: string) => `keys.${id}: there is no such command.`,
    notSavedTitle: 'What was set last is not saved.',
    failedTitle: 'The settings could not be read.',
    edit: 'Edit as JSON',
    setAside: 'Set it aside and start anew',
  },
};
