/** Whatever a request holds, the server answers it and goes on: never 500, never a hang. */
import fc from 'fast-check';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDeskUnderTest, type DeskUnderTest } from '../../support/deskServer.ts';

const WRITES: readonly (readonly [method: string, path: string, as: 'anna' | 'leader' | 'administrator'])[] = [
  ['POST', '/v1/agent/sign-in', 'anna'], ['POST', '/v1/agent/pause', 'anna'], ['PUT', '/v1/agent/call/disposition', 'anna'], ['POST', '/v1/agent/call/number', 'anna'],
  ['POST', '/v1/agent/record/load', 'anna'], ['POST', '/v1/agent/auto-dial', 'anna'], ['POST', '/v1/campaigns/telesales-20/level', 'leader'], ['POST', '/v1/blocks', 'leader'],
  ['POST', '/v1/tokens', 'administrator'], ['POST', '/v1/session', 'leader'],
];
const FIELDS = ['phone', 'reason', 'statusId', 'form', 'nextCallAt', 'passTo', 'attempt', 'index', 'record', 'on', 'override', 'numbers', 'scope', 'blocked', 'roles', 'agent', 'token', '__proto__', 'constructor'];
const HOSTILE = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '\u0000', '\u202Eevil', '../../etc/passwd', '\'; DROP TABLE token; --', '💥'.repeat(40), '2026-11-24T10:00', '-1', '1e309'];

const value = fc.oneof(fc.jsonValue(), fc.constantFrom(...HOSTILE), fc.array(fc.constantFrom(...HOSTILE)), fc.dictionary(fc.constantFrom(...FIELDS), fc.jsonValue()));
const body = fc.oneof(
  fc.dictionary(fc.constantFrom(...FIELDS), value).map((fields) => JSON.stringify(fields)), fc.jsonValue().map((any) => JSON.stringify(any)), fc.string({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

describe('hostile requests', () => {
  let under: DeskUnderTest;
  beforeAll(async () => {
    under = await startDeskUnderTest({ wrongTokensPerMinute: 100_000 });
    await under.ask('POST', '/v1/agent/sign-in', { as: 'anna', body: { phone: '201' } });
    under.desk.giveCall('anna');
  });
  afterAll(async () => { await under.close(); });

  it('any body on any write is answered, and never with a failure of ours', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...WRITES), body, async ([method, path, as], text) => {
      const { status } = await under.ask(method, path, { as, body: text });
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
    }), { numRuns: 600 });
    expect(under.errors).toEqual([]);
  });

  it('any line of an import is answered', async () => {
    await fc.assert(fc.asyncProperty(fc.array(body, { maxLength: 6 }), async (lines) => {
      const answer = await under.ask('POST', '/v1/records', { as: 'leader', body: lines.join('\n'), headers: { 'content-type': 'application/x-ndjson' } });
      expect([200, 400]).toContain(answer.status);
    }), { numRuns: 200 });
    expect(under.errors).toEqual([]);
  });

  it('any header that means something to us is answered', async () => {
    const visible = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: 120 });
    const name = fc.constantFrom('authorization', 'cookie', 'origin', 'idempotency-key', 'last-event-id', 'content-type', 'accept');
    await fc.assert(fc.asyncProperty(fc.constantFrom('/v1/agent', '/v1/agent/ready', '/v1/session', '/metrics'), fc.boolean(), fc.dictionary(name, visible), async (path, isWrite, headers) => {
      const { status } = await under.ask(isWrite ? 'POST' : 'GET', path, { headers, ...(isWrite ? { body: '{}' } : {}) });
      expect(status).toBeLessThan(500);
    }), { numRuns: 400 });
    expect(under.errors).toEqual([]);
  });

  it('any path is answered', async () => {
    const part = fc.oneof(fc.constantFrom('v1', 'agent', 'call', '..', '.', '', '%2e%2e', '%00', '%', 'desk', 'agent.js', '*', ':campaign', '\\'), fc.webPath({ size: 'small' }));
    await fc.assert(fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
      const { status } = await raw(`GET /${parts.join('/').replaceAll(/[\s\p{Cc}]/gu, '')} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(status).toBeLessThan(500);
    }), { numRuns: 300 });
    expect(under.errors).toEqual([]);
  });

  it('bytes that are no HTTP are answered with 400, and the next request is served', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
      const { status } = await raw(Buffer.concat([bytes, Buffer.from('\r\n\r\n')]));
      expect([0, 400, 404, 408, 431, 505]).toContain(status);
    }), { numRuns: 100 });
    expect((await under.ask('GET', '/healthz')).status).toBe(200);
  });

  /** Sends bytes as they are. Status 0: the connection was closed without an answer. */
  const raw = (bytes: string | Buffer): Promise<{ status: number }> => new Promise((resolve) => {
    const socket = connect(Number(new URL(under.server.url).port), '127.0.0.1');
    let text = '';
    socket.on('data', (piece) => { text += piece.toString('latin1'); });
    socket.on('error', () => undefined);
    socket.on('close', () => { resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0) }); });
    socket.end(bytes);
  });
});
