import { describe, expect, it } from 'vitest';
import { gridBin, LevelTables, LOWEST_PRICE_SECONDS, pricePosition, PRICES } from '../../../src/engine/pacing/levelTables.ts';
import { optimum } from '../../../src/queueing/optimum.ts';
import type { PacingStrategy } from '../../../src/engine/pacing/strategy.ts';
import { fakeView } from './support/fakeView.ts';
import { make, makeFromText, saveToText } from './support/strategies.ts';

const SCENARIO_A = { answerRate: 0.25, resolutionSeconds: 12, handleSeconds: 120 };

/** Calls of scenario A: one in four a person, 12 s each, handled for 120 s. */
function feed(strategy: PacingStrategy, calls: number): void {
  for (let call = 0; call < calls; call += 1) {
    if (call % 4 === 0) {
      strategy.onAttemptAnswered!(call, 12_000);
      strategy.onHandled!(call, 120_000, 0);
    } else {
      strategy.onAttemptEnded!(call, 'noAnswer', 12_000);
    }
  }
}

describe('tables of levels', () => {
  it('hold the optimal levels of the limit among those of their prices', () => {
    const tables = new LevelTables();
    const { below, above, price } = optimum({ agents: 10, ...SCENARIO_A }, 0.03);
    // 0.25 and 0.1 are no steps of the grid: the nearest ones are within half a step of 5 %.
    const levels = (index: number): readonly number[] => tables.levels(10, gridBin(0.25), gridBin(0.1), index, 0.03);
    const position = pricePosition(Math.log(price));
    const [cheap, dear] = [levels(Math.floor(position)), levels(Math.ceil(position))];
    below.levels.forEach((level, busy) => expect(Math.abs(level - dear[busy]!)).toBeLessThanOrEqual(2));
    above.levels.forEach((level, busy) => expect(Math.abs(level - cheap[busy]!)).toBeLessThanOrEqual(2));
  });

  it('never rise with the price, nor with the busy agents', () => {
    const tables = new LevelTables();
    for (let price = 0; price < PRICES; price += 1) {
      const levels = tables.levels(6, gridBin(0.25), gridBin(0.1), price, 0.03);
      for (let busy = 1; busy <= 6; busy += 1) expect(levels[busy]).toBeLessThanOrEqual(levels[busy - 1]!);
      if (price === 0) continue;
      const cheaper = tables.levels(6, gridBin(0.25), gridBin(0.1), price - 1, 0.03);
      levels.forEach((level, busy) => expect(level).toBeLessThanOrEqual(cheaper[busy]!));
    }
  });

  it('stay solvable for estimates at the ends of what a campaign can show', () => {
    const tables = new LevelTables();
    for (const answerRate of [1e-4, 1]) {
      for (const resolution of [1e-6, 50]) {
        const levels = tables.levels(2, gridBin(answerRate), gridBin(resolution), 12, 0.03);
        expect(levels).toHaveLength(3);
      }
    }
  });
});

describe('base-stock', () => {
  it('tops up to the level of its busy agents', () => {
    const { strategy } = make('base-stock');
    feed(strategy, 8_000);
    const tables = new LevelTables();
    const { priceSeconds, answerRate, resolutionMs, handleMs } = strategy.readings();
    const position = pricePosition(Math.log(priceSeconds!));
    const bins = [gridBin(answerRate!), gridBin(resolutionMs! / handleMs!)] as const;
    expect(Math.abs(answerRate! - 0.25)).toBeLessThan(0.01);
    const levels = [Math.floor(position), Math.ceil(position)].map((index) => tables.levels(10, ...bins, index, 0.03));
    for (let busy = 0; busy <= 10; busy += 1) {
      const count = strategy.dialCount(fakeView({ now: 60_000, ready: 10 - busy, talking: busy, ringing: 1, waiting: 1 }));
      expect(levels.map((table) => Math.max(0, table[busy]! - 2))).toContain(count);
    }
  });

  it('takes the dearer of two tables the more often the nearer the price is to it', () => {
    const { strategy } = make('base-stock');
    const position = pricePosition(Math.log(10));
    const share = position - Math.floor(position);
    const tables = new LevelTables();
    const of = (index: number): number => tables.levels(5, gridBin(0.2), gridBin(15 / 200), index, 0.03)[0]!;
    const [cheap, dear] = [of(Math.floor(position)), of(Math.ceil(position))];
    expect(cheap).toBeGreaterThan(dear);
    let dearCount = 0;
    for (let each = 0; each < 2_000; each += 1) {
      const count = strategy.dialCount(fakeView({ now: 0, ready: 5 }));
      expect([cheap, dear]).toContain(count);
      if (count === dear) dearCount += 1;
    }
    expect(Math.abs(dearCount / 2_000 - share)).toBeLessThan(0.04);
    expect(strategy.readings()['priceSeconds']).toBeCloseTo(LOWEST_PRICE_SECONDS * 50, 10);
  });

  it('reads its estimates once a minute', () => {
    const { strategy } = make('base-stock');
    const count = (now: number): number => {
      let sum = 0;
      for (let each = 0; each < 50; each += 1) sum += strategy.dialCount(fakeView({ now, ready: 8 }));
      return sum / 50;
    };
    const before = count(0);
    for (let call = 0; call < 3_000; call += 1) strategy.onAttemptEnded!(call, 'noAnswer', 12_000);
    expect(Math.abs(count(59_999) - before)).toBeLessThan(2);
    // Next to nobody answers: many more calls are needed for the same agents.
    expect(count(60_000)).toBeGreaterThan(2 * before);
    expect(strategy.nextReviewAt!(fakeView({ now: 60_000, ready: 1 }))).toBe(120_000);
  });

  it('refuses more than 60 agents', () => {
    expect(() => make('base-stock').strategy.dialCount(fakeView({ ready: 61 }))).toThrow(/at most 60 agents; there are 61/);
  });

  it('earns no credit while due records are missing', () => {
    const { strategy } = make('base-stock');
    strategy.dialCount(fakeView({ ready: 5, dueNow: 0 }));
    feed(strategy, 4_000);
    expect(strategy.readings()['priceSeconds']).toBeCloseTo(10, 10);
  });

  it('goes on from a stored state as if nothing had happened', () => {
    const made = make('base-stock');
    feed(made.strategy, 500);
    made.strategy.dialCount(fakeView({ now: 30_000, ready: 4 }));
    feed(made.strategy, 100);
    const restored = makeFromText('base-stock', saveToText(made));
    for (let step = 0; step < 40; step += 1) {
      const view = fakeView({ now: 31_000 + step * 7_000, ready: step % 6, talking: 5 - (step % 6) });
      expect(restored.strategy.dialCount(view)).toBe(made.strategy.dialCount(view));
      for (const { strategy } of [made, restored]) {
        feed(strategy, 9);
        if (step % 5 === 0) strategy.onDropped!(0, 0);
      }
    }
  });
});
