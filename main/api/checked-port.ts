/** A port that lets well-formed requests through only: the adapter behind it would fail where nobody can catch it. */
import { onMessagePortClose, onMessagePortMessage, type SupportedMessagePort } from '@orpc/client/message-port';

/** @param reportGarbage told of each message that is dropped */
export function checkPort(port: SupportedMessagePort, reportGarbage: () => void): SupportedMessagePort {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    on(event, listener) {
      if (event === 'close') return onMessagePortClose(port, () => listener());
      onMessagePortMessage(port, (data: unknown) => {
        if (isRequest(data)) listener({ data });
        else reportGarbage();
      });
    },
  };
}

/**
 * The protocol's frames: `i` id, `t` type (absent: a request, 4: an abort), `p` payload, `u` path of the procedure, `h`
 * headers. No call takes a file or a form, which headers of the body would announce.
 */
export function isRequest(data: unknown): boolean {
  if (typeof data !== 'string') return false;
  const frame = parse(data);
  if (!isRecord(frame) || typeof frame.i !== 'string') return false;
  if (frame.t === 4) return true;
  const payload = frame.p;
  if (frame.t !== undefined || !isRecord(payload) || typeof payload.u !== 'string') return false;
  return payload.u.startsWith('/') && !announcesBody(payload.h);
}

function announcesBody(headers: unknown): boolean {
  return isRecord(headers) && ('content-type' in headers || 'content-disposition' in headers);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
