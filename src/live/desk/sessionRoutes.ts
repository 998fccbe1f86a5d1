/**
 * Sessions of the pages: a token is typed in once, then the browser carries a cookie that no script can read. Also tokens, for administrators.
 *
 * Rule: a session lasts `SESSION_MS` at most and never longer than its token; who was signed in as what is told without the token.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblem, checked } from './apiProblem.ts';
import { nothing, sessionBody, tokenBody } from './bodies.ts';
import type { DeskContext } from './deskContext.ts';
import type { TokenInfo } from './tokens.ts';
import { tokenFault } from './tokens.ts';

const SESSION_MS = 16 * 3_600_000;

export function addSessionRoutes(server: FastifyInstance, context: DeskContext): void {
  const { authentication, tokens, now, hasTls } = context;
  const setCookie = (request: FastifyRequest, reply: FastifyReply, value: string, seconds: number): void => {
    reply.header('set-cookie', `${authentication.cookieName(request)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${hasTls ? '; Secure' : ''}`);
  };
  server.post('/v1/session', async (request, reply) => {
    authentication.checkOrigin(request);
    const token = authentication.tokenOf(request, checked(sessionBody, request.body).token);
    const at = now();
    setCookie(request, reply, tokens.openSession(token, at + SESSION_MS, at), Math.floor(Math.min(SESSION_MS, token.expiresAt - at) / 1_000));
    return whoIs(token);
  });
  // A browser that has never signed in is no error: the page asks this first of all.
  server.get('/v1/session', async (request, reply) => {
    const isNobody = request.headers.authorization === undefined && authentication.sessionOf(request) === null;
    return isNobody ? reply.code(204).send() : whoIs(authentication.identify(request).token);
  });
  server.delete('/v1/session', async (request, reply) => {
    authentication.checkOrigin(request);
    const session = authentication.sessionOf(request);
    if (session !== null) tokens.closeSession(session, now());
    setCookie(request, reply, '', 0);
    return reply.code(204).send();
  });
}

export function addTokenRoutes(server: FastifyInstance, context: DeskContext): void {
  const { authentication, desk, tokens, now } = context;
  server.post('/v1/tokens', async (request, reply) => {
    authentication.require(request, 'users.edit');
    const { roles, agent, label, expiresInSeconds } = checked(tokenBody, request.body);
    const spec = { roles: [...new Set(roles)], agent, label, expiresAt: now() + expiresInSeconds * 1_000 };
    const fault = tokenFault(spec, now());
    if (fault !== null) throw new ApiProblem(422, 'invalid', fault);
    if (agent !== null && desk.agent(agent) === null) {
      throw new ApiProblem(422, 'invalid', `the campaign has no agent '${agent}'`, { allowed: desk.agents().slice(0, 100).map((one) => one.agent) });
    }
    const { secret, info } = tokens.create(spec, now());
    return reply.code(201).send({ token: secret, ...tokenJson(info) });
  });
  server.get('/v1/tokens', async (request) => {
    authentication.require(request, 'users.edit');
    return { tokens: tokens.list().map(tokenJson) };
  });
  server.delete('/v1/tokens/:id', async (request, reply) => {
    authentication.require(request, 'users.edit');
    checked(nothing, request.body);
    const { id } = request.params as { id: string };
    if (!/^[0-9]{1,15}$/.test(id) || !tokens.revoke(Number(id), now())) throw new ApiProblem(404, 'notFound', 'there is no such token');
    return reply.code(204).send();
  });
}

function whoIs({ roles, agent, label, expiresAt }: TokenInfo): Record<string, unknown> {
  return { roles, agent, label, expiresAt };
}

function tokenJson({ id, roles, agent, label, createdAt, expiresAt, revokedAt }: TokenInfo): Record<string, unknown> {
  return { id, roles, agent, label, createdAt, expiresAt, revokedAt };
}
