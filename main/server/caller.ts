/** Who asks: whose limits a request counts against, and whose runs it may touch. */

export interface Caller {
  /** The name of a named token, which people or machines may share; otherwise `@` and the address that holds the token. */
  readonly id: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for each request that the gatekeeper lets pass. */
    caller: Caller;
  }
}
