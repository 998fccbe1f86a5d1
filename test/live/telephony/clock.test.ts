import { afterEach, describe, expect, it } from 'vitest';
import { createRehearsalClock, createWallClock, wallMs, type LiveClock } from '../../../src/live/loop/clock.ts';

const clocks: LiveClock[] = [];
afterEach(() => { for (const clock of clocks.splice(0)) clock.close(); });

function rehearsal(speed: number, more: { waits?: boolean; startsAt?: number } = {}): LiveClock {
  const clock = createRehearsalClock({ startsAt: more.startsAt ?? 1_000_000, speed, ...(more.waits === undefined ? {} : { waits: more.waits }) });
  clocks.push(clock);
  return clock;
}

/** Instants at which callbacks came. */
function record(clock: LiveClock, instants: readonly number[]): Promise<number[]> {
  const seen: number[] = [];
  return new Promise((resolve) => {
    for (const instant of instants) {
      clock.at(instant, () => {
        seen.push(clock.now());
        if (seen.length === instants.length) resolve(seen);
      });
    }
  });
}

describe('the clock of live mode', () => {
  it('calls back in the order of instants, and at equal instants in the order of asking', async () => {
    const clock = rehearsal(100);
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      clock.at(1_000_300, () => { order.push('c'); resolve(); });
      clock.at(1_000_100, () => { order.push('a'); });
      clock.at(1_000_100, () => { order.push('b'); });
    });
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('in a rehearsal each callback comes exactly at its instant, however slow the work is', async () => {
    const clock = rehearsal(100);
    const instants = [1_000_010, 1_000_020, 1_000_500, 1_000_501, 1_003_000];
    clock.at(1_000_005, () => {
      const until = performance.now() + 20;
      while (performance.now() < until);
    });
    expect(await record(clock, instants)).toEqual(instants);
  });

  it('a callback never comes before its instant', async () => {
    for (const clock of [rehearsal(100, { waits: false }), rehearsal(7)]) {
      const instants = [3, 40, 41, 300].map((after) => clock.now() + after);
      const seen = await record(clock, instants);
      seen.forEach((at, index) => { expect(at).toBeGreaterThanOrEqual(instants[index]!); });
    }
  });

  it('time stands while somebody holds it, and goes on afterwards', async () => {
    const clock = rehearsal(100);
    const release = clock.hold();
    const before = clock.now();
    let came = false;
    const callback = new Promise<void>((resolve) => { clock.at(before + 1, () => { came = true; resolve(); }); });
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect(came).toBe(false);
    expect(clock.now()).toBe(before);
    release();
    release();
    await callback;
  });

  it('a callback that asks for its own instant again gets it, and others are not starved', async () => {
    const clock = rehearsal(100);
    let again = 0;
    await new Promise<void>((resolve) => {
      const ask = (): void => {
        again += 1;
        if (again < 50) clock.at(clock.now(), ask);
      };
      clock.at(1_000_010, ask);
      clock.at(1_000_020, resolve);
    });
    expect(again).toBe(50);
  });

  it('a callback that is withdrawn does not come, and time does not wait for it', async () => {
    const clock = rehearsal(100);
    let came = false;
    clock.at(1_000_010, () => { came = true; })();
    expect(await record(clock, [1_000_200])).toEqual([1_000_200]);
    expect(came).toBe(false);
  });

  it('timers that are withdrawn are not kept until their instant, and the others still come in order', async () => {
    const clock = rehearsal(100);
    const instants = Array.from({ length: 50 }, (_, index) => 1_000_500 + index);
    const seen = record(clock, instants);
    for (let turn = 0; turn < 20_000; turn += 1) clock.at(9_000_000_000, () => {})();
    expect((clock as unknown as { timers: { size: number } }).timers.size).toBeLessThan(2_000);
    expect(await seen).toEqual(instants);
  });

  it('a closed clock calls nobody', async () => {
    const clock = rehearsal(100);
    let came = false;
    clock.at(1_000_010, () => { came = true; });
    clock.close();
    await new Promise((resolve) => { setTimeout(resolve, 10); });
    expect(came).toBe(false);
  });

  it('never goes back, in a rehearsal and with real phones', async () => {
    for (const clock of [createWallClock(), rehearsal(50), rehearsal(50, { waits: false })]) {
      clocks.push(clock);
      let before = clock.now();
      for (let turn = 0; turn < 200; turn += 1) {
        if (turn % 20 === 0) await new Promise((resolve) => { setTimeout(resolve, 1); });
        const now = clock.now();
        expect(now).toBeGreaterThanOrEqual(before);
        expect(Number.isInteger(now)).toBe(true);
        before = now;
      }
    }
  });

  it('with real phones it shows wall time', () => {
    const clock = createWallClock();
    clocks.push(clock);
    expect(Math.abs(clock.now() - wallMs())).toBeLessThan(1_000);
  });
});
