/** The strategies that a simulation can run: the engine's, and those that need to see the world. */
import { STRATEGIES } from '../engine/pacing/registry.ts';
import type { StrategyDefinition } from '../engine/pacing/strategy.ts';
import { CLAIRVOYANT_ID, CLAIRVOYANT_REFUSAL } from './clairvoyant.ts';

/** A strategy as lists show it. `simulationOnly`: it cannot run live, and a run of it cannot be journaled or replayed. */
export interface SimulatedStrategy extends Omit<StrategyDefinition, 'create'> { readonly simulationOnly: boolean }

export const SIMULATED_STRATEGIES: readonly SimulatedStrategy[] = [
  ...STRATEGIES.map(({ id, description, parameters }) => ({ id, description, parameters, simulationOnly: false })),
  {
    id: CLAIRVOYANT_ID, parameters: [], simulationOnly: true,
    description: 'Knows how every call will end: an upper bound on any strategy, in simulations only.',
  },
];

/** Why runs of this strategy can be neither journaled nor replayed; null: they can. */
export function whyNotJournaled(strategyId: string): string | null {
  return strategyId === CLAIRVOYANT_ID ? CLAIRVOYANT_REFUSAL : null;
}
