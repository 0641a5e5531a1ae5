/** Saves without end, until the test that started it kills it. */
import type { SessionState } from '../../contract';
import { SessionStore } from './session-store';

const store = new SessionStore(process.argv[2] ?? '');

for (let count = 1; ; count += 1) {
  const content = `${count}\n`.repeat(200_000);
  const state: SessionState = {
    version: 1,
    tabs: [{ id: 'a', title: 'Scratch', specId: 'python', files: [{ path: 'main.py', content }], args: '' }],
    activeTabId: 'a',
    theme: 'dark',
    layout: 'below',
  };
  await store.save(state);
  if (count === 1) process.stdout.write('saving\n');
}
