/** Bursts of dials are spread over the trunk's rate, and refusals are told late. */
import { describe, expect, it } from 'vitest';
import { spaceDials } from '../../../src/live/telephony/guard/spaceDials.ts';
import type { Ack, Telephony, TelephonyCommand } from '../../../src/live/telephony/port/port.ts';
import { createWallClock } from '../../../src/live/loop/clock.ts';

/** A guard that takes a call each `everyMs`, and counts what it was asked. */
function guard(everyMs: number, reason = 'rate') {
  const asked: string[] = [];
  const placed: { readonly attempt: string; readonly at: number }[] = [];
  const telephony: Telephony = {
    start: () => Promise.resolve(), snapshot: () => Promise.resolve({ epoch: '', attempts: [], legs: [] }), stop: () => Promise.resolve(),
    execute: (command: TelephonyCommand): Promise<Ack> => {
      if (command.kind !== 'dial') return Promise.resolve({ ok: false, why: 'gone' });
      asked.push(command.attempt);
      const last = placed.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
      if (performance.now() < last + everyMs) return Promise.resolve({ ok: false, why: 'refused', detail: reason });
      placed.push({ attempt: command.attempt, at: performance.now() });
      return Promise.resolve({ ok: true });
    },
  };
  return { telephony, asked, placed };
}
const dial = (attempt: string): TelephonyCommand => ({ kind: 'dial', attempt, trunk: 't', number: '+442079460001', callerId: '+442079460100', ringMs: 15_000, amd: 'off' });

describe('dials that wait for their turn', () => {
  it('a burst is placed in order, as the rate allows', async () => {
    const { telephony, placed } = guard(20);
    const spaced = spaceDials(telephony, createWallClock());
    const acks = await Promise.all(['a', 'b', 'c', 'd'].map((attempt) => spaced.execute(dial(attempt))));
    expect(acks.every(({ ok }) => ok)).toBe(true);
    expect(placed.map(({ attempt }) => attempt)).toEqual(['a', 'b', 'c', 'd']);
    placed.forEach(({ at }, index) => { if (index > 0) expect(at - placed[index - 1]!.at).toBeGreaterThanOrEqual(20); });
  });

  it('what finds no turn in time is refused then, and each only once', async () => {
    const { telephony, placed } = guard(60_000);
    const spaced = spaceDials(telephony, createWallClock(), 80);
    const before = performance.now();
    const acks = await Promise.all(['a', 'b', 'c'].map((attempt) => spaced.execute(dial(attempt))));
    expect(acks.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(performance.now() - before).toBeGreaterThanOrEqual(75);
    expect(placed).toHaveLength(1);
  });

  it('another refusal is final, and is told late too: a record that may not be called is not tried a thousand times a second', async () => {
    const { telephony, asked } = guard(60_000, 'notAllowed');
    const spaced = spaceDials(telephony, createWallClock(), 80);
    await spaced.execute(dial('a'));
    const before = performance.now();
    expect(await spaced.execute(dial('b'))).toEqual({ ok: false, why: 'refused', detail: 'notAllowed' });
    expect(performance.now() - before).toBeGreaterThanOrEqual(75);
    expect(asked).toEqual(['a', 'b']);
  });

  it('a hang-up takes a waiting dial back; it is never placed', async () => {
    const { telephony, placed } = guard(40);
    const spaced = spaceDials(telephony, createWallClock());
    const acks = [spaced.execute(dial('a')), spaced.execute(dial('b'))];
    await acks[0];
    expect(await spaced.execute({ kind: 'hangup', attempt: 'b' })).toEqual({ ok: true });
    expect(await acks[1]).toEqual({ ok: false, why: 'refused', detail: 'withdrawn' });
    await new Promise((resolve) => { setTimeout(resolve, 60); });
    expect(placed.map(({ attempt }) => attempt)).toEqual(['a']);
    expect(await spaced.execute({ kind: 'hangup', attempt: 'nobody' })).toEqual({ ok: false, why: 'gone' });
  });
});
