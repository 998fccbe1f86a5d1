import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../src/base/time.ts';
import { replayStore } from '../../../src/live/loop/replayStore.ts';
import { guardTelephony, type GuardedTelephony } from '../../../src/live/telephony/guard/guardTelephony.ts';
import { LiveBench } from './support.ts';

const LIMITS = { maxChannels: 5, maxCallsPerSecond: 1_000, maxMinutesPerDay: 1_000, maxAttemptsPerDay: 1_000 };
const CALLERS = ['442079460000'];
const TRUNKS = [{ name: 'first', callerIds: CALLERS, dryRun: false }, { name: 'second', callerIds: CALLERS, dryRun: false }];

function guardOf(bench: LiveBench, trunks: typeof TRUNKS, limits: Partial<typeof LIMITS>, attempts = 0): GuardedTelephony {
  return guardTelephony(bench.exchange.driver(), {
    trunks: trunks.map((trunk) => ({ ...trunk, ...LIMITS, ...limits })), total: { ...LIMITS, maxChannels: 100 }, allow: ['4420'], clock: bench.clock, zone: 'UTC',
    used: () => ({ attempts, minutes: 0 }),
  });
}

/** A campaign with many records on guarded trunks. */
async function guarded(limits: Partial<typeof LIMITS> = {}, trunks = TRUNKS): Promise<{ bench: LiveBench; guard: GuardedTelephony }> {
  const bench = new LiveBench({ setup: { trunks } });
  const guard = guardOf(bench, trunks, limits);
  await bench.start({ telephony: guard, onStarted: () => { guard.resumeTrunk(); } });
  await bench.records(300);
  return { bench, guard };
}

function endAll(bench: LiveBench, outcome: 'congestion' | 'noAnswer'): void {
  for (const id of bench.exchange.calls.keys()) bench.exchange.end(id, outcome);
}

describe('a trunk that cannot be used', () => {
  it('is asked for nothing: its calls go over the others, and over none when all have stopped, until a team leader starts again', async () => {
    const { bench, guard } = await guarded();
    await bench.signIn('Ann');
    for (let round = 0; round < 40 && guard.stoppedTrunks.length === 0; round += 1) {
      for (const call of bench.exchange.calls.values()) bench.exchange.end(call.id, bench.exchange.dials().at(-1)!.trunk === 'first' ? 'congestion' : 'noAnswer');
      await bench.clock.pass(10_000);
    }
    expect(guard.stoppedTrunks).toEqual(['first']);
    const before = bench.exchange.dials().length;
    for (let round = 0; round < 6; round += 1) {
      endAll(bench, 'noAnswer');
      await bench.clock.pass(10_000);
    }
    const after = bench.exchange.dials().slice(before);
    expect(after.length).toBeGreaterThan(3);
    expect(new Set(after.map((dial) => dial.trunk))).toEqual(new Set(['second']));
    expect(guard.refusals).toEqual({});
    for (let round = 0; round < 12; round += 1) {
      endAll(bench, 'congestion');
      await bench.clock.pass(10_000);
    }
    expect(guard.stoppedTrunks).toEqual(['first', 'second']);
    const decided = bench.live.campaign().dials;
    await bench.clock.pass(HOUR_MS);
    expect(bench.live.campaign().dials).toBe(decided);
    expect(guard.refusals).toEqual({});
    await bench.ask({ kind: 'start' });
    await bench.clock.pass(10_000);
    expect(bench.live.campaign().dials).toBeGreaterThan(decided);
    expect(replayStore(bench.store).difference).toBeNull();
  });

  it('because its day is used up is asked again the next day, also by a process that was started again', async () => {
    const { bench, guard } = await guarded({ maxAttemptsPerDay: 3 }, TRUNKS.slice(0, 1));
    await bench.signIn('Ann');
    for (let round = 0; round < 6; round += 1) {
      endAll(bench, 'noAnswer');
      await bench.clock.pass(10_000);
    }
    expect(bench.live.campaign().dials).toBe(3);
    expect(guard.refusals).toEqual({});
    await bench.kill();
    const next = guardOf(bench, TRUNKS.slice(0, 1), { maxAttemptsPerDay: 3 }, 3);
    await bench.start({ telephony: next });
    await bench.clock.pass(60_000);
    expect(bench.live.campaign().dials).toBe(3);
    expect(next.refusals).toEqual({});
    await bench.clock.pass(15 * HOUR_MS);
    expect(bench.live.campaign().dials).toBe(4);
    expect(replayStore(bench.store).difference).toBeNull();
  });

  it('because its minutes ran out while a call went on is refused once, and then asked no more', async () => {
    const { bench, guard } = await guarded({ maxMinutesPerDay: 10 }, TRUNKS.slice(0, 1));
    await bench.signIn('Ann');
    bench.exchange.answer(bench.exchange.dials()[0]!.attempt);
    await bench.clock.pass(11 * 60_000);
    await bench.signIn('Bob');
    await bench.clock.pass(HOUR_MS);
    expect(guard.refusals).toEqual({ minutesPerDay: 1 });
  });
});

describe('a number that may not be called', () => {
  it('is tried once: the number is invalid, and its record is over when it has no other', async () => {
    const bench = new LiveBench();
    const guard = guardOf(bench, [{ name: 'trunk', callerIds: CALLERS, dryRun: false }], {});
    await bench.start({ telephony: guard });
    const record = (...phones: string[]) => ({ phones, contact: null, timeZone: null, priority: 0, database: null, form: {} });
    await bench.ask({ kind: 'importRecords', records: [record('442079000001'), record('4930123456789'), record('449098790000', '442079000002')] });
    await bench.signIn('Ann');
    for (let hour = 0; hour < 12; hour += 1) {
      endAll(bench, 'noAnswer');
      await bench.clock.pass(HOUR_MS);
    }
    expect(guard.refusals).toEqual({ notAllowed: 1, premium: 1 });
    expect(bench.rows('SELECT outcome FROM attempt WHERE number NOT LIKE \'4420%\' ORDER BY serial')).toEqual([{ outcome: 'invalidNumber' }, { outcome: 'invalidNumber' }]);
    expect(bench.value('SELECT action FROM record WHERE id = 2')).toBe('done');
    expect(new Set(bench.exchange.dials().map((dial) => dial.number))).toEqual(new Set(['442079000001', '442079000002']));
    expect(bench.value('SELECT ack FROM outbox WHERE ack LIKE \'%notAllowed%\'')).toBe('{"ok":false,"why":"refused","detail":"notAllowed"}');
  });
});
