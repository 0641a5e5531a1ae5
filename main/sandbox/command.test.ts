import { describe, expect, it } from 'vitest';
import { Spec } from '../../contract';
import { expandCommand, resolveCommands } from './command';

describe('expandCommand', () => {
  it('fills in the entry and all arguments', () => {
    expect(expandCommand(['python', '-u', '{entry}', '{args}'], { entry: 'main.py', args: ['a b', ''] })).toEqual({
      argv: ['python', '-u', 'main.py', 'a b', ''],
    });
  });

  it('fills the entry inside an element too', () => {
    expect(expandCommand(['run', '--file={entry}'], { entry: 'a.x', args: [] })).toEqual({
      argv: ['run', '--file=a.x'],
    });
  });

  it('never expands what was filled in', () => {
    const given = { entry: '{args}$&', args: ['{entry}', '{args}'] };
    expect(expandCommand(['x', '{entry}', '{args}'], given)).toEqual({
      argv: ['x', '{args}$&', '{entry}', '{args}'],
    });
  });

  it('keeps an entry that looks like an option from being one', () => {
    expect(expandCommand(['python', '{entry}'], { entry: '-c', args: [] })).toEqual({ argv: ['python', './-c'] });
  });

  it('leaves a shell string to the shell', () => {
    expect(expandCommand('exec "$ENTRY" "$@"', { entry: 'a', args: ['b'] })).toEqual({ shell: 'exec "$ENTRY" "$@"' });
  });
});

describe('resolveCommands', () => {
  const spec = (debian: object) =>
    Spec.parse({
      id: 'x',
      title: 'X',
      file: 'main.x',
      image: 'x:1',
      compile: ['compile'],
      run: ['run'],
      debian: { packages: [], ...debian },
    });

  it('takes the spec’s own commands for the official image', () => {
    expect(resolveCommands(spec({ compile: ['other'], run: ['other'] }), 'official')).toEqual({
      compile: ['compile'],
      run: ['run'],
    });
  });

  it('takes the spec’s own commands where Debian states none', () => {
    expect(resolveCommands(spec({}), 'debian')).toEqual({ compile: ['compile'], run: ['run'] });
  });

  it('overrides the compile command alone', () => {
    expect(resolveCommands(spec({ compile: ['other'] }), 'debian')).toEqual({ compile: ['other'], run: ['run'] });
  });

  it('has no compile phase where Debian runs the source directly', () => {
    expect(resolveCommands(spec({ run: ['other'] }), 'debian')).toEqual({ run: ['other'] });
  });
});
