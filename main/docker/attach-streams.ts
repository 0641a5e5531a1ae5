/** Takes hold of a container's streams before it starts. */
import type { Duplex } from 'node:stream';
import type { EngineKind } from './engine-kind';
import type { RunContainer } from './run-docker';

const STREAMS = { stream: true, stdin: true, stdout: true, stderr: true };

/** What dockerode's modem takes, which its types do not say. */
interface Dial {
  dial(request: object, done: (error: unknown, stream: unknown) => void): void;
}

/** The attached stream: stdin in, the outputs out. */
export function attachStreams(container: RunContainer, engine: EngineKind): Promise<Duplex> {
  if (engine === 'docker') return container.attach({ ...STREAMS, hijack: true }) as Promise<Duplex>;
  // dockerode sends the options once more as the request's body, which Podman hands to the program as its input.
  const request = {
    path: `/containers/${container.id}/attach?`,
    method: 'POST',
    isStream: true,
    hijack: true,
    openStdin: true,
    statusCodes: { 200: true, 404: 'no such container', 500: 'server error' },
    options: { ...STREAMS },
    file: Buffer.alloc(0),
  };
  return new Promise((resolve, reject) => {
    (container.modem as Dial).dial(request, (error, stream) => (error ? reject(error) : resolve(stream as Duplex)));
  });
}
