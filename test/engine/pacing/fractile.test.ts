import { describe, expect, it } from 'vitest';
import type { PacingStrategy } from '../../../src/engine/pacing/strategy.ts';
import { poissonBinomial, upperTail } from '../../../src/queueing/poissonBinomial.ts';
import { fakeView, type ViewParts } from './support/fakeView.ts';
import { make, makeFromText, PRIORS, saveToText } from './support/strategies.ts';

/** The rule by its definition, for an untouched strategy: all laws are the exponential priors. */
function expectedCount({ free, stays, calls, spare, price }: { free: number[]; stays: number; calls: number; spare: number; price: number }): number {
  const frees = poissonBinomial(free.map((chance) => chance * stays));
  const pending = Array.from({ length: calls }, () => PRIORS.answerRate * (1 - Math.exp(-1)));
  for (let count = 0; ; count += 1) {
    const persons = poissonBinomial([...pending, ...Array.from({ length: count }, () => PRIORS.answerRate)]);
    const chance = frees.reduce((sum, share, agents) => sum + share * upperTail(persons, spare + agents), 0);
    if (chance >= 1 / (1 + price)) return count;
  }
}

const HORIZON = PRIORS.resolutionMs / 1_000;
const WRAPPED = 1 - Math.exp(-HORIZON / 20);
/** Talk of mean 180 s and a wrap-up of mean 20 s, both over within the horizon. */
const TALKED = 1 - (0.05 * Math.exp(-HORIZON / 180) - (1 / 180) * Math.exp(-HORIZON * 0.05)) / (0.05 - 1 / 180);

function free(talking: number, wrapping: number): number[] {
  return [...Array.from({ length: talking }, () => TALKED), ...Array.from({ length: wrapping }, () => WRAPPED)];
}

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

describe('fractile', () => {
  it('adds calls until the next answer would find no agent with chance 1/(1 + c)', () => {
    const cases: [ViewParts, Parameters<typeof expectedCount>[0]][] = [
      [{ ready: 1 }, { free: [], stays: 1, calls: 0, spare: 1, price: 20 }],
      [{ ready: 5 }, { free: [], stays: 1, calls: 0, spare: 5, price: 20 }],
      [{ ready: 2, talking: 10, wrapping: 4, ringing: 6 }, { free: free(10, 4), stays: 1, calls: 6, spare: 2, price: 20 }],
      [{ talking: 6, wrapping: 12, ringing: 1 }, { free: free(6, 12), stays: 1, calls: 1, spare: 0, price: 20 }],
      [{ talking: 4, wrapping: 8, waiting: 1 }, { free: free(4, 8), stays: 1, calls: 0, spare: -1, price: 20 }],
      [{ ready: 1, talking: 10, wrapping: 10, leaving: 5, ringing: 2 }, { free: free(10, 10), stays: 0.75, calls: 2, spare: 1, price: 20 }],
    ];
    for (const [parts, rule] of cases) expect(make('fractile').strategy.dialCount(fakeView(parts))).toBe(expectedCount(rule));
    expect(expectedCount(cases[2]![1])).toBeGreaterThan(0);
    expect(expectedCount(cases[3]![1])).toBeGreaterThan(0);
  });

  it('dials nothing when nobody will be free', () => {
    expect(make('fractile').strategy.dialCount(fakeView({ reserved: 3 }))).toBe(0);
    expect(make('fractile').strategy.dialCount(fakeView({ talking: 1, leaving: 1 }))).toBe(0);
  });

  it('holds back for answered calls whose verdict is pending', () => {
    const view = { ready: 3, talking: 5 };
    const without = make('fractile').strategy.dialCount(fakeView(view));
    expect(make('fractile').strategy.dialCount(fakeView({ ...view, analysing: 2 }))).toBeLessThan(without);
  });

  it('dials less after an abandoned call, and again more as persons answer', () => {
    const { strategy } = make('fractile');
    const view = fakeView({ ready: 4, talking: 16 });
    const before = strategy.dialCount(view);
    for (let each = 0; each < 40; each += 1) strategy.onDropped!(0, 2_000);
    expect(strategy.dialCount(view)).toBeLessThan(before);
    expect(strategy.readings()['price']).toBeCloseTo(20 * Math.exp(2), 6);
  });

  it('does not wind up while channels, starts or due records stop it', () => {
    for (const stop of [{ freeChannels: 0 }, { startsRoom: 0 }, { dueNow: 0 }, { freeChannels: 1 }]) {
      const { strategy } = make('fractile');
      feed(strategy, 4_000);
      const view = { now: 1_000_000, ready: 5, talking: [900_000, 950_000, 990_000] };
      const before = strategy.dialCount(fakeView(view));
      expect(before).toBeGreaterThan(1);
      strategy.dialCount(fakeView({ ...view, ...stop }));
      feed(strategy, 4_000);
      expect(strategy.dialCount(fakeView(view))).toBeLessThanOrEqual(before);
    }
  });

  it('looks again every second, but not at an empty floor', () => {
    const { strategy } = make('fractile');
    expect(strategy.nextReviewAt!(fakeView({ now: 4_000, ready: 1 }))).toBe(5_000);
    expect(strategy.nextReviewAt!(fakeView({ now: 4_999, talking: 1 }))).toBe(5_000);
    expect(strategy.nextReviewAt!(fakeView({ now: 4_000 }))).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('goes on from a stored state as if nothing had happened', () => {
    const made = make('fractile');
    const view = (now: number): ReturnType<typeof fakeView> => fakeView({ now, ready: 3, talking: [now - 20_000, now - 90_000], wrapping: 3, ringing: [now - 3_000, now - 11_000] });
    feed(made.strategy, 777);
    made.strategy.dialCount(view(500_000));
    feed(made.strategy, 33);
    const restored = makeFromText('fractile', saveToText(made));
    for (let step = 1; step < 20; step += 1) {
      expect(restored.strategy.dialCount(view(500_000 + step * 1_300))).toBe(made.strategy.dialCount(view(500_000 + step * 1_300)));
      for (const { strategy } of [made, restored]) {
        feed(strategy, 21);
        if (step % 3 === 0) strategy.onDropped!(0, 0);
      }
    }
    expect(restored.strategy.readings()).toEqual(made.strategy.readings());
  });
});
