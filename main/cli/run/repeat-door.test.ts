import { expect, test, vi } from 'vitest';

test.each(['./run-command', './own-door', './repeat-door'])(
  '%s loads no library that takes longer than a container',
  async (module) => {
    const loaded: string[] = [];
    for (const name of ['zod', 'yaml', 'dockerode', 'tar-stream', 'ipaddr.js']) {
      vi.doMock(name, () => {
        loaded.push(name);
        return { default: {} };
      });
    }
    await import(module).catch(() => {});
    expect(loaded).toEqual([]);
  },
);
