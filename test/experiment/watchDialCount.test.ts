import { describe, expect, it } from 'vitest';
import { findStrategy } from '../../src/engine/pacing/registry.ts';
import { watchDialCount } from '../../src/experiment/watchDialCount.ts';
import { watchReadings } from '../../src/experiment/watchReadings.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { smallScenario } from '../engine/pacing/support/smallScenario.ts';
import { make, requiredParameters, STRATEGY_IDS } from '../engine/pacing/support/strategies.ts';

const SCENARIO = smallScenario({ calendar: { zone: 'UTC', firstDay: '2025-03-03', days: 1, shift: { from: '09:00', to: '09:12' } } });

describe('a strategy that is watched', () => {
  it.each(STRATEGY_IDS)('%s decides as one that is not watched', (id) => {
    const input = { scenario: SCENARIO, seed: 'watched', replication: 1, strategy: { id, parameters: requiredParameters(id) } };
    let dials = 0;
    const watched = simulate({
      ...input, createStrategy: (...made) => watchDialCount(findStrategy(id)!.create(...made), (_view, wanted) => {
        dials += wanted;
      }),
    }).replication;
    expect(watched.digest).toBe(simulate(input).replication.digest);
    expect(dials).toBeGreaterThan(20);
  });

  it('has the methods that it had, and no others', () => {
    const watched = watchDialCount(make('progressive').strategy, () => undefined);
    expect([watched.id, typeof watched.onHandled, typeof watched.save, typeof watched.readings]).toEqual(['progressive', 'undefined', 'undefined', 'function']);
  });

  it('is read at most once a minute: its readings are those of the run', () => {
    const readings = watchReadings(SCENARIO, { id: 'fractile', parameters: {} }, 'watched');
    const rates = readings.filter(({ name }) => name === 'answerRate');
    expect(rates.length).toBeGreaterThanOrEqual(10);
    expect(rates.length).toBeLessThanOrEqual(12);
    // Four in ten calls reach a person; the prior says two.
    expect(rates[0]!.value).toBe(0.2);
    expect(rates.at(-1)!.value).toBeGreaterThan(0.3);
  });
});
