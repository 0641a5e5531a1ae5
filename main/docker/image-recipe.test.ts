import { describe, expect, it } from 'vitest';
import { Spec } from '../../contract';
import { fingerprintRecipe, writeDockerfile } from './image-recipe';

const spec = (debian: object, rest: object = {}) =>
  Spec.parse({ id: 'x', title: 'X', file: 'x', run: ['x'], debian: { packages: [], ...debian }, ...rest });

describe('writeDockerfile', () => {
  it('labels before it runs anything, and keeps what the setup says to the letter', () => {
    const setup = ['echo "it\'s $HOME" \\', '>/marker'];
    const lines = writeDockerfile({ packages: ['a', 'b+c'], localhost: 'hosts', setup }, { 'runyard.spec': 'x "y"' })
      .trim()
      .split('\n');
    expect(lines.slice(0, 2)).toEqual(['FROM runyard/base:debian', 'LABEL runyard.spec="x \\"y\\""']);
    expect(lines).toHaveLength(4);
    expect(lines[2]).toMatch(/^RUN \["\/bin\/sh","-ec",".*apt-get install .* a b\+c\\n/);
    expect(JSON.parse(lines[3]?.slice('RUN '.length) ?? '')).toEqual(['/bin/sh', '-ec', setup.join('\n')]);
  });

  it('has no step for what there is nothing of', () => {
    expect(writeDockerfile({ packages: [], localhost: 'hosts', setup: [] }, { a: 'b' })).not.toContain('RUN');
  });

  it('teaches the C library the name localhost where programs find it by that alone', () => {
    const dockerfile = writeDockerfile({ packages: [], localhost: 'library', setup: [] }, {});
    expect(dockerfile).toContain(' libnss-myhostname');
  });
});

describe('fingerprintRecipe', () => {
  it('changes with the packages and the setup, and with nothing else', () => {
    const plain = fingerprintRecipe(spec({ packages: ['a1'] }));
    expect(fingerprintRecipe(spec({ packages: ['a1'], run: ['other'] }, { title: 'Other' }))).toBe(plain);
    expect(fingerprintRecipe(spec({ packages: ['a2'] }))).not.toBe(plain);
    expect(fingerprintRecipe(spec({ packages: ['a1'], setup: ['true'] }))).not.toBe(plain);
  });
});
