import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDeskUnderTest, type DeskUnderTest } from '../../support/deskServer.ts';

interface Told { readonly id: string | null; readonly kind: string; readonly data: any }

describe('the stream of changes', () => {
  let under: DeskUnderTest;
  const opened: AbortController[] = [];
  beforeEach(async () => { under = await startDeskUnderTest({ events: { keepAliveMs: 50, perToken: 3 } }); });
  afterEach(async () => {
    for (const controller of opened.splice(0)) controller.abort();
    await under.close();
  });

  /** Opens a stream; `until` gives what was told so far once it holds. */
  const listen = async (as: 'anna' | 'bob' | 'leader', lastEventId?: string): Promise<{ status: number; headers: Headers; until: (holds: (told: Told[]) => boolean) => Promise<Told[]>; ended: Promise<void> }> => {
    const controller = new AbortController();
    opened.push(controller);
    const response = await fetch(`${under.server.url}/v1/events`, {
      signal: controller.signal, headers: { authorization: `Bearer ${under.secrets[as]}`, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
    });
    const told: Told[] = [];
    let rest = '';
    const reading = (async () => {
      if (response.status !== 200) return;
      for await (const piece of response.body!.pipeThrough(new TextDecoderStream() as never) as unknown as AsyncIterable<string>) {
        const parts = (rest + piece).split('\n\n');
        rest = parts.pop()!;
        told.push(...parts.map((part) => {
          const line = (name: string): string | null => part.split('\n').find((one) => one.startsWith(`${name}: `))?.slice(name.length + 2) ?? null;
          return { id: line('id'), kind: line('event')!, data: JSON.parse(line('data')!) };
        }));
      }
    })().catch(() => undefined);
    return {
      status: response.status, headers: response.headers, ended: reading,
      until: async (holds) => {
        for (let tries = 0; tries < 2_000 && !holds(told); tries += 1) await new Promise((resolve) => { setTimeout(resolve, 5); });
        return told;
      },
    };
  };
  const changesOf = (told: Told[]): any[] => told.filter(({ kind }) => kind === 'changes').flatMap(({ data }) => data);

  it('says that it is open, and that it still is', async () => {
    const { until, headers } = await listen('anna');
    const told = await until((all) => all.some(({ kind }) => kind === 'alive'));
    expect(told[0]).toMatchObject({ id: '100', kind: 'hello' });
    expect(headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('an agent hears of himself and of the campaign, a team leader of everything', async () => {
    const [anna, leader] = await Promise.all([listen('anna'), listen('leader')]);
    under.desk.giveCall('bob');
    under.desk.giveCall('anna');
    under.desk.say({ kind: 'call', agent: null });
    under.desk.say({ kind: 'campaign', agent: null });
    const heard = changesOf(await anna.until((told) => changesOf(told).length >= 3)).map(({ kind, agent }) => [kind, agent]);
    expect(heard).toEqual([['call', 'anna'], ['agent', 'anna'], ['campaign', null]]);
    expect(changesOf(await leader.until((told) => changesOf(told).length >= 6)).length).toBe(6);
  });

  it('all changes of one commit are one event, so that its id is a place to go on from', async () => {
    const { until } = await listen('bob');
    under.desk.giveCall('bob');
    const told = (await until((all) => all.some(({ kind }) => kind === 'changes'))).filter(({ kind }) => kind === 'changes');
    expect(told.map(({ id, data }) => [id, data.length])).toEqual([['101', 2]]);
  });

  it('who comes back hears what he missed, once, oldest first', async () => {
    under.desk.giveCall('anna');
    under.desk.giveCall('bob');
    under.desk.customerHangsUp('anna');
    const all = changesOf(await (await listen('leader', '100')).until((told) => changesOf(told).length >= 5));
    expect(all.map(({ seq }) => seq)).toEqual([101, 101, 102, 102, 103]);
    expect(changesOf(await (await listen('leader', '102')).until((told) => changesOf(told).length >= 1)).map(({ seq }) => seq)).toEqual([103]);
    const none = await (await listen('leader', '103')).until((told) => told.some(({ kind }) => kind === 'alive'));
    expect(changesOf(none)).toEqual([]);
  });

  it('who was away too long is told to read everything', async () => {
    under.desk.giveCall('anna');
    under.desk.forgetBefore(101);
    const told = await (await listen('anna', '50')).until((all) => all.length > 0);
    expect(told[0]).toMatchObject({ kind: 'reset', id: '101' });
  });

  it.each(['x', '-1', '1.5', '1e3', '99999999999999999999'])('the place %j gives 400', async (place) => {
    expect((await listen('anna', place)).status).toBe(400);
  });

  it('a token that is revoked ends its streams, and too many of one token are refused', async () => {
    const { ended } = await listen('anna');
    await listen('anna');
    await listen('anna');
    expect((await listen('anna')).status).toBe(429);
    expect((await listen('bob')).status).toBe(200);
    under.tokens.revoke(under.tokens.list().find(({ agent }) => agent === 'anna')!.id, Date.now());
    await ended;
    expect((await listen('anna')).status).toBe(401);
  });
});
