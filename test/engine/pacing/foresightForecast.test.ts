import { describe, expect, it } from 'vitest';
import { IdleForecast } from '../../../src/engine/pacing/foresight/idleForecast.ts';
import { ResolutionLaw } from '../../../src/engine/pacing/estimators/resolutionLaw.ts';
import { HandleLaw } from '../../../src/engine/pacing/estimators/handleLaw.ts';
import { FreeTimes } from '../../../src/engine/pacing/foresight/freeTimes.ts';
import { ALL_INGREDIENTS } from '../../../src/engine/pacing/foresight/ingredients.ts';
import { PendingAnswers } from '../../../src/engine/pacing/foresight/pendingAnswers.ts';
import type { InstantList } from '../../../src/engine/pacing/strategy.ts';
import { cellEnd, cellsWithin } from '../../../src/engine/pacing/foresight/timeCells.ts';
import { listOf } from './support/fakeView.ts';

const RESOLUTION = 12;
const HANDLE = 120;
const ANSWER_RATE = 0.25;

/** P(it happens between two times), for an exponential time. */
function within(mean: number, from: number, to: number): number {
  return Math.exp(-from / mean) - Math.exp(-to / mean);
}

/** The forecast of the Markov model: i of n agents busy, k calls in flight. */
function markovForecast(agents: number, busy: number, calls: number): IdleForecast {
  const forecast = new IdleForecast();
  forecast.horizon = 60;
  forecast.answerRate = ANSWER_RATE;
  forecast.idle = agents - busy;
  forecast.answerSquares = calls * ANSWER_RATE ** 2;
  forecast.freeSquares = busy * (1 - Math.exp(-60 / HANDLE)) ** 2;
  for (let second = 0; second < 60; second += 1) forecast.fresh[second] = within(HANDLE, second, second + 1);
  for (let cell = 0; cell < cellsWithin(60); cell += 1) {
    const [from, to] = [cellEnd(cell - 1, 60), cellEnd(cell, 60)];
    forecast.density[cell] = within(RESOLUTION, from, to) / (1 - Math.exp(-60 / RESOLUTION));
    forecast.answers[cell] = calls * ANSWER_RATE * within(RESOLUTION, from, to);
    forecast.frees[cell] = busy * within(HANDLE, from, to);
  }
  forecast.prepareLaws();
  forecast.prepare();
  return forecast;
}

describe('the forecast of idle agents', () => {
  it('gives the drop chances of the Markov model, which are known exactly', () => {
    const exact = [[5, 0, 0.666667], [4, 1, 0.069444], [4, 2, 0.131957], [3, 3, 0.028652], [0, 12, 0.019137]] as const;
    for (const [busy, calls, chance] of exact) {
      const found = markovForecast(5, busy, calls).dropChance(0);
      expect(found / chance).toBeGreaterThan(0.87);
      expect(found / chance).toBeLessThan(1.1);
    }
  });

  it('is up to 40 % too high where counts are taken for Poisson', () => {
    const forecast = markovForecast(5, 3, 3);
    forecast.isFinite = false;
    expect(forecast.dropChance(0) / 0.028652).toBeGreaterThan(1.3);
  });

  it('stops early only when enough is certain', () => {
    const whole = markovForecast(5, 4, 2).dropChance(0);
    expect(markovForecast(5, 4, 2).dropChance(0, whole)).toBe(whole);
    expect(markovForecast(5, 4, 2).dropChance(0, whole / 4)).toBeGreaterThan(whole / 4);
  });

  it('counts a dial already decided like one in flight', () => {
    expect(markovForecast(5, 3, 0).dropChance(3)).toBeCloseTo(markovForecast(5, 3, 3).dropChance(0), 3);
  });

  it('grows with calls and persons waiting, falls with idle agents', () => {
    const chance = (busy: number, calls: number, waiting = 0): number => {
      const forecast = markovForecast(10, busy, calls);
      forecast.waiting = waiting;
      forecast.prepare();
      return forecast.dropChance(0);
    };
    expect(chance(8, 4)).toBeGreaterThan(chance(8, 3));
    expect(chance(9, 3)).toBeGreaterThan(chance(8, 3));
    expect(chance(8, 3, 1)).toBeGreaterThan(chance(8, 3));
    expect(chance(8, 3, 2)).toBeGreaterThan(chance(8, 3, 1));
  });

  it('stays a probability on crowded floors', () => {
    for (const dials of [0, 10, 100, 1_000]) {
      const chance = markovForecast(500, 490, 200).dropChance(dials);
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chance).toBeLessThanOrEqual(1 + 1e-9);
    }
  });
});

describe('the forecast of free agents', () => {
  const talk = new HandleLaw(180_000, 300);
  const wrap = new HandleLaw(20_000, 60);

  /** Expected frees within the horizon of one agent. */
  function freedWithin(times: FreeTimes, phase: 'talking' | 'wrapping', elapsedMs: number): number {
    const found = new Float64Array(60);
    times.clear();
    if (phase === 'talking') times.addTalking(elapsedMs, 1);
    else times.addWrapping(elapsedMs, 1);
    times.write(found);
    return found.reduce((total, share) => total + share, 0);
  }

  it('of exponential times is that of two exponential phases', () => {
    const times = new FreeTimes(ALL_INGREDIENTS);
    times.refresh(talk, wrap, 30);
    const freeBy = (seconds: number): number => 1 - (0.05 * Math.exp(-seconds / 180) - Math.exp(-seconds * 0.05) / 180) / (0.05 - 1 / 180);
    expect(freedWithin(times, 'talking', 45_000) / freeBy(30)).toBeGreaterThan(0.98);
    expect(freedWithin(times, 'talking', 45_000) / freeBy(30)).toBeLessThan(1.02);
    expect(freedWithin(times, 'wrapping', 5_000)).toBeCloseTo(1 - Math.exp(-30 / 20), 6);
    expect(times.squares).toBeCloseTo((1 - Math.exp(-30 / 20)) ** 2, 6);
  });

  it('sees that talks of 60 s, once begun, end at 60 s', () => {
    const regular = new HandleLaw(180_000, 300);
    for (let call = 0; call < 400; call += 1) regular.add(55_000 + (call % 11) * 1_000);
    regular.refresh(null, 0);
    const times = new FreeTimes(ALL_INGREDIENTS);
    times.refresh(regular, new HandleLaw(1_000, 60), 15);
    expect(freedWithin(times, 'talking', 10_000)).toBeLessThan(0.1);
    expect(freedWithin(times, 'talking', 55_000)).toBeGreaterThan(0.6);
  });
});

describe('the forecast of answers', () => {
  const times = (elapsedMs: readonly number[]): InstantList => listOf(elapsedMs.map((ms) => 100_000 - ms));
  /** Persons answer between 8 and 11 s, everything else ends at 25 s. */
  const law = new ResolutionLaw(0.25, 15_000);
  for (let call = 0; call < 4_000; call += 1) {
    if (call % 4 === 0) law.add(8_000 + (call % 3_000), true);
    else law.add(25_000, false);
  }
  law.refresh();
  const pending = new PendingAnswers();
  pending.refresh(law);
  const expected = (list: InstantList, ageCounts = true): number => {
    const into = new Float64Array(60);
    pending.write(into, list, 100_000, ageCounts);
    return into.reduce((total, share) => total + share, 0);
  };

  it('knows that a call rung for 7 s is as good as new and one rung for 15 s is hardly answered any more', () => {
    expect(expected(times([0]))).toBeCloseTo(0.25, 2);
    expect(expected(times([7_000]))).toBeCloseTo(0.25, 1);
    expect(expected(times([15_000]))).toBeLessThan(0.02);
    expect(expected(times([15_000]), false)).toBeCloseTo(0.25, 2);
  });

  it('adds calls up, and their squares', () => {
    expect(expected(times([0, 1_000, 15_000]))).toBeCloseTo(expected(times([0])) + expected(times([1_000])) + expected(times([15_000])), 9);
    expected(times([0, 0]));
    expect(pending.squares).toBeCloseTo(2 * 0.25 ** 2, 1);
  });

  it('looks ahead as far as answers come', () => {
    expect(pending.horizon).toBeGreaterThanOrEqual(11);
    expect(pending.horizon).toBeLessThan(25);
  });
});
