/** The strategies without memory, by the values of their definitions; and open-loop by its law. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSequentialStream, streamKey } from '../../src/base/random.ts';
import { NEVER } from '../../src/base/time.ts';
import { findStrategy } from '../../src/engine/pacing/registry.ts';
import type { InstantList, PacingStrategy, PacingView, ParameterValues } from '../../src/engine/pacing/strategy.ts';

interface Team { readonly ready?: number; readonly reserved?: number; readonly talking?: number; readonly wrapping?: number; readonly ringing?: number; readonly analysing?: number; readonly waiting?: number }

const team: fc.Arbitrary<Required<Team>> = fc.record({
  ready: fc.nat(30), reserved: fc.nat(5), talking: fc.nat(30), wrapping: fc.nat(9), ringing: fc.nat(40), analysing: fc.nat(3), waiting: fc.nat(3),
});

describe('progressive', () => {
  it('has one call pending for each ready agent', () => {
    const strategy = strategyOf('progressive');
    expect(strategy.dialCount(viewOf({ ready: 5, talking: 9, ringing: 2, analysing: 1, waiting: 1 }))).toBe(1);
    fc.assert(fc.property(team, (t) => {
      expect(strategy.dialCount(viewOf(t))).toBe(Math.max(0, t.ready - t.ringing - t.analysing - t.waiting));
    }));
  });
});

describe('fixed-ratio-all', () => {
  it('n = 50, level 1.3, all ready: 65 calls', () => {
    expect(strategyOf('fixed-ratio-all', { level: 1.3 }).dialCount(viewOf({ ready: 50 }))).toBe(65);
    expect(strategyOf('fixed-ratio-all').dialCount(viewOf({ ready: 50 }))).toBe(65);
  });

  it('counts busy agents, ringing and analysed calls, and waiting persons unless told not to, as busy lines', () => {
    const t: Team = { ready: 10, reserved: 2, talking: 30, wrapping: 8, ringing: 7, analysing: 2, waiting: 3 };
    // round(1.3 × 50) − 40 busy − 7 − 2 − 3
    expect(strategyOf('fixed-ratio-all', { level: 1.3 }).dialCount(viewOf(t))).toBe(13);
    expect(strategyOf('fixed-ratio-all', { level: 1.3, countWaiting: false }).dialCount(viewOf(t))).toBe(16);
  });

  it('rounds halves up: 1.5 lines for 1, 3 and 5 agents are 2, 5 and 8', () => {
    const strategy = strategyOf('fixed-ratio-all', { level: 1.5 });
    expect([1, 3, 5].map((ready) => strategy.dialCount(viewOf({ ready })))).toEqual([2, 5, 8]);
    expect(strategyOf('fixed-ratio-all', { level: 1.49 }).dialCount(viewOf({ ready: 1 }))).toBe(1);
  });

  it('dials nothing without agents, and never less than nothing', () => {
    fc.assert(fc.property(team, fc.double({ min: 0, max: 5, noNaN: true }), (t, level) => {
      const strategy = strategyOf('fixed-ratio-all', { level });
      expect(strategy.dialCount(viewOf({ ...t, ready: 0, reserved: 0, talking: 0, wrapping: 0 }))).toBe(0);
      const count = strategy.dialCount(viewOf(t));
      expect(Number.isInteger(count) && count >= 0).toBe(true);
    }));
  });
});

describe('fixed-ratio-idle', () => {
  it('jumps for one ready agent between 1.45 and 1.5 calls', () => {
    expect(strategyOf('fixed-ratio-idle', { ratio: 1.45 }).dialCount(viewOf({ ready: 1 }))).toBe(1);
    expect(strategyOf('fixed-ratio-idle', { ratio: 1.5 }).dialCount(viewOf({ ready: 1 }))).toBe(2);
    expect(strategyOf('fixed-ratio-idle').dialCount(viewOf({ ready: 1 }))).toBe(2);
  });

  it('counts free agents only, less everything that is pending', () => {
    const strategy = strategyOf('fixed-ratio-idle', { ratio: 2.5 });
    expect(strategy.dialCount(viewOf({ ready: 3, talking: 40, ringing: 4, analysing: 1, waiting: 1 }))).toBe(2);
    expect(strategy.dialCount(viewOf({ talking: 40 }))).toBe(0);
    fc.assert(fc.property(team, (t) => {
      expect(strategy.dialCount(viewOf(t))).toBe(Math.max(0, Math.floor(2.5 * t.ready + 0.5) - t.ringing - t.analysing - t.waiting));
    }));
  });

  it('with ratio 1.7 aims at the levels 2, 3, 5, 7, 9, 10, 12, 14, 15, 17 for 1 to 10 free agents', () => {
    const strategy = strategyOf('fixed-ratio-idle', { ratio: 1.7 });
    expect(Array.from({ length: 11 }, (_, ready) => strategy.dialCount(viewOf({ ready })))).toEqual([0, 2, 3, 5, 7, 9, 10, 12, 14, 15, 17]);
  });
});

describe('open-loop', () => {
  const viewAt = (now: number): PacingView => viewOf({ ready: 1 }, now);

  it('dials at its mean rate, with exponential gaps, whatever happens', () => {
    const strategy = strategyOf('open-loop', { ratePerSecond: 2 });
    const instants = dialInstants(strategy, 0, 20_000_000);
    // 40,000 dials are expected; their count has a standard deviation of 200.
    expect(Math.abs(instants.length - 40_000)).toBeLessThan(4 * 200);
    const gaps = instants.slice(1).map((at, index) => at - instants[index]!);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const longer = gaps.filter((gap) => gap > 1_000).length / gaps.length;
    expect(mean).toBeGreaterThan(490);
    expect(mean).toBeLessThan(510);
    // P(gap > 2 means) = e⁻², a binomial share of 40,000.
    expect(Math.abs(longer - Math.exp(-2))).toBeLessThan(4 * Math.sqrt(Math.exp(-2) / 40_000));
  });

  it('dials all that was due when it is asked late, and names an instant after now', () => {
    const prompt = dialInstants(strategyOf('open-loop', { ratePerSecond: 0.5 }), 0, 60_000).length;
    const late = strategyOf('open-loop', { ratePerSecond: 0.5 });
    expect(late.dialCount(viewAt(0))).toBe(0);
    expect(late.dialCount(viewAt(60_000))).toBe(prompt);
    expect(late.nextReviewAt!(viewAt(60_000))).toBeGreaterThan(60_000);
  });

  it('does nothing while nobody is there, and makes up for nothing afterwards', () => {
    const strategy = strategyOf('open-loop', { ratePerSecond: 10 });
    strategy.dialCount(viewAt(0));
    expect(strategy.dialCount(viewOf({}, 1_000))).toBe(0);
    expect(strategy.nextReviewAt!(viewOf({}, 1_000))).toBe(NEVER);
    expect(strategy.dialCount(viewAt(1_000_000))).toBe(0);
  });

  it('goes on from its saved state and its stream as if it had never stopped', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 200_000 }), fc.nat(1_000), (until, seed) => {
      const random = createSequentialStream(streamKey(seed, 'strategy'));
      const one = findStrategy('open-loop')!.create({ ratePerSecond: 0.7 }, random, PRIORS);
      dialInstants(one, 0, until);
      const copied = createSequentialStream(streamKey('other', 'strategy'));
      copied.load(structuredClone(random.save()));
      const other = findStrategy('open-loop')!.create({ ratePerSecond: 0.7 }, copied, PRIORS);
      other.load!(structuredClone(one.save!()));
      expect(dialInstants(other, until + 1, until + 60_000)).toEqual(dialInstants(one, until + 1, until + 60_000));
    }), { numRuns: 30 });
  });

  it('needs a rate', () => {
    expect(() => strategyOf('open-loop')).toThrow(/'ratePerSecond' is required/);
    expect(() => strategyOf('open-loop', { ratePerSecond: 0 })).toThrow(/'ratePerSecond' is 0; allowed: numbers from/);
    expect(() => strategyOf('fixed-ratio-idle', { level: 2 })).toThrow(/no parameter 'level'; allowed: ratio/);
  });
});

const PRIORS = { answerRate: 0.2, resolutionMs: 15_000, talkMs: 180_000, wrapMs: 20_000 };

function strategyOf(id: string, parameters: ParameterValues = {}): PacingStrategy {
  return findStrategy(id)!.create(parameters, createSequentialStream(streamKey('simple', 'strategy')), PRIORS);
}

/** Asks at each instant that the strategy names; the instants of its dials. */
function dialInstants(strategy: PacingStrategy, from: number, to: number): number[] {
  const instants: number[] = [];
  for (let now = from; now <= to; now = strategy.nextReviewAt!(viewOf({ ready: 1 }, now))) {
    const count = strategy.dialCount(viewOf({ ready: 1 }, now));
    for (let dial = 0; dial < count; dial += 1) instants.push(now);
  }
  return instants;
}

/** A view that holds what these strategies look at. */
function viewOf(t: Team, now = 0): PacingView {
  const list = (length = 0): InstantList => ({ length, at: () => 0 });
  const { ready = 0, reserved = 0, talking = 0, wrapping = 0 } = t;
  return {
    now, ready, reserved, talking, wrapping, paused: 0, leaving: 0, ringingSince: list(t.ringing), analysingSince: list(t.analysing), waitingSince: list(t.waiting),
  } as unknown as PacingView;
}
