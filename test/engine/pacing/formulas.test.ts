import { describe, expect, it } from 'vitest';
import { SECOND_MS } from '../../../src/base/time.ts';
import type { ParameterValues } from '../../../src/engine/pacing/strategy.ts';
import { fakeView, type ViewParts } from './support/fakeView.ts';
import { make } from './support/strategies.ts';

/** What a fresh strategy answers to one view. */
function ask(id: string, parameters: ParameterValues, parts: ViewParts): number {
  return make(id, parameters).strategy.dialCount(fakeView(parts));
}

describe('astercc-percentage', () => {
  it('keeps 120 % of the free agents ringing: 40 free and 10 ringing make 38', () => {
    expect(ask('astercc-percentage', {}, { ready: 40, ringing: 10 })).toBe(38);
  });

  it('does not see persons who wait, nor calls under analysis', () => {
    expect(ask('astercc-percentage', {}, { ready: 40, ringing: 10, waiting: 2, analysing: 3 })).toBe(38);
  });

  it('rounds halves up', () => {
    expect(ask('astercc-percentage', { percent: 150 }, { ready: 1 })).toBe(2);
    expect(ask('astercc-percentage', { percent: 149 }, { ready: 1 })).toBe(1);
  });
});

describe('astercc-channels', () => {
  it('fills up to the allowed calls: 50 allowed, 30 talking and 10 ringing make 10', () => {
    expect(ask('astercc-channels', { channels: 50 }, { talking: 30, ringing: 10 })).toBe(10);
  });

  it('counts reserved agents, calls under analysis and waiting persons as working, wrap-up not', () => {
    expect(ask('astercc-channels', { channels: 50 }, { talking: 30, reserved: 1, wrapping: 9, ringing: 10, analysing: 2, waiting: 3 })).toBe(4);
  });

  it('dials without agents only if told to', () => {
    expect(ask('astercc-channels', { channels: 50 }, { ringing: 10 })).toBe(0);
    expect(ask('astercc-channels', { channels: 50, onlyWithAgents: false }, { ringing: 10 })).toBe(40);
  });
});

describe('webitel', () => {
  const hour = { ended: 400, persons: 100 };

  it.each([
    ['no abandoned call: 1/p and a quarter more', 0, 4 * 1.25],
    ['half the target', 12.5, 4 * 1.125],
    ['just at the target', 25, 4 * 0.99],
    ['between target and maximum: a fraction', 27.5, (4 * 0.25 * 110) / 300],
    ['at the maximum: one call a free agent', 30, 1],
    ['beyond it', 50, 1],
  ])('%s', (_title, dropped, overDial) => {
    expect(ask('webitel', {}, { ready: 100, last3600s: hour, today: { persons: 1_000, dropped } })).toBe(Math.max(100, Math.round(overDial * 100)));
  });

  it('is progressive until 10 persons were reached in the hour', () => {
    expect(ask('webitel', {}, { ready: 10, ringing: 3, last3600s: { ended: 90, persons: 9 } })).toBe(7);
    expect(ask('webitel', {}, { ready: 10, ringing: 3, last3600s: { ended: 90, persons: 10 } })).toBe(97);
  });

  it('never keeps more lines a free agent than its maximum', () => {
    expect(ask('webitel', { maxLinesPerAgent: 4 }, { ready: 10, ringing: 3, last3600s: { ended: 90, persons: 10 } })).toBe(37);
  });
});

describe('issabel', () => {
  const campaign = { handled: 10, talkMs: 10 * 100 * SECOND_MS, persons: 20, ringMsOfPersons: 20 * 10 * SECOND_MS };
  // 1 − exp(−(t + 10)/100) reaches 0.97 at t = 340.66 s.
  const talking = [0, 340_000, 341_000].map((elapsedMs) => 1_000_000 - elapsedMs);

  it('counts who has talked long enough as about to be free', () => {
    expect(ask('issabel', { overcommit: false }, { now: 1_000_000, ready: 2, talking, campaign })).toBe(3);
  });

  it('counts nobody until 10 calls were handled', () => {
    expect(ask('issabel', { overcommit: false }, { now: 1_000_000, ready: 2, talking, campaign: { ...campaign, handled: 9 } })).toBe(2);
  });

  it('subtracts ringing calls and waiting persons, not calls under analysis', () => {
    expect(ask('issabel', { overcommit: false }, { now: 1_000_000, ready: 5, ringing: 2, waiting: 1, analysing: 1 })).toBe(2);
  });

  it('divides by the answer rate, machines included, but never by less than a fifth', () => {
    expect(ask('issabel', {}, { ready: 3, last1800s: { ended: 100, persons: 20, machines: 20 } })).toBe(8);
    expect(ask('issabel', {}, { ready: 3, last1800s: { ended: 100, persons: 5, machines: 5 } })).toBe(15);
    expect(ask('issabel', {}, { ready: 3, last1800s: { ended: 9, persons: 1, machines: 1 } })).toBe(3);
  });

  it('acts every three seconds from its start, and between them not at all', () => {
    const { strategy } = make('issabel');
    const answers = [500, 1_000, 3_499, 3_500, 3_600, 6_500].map((now) => strategy.dialCount(fakeView({ now, ready: 1 })));
    expect(answers).toEqual([1, 0, 0, 1, 0, 1]);
    expect(strategy.nextReviewAt!(fakeView({ now: 6_500 }))).toBe(9_500);
  });
});

describe('sinch', () => {
  it('dials for the free agents and for 30 % of the busy ones', () => {
    expect(ask('sinch', {}, { ready: 2, talking: 8, wrapping: 2, ringing: 3, waiting: 1 })).toBe(1);
  });

  it('lowers the ratio by a tenth each minute at the limit, and raises it by a hundredth, never beyond its start value', () => {
    const { strategy } = make('sinch');
    const ratioAfter = (minute: number, dropped: number): number => {
      strategy.dialCount(fakeView({ now: minute * 60_000, today: { persons: 100, dropped } }));
      return strategy.readings()['ratio']!;
    };
    const course = [[0, 9], [1, 3], [2, 9], [3, 9], [4, 9], [5, 2], [6, 0], [7, 3]].map(([minute, dropped]) => ratioAfter(minute!, dropped!));
    expect(course).toEqual([0.3, 0.2, 0.1, 0, 0, 0.01, 0.02, 0]);
    for (let minute = 8; minute < 60; minute += 1) ratioAfter(minute, 0);
    expect(strategy.readings()['ratio']).toBe(0.3);
  });
});

describe('predict1', () => {
  const parts: ViewParts = { now: 300_000, ready: 10, ringing: 4, last900s: { ended: 110, persons: 10 }, today: { persons: 1_000, dropped: 30 } };

  /** The answer to these parts, 300 s after the first question. */
  function later(id: string, parameters: ParameterValues, changes: ViewParts = {}): number {
    const { strategy } = make(id, parameters);
    strategy.dialCount(fakeView());
    return strategy.dialCount(fakeView({ ...parts, ...changes }));
  }

  it('repeats failed calls in proportion: 10 failures a person and A = 20 make two extra calls a free agent', () => {
    expect(later('predict1', { A: 20 })).toBe(26);
    expect(later('predict1', { A: 0 })).toBe(6);
  });

  it('is progressive in its first 300 s, with fewer than 10 persons, and over the maximum', () => {
    expect(later('predict1', {}, { now: 299_999 })).toBe(6);
    expect(later('predict1', {}, { last900s: { ended: 110, persons: 9 } })).toBe(6);
    expect(later('predict1', {}, { today: { persons: 1_000, dropped: 31 } })).toBe(6);
  });

  it('waits for a number of free agents if told to', () => {
    expect(later('predict1', { A: 20, minWaiting: 11 })).toBe(0);
    expect(later('predict1', { A: 20, minWaiting: 10 })).toBe(26);
  });
});

describe('predict1-pi', () => {
  /** The proportion after each of these evaluations: instant, persons and dropped of today. */
  function course(...evaluations: [now: number, persons: number, dropped: number][]): number[] {
    const { strategy } = make('predict1-pi');
    return evaluations.map(([now, persons, dropped]) => {
      strategy.dialCount(fakeView({ now, today: { persons, dropped } }));
      return strategy.readings()['A']!;
    });
  }

  it('moves A by 2·e + 0.05·sum of e, in percent', () => {
    // e = 2.5, then 2.5, then 2.5 − 4 = −1.5.
    const [first, second, third] = course([0, 100, 0], [500, 100, 0], [1_000, 100, 4]);
    expect(first).toBeCloseTo(150 + 5 + 0.125, 9);
    expect(second).toBeCloseTo(first! + 5 + 0.25, 9);
    expect(third).toBeCloseTo(second! - 3 + 0.05 * 3.5, 9);
  });

  it('acts at most twice a second, and not before 10 persons were reached today', () => {
    expect(course([0, 9, 0], [499, 100, 0], [500, 9, 0])).toEqual([150, 150, 150]);
    expect(course([0, 10, 0], [499, 100, 0])).toEqual([155.125, 155.125]);
  });

  it('saturates: its integral grows without bound while A stands at its limit', () => {
    const { strategy } = make('predict1-pi');
    for (let step = 0; step < 2_000; step += 1) strategy.dialCount(fakeView({ now: step * 500, today: { persons: 100, dropped: 0 } }));
    expect(strategy.readings()).toEqual({ A: 1_000, errorSum: 5_000 });
    // After five thousand points of error a rate of 10 % takes 320 steps to move A at all.
    let steps = 0;
    while (strategy.readings()['A'] === 1_000) {
      steps += 1;
      strategy.dialCount(fakeView({ now: 1_000_000 + steps * 500, today: { persons: 100, dropped: 10 } }));
    }
    expect(steps).toBeGreaterThan(300);
  });

  it('asks to be asked again half a second after it acted', () => {
    const { strategy } = make('predict1-pi');
    strategy.dialCount(fakeView({ now: 100 }));
    strategy.dialCount(fakeView({ now: 200 }));
    expect(strategy.nextReviewAt!(fakeView({ now: 200 }))).toBe(600);
  });
});
