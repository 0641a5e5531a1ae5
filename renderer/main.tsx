/** The window's entry. */
import { connectEngine } from './app/connect';
import { mountWindow } from './app/mount';

mountWindow(document.getElementById('root')!, await connectEngine(window));
