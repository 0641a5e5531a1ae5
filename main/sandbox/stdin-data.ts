/** Stdin as it crosses the wire, and as a program reads it. */
import type { StdinData } from '../../contract';

export function readStdinData(data: StdinData): Uint8Array {
  return 'base64' in data ? Buffer.from(data.base64, 'base64') : Buffer.from(data.text);
}
