/** The headers that keep the page to what this server serves. */
import type { IncomingMessage } from 'node:http';
import type { FastifyHelmetOptions } from '@fastify/helmet';

/** `Host` is checked before it comes here, so it is safe to repeat. */
const ownSocket = (request: IncomingMessage) => `ws://${request.headers.host ?? ''}`;

export const HELMET: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      // Monaco writes style elements.
      styleSrc: ["'self'", "'unsafe-inline'"],
      workerSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      // Not every browser counts a socket to the same server as 'self'.
      connectSrc: ["'self'", ownSocket],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // Plain HTTP on the person's own machine.
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
};
