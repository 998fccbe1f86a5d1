/** Which scenarios are the Markov model, whose optimum is exact? */
import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../src/experiment/compare/bounds.ts';
import { judgementOf } from '../../src/experiment/judgement.ts';
import { markovModelOf } from '../../src/experiment/markovModelOf.ts';
import { shortTelesales, smallScenario } from './smallScenario.ts';

describe('the Markov model of a scenario', () => {
  it('is read off where everything is exponential and nobody waits', () => {
    expect(markovModelOf(smallScenario(7))).toEqual({ agents: 7, answerRate: 0.25, resolutionSeconds: 12, handleSeconds: 120 });
  });

  it('is none for an ordinary team', () => {
    expect(markovModelOf(shortTelesales())).toBeNull();
  });

  it('is none as soon as one thing differs', () => {
    const markov = smallScenario();
    const { dialer, world } = markov;
    const settings = (change: Partial<typeof dialer.settings>) => ({ ...markov, dialer: { ...dialer, settings: { ...dialer.settings, ...change } } });
    const customers = (change: Partial<typeof world.customers>) => ({ ...markov, world: { ...world, customers: { ...world.customers, ...change } } });
    const others = [
      settings({ dropLimitMs: 2_000 }), settings({ ringLimitMs: 25_000 }), settings({ pauseAfterAnsweredMs: 1_000 }), { ...markov, dialer: { ...dialer, channels: 9 } },
      customers({ patience: { distribution: 'exponential', mean: 9 } }),
      customers({ eventAfter: { ...world.customers.eventAfter, person: { distribution: 'exponential', mean: 13 } } }),
      customers({ handle: [{ ...world.customers.handle[0]!, wrap: { distribution: 'constant', value: 5 } }] }),
      { ...markov, world: { ...world, list: { kind: 'plain', count: 10 } as const } },
    ];
    for (const other of others) expect(markovModelOf(other)).toBeNull();
  });

  it('gives the exact optimum and progressive', () => {
    const bounds = boundsOf(judgementOf(smallScenario(5)))!;
    expect(bounds.occupancy).toBeCloseTo(0.79446, 5);
    expect(bounds.progressiveOccupancy).toBeCloseTo(0.714286, 6);
  });
});
