/** Answers as ranna's server writes them. */
import type { FastifyReply } from 'fastify';
import { writeGoJson } from './go-json';
import type { RannaRefusal } from './ranna-refusal';

export const RANNA_PREFIX = '/v1';

export function answer(reply: FastifyReply, value: unknown) {
  // Of bytes Fastify leaves the type as it is; ranna names no charset.
  return reply
    .type('application/json')
    .header('cache-control', 'no-store')
    .send(Buffer.from(writeGoJson(value)));
}

export function refuse(reply: FastifyReply, refusal: RannaRefusal) {
  return answer(reply.code(refusal.code), refusal);
}
