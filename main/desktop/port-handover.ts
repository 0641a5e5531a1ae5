/** Gives a page its line to the engine, and cuts it when the page goes. */
import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { PORT_MESSAGE } from '../../contract/window';
import { APP_ORIGIN, originOf } from './app-origin';

/**
 * One window's ports. The page that is loaded gets one; on a reload or another page the old one is closed, which ends
 * the runs that it started.
 */
export class PortHandover {
  readonly #contents: WebContents;
  readonly #servePort: (port: MessagePortMain) => void;
  readonly #ports = new Set<MessagePortMain>();

  /** `servePort`: starts the engine's end. */
  constructor(contents: WebContents, servePort: (port: MessagePortMain) => void) {
    this.#contents = contents;
    this.#servePort = servePort;
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.cut();
    });
    contents.on('did-finish-load', () => this.handOver());
    contents.on('render-process-gone', () => this.cut());
    contents.on('destroyed', () => this.cut());
  }

  /** Opens one more line, if the page is ours. */
  handOver(): void {
    const frame = this.#contents.mainFrame;
    if (originOf(frame.url) !== APP_ORIGIN) return;
    const { port1: engineEnd, port2: pageEnd } = new MessageChannelMain();
    this.#ports.add(engineEnd);
    engineEnd.once('close', () => this.#ports.delete(engineEnd));
    this.#servePort(engineEnd);
    frame.postMessage(PORT_MESSAGE, null, [pageEnd]);
  }

  /** Closes every line. A port that is closed here tells only its other end, so its listeners are told as well. */
  cut(): void {
    for (const port of [...this.#ports]) {
      port.close();
      port.emit('close');
    }
    this.#ports.clear();
  }
}
