import { describe, expect, it } from 'vitest';
import { CRASH_POINTS } from '../../../src/live/loop/liveHooks.ts';
import { replayStore } from '../../../src/live/loop/replayStore.ts';
import { LiveBench, settle } from './support.ts';

/** Two agents at work, and a call for each of them; `answered` of them talk. */
async function atWork(answered = 0): Promise<LiveBench> {
  const bench = new LiveBench();
  await bench.start();
  await bench.records(20);
  await bench.signIn('Ann', 'Bob');
  for (const { attempt } of bench.exchange.dials().slice(0, answered)) bench.exchange.answer(attempt);
  await bench.clock.pass(1_000);
  return bench;
}

describe('a campaign that is started again after its process died', () => {
  it('goes on with the state that the journal tells: agents, calls, records', async () => {
    const bench = await atWork(1);
    const before = { campaign: bench.live.campaign(), agents: bench.live.agents() };
    const report = await bench.restart();
    expect(report).toMatchObject({ resumed: true, adopted: 2, unknown: 0, orphans: 0 });
    expect(bench.live.agents()).toEqual(before.agents);
    expect(bench.live.campaign()).toMatchObject({ dials: before.campaign.dials, agents: before.campaign.agents, ringing: before.campaign.ringing, talking: 1 });
    expect(Math.max(...bench.exchange.dialled.values())).toBe(1);
  });

  it('takes over calls that still ring, and hears their end', async () => {
    const bench = await atWork();
    const [first] = bench.exchange.dials();
    await bench.restart();
    bench.exchange.end(first!.attempt, 'busy');
    await settle();
    expect(bench.value('SELECT outcome FROM attempt WHERE serial = 0')).toBe('busy');
  });

  it('gives up an attempt that the telephone system does not have: unknown, and never dialled again under that name', async () => {
    const bench = await atWork();
    const [first] = bench.exchange.dials();
    await bench.kill();
    bench.exchange.calls.delete(first!.attempt);
    expect(await bench.start()).toMatchObject({ unknown: 1 });
    expect(bench.value('SELECT outcome FROM attempt WHERE serial = 0')).toBe('unknown');
    expect(bench.exchange.dialled.get(first!.attempt)).toBe(1);
    expect(bench.live.counts.unknown).toBe(1);
  });

  it('hangs up calls and legs that the journal does not know', async () => {
    const bench = await atWork();
    await bench.kill();
    bench.exchange.calls.set('stray-99', { id: 'stray-99', number: '442079000001', up: true, bridgedTo: null });
    bench.exchange.legs.add('stray-L7');
    expect(await bench.start()).toMatchObject({ orphans: 2 });
    expect(bench.exchange.of('hangup').map((one) => one.attempt)).toContain('stray-99');
    expect(bench.exchange.of('agentLeg.close').map((one) => one.leg)).toContain('stray-L7');
  });

  it('pauses an agent whose leg is gone, with that reason, and takes his sign-in', async () => {
    const bench = await atWork();
    const leg = bench.exchange.of('agentLeg.open').find((one) => one.agent === 'Ann')!.leg;
    await bench.kill();
    bench.exchange.legs.delete(leg);
    await bench.start();
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'paused', pauseReason: 'leg lost', legUp: false });
    expect(bench.live.agent('Bob')).toMatchObject({ state: 'ready', legUp: true });
    expect(await bench.ask({ kind: 'ready', agent: 'Ann' })).toMatchObject({ ok: false, why: 'conflict' });
    await bench.signIn('Ann');
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'ready', pauseReason: null, legUp: true });
  });

  it('bridges a customer who answered while nobody listened, if an agent is free', async () => {
    const bench = await atWork();
    const [first] = bench.exchange.dials();
    await bench.kill();
    bench.exchange.calls.get(first!.attempt)!.up = true;
    await bench.start();
    expect(bench.exchange.of('bridge').map((one) => one.attempt)).toEqual([first!.attempt]);
    expect(bench.live.agents().filter((one) => one.state === 'talking')).toHaveLength(1);
  });

  it('plays the message to a customer who waited too long, and counts him as abandoned', async () => {
    const bench = new LiveBench({ agents: 2, strategy: { id: 'fixed-ratio-idle', parameters: { ratio: 3 } } });
    await bench.start();
    await bench.records(20);
    await bench.signIn('Ann');
    for (const { attempt } of bench.exchange.dials().slice(0, 2)) bench.exchange.answer(attempt);
    await settle();
    const waiting = bench.exchange.dials()[1]!.attempt;
    expect(bench.live.campaign()).toMatchObject({ talking: 1, waiting: 1 });
    await bench.kill();
    await bench.clock.pass(5_000);
    await bench.start();
    await bench.clock.pass(10);
    expect(bench.exchange.of('drop').map((one) => one.attempt)).toEqual([waiting]);
    expect(bench.live.counts.lateAbandoned).toBe(1);
    expect(bench.live.campaign()).toMatchObject({ dropped: 1 });
  });

  it('keeps what an agent writes about a call: his wrap-up goes on and his save is taken', async () => {
    const bench = await atWork(1);
    const { attempt } = bench.exchange.dials()[0]!;
    bench.exchange.end(attempt, 'answered', 'customer');
    await settle();
    const name = bench.live.agents().find((one) => one.state === 'wrapping')!.agent;
    await bench.restart();
    expect(bench.live.agent(name)).toMatchObject({ state: 'wrapping', call: { attempt, phase: 'wrapUp' } });
    expect(await bench.ask({ kind: 'save', agent: name, attempt, status: null, form: { note: 'x' }, nextCallAt: null, passTo: null })).toMatchObject({ ok: true });
    await bench.restart();
    expect(bench.rows('SELECT attempt, form FROM disposition')).toEqual([{ attempt, form: '{"note":"x"}' }]);
  });

  it('ends every attempt as unknown and pauses the agents where the telephone system has lost its calls', async () => {
    const bench = await atWork(1);
    await bench.kill();
    bench.exchange.calls.clear();
    bench.exchange.legs.clear();
    bench.exchange.epoch = 'two';
    await bench.start();
    expect(bench.live.agents().map((one) => one.pauseReason)).toEqual(['leg lost', 'leg lost']);
    expect(bench.rows('SELECT outcome FROM attempt WHERE ended_at IS NULL')).toEqual([]);
  });

  it('puts tables right that differ from the journal, and says so', async () => {
    const bench = await atWork(1);
    bench.store.db.exec('UPDATE record SET dials = 7 WHERE id = 1');
    await bench.restart();
    expect(bench.value('SELECT dials FROM record WHERE id = 1')).toBe(1);
    expect(bench.remarks.join()).toMatch(/1 records in .* differed from the journal/);
    expect(bench.value('SELECT COUNT(*) FROM audit WHERE what = \'repaired\'')).toBe(1);
  });

  it('settles commands whose answer was lost, so that no later start reads them again', async () => {
    const bench = new LiveBench();
    const silent = new Promise<never>(() => undefined);
    const driver = bench.exchange.driver();
    await bench.start({ telephony: { ...driver, execute: async (command) => {
      const ack = await driver.execute(command);
      return command.kind === 'dial' || command.kind === 'agentLeg.open' ? silent : ack;
    } } });
    await bench.records(5);
    await bench.signIn('Ann', 'Bob');
    const sent = 'SELECT COUNT(*) FROM outbox WHERE state IN (\'new\', \'sent\')';
    expect(bench.value(sent)).toBe(4);
    bench.exchange.calls.delete(bench.exchange.dials()[0]!.attempt);
    await bench.restart();
    expect(bench.value(sent)).toBe(0);
    expect(bench.rows('SELECT DISTINCT state, ack FROM outbox WHERE command LIKE \'%"dial"%\' AND seq <= (SELECT MIN(seq) FROM journal WHERE kind = \'resumed\')'))
      .toEqual([{ state: 'acked', ack: '{"ok":false,"why":"unknown"}' }]);
    expect(await bench.restart()).toMatchObject({ unknown: 0 });
    const { item } = JSON.parse(`{"item":${String(bench.value('SELECT body FROM journal WHERE kind = \'looked\' ORDER BY seq DESC LIMIT 1'))}}`) as { item: unknown };
    expect(item).toMatchObject({ unsent: [], unanswered: [] });
  });

  it('says so where the campaign file has changed, for its session goes on as it was', async () => {
    const bench = await atWork();
    await bench.restart();
    expect(bench.remarks).toEqual([]);
    await bench.kill();
    const { setup } = bench;
    await bench.start({ setup: {
      ...setup, message: 'other/message', definition: { ...setup.definition, ringLimitMs: 20_000 }, dialer: { ...setup.dialer, agents: ['Ann'], settings: { ...setup.dialer.settings, ringLimitMs: 20_000 } },
    } });
    expect(bench.remarks).toEqual([expect.stringMatching(/^the campaign file has changed since this session began \(message, campaign\.ringLimitMs, agents\): the session goes on as it was/)]);
    await bench.kill();
    await bench.start({ setup: { ...setup, dialer: { ...setup.dialer, channels: 3, dayStarts: [] } } });
    expect(bench.remarks.slice(1)).toEqual([expect.stringContaining('began (channels): ')]);
  });

  it('begins a new session where nobody was there and nothing was under way, with new records and the old numbering', async () => {
    const bench = await atWork();
    const stopping = bench.live.stop('drain');
    await settle();
    for (const id of bench.exchange.calls.keys()) bench.exchange.end(id);
    await stopping;
    const dials = bench.exchange.dials().length;
    expect(await bench.start()).toMatchObject({ resumed: false });
    await bench.signIn('Ann');
    const names = bench.exchange.dials().map((one) => one.attempt);
    expect(names.length).toBeGreaterThan(dials);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe.each(CRASH_POINTS)('a process that dies at the point %s', (point) => {
  it.each(Array.from({ length: 12 }, (_, index) => index + 1))('for the %i-th time dials nobody twice, loses no attempt and replays', async (count) => {
    const bench = new LiveBench();
    await bench.startToDieAt(point, count).catch(() => undefined);
    await settle();
    // The test plays on, whether the process lives or not.
    const work = async (): Promise<void> => {
      if (bench.live.isOver) return;
      await bench.records(10, 100 * count);
      await bench.signIn('Ann', 'Bob');
      for (const call of bench.exchange.calls.values()) if (!call.up) bench.exchange.answer(call.id);
      await bench.clock.pass(1_000);
      for (const call of bench.exchange.calls.values()) bench.exchange.end(call.id, 'answered', 'customer');
      await bench.clock.pass(1_000);
    };
    const tolerant = async (): Promise<void> => { await work().catch((error: unknown) => { if (!bench.live.isOver) throw error; }); };
    await tolerant();
    await bench.kill().catch(() => undefined);
    await bench.start();
    await tolerant();
    await bench.clock.pass(3_000);
    for (const [attempt, times] of bench.exchange.dialled) expect([attempt, times]).toEqual([attempt, 1]);
    for (const call of bench.exchange.calls.values()) bench.exchange.end(call.id, call.up ? 'answered' : 'noAnswer');
    await bench.ask({ kind: 'drain' });
    for (const call of bench.exchange.calls.values()) bench.exchange.end(call.id, call.up ? 'answered' : 'noAnswer');
    await settle();
    expect(bench.rows('SELECT serial FROM attempt WHERE ended_at IS NULL')).toEqual([]);
    expect(bench.rows('SELECT seq, n FROM outbox WHERE state IN (\'new\', \'sent\')')).toEqual([]);
    expect(replayStore(bench.store).difference).toBeNull();
  });
});
