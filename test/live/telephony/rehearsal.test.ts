import { describe, expect, it } from 'vitest';
import { createRehearsalDriver } from '../../../src/live/telephony/rehearsal/rehearsalDriver.ts';
import { NO_FAULTS, type RehearsalFaults } from '../../../src/live/telephony/rehearsal/faults.ts';
import { DEAD_MAN_MS, MESSAGE_MS } from '../../../src/live/telephony/rehearsal/customerCalls.ts';
import type { TelephonyEvent } from '../../../src/live/telephony/port/port.ts';
import { CUSTOMER_CLASSES } from '../../../src/world/spec.ts';
import { Fates } from '../../../src/world/fates.ts';
import { customerOf } from '../../../src/live/telephony/rehearsal/rehearsedNumbers.ts';
import { describeTelephony, type ConformanceDriver } from './conformance.ts';
import { createManualClock } from './manualClock.ts';
import { customers, persons, rehearsedLine, TELESALES } from './rehearsedLine.ts';

const RING_MS = 20_000;
const SEED = '1/0';
const person = persons(SEED, 12_000, 12_000);
const rings = customers(SEED, 'noAnswer');

/** Each dial goes to another customer of the kind: their first call is what is known of them. */
function makeDriver(faults: RehearsalFaults = NO_FAULTS): () => Promise<ConformanceDriver> {
  return async () => {
    const clock = createManualClock();
    const { line } = rehearsedLine(clock);
    const telephony = createRehearsalDriver({ line, clock, seed: SEED, faults });
    const counts = { person: 0, rings: 0, busy: 0, invalid: 0 };
    return {
      telephony, trunk: 'trunk', callerId: '+99900000001', message: 'message', phone: 'phone-1', ringMs: RING_MS, talkMs: 0, messageMs: MESSAGE_MS + 10,
      numbers: {
        get person() { return person(counts.person++); },
        get rings() { return rings(counts.rings++); },
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
  };
}

describeTelephony('the rehearsal driver', makeDriver(), { runs: 300 });
describeTelephony('the rehearsal driver that loses acknowledgements', makeDriver({ ...NO_FAULTS, unknownAckShare: 0.3 }), { faults: true, runs: 300 });
describeTelephony('the rehearsal driver with every fault', makeDriver({
  eventDelayMs: 400, blind: { lastsSeconds: 3, everySeconds: 20 }, lostLegSeconds: 30, restartSeconds: 70, unknownAckShare: 0.2,
}), { faults: true, runs: 300 });

async function started(faults: RehearsalFaults = NO_FAULTS) {
  const clock = createManualClock();
  const { exchange, line } = rehearsedLine(clock);
  const telephony = createRehearsalDriver({ line, clock, seed: SEED, faults });
  const events: TelephonyEvent[] = [];
  await telephony.start((event) => {
    events.push(event);
  });
  const dial = (attempt: string, number: string) => telephony.execute({ kind: 'dial', attempt, trunk: 't', number, callerId: '+99900000001', ringMs: RING_MS, amd: 'off' });
  return { clock, exchange, line, telephony, events, dial };
}

describe('the rehearsal exchange', () => {
  it('gives each customer the fate that he has in the simulation: class, set-up, ringing and talk', async () => {
    const { clock, telephony, events, dial } = await started();
    const fates = new Fates(TELESALES.world, SEED);
    const number = person(3);
    const record = customerOf(number);
    const from = clock.now();
    await dial('a', number);
    await telephony.execute({ kind: 'agentLeg.open', leg: 'l', agent: 'x', phone: 'p' });
    const ringsAt = from + fates.setUpMs(record, 1);
    await clock.pass(ringsAt - clock.now());
    expect(events.at(-1)).toEqual({ kind: 'ringing', attempt: 'a', early: false });
    const afterMs = fates.eventMs(CUSTOMER_CLASSES.indexOf('person'), record, 1);
    await clock.pass(afterMs - 1);
    expect(events.at(-1)!.kind).toBe('ringing');
    await clock.pass(1);
    expect(events.at(-1)).toEqual({ kind: 'answered', attempt: 'a' });
    await telephony.execute({ kind: 'bridge', attempt: 'a', leg: 'l' });
    fates.drawHandling(CUSTOMER_CLASSES.indexOf('person'), record, 1);
    await clock.pass(fates.talkMs - 1);
    expect(events.at(-1)).toEqual({ kind: 'bridged', attempt: 'a', leg: 'l' });
    await clock.pass(1);
    expect(events.at(-1)).toMatchObject({ kind: 'ended', outcome: 'answered', by: 'customer' });
    expect(await telephony.facts('a')).toEqual({ customer: record, dialNumber: 1, handleClass: fates.handleClass, wrapMs: fates.wrapMs });
  });

  it('hangs up a waiting person when his patience ends', async () => {
    const { clock, events, dial } = await started();
    await dial('a', person());
    await clock.pass(200_000);
    expect(events.map((event) => event.kind)).toEqual(['driver', 'ringing', 'answered', 'ended']);
    expect(events.at(-1)).toMatchObject({ outcome: 'answered', by: 'customer' });
  });

  it('goes on while nobody is attached: who answers hears the message, who waits is released after ten seconds', async () => {
    const { clock, exchange, telephony, dial } = await started();
    await dial('waits', person(0));
    await clock.pass(15_500);
    expect(exchange.snapshot().attempts).toEqual([{ id: 'waits', up: true }]);
    await dial('rings', person(1));
    await telephony.stop('now');
    await clock.pass(DEAD_MAN_MS - 1_000);
    expect(exchange.snapshot().attempts.map((attempt) => attempt.id)).toContain('waits');
    await clock.pass(60_000);
    expect(exchange.snapshot().attempts).toEqual([]);
  });

  it('keeps a talk over a change of drivers, and tells its end to the new one', async () => {
    const { clock, line, telephony, dial } = await started();
    await dial('kept', person());
    await telephony.execute({ kind: 'agentLeg.open', leg: 'l', agent: 'x', phone: 'p' });
    await clock.pass(15_500);
    expect(await telephony.execute({ kind: 'bridge', attempt: 'kept', leg: 'l' })).toEqual({ ok: true });
    await telephony.stop('now');
    await clock.pass(100);
    const next = createRehearsalDriver({ line, clock, seed: SEED });
    const events: TelephonyEvent[] = [];
    await next.start((event) => {
      events.push(event);
    });
    expect(await next.snapshot()).toMatchObject({ attempts: [{ id: 'kept', up: true, bridgedTo: 'l' }], legs: ['l'] });
    await clock.pass(7_200_000);
    expect(events.map((event) => event.kind)).toEqual(['driver', 'ended']);
  });

  it('a blind driver cancels what rings, places no call, and tells what it missed when it sees again', async () => {
    const { clock, events, telephony, dial } = await started({ ...NO_FAULTS, blind: { lastsSeconds: 5, everySeconds: 18 } });
    await dial('talks', person(0));
    await telephony.execute({ kind: 'agentLeg.open', leg: 'l', agent: 'x', phone: 'p' });
    await clock.pass(15_500);
    await telephony.execute({ kind: 'bridge', attempt: 'talks', leg: 'l' });
    await dial('rings', rings());
    await clock.pass(3_000);
    expect(events.at(-1)).toMatchObject({ kind: 'driver', state: 'blind' });
    expect(await dial('no', person(2))).toMatchObject({ why: 'refused', detail: 'blind' });
    await clock.pass(5_000);
    expect(events.slice(-2)).toMatchObject([{ kind: 'ended', attempt: 'rings', outcome: 'unknown' }, { kind: 'driver', state: 'ready' }]);
    expect(events.some((event) => event.kind === 'ended' && event.attempt === 'talks')).toBe(false);
  });

  it('is refused at any speed outside 0.1 to 100', () => {
    for (const speed of [0, 0.05, 101, Number.NaN, -1]) {
      const clock = createManualClock(0, speed);
      expect(() => createRehearsalDriver({ line: rehearsedLine(clock).line, clock, seed: SEED })).toThrow(/0\.1 to 100/);
    }
  });
});
