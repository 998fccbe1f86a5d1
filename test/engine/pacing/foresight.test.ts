import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, NEVER } from '../../../src/base/time.ts';
import { ALL_INGREDIENTS } from '../../../src/engine/pacing/foresight/ingredients.ts';
import { DropPrice } from '../../../src/engine/pacing/foresight/price.ts';
import { RateChange } from '../../../src/engine/pacing/foresight/rateChange.ts';
import { WindowBudget } from '../../../src/engine/pacing/foresight/windowBudget.ts';
import type { AbandonWindow, PacingStrategy } from '../../../src/engine/pacing/strategy.ts';
import { fakeView } from './support/fakeView.ts';
import { make } from './support/strategies.ts';

/** Lets calls end for it: of each four the first is a person. */
function feed(strategy: PacingStrategy, calls: number): void {
  for (let call = 0; call < calls; call += 1) {
    strategy.onAttemptStarted?.(call);
    if (call % 4 === 0) {
      strategy.onAttemptAnswered!(call, 9_000);
      strategy.onHandled!(call, 60_000 + (call % 7) * 20_000, 10_000);
      strategy.onAttemptEnded!(call, 'answered', 9_000);
    } else {
      strategy.onAttemptEnded!(call, 'noAnswer', 25_000);
    }
  }
}

/** A day of eight hours, half of it gone, 450 answers. */
function dayWindow(parts: Partial<AbandonWindow> = {}): AbandonWindow {
  return {
    ruleSet: 'us', limit: 0.03, startedAt: 0, endsAt: 24 * HOUR_MS, abandoned: 10, answered: 450, diallingMs: 8 * HOUR_MS, diallingMsLeft: 4 * HOUR_MS,
    previousAnswered: 900, ...parts,
  };
}

const HALF_HOUR = { persons: 56, ended: 224 };

describe('foresight', () => {
  it('dials more, the more agents are ready or soon free, and less, the more calls are in flight', () => {
    const { strategy } = make('foresight');
    feed(strategy, 2_000);
    const dials = (parts: Parameters<typeof fakeView>[0]): number => strategy.dialCount(fakeView({ now: 1_000_000, windows: [], ...parts }));
    expect(dials({ ready: 3, talking: 10 })).toBeGreaterThan(dials({ ready: 1, talking: 12 }));
    expect(dials({ ready: 3, talking: 10 })).toBeGreaterThan(dials({ ready: 3, talking: 10, ringing: [999_000, 999_000, 999_000] }));
    expect(dials({ ready: 2, talking: 4, wrapping: 6 })).toBeGreaterThanOrEqual(dials({ ready: 2, talking: 10 }));
    expect(dials({ ready: 2, talking: 5, wrapping: 5, leaving: 10 })).toBeLessThan(dials({ ready: 2, talking: 5, wrapping: 5 }));
  });

  it('dials nothing when nobody will be free', () => {
    expect(make('foresight').strategy.dialCount(fakeView({ reserved: 3 }))).toBe(0);
    expect(make('foresight').strategy.dialCount(fakeView({ talking: 1, leaving: 1 }))).toBe(0);
  });

  it('holds back for answered calls whose verdict is pending, and for persons who wait', () => {
    const count = (parts: Parameters<typeof fakeView>[0]): number => make('foresight').strategy.dialCount(fakeView({ ready: 3, talking: 5, ...parts }));
    expect(count({ analysing: 2 })).toBeLessThan(count({}));
    expect(count({ waiting: 3 })).toBeLessThan(count({}));
  });

  it('does not wind up while channels, starts or due records stop it', () => {
    for (const stop of [{ freeChannels: 0 }, { startsRoom: 0 }, { dueNow: 0 }, { freeChannels: 1 }]) {
      const { strategy } = make('foresight');
      feed(strategy, 4_000);
      const view = { now: 1_000_000, ready: 5, talking: [900_000, 950_000, 990_000] };
      const before = strategy.dialCount(fakeView(view));
      for (let each = 0; each < 200; each += 1) {
        strategy.dialCount(fakeView({ ...view, ...stop }));
        strategy.onAttemptAnswered!(each, 9_000);
        strategy.onAttemptEnded!(each, 'answered', 9_000);
      }
      // The answers taught it that more is answered: it may dial less, not more.
      expect(strategy.dialCount(fakeView(view))).toBeLessThanOrEqual(before);
      expect(before).toBeGreaterThan(0);
    }
  });

  it('dials carefully once the window is nearly spent, by the strictest of several windows', () => {
    const count = (windows: AbandonWindow[]): number => {
      const { strategy } = make('foresight');
      feed(strategy, 2_000);
      return strategy.dialCount(fakeView({ now: 4 * HOUR_MS, ready: 2, talking: 18, windows, last1800s: HALF_HOUR }));
    };
    const open = dayWindow();
    const spent = dayWindow({ abandoned: 28 });
    expect(count([spent])).toBeLessThan(count([open]));
    expect(count([open, spent])).toBe(count([spent]));
    expect(count([spent, open])).toBe(count([spent]));
    expect(count([spent])).toBeGreaterThanOrEqual(2);
  });
});

describe('the price of foresight', () => {
  it('forces the rate: targets less abandoned are the change of ln ψ* over the step', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 200 }), (events) => {
      const price = new DropPrice();
      const before = Math.log(price.factor);
      let owed = 0;
      let largest = 0;
      for (const event of events) {
        price.answered(0.03);
        owed += 0.03;
        if (event === 0) {
          price.abandoned();
          owed -= 1;
        }
        largest = Math.max(largest, Math.abs(owed));
      }
      expect(largest * 0.05).toBeLessThan(2);
      expect((Math.log(price.factor) - before) / 0.05).toBeCloseTo(owed, 6);
    }));
  });
});

describe('the price of foresight, while something else limits dialling,', () => {
  it('does not rise, and falls with abandoned calls', () => {
    const price = new DropPrice();
    price.setLimited(true);
    for (let answer = 0; answer < 5_000; answer += 1) price.answered(0.03);
    expect(price.factor).toBe(1);
    price.abandoned();
    expect(price.factor).toBeLessThan(1);
  });

  it('keeps the rate forced, if the limit comes and goes: the other answers earn the credit', () => {
    const price = new DropPrice();
    let owed = 0;
    for (let answer = 0; answer < 20_000; answer += 1) {
      price.setLimited(answer % 4 !== 0);
      price.answered(0.03);
      owed += 0.03;
      if (answer % 33 === 0) {
        price.abandoned();
        owed -= 1;
      }
    }
    // Until the share of such answers is known the credit falls a little short; without it, it would by 450.
    expect(Math.abs(Math.log(price.factor) / 0.05 - owed)).toBeLessThan(20);
  });
});

describe('the budget of foresight', () => {
  const target = (windows: AbandonWindow[]): number => {
    const budget = new WindowBudget(ALL_INGREDIENTS);
    budget.read(fakeView({ windows, last1800s: HALF_HOUR }), 0);
    return budget.target;
  };

  it('aims a little below the limit where no window ends', () => {
    expect(target([dayWindow({ endsAt: NEVER, diallingMs: NEVER, diallingMsLeft: NEVER })])).toBeCloseTo(0.02955, 6);
    expect(target([])).toBeCloseTo(0.02955, 6);
  });

  it('spreads what is left over the answers to come', () => {
    // 450 answers in half the day and 56 in the last half hour: 448 to come; 3 % of 898 are 26.94, less 10, less a reserve.
    const allowed = 0.03 * 898 - 10;
    expect(target([dayWindow()])).toBeLessThan(allowed / 448);
    expect(target([dayWindow()])).toBeGreaterThan((allowed - 3) / 448);
  });

  it('aims lower, the more has been spent, and takes the strictest window', () => {
    const targets = [0, 5, 10, 15, 20].map((abandoned) => target([dayWindow({ abandoned })]));
    expect(targets.every((each, index) => index === 0 || each < targets[index - 1]!)).toBe(true);
    expect(target([dayWindow({ limit: 0.01, abandoned: 2 }), dayWindow({ abandoned: 2 })])).toBe(target([dayWindow({ limit: 0.01, abandoned: 2 })]));
  });

  it('never stops altogether, and never looks at a rule without limit', () => {
    expect(target([dayWindow({ abandoned: 80 })])).toBeGreaterThan(0);
    expect(target([dayWindow({ abandoned: 80 })])).toBeLessThan(0.01);
    expect(target([dayWindow({ limit: 1, abandoned: 400 })])).toBeCloseTo(0.02955, 6);
  });

  it('leaves room for failures that it does not cause', () => {
    const budget = new WindowBudget(ALL_INGREDIENTS);
    const aims: number[] = [];
    for (let answered = 0; answered <= 400; answered += 10) {
      // One in fifty is ended by the detector; pacing drops none.
      budget.read(fakeView({ windows: [dayWindow({ answered, abandoned: answered / 50 })], last1800s: HALF_HOUR }), 0);
      aims.push(budget.target);
    }
    expect(aims.at(-1)).toBeLessThan(0.02);
    expect(aims.at(-1)).toBeGreaterThan(0.005);
  });
});

describe('the change detector of foresight', () => {
  const runs = (rate: (attempt: number) => number, attempts: number, estimate: number): number[] => {
    const detector = new RateChange();
    const alarms: number[] = [];
    let state = 12_345;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      if (detector.add(state / 2_147_483_648 < rate(attempt), estimate)) alarms.push(attempt);
    }
    return alarms;
  };

  it('is silent for thousands of attempts at a steady rate', () => {
    expect(runs(() => 0.25, 5_000, 0.25)).toEqual([]);
  });

  it('sees a step from 15 to 35 % within some two hundred attempts, and one down as well', () => {
    const up = runs((attempt) => (attempt < 1_000 ? 0.15 : 0.35), 1_300, 0.15);
    expect(up[0]).toBeGreaterThan(1_000);
    expect(up[0]).toBeLessThan(1_200);
    const down = runs((attempt) => (attempt < 1_000 ? 0.35 : 0.15), 1_300, 0.35);
    expect(down[0]).toBeGreaterThan(1_000);
    expect(down[0]).toBeLessThan(1_200);
  });
});
