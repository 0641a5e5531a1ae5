import { describe, expect, it } from 'vitest';
import { parseInstalled } from './apt';

describe('parseInstalled', () => {
  it('takes installed packages and the names that they provide', () => {
    const output = [
      'installed\tlibgtk-3-0t64\tlibgtk-3-0 (= 3.24.49-3), gtk3-binver-3.0.0',
      'config-files\tdocker.io\t',
      'installed\txvfb\t',
      '',
    ].join('\n');
    expect([...parseInstalled(output)].sort()).toEqual(['gtk3-binver-3.0.0', 'libgtk-3-0', 'libgtk-3-0t64', 'xvfb']);
  });
});
