import { describe, expect, it } from 'vitest';
import { createSequentialStream, streamKey } from '../../../src/base/random.ts';
import { AbandonPrice } from '../../../src/engine/pacing/estimators/abandonPrice.ts';
import { ForgettingMean } from '../../../src/engine/pacing/estimators/forgettingMean.ts';
import { FreeForecast } from '../../../src/engine/pacing/estimators/freeForecast.ts';
import { handleBinOf, HandleLaw, HANDLE_EDGES } from '../../../src/engine/pacing/estimators/handleLaw.ts';
import { ResolutionLaw } from '../../../src/engine/pacing/estimators/resolutionLaw.ts';
import { listOf } from './support/fakeView.ts';

function uniforms(name: string): () => number {
  const stream = createSequentialStream(streamKey('estimators', name));
  return () => stream.next();
}

function exponentialMs(meanMs: number, next: () => number): number {
  return Math.round(-Math.log(1 - next()) * meanMs);
}

/** As good as normal for this purpose: twelve uniforms. */
function lognormalMs(logMedian: number, sigma: number, next: () => number): number {
  let normal = -6;
  for (let each = 0; each < 12; each += 1) normal += next();
  return Math.round(1_000 * Math.exp(logMedian + sigma * normal));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('a mean that forgets', () => {
  it('is the prior before there are data, and the plain mean of prior and data while little is forgotten', () => {
    const estimate = new ForgettingMean(0.2, 50, 1e9);
    expect(estimate.mean).toBe(0.2);
    for (let each = 0; each < 150; each += 1) estimate.add(each % 3 === 0 ? 1 : 0);
    expect(estimate.mean).toBeCloseTo((50 * 0.2 + 50) / 200, 6);
  });

  it('has no bias but the prior, and spreads as a mean of twice its memory', () => {
    const next = uniforms('mean');
    const estimates = Array.from({ length: 200 }, () => {
      const estimate = new ForgettingMean(0.25, 20, 500);
      for (let each = 0; each < 3_000; each += 1) estimate.add(next() < 0.25 ? 1 : 0);
      return estimate.mean;
    });
    const spread = Math.sqrt(mean(estimates.map((value) => (value - 0.25) ** 2)));
    const expected = Math.sqrt((0.25 * 0.75) / 1_000);
    expect(Math.abs(mean(estimates) - 0.25)).toBeLessThan(3 * expected / Math.sqrt(200));
    expect(spread / expected).toBeGreaterThan(0.8);
    expect(spread / expected).toBeLessThan(1.2);
  });

  it('is over nine tenths of a step after two and a half memories', () => {
    const estimate = new ForgettingMean(0, 10, 400);
    for (let each = 0; each < 4_000; each += 1) estimate.add(0);
    for (let each = 0; each < 1_000; each += 1) estimate.add(1);
    expect(estimate.mean).toBeGreaterThan(0.88);
    expect(estimate.weight).toBeLessThanOrEqual(400);
  });
});

describe('the law of resolution', () => {
  it('is the exponential prior before there are data', () => {
    const law = new ResolutionLaw(0.2, 15_000);
    expect(law.answerRate).toBeCloseTo(0.2, 10);
    expect(law.meanAnswerMs).toBeCloseTo(15_000, 6);
    for (const elapsedMs of [0, 500, 7_300, 40_000, 90_000]) expect(law.personWithin(elapsedMs)).toBeCloseTo(0.2 * (1 - Math.exp(-1)), 2);
  });

  it('finds the chance of an answer of exponential calls without bias, at any elapsed time', () => {
    const next = uniforms('exponential');
    const found: number[][] = [[], [], [], []];
    for (let sample = 0; sample < 40; sample += 1) {
      const law = new ResolutionLaw(0.1, 30_000);
      for (let each = 0; each < 4_000; each += 1) law.add(exponentialMs(12_000, next), next() < 0.25);
      law.refresh();
      found[0]!.push(law.answerRate);
      [0, 6_500, 20_000].forEach((elapsedMs, index) => found[index + 1]!.push(law.personWithin(elapsedMs)));
    }
    expect(mean(found[0]!)).toBeGreaterThan(0.245);
    expect(mean(found[0]!)).toBeLessThan(0.255);
    for (const values of found.slice(1)) expect(Math.abs(mean(values) - 0.25 * (1 - Math.exp(-1)))).toBeLessThan(0.008);
  });

  it('sees that a call that rang longer than persons take to answer is none', () => {
    const next = uniforms('ringing');
    const law = new ResolutionLaw(0.2, 15_000);
    for (let each = 0; each < 4_000; each += 1) {
      if (next() < 0.25) law.add(6_000 + Math.floor(next() * 6_000), true);
      else law.add(27_000, false);
    }
    law.refresh();
    expect(law.meanAnswerMs).toBeGreaterThan(8_700);
    expect(law.meanAnswerMs).toBeLessThan(9_300);
    // Answers come at 6 to 12 s; within 9 s of the dial that is half of them, and of a call that has rung 6 s all of them.
    expect(Math.abs(law.personWithin(0) - 0.125)).toBeLessThan(0.02);
    expect(Math.abs(law.personWithin(6_000) - 0.25)).toBeLessThan(0.03);
    expect(law.personWithin(14_000)).toBeLessThan(0.01);
  });

  it('forgets an answer rate that has changed', () => {
    const next = uniforms('step');
    const law = new ResolutionLaw(0.2, 15_000);
    for (let each = 0; each < 10_000; each += 1) law.add(exponentialMs(12_000, next), next() < 0.15);
    law.refresh();
    expect(Math.abs(law.answerRate - 0.15)).toBeLessThan(0.025);
    for (let each = 0; each < 5_000; each += 1) law.add(exponentialMs(12_000, next), next() < 0.35);
    law.refresh();
    expect(law.answerRate).toBeGreaterThan(0.3);
    expect(law.answerRate).toBeLessThan(0.38);
  });

  it('keeps its scale over millions of attempts', () => {
    const law = new ResolutionLaw(0.2, 15_000);
    for (let each = 0; each < 200_000; each += 1) law.add(10_000, each % 4 === 0);
    law.refresh();
    expect(law.answerRate).toBeCloseTo(0.25, 2);
    expect(law.meanAnswerMs).toBeCloseTo(10_000, -2);
  });
});

describe('the law of handling', () => {
  it('counts a time in the bin that holds it, edges in the later one', () => {
    for (let bin = 0; bin < HANDLE_EDGES.length - 1; bin += 1) {
      expect(handleBinOf(HANDLE_EDGES[bin]!)).toBe(bin);
      expect(handleBinOf((HANDLE_EDGES[bin]! + HANDLE_EDGES[bin + 1]!) / 2)).toBe(bin);
    }
    expect(handleBinOf(1e7)).toBe(HANDLE_EDGES.length - 2);
  });

  it('is the exponential prior before there are data', () => {
    const law = new HandleLaw(180_000, 300);
    for (const seconds of [0, 3, 100, 9_000]) expect(law.endsWithin(seconds, 10)).toBeCloseTo(1 - Math.exp(-10 / 180), 10);
  });

  it('finds the chances of lognormal talk, but for what shrinking rare bins to the pool costs', () => {
    const next = uniforms('lognormal');
    const sample = Array.from({ length: 200_000 }, () => lognormalMs(5, 0.9, next) / 1_000);
    const found: number[][] = [[], [], [], []];
    const elapsed = [0, 20, 120, 600];
    for (let each = 0; each < 30; each += 1) {
      const law = new HandleLaw(100_000, 300);
      for (let call = 0; call < 1_500; call += 1) law.add(lognormalMs(5, 0.9, next));
      law.refresh(null, 0);
      elapsed.forEach((seconds, index) => found[index]!.push(law.endsWithin(seconds, 12)));
    }
    elapsed.forEach((seconds, index) => {
      const longer = sample.filter((value) => value > seconds);
      const exact = longer.filter((value) => value <= seconds + 12).length / longer.length;
      // Hardly any call ends in its first seconds, where 400 calls have little more exposure than the 300 s of the pool.
      expect(Math.abs(mean(found[index]!) - exact)).toBeLessThan(seconds === 0 ? 0.015 : 0.01);
    });
  });

  it('is not misled by the short calls that end first: calls in progress add exposure', () => {
    const next = uniforms('first minutes');
    const biases = [true, false].map((counts) => mean(Array.from({ length: 200 }, () => {
      const law = new HandleLaw(200_000, 300);
      const since: number[] = [];
      // Fifty agents begin at once; a minute later only the shorter calls have ended.
      for (let agent = 0; agent < 50; agent += 1) {
        const talkMs = exponentialMs(200_000, next);
        if (talkMs < 60_000) law.add(talkMs);
        else since.push(0);
      }
      law.refresh(counts ? listOf(since) : null, 60_000);
      return law.endsWithin(0, 10) / (1 - Math.exp(-0.05));
    })));
    expect(Math.abs(biases[0]! - 1)).toBeLessThan(0.1);
    expect(biases[1]!).toBeGreaterThan(1.5);
  });

  it('is not biased by calls in progress in the long run either', () => {
    const next = uniforms('long run');
    const ratios: number[] = [];
    for (let sample = 0; sample < 20; sample += 1) {
      const law = new HandleLaw(120_000, 300);
      const endsAt = Array.from({ length: 40 }, () => exponentialMs(120_000, next));
      const startedAt = endsAt.map(() => 0);
      let now = 0;
      for (let call = 0; call < 4_000; call += 1) {
        const agent = endsAt.indexOf(Math.min(...endsAt));
        now = endsAt[agent]!;
        law.add(now - startedAt[agent]!);
        startedAt[agent] = now;
        endsAt[agent] = now + exponentialMs(120_000, next);
      }
      law.refresh(listOf(startedAt), now);
      ratios.push(law.hazardUntil(120));
    }
    expect(Math.abs(mean(ratios) - 1)).toBeLessThan(0.04);
  });

  it('forgets a talk time that has changed', () => {
    const next = uniforms('talk step');
    const law = new HandleLaw(180_000, 300);
    for (let call = 0; call < 2_000; call += 1) law.add(exponentialMs(60_000, next));
    for (let call = 0; call < 1_000; call += 1) law.add(exponentialMs(240_000, next));
    law.refresh(null, 0);
    expect(Math.abs(law.endsWithin(0, 60) - (1 - Math.exp(-0.25)))).toBeLessThan(0.05);
  });
});

describe('the forecast of free agents', () => {
  it('adds a fresh wrap-up to the end of talk', () => {
    const talk = new HandleLaw(100_000, 300);
    const wrap = new HandleLaw(20_000, 60);
    const forecast = new FreeForecast();
    forecast.refresh(talk, wrap, 30_000);
    // Two exponential phases in a row, of rates 0.01 and 0.05, within 30 s.
    const exact = 1 - (0.05 * Math.exp(-0.3) - 0.01 * Math.exp(-1.5)) / 0.04;
    for (const elapsedMs of [0, 3_000, 77_000, 1e7]) {
      expect(forecast.freeAfterTalk(elapsedMs)).toBeCloseTo(exact, 3);
      expect(forecast.freeAfterWrap(elapsedMs)).toBeCloseTo(1 - Math.exp(-1.5), 10);
    }
  });
});

describe('the price of an abandoned call', () => {
  const settings = { target: 0.03, step: 0.05, start: 20, lowest: 0.5, highest: 1e4 };

  it('balances: abandoned less the target share of answered is the movement of its logarithm', () => {
    const next = uniforms('price');
    const price = new AbandonPrice(settings);
    let answered = 0;
    let abandoned = 0;
    for (let call = 0; call < 5_000; call += 1) {
      price.answered();
      answered += 1;
      if (next() < 0.6 / (1 + price.value)) {
        price.abandoned();
        abandoned += 1;
      }
    }
    expect(abandoned - 0.03 * answered).toBeCloseTo((price.log - Math.log(20)) / 0.05, 6);
    expect(abandoned / answered).toBeGreaterThan(0.027);
    expect(abandoned / answered).toBeLessThan(0.033);
  });

  it('earns no credit while something else limits dialling', () => {
    const price = new AbandonPrice(settings);
    price.isLimited = true;
    for (let call = 0; call < 1_000; call += 1) price.answered();
    expect(price.value).toBeCloseTo(20, 10);
    price.abandoned();
    expect(price.value).toBeGreaterThan(20);
  });

  it('stays within its bounds', () => {
    const price = new AbandonPrice(settings);
    for (let call = 0; call < 100_000; call += 1) price.answered();
    expect(price.value).toBeCloseTo(0.5, 10);
    for (let call = 0; call < 1_000; call += 1) price.abandoned();
    expect(price.value).toBeCloseTo(1e4, 6);
  });
});
