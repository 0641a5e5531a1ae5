/** The window's entry. */
import './app/without-eval';
import { connectEngine } from './app/connect';
import { mountWindow } from './app/mount';

mountWindow(document.getElementById('root')!, await connectEngine(window));
