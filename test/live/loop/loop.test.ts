import { describe, expect, it } from 'vitest';
import { CRASH_POINTS } from '../../../src/live/loop/liveHooks.ts';
import { NO_METRICS } from '../../../src/live/metrics/liveMetrics.ts';
import { replayStore } from '../../../src/live/loop/replayStore.ts';
import { LiveBench, newRecord, settle } from './support.ts';

/** Ann at work, with her call. */
async function atWork(): Promise<{ bench: LiveBench; attempt: string }> {
  const bench = new LiveBench();
  await bench.start();
  await bench.records(5);
  await bench.signIn('Ann');
  return { bench, attempt: bench.exchange.dials()[0]!.attempt };
}

/** Ann's call is over, and she writes. */
async function wrappingUp(): Promise<{ bench: LiveBench; attempt: string }> {
  const { bench, attempt } = await atWork();
  bench.exchange.answer(attempt);
  await bench.clock.pass(60_000);
  bench.exchange.end(attempt, 'answered', 'customer');
  await bench.clock.pass(5_000);
  return { bench, attempt };
}

const SAVE = { kind: 'save', agent: 'Ann', status: null, form: { note: 'called' }, nextCallAt: null, passTo: null } as const;

describe('a live campaign', () => {
  it('dials for an agent whose phone is connected, bridges, and takes his save', async () => {
    const { bench, attempt } = await atWork();
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'ready', legUp: true });
    bench.exchange.answer(attempt);
    await bench.clock.pass(0);
    expect(bench.exchange.of('bridge')).toEqual([{ kind: 'bridge', attempt, leg: `${bench.live.run}-L1` }]);
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'talking', call: { attempt, phase: 'talking' } });
    await bench.clock.pass(60_000);
    bench.exchange.end(attempt, 'answered', 'customer');
    await settle();
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'wrapping', call: { phase: 'wrapUp', endedAt: bench.clock.now() } });
    expect(await bench.ask({ ...SAVE, attempt })).toMatchObject({ ok: true });
    expect(bench.rows('SELECT attempt, form FROM disposition')).toEqual([{ attempt, form: '{"note":"called"}' }]);
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'ready', call: null });
    expect(bench.exchange.dials()).toHaveLength(2);
    expect(bench.value('SELECT outcome FROM attempt WHERE serial = 0')).toBe('answered');
    expect(bench.value('SELECT body FROM form WHERE record = 1')).toBe('{"note":"called"}');
  });

  it('stamps what happens without gaps, and never back in time', async () => {
    const { bench } = await wrappingUp();
    const rows = bench.rows('SELECT seq, at FROM journal ORDER BY seq') as { seq: number; at: number }[];
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.every((row, index) => index === 0 || row.at >= rows[index - 1]!.at)).toBe(true);
  });

  it('writes a command into the journal, and marks it sent, before the telephone system hears of it', async () => {
    const bench = new LiveBench();
    const seen: unknown[] = [];
    const carryOut = bench.exchange.acks;
    bench.exchange.acks = (command) => {
      if (command.kind === 'dial') seen.push(bench.value(`SELECT state FROM outbox WHERE command LIKE '%${command.attempt}"%' AND command LIKE '%"dial"%'`));
      return carryOut(command);
    };
    await bench.start();
    await bench.records(3);
    await bench.signIn('Ann', 'Bob');
    expect(seen).toEqual(['sent', 'sent']);
    expect(bench.rows('SELECT 1 FROM outbox WHERE state = \'sent\'')).toEqual([]);
  });

  it('keeps its journal append-only', async () => {
    const { bench } = await atWork();
    expect(() => bench.store.db.exec('UPDATE journal SET at = 0 WHERE seq = 1')).toThrow(/append-only/);
    expect(() => bench.store.db.exec('DELETE FROM journal')).toThrow(/append-only/);
  });

  it('replays to the same commands, and finds a command that was altered', async () => {
    const { bench } = await wrappingUp();
    await bench.ask({ kind: 'level', level: 1.5 });
    expect(replayStore(bench.store)).toMatchObject({ campaign: 'north', difference: null });
    bench.store.db.exec('UPDATE outbox SET line = replace(line, \'agent=0\', \'agent=1\') WHERE line LIKE \'connect %\'');
    const { difference } = replayStore(bench.store);
    expect(difference).toMatchObject({ outbox: expect.stringMatching(/^connect attempt=0 agent=1/), engine: expect.stringMatching(/^connect attempt=0 agent=0/) });
    expect(difference!.seq).toBe(bench.value('SELECT seq FROM outbox WHERE line LIKE \'connect %\''));
  });

  it('drops a customer for whom no agent comes, with the message', async () => {
    const bench = new LiveBench({ settings: { dropLimitMs: 1_500 }, strategy: { id: 'fixed-ratio-idle', parameters: { ratio: 3 } } });
    await bench.start();
    await bench.records(10);
    await bench.signIn('Ann');
    for (const { attempt } of bench.exchange.dials().slice(0, 2)) bench.exchange.answer(attempt);
    await bench.clock.pass(1_400);
    expect(bench.exchange.of('drop')).toEqual([]);
    await bench.clock.pass(200);
    expect(bench.exchange.of('drop')).toEqual([{ kind: 'drop', attempt: bench.exchange.dials()[1]!.attempt, message: 'overdial/safe-harbour' }]);
    expect(bench.live.campaign()).toMatchObject({ answered: 2, dropped: 1, talking: 1 });
  });

  it('pauses an agent whose phone is lost in a talk, and plays the message to his customer', async () => {
    const { bench, attempt } = await atWork();
    bench.exchange.answer(attempt);
    await settle();
    bench.exchange.loseLeg(`${bench.live.run}-L1`);
    await settle();
    expect(bench.exchange.of('drop').map((one) => one.attempt)).toEqual([attempt]);
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'wrapping', legUp: false, pauseReason: 'leg lost' });
    await bench.ask({ ...SAVE, attempt });
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'paused', pauseReason: 'leg lost' });
  });

  it('dials nothing while the telephone system is blind, and goes on when it is back', async () => {
    const bench = new LiveBench();
    await bench.start();
    bench.exchange.tell({ kind: 'driver', state: 'blind', epoch: 'one' });
    await bench.records(5);
    await bench.signIn('Ann');
    expect(bench.exchange.dials()).toEqual([]);
    bench.exchange.tell({ kind: 'driver', state: 'ready', epoch: 'one' });
    await bench.clock.pass(3_000);
    expect(bench.exchange.dials()).toHaveLength(1);
  });

  it('never repeats a dial whose answer is unclear: it looks, and gives up what is not there', async () => {
    const bench = new LiveBench();
    bench.exchange.acks = (command) => (command.kind === 'dial' && command.attempt.endsWith('-0') ? { ok: false, why: 'unknown' } : null);
    await bench.start();
    await bench.records(5);
    await bench.signIn('Ann');
    expect(bench.value('SELECT ended_at FROM attempt WHERE serial = 0')).toBeNull();
    await bench.clock.pass(2_500);
    expect(bench.value('SELECT outcome FROM attempt WHERE serial = 0')).toBe('unknown');
    expect(bench.exchange.of('dial').filter((one) => one.attempt.endsWith('-0'))).toHaveLength(1);
  });

  it('reschedules a record whose dial a limit refuses, and gives the number up where it may never be called', async () => {
    const bench = new LiveBench({ settings: { maxTotalAttempts: 3 } });
    bench.exchange.acks = (command) => (command.kind === 'dial' ? { ok: false, why: 'refused', detail: command.attempt.endsWith('-0') ? 'rate' : 'notAllowed' } : null);
    await bench.start();
    await bench.records(2);
    await bench.signIn('Ann');
    await settle();
    expect(bench.rows('SELECT outcome FROM attempt ORDER BY serial')).toEqual([{ outcome: 'congestion' }, { outcome: 'invalidNumber' }]);
    expect(bench.rows('SELECT total_attempts FROM record ORDER BY id')).toEqual([{ total_attempts: 0 }, { total_attempts: 1 }]);
    expect(bench.live.counts.refused).toBe(2);
  });

  it('stops new dials when the machine\'s clock jumps, until a team leader starts it again', async () => {
    let wall = 0;
    const bench = new LiveBench();
    await bench.start({ wallNow: () => bench.clock.now() + wall });
    await bench.records(5);
    wall = 60_000;
    await bench.clock.pass(2_000);
    await bench.signIn('Ann');
    expect(bench.exchange.dials()).toEqual([]);
    expect(bench.remarks.join()).toMatch(/clock has jumped by 60\.0 s/);
    await bench.ask({ kind: 'start' });
    expect(bench.exchange.dials()).toHaveLength(1);
  });

  it('ends what rings when it is stopped, and leaves it when it is drained', async () => {
    const { bench, attempt } = await atWork();
    await bench.ask({ kind: 'drain' });
    expect(bench.exchange.of('hangup')).toEqual([]);
    await bench.ask({ kind: 'stop' });
    expect(bench.exchange.of('hangup')).toEqual([{ kind: 'hangup', attempt }]);
    expect(bench.value('SELECT outcome FROM attempt WHERE serial = 0')).toBe('cancelled');
    expect(bench.live.campaign()).toMatchObject({ dialling: 'stopped', ringing: 0 });
  });

  it('has so many calls per ready agent as the team leader says, and shows it', async () => {
    const bench = new LiveBench();
    await bench.start();
    await bench.records(10);
    await bench.signIn('Ann');
    expect(await bench.ask({ kind: 'level', level: 3 })).toMatchObject({ ok: true });
    expect(bench.exchange.dials()).toHaveLength(3);
    expect(bench.live.campaign()).toMatchObject({ level: 3, readings: { levelOverride: 3 } });
    expect(await bench.ask({ kind: 'level', level: 99 })).toMatchObject({ ok: false, why: 'invalid' });
    await bench.ask({ kind: 'level', level: null });
    expect(bench.live.campaign()).toMatchObject({ level: null });
  });

  it('tells pages what changed, after it is durable, and remembers it for those who were away', async () => {
    const bench = new LiveBench();
    await bench.start();
    const seen: { kind: string; agent: string | null; stored: unknown }[] = [];
    bench.live.subscribe(({ kind, agent }) => { seen.push({ kind, agent, stored: bench.value('SELECT state FROM agent_state') }); });
    const before = bench.live.campaign().seq;
    await bench.signIn('Ann');
    expect(seen).toContainEqual({ kind: 'agent', agent: 'Ann', stored: 'ready' });
    expect(bench.live.changesSince(before)!.map((change) => change.agent)).toContain('Ann');
    expect(bench.live.changesSince(0)).toBeNull();
  });
});

describe('the metrics of a live campaign', () => {
  it('count attempts by outcome, show agents, calls and the driver, and time the commits', async () => {
    const told: Record<string, unknown[]> = {};
    const note = (name: string) => (...values: unknown[]): void => { (told[name] ??= []).push(values.length === 1 ? values[0] : values); };
    const names = ['attemptEnded', 'abandoned', 'abandonRatio', 'answerToBridge', 'agents', 'channels', 'driverState', 'commit', 'inboxDepth', 'eventLag', 'command'] as const;
    const bench = new LiveBench();
    await bench.start({ metrics: { ...NO_METRICS, ...Object.fromEntries(names.map((name) => [name, note(name)])) } });
    await bench.records(3);
    await bench.signIn('Ann');
    expect(told['channels']!.at(-1)).toEqual(['trunk', 1]);
    expect(told['driverState']!.at(-1)).toBe('ready');
    bench.exchange.answer(bench.exchange.dials()[0]!.attempt);
    await bench.clock.pass(20);
    expect(told['agents']).toContainEqual(['talking', 1]);
    expect(told['answerToBridge']).toEqual([0]);
    bench.exchange.end(bench.exchange.dials()[0]!.attempt, 'answered', 'customer');
    await settle();
    expect(told['attemptEnded']).toEqual([['trunk', 'answered']]);
    expect(told['commit']!.every((seconds) => (seconds as number) >= 0)).toBe(true);
    expect(told['command']!.map((values) => (values as unknown[])[0])).toEqual(['agentLeg.open', 'dial', 'bridge']);
  });
});

describe('what people ask of a live campaign', () => {
  it('is done once for one key, and answered the same each time', async () => {
    const { bench, attempt } = await wrappingUp();
    const first = await bench.ask({ ...SAVE, attempt }, 'key-1');
    expect(first).toMatchObject({ ok: true });
    expect(await bench.ask({ ...SAVE, attempt }, 'key-1')).toEqual(first);
    await bench.restart();
    expect(await bench.ask({ ...SAVE, attempt }, 'key-1')).toEqual(first);
    expect(bench.value('SELECT COUNT(*) FROM disposition')).toBe(1);
  });

  it('forgets keys after a day', async () => {
    const bench = new LiveBench();
    await bench.start();
    const first = await bench.ask({ kind: 'importRecords', records: [newRecord(1)] }, 'import');
    await bench.clock.pass(86_400_001);
    expect(await bench.ask({ kind: 'importRecords', records: [newRecord(2)] }, 'import')).not.toEqual(first);
  });

  it('takes a save that is sent again with the same content, and refuses one with other content', async () => {
    const { bench, attempt } = await wrappingUp();
    await bench.ask({ ...SAVE, attempt });
    expect(await bench.ask({ ...SAVE, attempt })).toMatchObject({ ok: true });
    expect(await bench.ask({ ...SAVE, attempt, form: { note: 'other' } })).toMatchObject({ ok: false, why: 'conflict', state: 'ready' });
    expect(await bench.ask({ ...SAVE, attempt: `${bench.live.run}-99` })).toMatchObject({ ok: false, why: 'notFound' });
  });

  it('is refused in words where it is not allowed now, and changes nothing', async () => {
    const { bench, attempt } = await wrappingUp();
    const seq = bench.live.campaign().seq;
    expect(await bench.ask({ kind: 'ready', agent: 'Bob' })).toMatchObject({ ok: false, why: 'conflict', state: 'signedOut' });
    expect(await bench.ask({ kind: 'ready', agent: 'Zoe' })).toMatchObject({ ok: false, why: 'notFound' });
    expect(await bench.ask({ kind: 'signIn', agent: 'Ann', phone: 'phone-Ann' })).toMatchObject({ ok: false, why: 'conflict' });
    expect(await bench.ask({ kind: 'signIn', agent: 'Bob', phone: 'phone-Ann' })).toMatchObject({ ok: false, why: 'conflict' });
    expect(await bench.ask({ kind: 'signIn', agent: 'Bob', phone: 'PJSIP/evil' })).toMatchObject({ ok: false, why: 'invalid' });
    expect(await bench.ask({ kind: 'hangUp', agent: 'Ann' })).toMatchObject({ ok: false, why: 'conflict' });
    expect(await bench.ask({ ...SAVE, attempt, status: 'nonsense' })).toMatchObject({ ok: false, why: 'invalid', allowed: expect.any(Array) });
    expect(bench.live.campaign().seq).toBe(seq);
    expect(await bench.ask({ ...SAVE, attempt, nextCallAt: bench.clock.now() - 1 })).toMatchObject({ ok: false, why: 'invalid', message: 'the next call is in the past' });
  });

  it('adds good records and tells what is wrong with the others', async () => {
    const bench = new LiveBench();
    await bench.start();
    const answer = await bench.ask({
      kind: 'importRecords',
      records: [newRecord(1), { ...newRecord(2), phones: ['12'] }, newRecord(1), { ...newRecord(3), timeZone: 'Mars/Base' }, { ...newRecord(4), form: { note: 'x' } }],
    });
    expect(answer).toMatchObject({ ok: true, detail: { loaded: 2, problems: [{ index: 1 }, { index: 2 }, { index: 3 }] } });
    expect(bench.value('SELECT COUNT(*) FROM record')).toBe(2);
    expect(bench.live.campaign().records.notAssigned).toBe(2);
  });

  it('says of a time zone whether there is none of this name, or the session does not know it yet, and what to do', async () => {
    const bench = new LiveBench();
    await bench.start();
    const answer = await bench.ask({ kind: 'importRecords', records: [{ ...newRecord(1), timeZone: 'Mars/Base' }, { ...newRecord(2), timeZone: 'Europe/Prague' }] });
    expect(answer).toMatchObject({ ok: true, detail: { loaded: 0, problems: [
      { message: '"Mars/Base" is not a time zone; allowed: IANA names such as UTC' },
      { message: expect.stringMatching(/^time zone "Europe\/Prague" is new to this session, which has windows for UTC: stop the campaign, .* and start the campaign again$/) },
    ] } });
  });

  it('blocks numbers for good: they are not dialled, not even after a restart', async () => {
    const bench = new LiveBench();
    await bench.start();
    await bench.records(2);
    await bench.ask({ kind: 'block', numbers: ['+44 2079 000000', '442079000001'], scope: 'global', blocked: true });
    await bench.signIn('Ann');
    expect(bench.exchange.dials()).toEqual([]);
    expect(bench.value('SELECT COUNT(*) FROM block')).toBe(2);
  });

  it('signs an agent out and closes his phone', async () => {
    const { bench, attempt } = await atWork();
    await bench.ask({ kind: 'signOut', agent: 'Ann' });
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'signedOut', legUp: false });
    expect(bench.exchange.of('agentLeg.close')).toHaveLength(1);
    bench.exchange.end(attempt);
  });

  it('is not answered with yes where the transaction failed: no process goes on, and no command goes out', async () => {
    const { bench } = await atWork();
    const dials = bench.exchange.dials().length;
    bench.store.db.exec('CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(FAIL, \'database or disk is full\'); END');
    expect(await bench.ask({ kind: 'level', level: 5 })).toMatchObject({ ok: false, why: 'stopping' });
    expect(bench.failures.map((failure) => failure.exitCode)).toEqual([70]);
    expect(bench.failures[0]!.message).toMatch(/disk is full/);
    bench.exchange.end(bench.exchange.dials()[0]!.attempt);
    await bench.clock.pass(1_000);
    expect(bench.exchange.dials()).toHaveLength(dials);
    expect(bench.live.isOver).toBe(true);
  });
});

describe('a named point', () => {
  it.each(CRASH_POINTS)('%s is reached again and again', async (point) => {
    const bench = new LiveBench();
    const counts: number[] = [];
    await bench.start({ hooks: { reach: (reached, count) => { if (reached === point) counts.push(count); } } });
    await bench.records(3);
    await bench.signIn('Ann', 'Bob');
    expect(counts.length).toBeGreaterThan(2);
    expect(counts).toEqual(counts.map((_, index) => index + 1));
  });
});
