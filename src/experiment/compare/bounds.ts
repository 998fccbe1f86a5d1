/** What is known exactly about a Markov scenario: its optimum under the limit, and what progressive dialling earns. */
import { evaluateLevels } from '../../queueing/evaluateLevels.ts';
import { progressiveLevels } from '../../queueing/markovModel.ts';
import { optimum } from '../../queueing/optimum.ts';
import type { Judgement } from '../judgement.ts';
import { markovModelOf } from '../markovModelOf.ts';

export interface Bounds { readonly occupancy: number; readonly progressiveOccupancy: number }

/** Null where the scenario is no Markov model, its limit is none, or a dropped call is not lost at once. */
export function boundsOf({ scenario, rule, limit }: Judgement): Bounds | null {
  const model = markovModelOf(scenario);
  if (model === null || limit >= 1 || rule.denominator !== 'answeredByPerson') return null;
  return { occupancy: optimum(model, limit).occupancy, progressiveOccupancy: evaluateLevels(model, progressiveLevels(model.agents)).occupancy };
}
