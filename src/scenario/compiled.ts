/**
 * A scenario as the machine needs it: everything that a run is a function of, but for the seed. Plain data.
 */
import type { Millis } from '../base/time.ts';
import type { AbandonRule } from '../engine/abandon/rule.ts';
import type { DialerOptions } from '../engine/options.ts';
import type { WorldSpec } from '../world/spec.ts';

export interface CompiledScenario {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Hash of the scenario's meaning (not of its comments): 16 hexadecimal digits. */
  readonly digest: string;
  readonly seed: string;
  /** Options of the dialer but for its random keys, which come from the seed. */
  readonly dialer: Omit<DialerOptions, 'strategyKey' | 'selectionKey'>;
  readonly world: WorldSpec;
  readonly horizon: Horizon;
  /** Rules that the run is measured under; the enforced ones are in `dialer.enforcedRules`. */
  readonly rules: readonly AbandonRule[];
}

export interface Horizon {
  /** What the run's instant 0 is, as ISO 8601 in the campaign's zone. */
  readonly epoch: string;
  /** The interval that is measured, half-open. It may have gaps (nights): `scored` lists its parts, ascending. */
  readonly scored: readonly (readonly [Millis, Millis])[];
  /** The run is over when everything is drained after this instant, or at it with `end: 'cut'`. */
  readonly endsAt: Millis;
  readonly end: 'drained' | 'cut';
  /** Stop dialling after so many dials; null: no bound. */
  readonly maxDials: number | null;
}
