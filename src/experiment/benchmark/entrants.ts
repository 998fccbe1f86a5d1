/**
 * Who takes part in the benchmark: every strategy of its section 4, with its defaults and its one knob.
 *
 * Rule: a strategy is judged as it comes and with its knob tuned; nothing else may be set. The loops of VICIdial take part
 * twice, with and without busy agents in the level. `clairvoyant` is the upper bound and is never ranked.
 */
import type { StrategyChoice } from '../../engine/options.ts';
import type { ParameterValues } from '../../engine/pacing/strategy.ts';
import { findStrategy } from '../../engine/pacing/registry.ts';
import { resolveStrategyChoice } from '../../scenario/strategyChoice.ts';
import { findKnob, type Knob } from '../knobs.ts';

export interface Entrant {
  /** Unique: the strategy's id, with the variant where there are several. */
  readonly label: string;
  readonly strategy: StrategyChoice;
  readonly knob: Knob | null;
  /** Not run with larger teams; null: runs with any. */
  readonly agentsMax: number | null;
  /** An upper bound that sees the future: shown, never ranked and no reference. */
  readonly isBound: boolean;
}

const IDS = [
  'progressive', 'fixed-ratio-all', 'fixed-ratio-idle', 'astercc-percentage', 'astercc-channels', 'vicidial-hard-limit', 'vicidial-average', 'vicidial-tapered',
  'webitel', 'issabel', 'predict1', 'predict1-pi', 'sinch', 'impact', 'eis-window', 'invitation', 'fractile', 'base-stock', 'foresight',
];

/** All that this version knows, in the order in which tables list them. */
export function benchmarkEntrants(): Entrant[] {
  const known = IDS.filter((id) => findStrategy(id) !== undefined);
  return [...known.flatMap((id) => variantsOf(id)), { label: 'clairvoyant', strategy: { id: 'clairvoyant', parameters: {} }, knob: null, agentsMax: null, isBound: true }];
}

/** Those of these labels or ids; throws a RangeError that lists the known ones for a name that is none. */
export function selectEntrants(names: readonly string[] | null): Entrant[] {
  const all = benchmarkEntrants();
  if (names === null) return all;
  const unknown = names.filter((name) => !all.some((entrant) => isNamed(entrant, name)));
  if (unknown.length > 0) throw new RangeError(`'${unknown.join('\', \'')}' takes no part in the benchmark; allowed: ${all.map(({ label }) => label).join(', ')}`);
  return all.filter((entrant) => names.some((name) => isNamed(entrant, name)));
}

/** An entrant with given settings in place of the defaults: what the quick profile runs. */
export function entrantWith(id: string, parameters: ParameterValues): Entrant {
  const text = Object.entries(parameters).map(([key, value]) => `${key}=${String(value)}`).join(',');
  return { label: text === '' ? id : `${id}:${text}`, strategy: resolveStrategyChoice(id, parameters), knob: null, agentsMax: null, isBound: false };
}

/** As it comes, for a team of this size: channels of their own have no default and are one an agent. */
export function choiceFor({ strategy }: Entrant, agents: number): StrategyChoice {
  return strategy.id === 'astercc-channels' ? resolveStrategyChoice(strategy.id, { channels: agents }) : strategy;
}

function variantsOf(id: string): Entrant[] {
  const knob = findKnob(id) ?? null;
  const agentsMax = id === 'base-stock' ? 60 : null;
  const one = (label: string, parameters: ParameterValues): Entrant => ({ label, strategy: resolveStrategyChoice(id, parameters), knob, agentsMax, isBound: false });
  if (!id.startsWith('vicidial-')) return [one(id, id === 'astercc-channels' ? { channels: 1 } : {})];
  return [one(id, { availableOnly: false }), one(`${id}, free agents only`, { availableOnly: true })];
}

function isNamed({ label, strategy }: Entrant, name: string): boolean {
  return label === name || strategy.id === name;
}
