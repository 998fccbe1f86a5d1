/**
 * What the benchmark OPB-1 runs: its scenarios, replications and seeds, in full and as the quick gate (benchmark, sections 3 and 4).
 */
import { findStrategy } from '../../engine/pacing/registry.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { benchmarkEntrants, entrantWith, type Entrant } from './entrants.ts';

export const BENCHMARK_ID = 'OPB-1';
export const SCORING_SEED = '20250303';
export const TUNING_SEED = '910000';
export const TUNING_REPLICATIONS = 20;
const QUICK_REPLICATIONS = 10;

export interface PlannedScenario {
  readonly id: string;
  /** The four Markov scenarios count as families of their own kind: one family, `markov`; likewise `steady`. */
  readonly family: string;
  /** Scoring replications of the full profile. */
  readonly replications: number;
  /** Occupancy is taken over time with a due record only (section 3.3): a list that runs out keeps nobody busy. */
  readonly isWhileDue?: boolean;
}

/** In the order of the specification. */
export const SCENARIOS: readonly PlannedScenario[] = [
  ...['markov-5', 'markov-10', 'markov-20', 'markov-50'].map((id) => ({ id, family: 'markov', replications: 50 })),
  { id: 'steady-5', family: 'steady', replications: 100 }, { id: 'steady-20', family: 'steady', replications: 100 }, { id: 'steady-100', family: 'steady', replications: 50 },
  ...['low-answer', 'high-answer', 'long-talk', 'short-talk', 'step-noon'].map((id) => ({ id, family: id, replications: 100 })),
  { id: 'diurnal', family: 'diurnal', replications: 50 },
  ...['agent-churn', 'amd-errors', 'trunk-limited'].map((id) => ({ id, family: id, replications: 100 })),
  { id: 'list-exhaustion', family: 'list-exhaustion', replications: 100, isWhileDue: true },
  { id: 'cold-start', family: 'cold-start', replications: 400 },
];

/** Where the best policy is computed exactly. */
export const EXACT_OPTIMUM: Readonly<Record<string, number>> = { 'markov-5': 0.79446, 'markov-10': 0.83906, 'markov-20': 0.88607, 'markov-50': 0.93365 };
/** Progressive dialling in the Markov world, by Wald. */
export const EXACT_PROGRESSIVE = 0.71429;

export const QUICK_SCENARIOS = ['markov-5', 'markov-20', 'steady-5', 'steady-20', 'step-noon'];

export interface Profile {
  readonly name: 'full' | 'quick';
  readonly entrants: readonly Entrant[];
  /** Knobs are swept in the full profile only. */
  readonly isTuned: boolean;
  /** Of each value of a knob, on the tuning seed. */
  readonly tuningReplications: number;
  /** Instead of what the specification says, at most so many scoring replications; null: as specified. */
  readonly replicationsMax: number | null;
  replicationsOf(scenario: PlannedScenario): number;
}

/** Fewer replications than specified, for whoever has less time; null: as specified. The results say so. */
export interface Reduction { readonly scoring: number | null; readonly tuning: number | null }

export function fullProfile(entrants: readonly Entrant[] = benchmarkEntrants(), { scoring, tuning }: Reduction = { scoring: null, tuning: null }): Profile {
  const most = scoring ?? Number.POSITIVE_INFINITY;
  return {
    name: 'full', entrants, isTuned: true, replicationsMax: scoring, tuningReplications: Math.min(TUNING_REPLICATIONS, tuning ?? most),
    replicationsOf: (scenario) => Math.min(scenario.replications, most),
  };
}

/** Progressive, two calls per free agent, fractile at 2.2 %, and foresight: what every change is gated by. */
export function quickProfile(): Profile {
  const gated = findStrategy('foresight') === undefined ? [] : [entrantWith('foresight', {})];
  const entrants = [entrantWith('progressive', {}), entrantWith('fixed-ratio-idle', { ratio: 2 }), entrantWith('fractile', { target: 0.022 }), ...gated];
  return { name: 'quick', entrants, isTuned: false, tuningReplications: 0, replicationsMax: null, replicationsOf: () => QUICK_REPLICATIONS };
}

/** Whose results the quick profile guards. */
export function gatedLabel(profile: Profile): string {
  return profile.entrants.some(({ label }) => label === 'foresight') ? 'foresight' : 'fractile:target=0.022';
}

/** A scenario of the plan, as it was loaded. */
export interface LoadedScenario { readonly plan: PlannedScenario; readonly scenario: CompiledScenario }
