/** The bridge between the main process and the page: hands over a port and forwards menu commands, nothing else. */
import { ipcRenderer } from 'electron';
import { COMMAND_MESSAGE, PORT_MESSAGE } from '../contract/window';

/** Of the page that this preload was loaded for; a page of another origin gets no message of ours. */
const origin = window.location.origin;

ipcRenderer.on(PORT_MESSAGE, (event) => {
  window.postMessage({ type: PORT_MESSAGE }, origin, event.ports);
});

ipcRenderer.on(COMMAND_MESSAGE, (_event, command: string) => {
  window.postMessage({ type: COMMAND_MESSAGE, command }, origin);
});
