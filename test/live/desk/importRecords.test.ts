import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readLines } from '../../../src/live/desk/readLines.ts';
import { startDeskUnderTest, type Answer, type DeskUnderTest } from '../../support/deskServer.ts';

describe('records by the API', () => {
  let under: DeskUnderTest;
  beforeEach(async () => { under = await startDeskUnderTest({ imports: { bodyMax: 20_000, lineMax: 1_000, batch: 3 } }); });
  afterEach(async () => {
    expect(under.errors).toEqual([]);
    await under.close();
  });

  const send = (body: string, query = '', headers: Readonly<Record<string, string>> = {}): Promise<Answer> => (
    under.ask('POST', `/v1/records${query}`, { as: 'leader', body, headers: { 'content-type': 'application/x-ndjson', ...headers } }));
  const line = (number: number, more = ''): string => `{"phones":["+44207946${String(number).padStart(4, '0')}"]${more}}`;
  const taken = (): string[] => under.desk.done.flatMap((request) => (request.kind === 'importRecords' ? request.records.map(({ phones }) => phones[0]!) : []));

  it('are taken in batches, in order, with what a line leaves out filled in', async () => {
    const { status, body } = await send([1, 2, 3, 4, 5].map((number) => line(number, number === 5 ? ',"contact":"Eva","form":{"city":"Brno"},"priority":2' : '')).join('\r\n'));
    expect([status, body]).toEqual([200, { lines: 5, loaded: 5, refused: 0, problems: [], seq: 102 }]);
    expect(taken()).toEqual([1, 2, 3, 4, 5].map((number) => `+44207946000${number}`));
    expect(under.desk.done.length).toBe(2);
    expect(under.desk.done[1]).toMatchObject({ records: [{ contact: null, timeZone: null, priority: 0, database: null, form: {} }, { contact: 'Eva', priority: 2, form: { city: 'Brno' } }] });
  });

  it('a bad line is reported with number and reason, and the good ones are taken', async () => {
    const { body } = await send(['{', line(1), '', '[]', '{"phones":[]}', line(2, ',"color":"red"'), '{"phones":["call me"]}', line(3)].join('\n'));
    expect(body).toMatchObject({ lines: 7, loaded: 2, refused: 5 });
    expect(body.problems.map((problem: { line: number }) => problem.line).toSorted()).toEqual([1, 4, 5, 6, 7]);
    expect(body.problems.find((problem: { line: number }) => problem.line === 6).message).toMatch(/color: unknown/);
    expect(body.problems.find((problem: { line: number }) => problem.line === 7).message).toBe('is no number');
  });

  it('all or nothing: one bad line, and none is taken', async () => {
    expect((await send([line(1), '{', line(2)].join('\n'), '?all-or-nothing=1')).body).toMatchObject({ loaded: 0, refused: 1, seq: null });
    expect(under.desk.done).toEqual([]);
    expect((await send([1, 2, 3, 4, 5].map((number) => line(number)).join('\n'), '?all-or-nothing=1')).body).toMatchObject({ loaded: 5, refused: 0 });
    expect(under.desk.done).toMatchObject([{ allOrNothing: true }]);
  });

  it('the same key imports once', async () => {
    const headers = { 'idempotency-key': 'list-7' };
    const body = [1, 2, 3, 4].map((number) => line(number)).join('\n');
    expect((await send(body, '', headers)).body).toEqual((await send(body, '', headers)).body);
    expect(taken().length).toBe(4);
  });

  it('a line that never ends, and a body that never ends, give 413 and say what is loaded', async () => {
    expect(await send(`${[1, 2, 3].map((number) => line(number)).join('\n')}\n${'x'.repeat(5_000)}`)).toMatchObject({ status: 413, body: { error: { message: expect.stringMatching(/line 4 .* 3 of the 3 lines/) } } });
    expect((await send(Array.from({ length: 2_000 }, (_, number) => line(number)).join('\n'))).status).toBe(413);
  });

  it.each(['?all-or-nothing=yes', '?all=1', '?all-or-nothing=1&all-or-nothing=0'])('the query %s gives 400', async (query) => {
    expect((await send(line(1), query)).status).toBe(400);
    expect(under.desk.done).toEqual([]);
  });

  it('no body gives 4xx, other kinds 415', async () => {
    expect((await under.ask('POST', '/v1/records', { as: 'leader' })).status).toBe(400);
    expect((await under.ask('POST', '/v1/records', { as: 'leader', body: '[]' })).status).toBe(415);
  });
});

describe('lines of a stream', () => {
  it('are the lines of the text, however it is cut into pieces', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 })), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (texts, cuts) => {
      const lines = texts.map((text) => text.replaceAll('\n', ' '));
      const bytes = Buffer.from(lines.join('\n'));
      const pieces: Buffer[] = [];
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const length = cuts[turn % cuts.length]!;
        pieces.push(bytes.subarray(at, at + length));
        at += length;
      }
      const found: string[] = [];
      for await (const { line, text } of readLines(Readable.from(pieces), { bodyMax: 1e6, lineMax: 1e6 })) {
        expect(line).toBe(found.length + 1);
        found.push(text);
      }
      // A line break at the very end begins no further line.
      const expected = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
      expect(found.map((text) => text.replace(/^\uFEFF/, ''))).toEqual(expected.map((text) => Buffer.from(text).toString().replace(/^\uFEFF/, '')));
    }), { numRuns: 200 });
  });
});
