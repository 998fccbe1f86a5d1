/**
 * Headers of every answer: the pages may load scripts, styles and data from this server and nothing from anywhere else, and no other site may
 * frame or read them. Source: live, section 6.
 */
import type { FastifyInstance } from 'fastify';

export function addSecurityHeaders(server: FastifyInstance, hasTls: boolean): void {
  const headers = { ...HEADERS, ...(hasTls ? { 'strict-transport-security': 'max-age=31536000' } : {}) };
  server.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
}

export const HEADERS = {
  'content-security-policy': [
    'default-src \'none\'', 'script-src \'self\'', 'style-src \'self\'', 'img-src \'self\'', 'connect-src \'self\'', 'form-action \'self\'',
    'base-uri \'none\'', 'frame-ancestors \'none\'', 'require-trusted-types-for \'script\'', 'trusted-types \'none\'',
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cache-control': 'no-store',
} as const;
