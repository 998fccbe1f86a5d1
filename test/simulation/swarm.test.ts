/** Random hard scenarios: judged from outside, journaled, replayed. A failure names the number that makes the scenario again. */
import { describe, expect, it } from 'vitest';
import type { OutcomeName } from '../../src/engine/vocabulary.ts';
import { simulateAndReplay } from '../support/simulation.ts';
import { hardScenario } from '../support/simulationSwarm.ts';

const NUMBERS = Array.from({ length: 120 }, (_, index) => index + 1);

describe('a swarm of hard scenarios', () => {
  const outcomes = new Set<OutcomeName>();
  let dials = 0;

  it.each(NUMBERS)('number %i keeps every rule, and its journal replays', (number) => {
    const { checker } = simulateAndReplay({ scenario: hardScenario(number), seed: `${number}`, replication: 1 });
    for (const outcome of Object.keys(checker.outcomes) as OutcomeName[]) outcomes.add(outcome);
    dials += checker.dials;
  });

  it('meets every outcome that a simulated call can have', () => {
    expect([...outcomes].sort()).toEqual(['answered', 'busy', 'congestion', 'customerHangup', 'dropped', 'invalidNumber', 'machine', 'noAnswer', 'rejected']);
    expect(dials).toBeGreaterThan(10_000);
  });
});
