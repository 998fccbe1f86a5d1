/**
 * The desk's HTTP server: the API, the two pages, health and metrics. It decides nothing: every write goes to the loop, every read is of what the
 * loop has committed.
 *
 * Rule: bodies are JSON of at most 64 KiB (imports have limits of their own), answers are JSON; whatever a request holds, it is refused with 4xx and
 * never fails with 500. Source: live, sections 6, 8 and 9.
 */
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';
import type { Millis } from '../../base/time.ts';
import type { Desk } from '../loop/desk.ts';
import { addAgentRoutes } from './agentRoutes.ts';
import { ApiProblem } from './apiProblem.ts';
import { createAuthentication } from './authentication.ts';
import { addEventsRoute, type EventStreamOptions } from './eventsRoute.ts';
import { addHealthRoutes, type MetricsText } from './healthRoutes.ts';
import { createHistory } from './history.ts';
import { addImportRoute, type ImportLimits } from './importRoute.ts';
import { addLeaderRoutes } from './leaderRoutes.ts';
import { tlsFor, type ListenAddress, type TlsFiles } from './listenAddress.ts';
import { addPageRoutes } from './pageRoutes.ts';
import { PRESET_ROLES, type RoleCapabilities } from './roles.ts';
import { addSecurityHeaders, HEADERS } from './securityHeaders.ts';
import { addSessionRoutes, addTokenRoutes } from './sessionRoutes.ts';
import type { TokenStore } from './tokens.ts';
import { createWrongTokens } from './wrongTokens.ts';

export interface DeskServerOptions {
  readonly desk: Desk;
  readonly tokens: TokenStore;
  readonly metrics: MetricsText;
  readonly listen: ListenAddress;
  /** Needed where `listen` is no loopback. */
  readonly tls?: TlsFiles;
  readonly roles?: RoleCapabilities;
  /** Told of every error that is ours; the asker sees only that there was one. */
  readonly onError?: (error: unknown) => void;
  readonly now?: () => Millis;
  readonly events?: EventStreamOptions;
  readonly imports?: ImportLimits;
  readonly historyEveryMs?: number;
  readonly wrongTokensPerMinute?: number;
}

export interface DeskServer {
  /** As in http://127.0.0.1:8420 */
  readonly url: string;
  /** Takes no new requests, ends the streams, waits for what is under way. */
  close(): Promise<void>;
}

/** Starts the server. Throws a DeskError where it may not listen there; an address in use comes as Node's own error. */
export async function startDesk(options: DeskServerOptions): Promise<DeskServer> {
  const { desk, tokens, metrics, listen, roles = PRESET_ROLES, now = Date.now, onError = () => undefined } = options;
  const tls = tlsFor(listen, options.tls);
  const server = createServer(tls);
  const authentication = createAuthentication({
    tokens, roles, wrongTokens: createWrongTokens({ limit: options.wrongTokensPerMinute ?? 20 }), hasTls: tls !== null, now,
  });
  const context = { desk, tokens, authentication, hasTls: tls !== null, now };
  const history = createHistory(desk, { everyMs: options.historyEveryMs ?? 5_000 });

  addSecurityHeaders(server, tls !== null);
  addErrors(server, onError, metrics);
  addHealthRoutes(server, context, metrics);
  addPageRoutes(server);
  addSessionRoutes(server, context);
  addTokenRoutes(server, context);
  addAgentRoutes(server, context);
  addLeaderRoutes(server, context, history);
  addImportRoute(server, context, options.imports);
  const streams = addEventsRoute(server, context, options.events);
  await server.listen({ host: listen.host, port: listen.port });
  const { port } = server.server.address() as AddressInfo;
  const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host;
  return {
    url: `${tls === null ? 'http' : 'https'}://${host}:${port}`,
    close: async () => {
      history.stop();
      streams.close();
      await server.close();
    },
  };
}

function createServer(tls: { readonly cert: Buffer; readonly key: Buffer } | null): FastifyInstance {
  const options = {
    bodyLimit: 65_536, exposeHeadRoutes: false, forceCloseConnections: 'idle', requestTimeout: 120_000, routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(HEADERS).code(error.statusCode ?? 400).send(new ApiProblem(400, 'badRequest', 'the address is not as it must be').toJson());
    },
  } as const;
  const server = (tls === null ? fastify(options) : fastify({ ...options, https: { ...tls, minVersion: 'TLSv1.2' } })) as FastifyInstance;
  // JSON and nothing else: a browser sends other kinds for other sites without asking.
  server.removeAllContentTypeParsers();
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body as string, done);
  });
  return server;
}

function addErrors(server: FastifyInstance, onError: (error: unknown) => void, metrics: MetricsText): void {
  server.setNotFoundHandler(async () => { throw new ApiProblem(404, 'notFound', 'there is nothing here'); });
  server.setErrorHandler(async (error: FastifyError | ApiProblem, _request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500 && !(error instanceof ApiProblem)) onError(error);
    // What an honest page never sends is counted; a conflict or a wrong value is everyday work.
    if (problem.status < 500 && problem.status !== 409 && problem.status !== 422) metrics.refused?.(`api.${problem.code}`);
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
    if (problem.status === 429) reply.header('retry-after', '60');
    if (problem.status === 503) reply.header('retry-after', '5');
    return reply.code(problem.status).send(problem.toJson());
  });
}

function problemOf(error: FastifyError | ApiProblem): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const status = error.statusCode ?? 500;
  if (status === 413) return new ApiProblem(413, 'tooLarge', 'the body is too large; allowed: 65536 bytes');
  if (status === 415) return new ApiProblem(415, 'unsupportedMediaType', 'the body must be application/json (records: application/x-ndjson)');
  if (status >= 400 && status < 500) return new ApiProblem(status, 'badRequest', error.message);
  return new ApiProblem(500, 'internal', 'something went wrong here; it has been noted');
}
