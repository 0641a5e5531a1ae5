/** Streams of the daemon that are one JSON object a line. */
import { StringDecoder } from 'node:string_decoder';

/** Throws what the stream throws; leaving the loop destroys the stream. */
export async function* readJsonLines<T>(stream: AsyncIterable<unknown>): AsyncGenerator<T, void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as T;
  }
  if (rest.trim() !== '') yield JSON.parse(rest) as T;
}
