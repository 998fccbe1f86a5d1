/**
 * What every driver of the telephony port must keep: its six rules, by single cases and by random sequences of commands.
 *
 * A driver comes with numbers that behave in a known way, and with a way to let time pass. With `faults` events may come late,
 * calls may be lost and acknowledgements may be `unknown`; the rules hold all the same.
 */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { LegId } from '../../../src/live/telephony/port/port.ts';
import { Probe, stepArbitrary, word, type ConformanceDriver } from './probe.ts';

export type { ConformanceDriver } from './probe.ts';

export interface ConformanceOptions {
  readonly faults?: boolean;
  /** Of each property. */
  readonly runs?: number;
}

export function describeTelephony(name: string, makeDriver: () => Promise<ConformanceDriver>, { faults = false, runs = 25 }: ConformanceOptions = {}): void {
  describe(`the telephony port, kept by ${name}`, () => {
    const open: ConformanceDriver[] = [];
    const setUp = async () => {
      const driver = await makeDriver();
      open.push(driver);
      return Probe.start(driver);
    };
    afterEach(async () => {
      for (const driver of open.splice(0)) await driver.close();
    });

    it('says that it is ready, with an epoch that its snapshot repeats', async () => {
      const probe = await setUp();
      await probe.pass(10);
      const ready = probe.events.filter((event) => event.kind === 'driver').at(-1);
      expect(ready).toMatchObject({ state: 'ready' });
      expect((await probe.telephony.snapshot()).epoch).toBe((ready as { epoch: string }).epoch);
    });

    it('the same dial twice at once places one call: the second is a duplicate', async () => {
      const probe = await setUp();
      const dial = probe.dialCommand('twice', 'rings');
      const acks = await Promise.all([probe.execute(dial), probe.execute(dial)]);
      if (!faults) expect(acks.map(word).sort()).toEqual(['duplicate', 'ok']);
      else expect(acks.filter((ack) => ack.ok).length).toBeLessThanOrEqual(1);
      await probe.finish();
      probe.checkRules();
    });

    it('a command for a call or a leg that is gone or never was gives gone', async () => {
      const probe = await setUp();
      const leg = await probe.leg();
      expect(['gone', ...unknownIf(faults)]).toContain(word(await probe.execute({ kind: 'hangup', attempt: 'never-was' })));
      expect(['gone', ...unknownIf(faults)]).toContain(word(await probe.execute({ kind: 'agentLeg.close', leg: 'never-was' })));
      await probe.execute(probe.dialCommand('busy-one', 'busy'));
      await probe.pass(probe.driver.ringMs * 2);
      for (const command of [
        { kind: 'hangup', attempt: 'busy-one' }, { kind: 'drop', attempt: 'busy-one', message: probe.driver.message }, { kind: 'bridge', attempt: 'busy-one', leg },
      ] as const) expect(['gone', ...unknownIf(faults)]).toContain(word(await probe.execute(command)));
      await probe.finish();
      probe.checkRules();
    });

    if (faults) {
      it('an unknown acknowledgement is settled by the snapshot, and the call ends at most once', async () => {
        const probe = await setUp();
        for (let call = 0; call < 40; call += 1) await probe.execute(probe.dialCommand(`perhaps-${call}`, 'person'));
        expect(probe.acks.map(word)).toContain('unknown');
        await probe.finish();
        probe.checkRules();
        expect((await probe.telephony.snapshot()).attempts).toEqual([]);
      });
    } else {
      it('a person who is bridged is heard as ringing, answered, bridged and ended, in this order', async () => {
        const probe = await setUp();
        const leg = await probe.leg();
        expect(word(await probe.execute(probe.dialCommand('one', 'person')))).toBe('ok');
        await probe.until(() => probe.of('one').includes('answered'));
        expect(word(await probe.execute({ kind: 'bridge', attempt: 'one', leg }))).toBe('ok');
        await probe.pass(10);
        expect(probe.of('one')).toEqual(['ringing', 'answered', 'bridged']);
        expect((await probe.telephony.snapshot()).attempts).toEqual([{ id: 'one', up: true, bridgedTo: leg }]);
        await probe.execute({ kind: 'hangup', attempt: 'one' });
        await probe.pass(10);
        expect(probe.of('one')).toEqual(['ringing', 'answered', 'bridged', 'ended']);
        expect(probe.ended('one')).toMatchObject({ outcome: 'answered', by: 'us' });
        expect((await probe.telephony.snapshot()).legs).toEqual([leg]);
        probe.checkRules();
      });

      it('a leg takes one customer after the other', async () => {
        const probe = await setUp();
        const leg = await probe.leg();
        for (const attempt of ['first', 'second']) {
          await probe.execute(probe.dialCommand(attempt, 'person'));
          await probe.until(() => probe.of(attempt).includes('answered'));
          expect(word(await probe.execute({ kind: 'bridge', attempt, leg }))).toBe('ok');
          await probe.pass(10);
          expect(probe.of(attempt)).toContain('bridged');
          await probe.execute({ kind: 'hangup', attempt });
          await probe.pass(10);
          expect(probe.of(attempt)).toContain('ended');
        }
        expect(probe.events.filter((event) => event.kind === 'leg.down')).toEqual([]);
      });

      it('ringing ends at the ring limit as no answer', async () => {
        const probe = await setUp();
        await probe.execute(probe.dialCommand('long', 'rings'));
        await probe.until(() => probe.of('long').includes('ended'));
        expect(probe.of('long')).toEqual(['ringing', 'ended']);
        expect(probe.ended('long')).toMatchObject({ outcome: 'noAnswer' });
      });

      it('a call that rings is withdrawn by hangup, and ends as cancelled by us', async () => {
        const probe = await setUp();
        await probe.execute(probe.dialCommand('withdrawn', 'rings'));
        await probe.until(() => probe.of('withdrawn').includes('ringing'));
        expect(word(await probe.execute({ kind: 'hangup', attempt: 'withdrawn' }))).toBe('ok');
        await probe.pass(100);
        expect(probe.ended('withdrawn')).toMatchObject({ outcome: 'cancelled', by: 'us' });
      });

      it('busy and invalid numbers end as what they are', async () => {
        const probe = await setUp();
        await probe.execute(probe.dialCommand('b', 'busy'));
        await probe.execute(probe.dialCommand('i', 'invalid'));
        await probe.pass(probe.driver.ringMs * 2);
        expect(probe.ended('b')).toMatchObject({ outcome: 'busy' });
        expect(probe.ended('i')).toMatchObject({ outcome: 'invalidNumber' });
      });

      it('a dropped person hears the message to its end, then the call ends', async () => {
        const probe = await setUp();
        await probe.execute(probe.dialCommand('dropped', 'person'));
        await probe.until(() => probe.of('dropped').includes('answered'));
        expect(word(await probe.execute({ kind: 'drop', attempt: 'dropped', message: probe.driver.message }))).toBe('ok');
        await probe.pass(probe.driver.messageMs);
        expect(probe.of('dropped')).toEqual(['ringing', 'answered', 'message', 'message', 'ended']);
        expect(probe.events.flatMap((event) => (event.kind === 'message' ? [event.phase] : []))).toEqual(['started', 'finished']);
        expect(probe.ended('dropped')).toMatchObject({ outcome: 'answered', by: 'us' });
      });

      it('with the detector a verdict follows the answer, once', async () => {
        const probe = await setUp();
        await probe.execute({ ...probe.dialCommand('heard', 'person'), amd: 'first' });
        await probe.until(() => probe.of('heard').includes('amd') || probe.of('heard').includes('ended'));
        expect(probe.of('heard').slice(0, 3)).toEqual(['ringing', 'answered', 'amd']);
        await probe.finish();
        probe.checkRules();
      });

      it('a closed leg is down, and its customer can still be given a message', async () => {
        const probe = await setUp();
        const leg = await probe.leg();
        await probe.execute(probe.dialCommand('alone', 'person'));
        await probe.until(() => probe.of('alone').includes('answered'));
        await probe.execute({ kind: 'bridge', attempt: 'alone', leg });
        await probe.pass(10);
        expect(word(await probe.execute({ kind: 'agentLeg.close', leg }))).toBe('ok');
        await probe.pass(10);
        expect(probe.events.filter((event) => event.kind === 'leg.down')).toMatchObject([{ leg }]);
        expect((await probe.telephony.snapshot()).legs).toEqual([]);
        expect(word(await probe.execute({ kind: 'drop', attempt: 'alone', message: probe.driver.message }))).toBe('ok');
        await probe.pass(probe.driver.messageMs);
        expect(probe.of('alone').slice(-3)).toEqual(['message', 'message', 'ended']);
      });

      it('a customer who hangs up while he waits ends the call himself, and later commands find him gone', async () => {
        const probe = await setUp();
        if (probe.driver.customerHangsUp === undefined) return;
        await probe.execute(probe.dialCommand('impatient', 'person'));
        await probe.until(() => probe.of('impatient').includes('answered'));
        await probe.driver.customerHangsUp('impatient');
        await probe.until(() => probe.of('impatient').includes('ended'));
        expect(probe.ended('impatient')).toMatchObject({ outcome: 'answered', by: 'customer' });
        expect(word(await probe.execute({ kind: 'drop', attempt: 'impatient', message: probe.driver.message }))).toBe('gone');
      });
    }

    it('a restart changes the epoch: every call ends as unknown, every leg is down', async () => {
      const probe = await setUp();
      const before = (await probe.telephony.snapshot()).epoch;
      const leg = await probe.leg();
      await probe.execute(probe.dialCommand('lost', 'rings'));
      await probe.until(() => probe.of('lost').includes('ringing') || word(probe.acks.at(-1)!) !== 'ok');
      await probe.driver.restart();
      await probe.until(() => probe.epoch() !== before && probe.isReady());
      await probe.pass(100);
      const after = await probe.telephony.snapshot();
      expect(after.epoch).not.toBe(before);
      expect(after.attempts).toEqual([]);
      expect(after.legs).toEqual([]);
      expect(probe.events.filter((event) => event.kind === 'leg.down').map((event) => (event as { leg: LegId }).leg)).toContain(leg);
      if (probe.accepted.has('lost')) expect(probe.ended('lost')).toMatchObject({ outcome: 'unknown', by: 'unknown' });
      probe.checkRules();
    });

    it('keeps all rules under any sequence of commands', async () => {
      await fc.assert(fc.asyncProperty(fc.array(stepArbitrary, { minLength: 1, maxLength: 60, size: 'max' }), async (steps) => {
        const probe = await setUp();
        try {
          for (const step of steps) await probe.take(step);
          await probe.finish();
          probe.checkRules();
          if (!faults) expect((await probe.telephony.snapshot()).attempts).toEqual([]);
        } finally {
          await open.pop()!.close();
        }
      }), { numRuns: runs });
    }, 120_000);
  });
}

function unknownIf(faults: boolean): string[] {
  return faults ? ['unknown'] : [];
}
