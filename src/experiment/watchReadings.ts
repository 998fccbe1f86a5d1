/**
 * A strategy's readings over a day, for a chart: one replication run again with somebody who writes them down.
 *
 * Rule: the watched strategy is the strategy itself; readings are noted when it is asked how many calls to place, at most once
 * a minute, over the first scored day. The run is the same as without a watcher.
 */
import { DAY_MS, MINUTE_MS, type Millis } from '../base/time.ts';
import type { StrategyChoice } from '../engine/options.ts';
import { findStrategy } from '../engine/pacing/registry.ts';
import type { CreateStrategy } from '../engine/pacing/strategy.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { createSimulation } from '../simulation/simulate.ts';
import { watchDialCount } from './watchDialCount.ts';

/** One reading at a time of day, ms after local midnight. */
export interface Reading { readonly at: Millis; readonly name: string; readonly value: number }

/** Empty where the strategy has no readings, or is none of the registry. */
export function watchReadings(scenario: CompiledScenario, strategy: StrategyChoice, seed: string): Reading[] {
  const definition = findStrategy(strategy.id);
  const scored = scenario.horizon.scored[0];
  if (definition === undefined || scored === undefined) return [];
  const [from, to] = scored;
  const dayStart = scenario.dialer.dayStarts.findLast((start) => start <= from) ?? 0;
  const until = Math.min(to, dayStart + DAY_MS);
  const found: Reading[] = [];
  let nextAt = from;
  const createStrategy: CreateStrategy = (...given) => {
    const strategy = definition.create(...given);
    return watchDialCount(strategy, ({ now }) => {
      if (now < nextAt || now >= until) return;
      nextAt = now - (now % MINUTE_MS) + MINUTE_MS;
      for (const [name, value] of Object.entries(strategy.readings())) found.push({ at: now - dayStart, name, value });
    });
  };
  const simulation = createSimulation({ scenario, strategy, seed, replication: 0, createStrategy });
  simulation.advance(Number.POSITIVE_INFINITY);
  return found;
}
