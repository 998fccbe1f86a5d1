import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../src/base/time.ts';
import { loadOpb } from '../../bench/foresight/run.ts';
import type { CompiledScenario } from '../../src/scenario/compiled.ts';
import { simulate, type SimulationResult } from '../../src/simulation/simulate.ts';
import { opbScenario, pacingSums } from './opb.ts';

const STRATEGY = { id: 'foresight', parameters: {} };

function runs(scenario: CompiledScenario, count: number): SimulationResult[] {
  return Array.from({ length: count }, (_, index) => simulate({ scenario, seed: 'rules', replication: index + 1, strategy: STRATEGY }));
}

/** Of all runs together. */
function rateOf(results: readonly SimulationResult[]): number {
  const sums = results.map(pacingSums);
  return sums.reduce((sum, { abandoned }) => sum + abandoned, 0) / sums.reduce((sum, { answered }) => sum + answered, 0);
}

describe('foresight', () => {
  it('starts safe with wrong priors and an empty memory, in its first hour and over the day', () => {
    const results = runs(opbScenario('cold-start'), 12);
    expect(rateOf(results)).toBeLessThan(0.03);
    const firstHours = results.map(({ series }) => series.bins.filter(({ at }) => at < 10 * HOUR_MS));
    const abandoned = firstHours.flat().reduce((sum, bin) => sum + bin.abandoned, 0);
    const answered = firstHours.flat().reduce((sum, bin) => sum + bin.liveAnswers, 0);
    expect(answered).toBeGreaterThan(500);
    expect(abandoned / answered).toBeLessThan(0.05);
    for (const result of results) expect(result.replication.agents.occupancy).toBeGreaterThan(0.85);
  });

  it('meets a step in the answer rate: the hour after it stays under 6 %, the day within the limit', () => {
    const scenario = loadOpb('steady-20', 'id: step-doubled\ncalendar: { days: 2 }\ncustomers: { personShare: { steps: { 00:00: 12.5, 13:00: 25 } } }\n');
    const results = runs(scenario, 8);
    const hours = results.flatMap(({ series }) => series.bins.filter(({ at }) => at >= 13 * HOUR_MS && at < 14 * HOUR_MS));
    const abandoned = hours.reduce((sum, bin) => sum + bin.abandoned, 0);
    const answered = hours.reduce((sum, bin) => sum + bin.liveAnswers, 0);
    expect(answered).toBeGreaterThan(1_000);
    expect(abandoned / answered).toBeLessThan(0.06);
    expect(results.filter(({ replication }) => replication.abandon['score']!.windowsExceeding > 0).length).toBeLessThanOrEqual(1);
  });

  it('works a list off to its end, within the limit', () => {
    const [result] = runs(opbScenario('list-exhaustion'), 1);
    expect(result!.replication.list.reached).toBeGreaterThan(0.3);
    expect(result!.replication.list.starvedMs).toBeGreaterThan(HOUR_MS);
    expect(rateOf([result!])).toBeLessThan(0.032);
  });

  it('gains by too few channels what channels allow, and dials no more than they', () => {
    const [result] = runs(opbScenario('trunk-limited'), 1);
    expect(result!.replication.trunks.peak).toBeLessThanOrEqual(34);
    expect(result!.replication.trunks.startsPeak).toBeLessThanOrEqual(2);
    expect(result!.replication.agents.occupancy).toBeGreaterThan(0.72);
    expect(rateOf([result!])).toBeLessThan(0.03);
  });

  it('leaves room for what the answer detector does wrong: with its failures the days keep the limit', () => {
    const results = runs(opbScenario('amd-errors'), 2);
    expect(rateOf(results)).toBeLessThan(0.03);
    expect(rateOf(results)).toBeGreaterThan(0.018);
  });
});
