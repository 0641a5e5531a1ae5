/** The window over a fake engine: `?missing=python&engine=unavailable`. For development only; never built. */
import '../app/without-eval';
import { mountWindow } from '../app/mount';
import { createFakeClient } from './fake-client';

const query = new URLSearchParams(location.search);
const client = createFakeClient({
  engine: query.get('engine') === 'unavailable' ? 'unavailable' : 'ready',
  // The fake has runtimes of its own; C is one to be installed.
  runtimes: { python: 'ready', javascript: 'ready', c: 'missing' },
  missing: query.get('missing')?.split(',') ?? [],
});
Object.assign(window, { fakeClient: client, workbench: mountWindow(document.getElementById('root')!, client) });
