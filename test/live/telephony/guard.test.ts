import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forbiddenKind } from '../../../src/live/telephony/guard/forbiddenNumbers.ts';
import { guardTelephony, type Dial, type GuardOptions } from '../../../src/live/telephony/guard/guardTelephony.ts';
import { createNumberRules } from '../../../src/live/telephony/guard/numberRules.ts';
import type { Ack, Telephony, TelephonyCommand, TelephonyEvent } from '../../../src/live/telephony/port/port.ts';
import { createRehearsalDriver } from '../../../src/live/telephony/rehearsal/rehearsalDriver.ts';
import { MESSAGE_MS } from '../../../src/live/telephony/rehearsal/customerCalls.ts';
import { describeTelephony } from './conformance.ts';
import { createManualClock } from './manualClock.ts';
import { customers, persons, rehearsedLine } from './rehearsedLine.ts';

const LIMITS = { maxChannels: 100, maxCallsPerSecond: 10, maxMinutesPerDay: 1_000, maxAttemptsPerDay: 1_000 };
const CALLER = '+442079460018';

/** A driver that takes everything, and says what it is told to. */
function plainDriver() {
  const sent: TelephonyCommand[] = [];
  let sink: (event: TelephonyEvent) => void = () => {};
  const driver: Telephony = {
    start: async (to) => { sink = to; },
    execute: async (command): Promise<Ack> => {
      sent.push(command);
      return { ok: true };
    },
    snapshot: async () => ({ epoch: 'e', attempts: [], legs: [] }),
    stop: async () => {},
  };
  return { driver, sent, say: (event: TelephonyEvent) => { sink(event); } };
}

async function guarded(changes: Partial<GuardOptions> & { trunk?: Partial<GuardOptions['trunks'][number]> } = {}) {
  const clock = createManualClock(Date.UTC(2026, 2, 3, 10));
  const { driver, sent, say } = plainDriver();
  const { trunk, ...options } = changes;
  const guard = guardTelephony(driver, {
    trunks: [{ name: 'main', callerIds: [CALLER], dryRun: false, ...LIMITS, ...trunk }], total: { ...LIMITS, maxCallsPerSecond: 1_000 }, allow: ['+4420', '4930'], clock, zone: 'UTC',
    used: () => ({ attempts: 0, minutes: 0 }), ...options,
  });
  const events: TelephonyEvent[] = [];
  await guard.start((event) => { events.push(event); });
  let serial = 0;
  const dial = async (change: Partial<Dial> = {}): Promise<string> => {
    const ack = await guard.execute({ kind: 'dial', attempt: `r-${serial++}`, trunk: 'main', number: '+442079460000', callerId: CALLER, ringMs: 20_000, amd: 'off', ...change });
    return ack.ok ? 'ok' : ack.detail ?? ack.why;
  };
  const end = (nth: number, outcome: 'congestion' | 'busy' | 'answered', reason?: string) => {
    say({ kind: 'ended', attempt: `r-${nth}`, outcome, by: 'network', raw: reason === undefined ? {} : { reason } });
  };
  return { clock, guard, sent, say, end, events, dial };
}

describe('the guard around a driver', () => {
  it('an empty allow list allows nothing', async () => {
    const { dial, sent } = await guarded({ allow: [] });
    expect(await dial()).toBe('notAllowed');
    expect(sent).toEqual([]);
  });

  it.each([
    ['+442079460000', 'ok'], ['442079460000', 'ok'], ['+493012345678', 'ok'], ['+33123456789', 'notAllowed'], ['+4416', 'badNumber'], ['02079460000', 'badNumber'],
    ['+44 2079460000', 'badNumber'], ['+442079460000\n', 'badNumber'], ['+4420794600001234567', 'badNumber'], ['', 'badNumber'], ['112', 'emergency'], ['911', 'emergency'],
    ['+999', 'emergency'], ['sip:+442079460000@evil', 'badNumber'], ['+4420\u00007946000', 'badNumber'],
  ])('the number %j is answered with %s', async (number, answer) => {
    expect(await (await guarded()).dial({ number })).toBe(answer);
  });

  it.each([
    ['8816123456789', 'satellite'], ['870773123456', 'satellite'], ['19001234567', 'premium'], ['449098790000', 'premium'], ['499001234567', 'premium'],
    ['979123456789', 'premium'], ['3531122', 'emergency'], ['19115551234', 'emergency'], ['35312345', 'short'], ['442079460000', null], ['12125550100', null], ['420602123456', null],
  ])('%s is %s, whatever the allow list says', (digits, kind) => {
    expect(forbiddenKind(digits)).toBe(kind);
    if (kind !== null) expect(createNumberRules(['1', '2', '3', '4', '5', '6', '7', '8', '9'])(digits)).toBe(kind);
  });

  it('a caller id comes from the trunk\'s list and nowhere else', async () => {
    const { dial } = await guarded();
    expect(await dial({ callerId: '442079460018' })).toBe('ok');
    expect(await dial({ callerId: '+442079460019' })).toBe('callerIdNotListed');
    expect(await dial({ callerId: '+442079460018\r\nX-Evil: 1' })).toBe('badCallerId');
    expect(await dial({ trunk: 'other' })).toBe('unknownTrunk');
    expect(await dial({ attempt: '../../x' })).toBe('badId');
  });

  it('no rate is saved up: two calls come at least 1/rate apart', async () => {
    const { clock, dial } = await guarded({ trunk: { maxCallsPerSecond: 2 } });
    await clock.pass(60_000);
    expect(await dial()).toBe('ok');
    expect(await dial()).toBe('rate');
    await clock.pass(499);
    expect(await dial()).toBe('rate');
    await clock.pass(1);
    expect(await dial()).toBe('ok');
  });

  it('as many calls at once as the trunk, and all trunks together, may carry', async () => {
    const { clock, dial, end } = await guarded({ trunk: { maxChannels: 2 } });
    for (const answer of ['ok', 'ok', 'channels']) {
      expect(await dial()).toBe(answer);
      await clock.pass(1_000);
    }
    end(0, 'busy');
    expect(await dial()).toBe('ok');
    const both = await guarded({ total: { ...LIMITS, maxChannels: 1 } });
    expect(await both.dial()).toBe('ok');
    await both.clock.pass(1_000);
    expect(await both.dial()).toBe('total.channels');
  });

  it('a day\'s attempts and minutes count what an earlier process used, and begin anew at midnight of the zone', async () => {
    const { clock, dial } = await guarded({ used: () => ({ attempts: 999, minutes: 0 }) });
    expect(await dial()).toBe('ok');
    await clock.pass(1_000);
    expect(await dial()).toBe('attemptsPerDay');
    await clock.pass(14 * 3_600_000);
    expect(await dial()).toBe('ok');
    const minutes = await guarded({ used: () => ({ attempts: 0, minutes: 999 }) });
    expect(await minutes.dial()).toBe('ok');
    minutes.say({ kind: 'answered', attempt: 'r-0' });
    await minutes.clock.pass(59_000);
    expect(await minutes.dial()).toBe('ok');
    await minutes.clock.pass(1_000);
    expect(await minutes.dial()).toBe('minutesPerDay');
    minutes.say({ kind: 'ended', attempt: 'r-0', outcome: 'answered', by: 'customer', raw: {} });
    expect(await minutes.dial()).toBe('minutesPerDay');
  });

  it('congestion halves the rate, which comes back by a tenth every ten seconds', async () => {
    const { clock, dial, end } = await guarded({ trunk: { maxCallsPerSecond: 1 } });
    expect(await dial()).toBe('ok');
    end(0, 'congestion');
    await clock.pass(1_999);
    expect(await dial()).toBe('rate');
    await clock.pass(1);
    expect(await dial()).toBe('ok');
    await clock.pass(50_000);
    expect(await dial()).toBe('ok');
    await clock.pass(1_000);
    expect(await dial()).toBe('ok');
  });

  it('ten congestions in a row stop the trunk until somebody resumes it; a call that is carried begins the count anew', async () => {
    const stopped: string[] = [];
    const { clock, guard, dial, end } = await guarded({ onStopped: (trunk) => { stopped.push(trunk); } });
    for (let nth = 0; nth < 20; nth += 1) {
      expect(await dial()).toBe('ok');
      end(nth, nth === 9 ? 'busy' : 'congestion');
      await clock.pass(600_000);
    }
    expect(stopped).toEqual(['main']);
    expect(guard.stoppedTrunks).toEqual(['main']);
    expect(await dial()).toBe('trunkStopped');
    guard.resumeTrunk('main');
    expect(await dial()).toBe('ok');
    end(21, 'congestion', 'configError');
    expect(guard.stoppedTrunks).toEqual(['main']);
  });

  it('what is known of the record is asked again', async () => {
    const { dial, sent } = await guarded({ again: () => 'blocked' });
    expect(await dial()).toBe('blocked');
    expect(sent).toEqual([]);
  });

  it('a dry run checks everything and sends nothing: the attempt is cancelled after its ring limit', async () => {
    const would: Dial[] = [];
    const { clock, guard, dial, sent, events } = await guarded({ trunk: { dryRun: true, maxChannels: 1 }, onDryRun: (one) => { would.push(one); } });
    expect(await dial({ number: '+33123456789' })).toBe('notAllowed');
    expect(await dial()).toBe('ok');
    await clock.pass(1_000);
    expect(await dial()).toBe('channels');
    expect((await guard.snapshot()).attempts).toEqual([{ id: 'r-1', up: false }]);
    expect(await guard.execute({ kind: 'bridge', attempt: 'r-1', leg: 'l' })).toMatchObject({ ok: false });
    await clock.pass(19_000);
    expect(events).toEqual([{ kind: 'ended', attempt: 'r-1', outcome: 'cancelled', by: 'us', raw: { reason: 'dryRun' } }]);
    expect(await dial()).toBe('ok');
    expect(await guard.execute({ kind: 'hangup', attempt: 'r-3' })).toEqual({ ok: true });
    await clock.pass(0);
    expect(events).toHaveLength(2);
    expect(sent).toEqual([]);
    expect(would).toHaveLength(2);
  });

  it('counts refusals by reason', async () => {
    const { guard, dial } = await guarded();
    await dial({ number: 'x' });
    await dial({ number: 'y' });
    await dial({ trunk: 'z' });
    expect(guard.refusals).toEqual({ badNumber: 2, unknownTrunk: 1 });
  });

  it('a missing limit is refused, never taken for infinity', () => {
    const { driver } = plainDriver();
    for (const limit of [Number.NaN, 0, -1, Number.POSITIVE_INFINITY, undefined as never]) {
      expect(() => guardTelephony(driver, {
        trunks: [], total: { ...LIMITS, maxChannels: limit }, allow: [], clock: createManualClock(), zone: 'UTC', used: () => ({ attempts: 0, minutes: 0 }),
      })).toThrow(/maxChannels/);
    }
  });

  it('never more channels, calls a second or calls a day than allowed, in any sequence', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('dial' as const) }), fc.record({ do: fc.constant('dial' as const) }),
      fc.record({ do: fc.constant('end' as const), nth: fc.nat(30), outcome: fc.constantFrom('busy', 'answered', 'congestion') }),
      fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 2_000 }) }),
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 80, size: 'max' }), async (steps) => {
      const { clock, dial, end, sent } = await guarded({ trunk: { maxChannels: 3, maxCallsPerSecond: 4, maxAttemptsPerDay: 12 } });
      const open = new Set<number>();
      const placedAt: number[] = [];
      let serial = 0;
      for (const one of steps) {
        if (one.do === 'pass') await clock.pass(one.ms);
        else if (one.do === 'end') {
          if (open.delete(one.nth)) end(one.nth, one.outcome);
        } else {
          if ((await dial()) === 'ok') {
            open.add(serial);
            placedAt.push(clock.now());
          }
          serial += 1;
        }
        expect(open.size).toBeLessThanOrEqual(3);
      }
      expect(placedAt.length).toBeLessThanOrEqual(12);
      expect(sent).toHaveLength(placedAt.length);
      placedAt.forEach((at, index) => { if (index > 0) expect(at - placedAt[index - 1]!).toBeGreaterThanOrEqual(250); });
    }), { numRuns: 200 });
  });
});

const SEED = '1/0';
const person = persons(SEED, 12_000, 12_000);
describeTelephony('the guard around the rehearsal driver', async () => {
  const clock = createManualClock();
  const { line } = rehearsedLine(clock);
  const trunk = { ...LIMITS, name: 'trunk', callerIds: [CALLER], dryRun: false, maxCallsPerSecond: 1e9 };
  const telephony = guardTelephony(createRehearsalDriver({ line, clock, seed: SEED }), {
    trunks: [trunk], total: trunk, allow: ['999'], clock, zone: 'UTC', used: () => ({ attempts: 0, minutes: 0 }),
  });
  const counts = { person: 0, rings: 0, busy: 0, invalid: 0 };
  return {
    telephony, trunk: 'trunk', callerId: CALLER, message: 'message', phone: 'phone-1', ringMs: 20_000, talkMs: 0, messageMs: MESSAGE_MS + 10,
    numbers: {
      get person() { return person(counts.person++); },
      get rings() { return customers(SEED, 'noAnswer')(counts.rings++); },
      get busy() { return customers(SEED, 'busy')(counts.busy++); },
      get invalid() { return customers(SEED, 'invalidNumber')(counts.invalid++); },
    },
    pass: (ms) => clock.pass(ms),
    restart: () => line.disturb({ kind: 'restart' }),
    customerHangsUp: (attempt) => line.disturb({ kind: 'customerHangsUp', attempt }),
    close: async () => {
      await telephony.stop('now');
      clock.close();
    },
  };
}, { runs: 50 });
