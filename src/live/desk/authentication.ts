/**
 * Who asks: by bearer token, or by the cookie of a session that the pages opened; and whether he may.
 *
 * Rule: 401 without a valid token or session, 403 without the capability. A session counts for writes only if the request's `Origin` is this very
 * server: a browser sends the cookie by itself, whoever wrote the page. A bearer token is sent by nobody by accident and needs no `Origin`.
 * Source: live, sections 6 and 9.
 */
import type { FastifyRequest } from 'fastify';
import type { Millis } from '../../base/time.ts';
import { ApiProblem } from './apiProblem.ts';
import { capabilitiesOf, type Capability, type RoleCapabilities } from './roles.ts';
import type { TokenInfo, TokenStore } from './tokens.ts';
import type { WrongTokens } from './wrongTokens.ts';

/** Somebody who has shown a valid token or session. */
export interface Principal {
  readonly token: TokenInfo;
  readonly capabilities: ReadonlySet<Capability>;
  /** Keys of writes are his alone: the same key of somebody else is another one. */
  readonly keySpace: string;
}

export interface Authentication {
  /** Throws an ApiProblem: 401, 403 or 429. */
  require(request: FastifyRequest, capability: Capability): Principal;
  /** As `require`, and the principal speaks for an agent. */
  requireAgent(request: FastifyRequest, capability: Capability): Principal & { readonly agent: string };
  /** Any valid token or session. */
  identify(request: FastifyRequest): Principal;
  /** The token of this secret; a wrong one is counted and refused. */
  tokenOf(request: FastifyRequest, secret: string): TokenInfo;
  /** Refuses what another site's page has sent. */
  checkOrigin(request: FastifyRequest): void;
  sessionOf(request: FastifyRequest): string | null;
  cookieName(request: FastifyRequest): string;
}

export interface AuthenticationOptions {
  readonly tokens: TokenStore;
  readonly roles: RoleCapabilities;
  readonly wrongTokens: WrongTokens;
  readonly hasTls: boolean;
  readonly now: () => Millis;
}

export function createAuthentication({ tokens, roles, wrongTokens, hasTls, now }: AuthenticationOptions): Authentication {
  // `__Host-` makes browsers insist on TLS and on this host alone; without TLS they would refuse the name. Cookies do not know ports, names must.
  const cookieName = (request: FastifyRequest): string => `${hasTls ? '__Host-' : ''}overdial${/:([0-9]{1,5})$/.exec(request.headers.host ?? '')?.[1] ?? ''}`;
  const refuse = (request: FastifyRequest): never => {
    const waitSeconds = wrongTokens.add(request.ip, now());
    if (waitSeconds > 0) throw new ApiProblem(429, 'tooManyWrongTokens', `too many wrong tokens; try again in ${waitSeconds} s`);
    throw unauthorized('the token is unknown, has expired or was revoked');
  };
  const principalOf = (token: TokenInfo): Principal => ({
    token, capabilities: capabilitiesOf(token.roles, roles), keySpace: token.agent === null ? `token:${token.id}` : `agent:${token.agent}`,
  });
  const sessionOf = (request: FastifyRequest): string | null => cookieOf(request.headers.cookie, cookieName(request));
  const checkOrigin = (request: FastifyRequest): void => {
    const expected = `${hasTls ? 'https' : 'http'}://${request.headers.host ?? ''}`;
    if (request.headers.origin?.toLowerCase() !== expected.toLowerCase()) throw new ApiProblem(403, 'foreignOrigin', 'the request does not come from this server\'s own pages');
  };
  const tokenOf = (request: FastifyRequest, secret: string): TokenInfo => tokens.find(secret, now()) ?? refuse(request);
  const identify = (request: FastifyRequest): Principal => {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const secret = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization)?.[1];
      return principalOf(secret === undefined ? refuse(request) : tokenOf(request, secret));
    }
    const session = sessionOf(request);
    if (session === null) throw unauthorized('a token is needed: Authorization: Bearer TOKEN');
    const token = tokens.findSession(session, now());
    if (token === null) return refuse(request);
    if (!SAFE_METHODS.has(request.method)) checkOrigin(request);
    return principalOf(token);
  };
  const require = (request: FastifyRequest, capability: Capability): Principal => {
    const principal = identify(request);
    if (!principal.capabilities.has(capability)) throw new ApiProblem(403, 'notPermitted', `this needs the capability ${capability}, which the token's roles do not have`);
    return principal;
  };
  return {
    require, identify, tokenOf, checkOrigin, sessionOf, cookieName,
    requireAgent: (request, capability) => {
      const principal = require(request, capability);
      const { agent } = principal.token;
      if (agent === null) throw new ApiProblem(403, 'notPermitted', 'the token speaks for no agent');
      return { ...principal, agent };
    },
  };
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

function unauthorized(message: string): ApiProblem {
  return new ApiProblem(401, 'unauthorized', message);
}

function cookieOf(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value !== undefined && /^[A-Za-z0-9_-]{1,200}$/.test(value)) return value;
  }
  return null;
}
