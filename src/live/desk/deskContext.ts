/** What the routes share, and how a write reaches the desk: with its key, and with one answer for the same key. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Millis } from '../../base/time.ts';
import type { Desk, DeskRequest } from '../loop/desk.ts';
import { ApiProblem, sendAnswer } from './apiProblem.ts';
import type { Authentication, Principal } from './authentication.ts';
import type { TokenStore } from './tokens.ts';

export interface DeskContext {
  readonly desk: Desk;
  readonly tokens: TokenStore;
  readonly authentication: Authentication;
  readonly hasTls: boolean;
  /** Wall time, for tokens and sessions. */
  readonly now: () => Millis;
}

/** Hands a write to the desk and sends its answer, with `status` where it was done. */
export async function write(
  context: DeskContext, request: FastifyRequest, reply: FastifyReply, principal: Principal, asked: DeskRequest, status = 200,
): Promise<FastifyReply> {
  return sendAnswer(reply, await context.desk.submit(asked, keyOf(request, principal)), status);
}

/** The request's `Idempotency-Key`, made the principal's and this route's own; undefined: none. Throws an ApiProblem (400) for one that is none. */
export function keyOf(request: FastifyRequest, principal: Principal): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(key)) {
    throw new ApiProblem(400, 'badRequest', 'Idempotency-Key must be 1 to 128 visible ASCII characters without spaces');
  }
  return `${principal.keySpace} ${request.method} ${request.url.split('?', 1)[0]} ${key}`;
}
