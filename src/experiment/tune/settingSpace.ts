/**
 * What a tuning tries: one or two numeric settings of a strategy, and the values of each.
 *
 * Rule: values come from whoever asks; else from the benchmark's grid; else nine values over the setting's range, where that
 * is bounded. Between two values finer ones may be put, at round numbers.
 */
import type { StrategyChoice } from '../../engine/options.ts';
import { parameterProblems } from '../../engine/pacing/parameters.ts';
import { findStrategy } from '../../engine/pacing/registry.ts';
import type { ParameterSpec } from '../../engine/pacing/strategy.ts';
import { findKnob, gridOf, withKnob, type Knob } from '../knobs.ts';

export interface SettingRequest {
  readonly name: string;
  /** Null: the grid of the benchmark, or the setting's range. */
  readonly values: readonly number[] | null;
}

/** One combination of values. */
export interface Trial { readonly values: readonly number[]; readonly named: Readonly<Record<string, number>>; readonly strategy: StrategyChoice }

export interface SettingSpace {
  readonly strategy: StrategyChoice;
  readonly settings: readonly ParameterSpec[];
  readonly trials: readonly Trial[];
  /** One setting: its values can be put in order of boldness. */
  readonly isOrdered: boolean;
  readonly direction: 1 | -1 | null;
  /** May finer values be put between? Not where the values were given. */
  readonly canRefine: boolean;
}

/** Throws a `RangeError` that says what is allowed: for an unknown setting, one that is no number, or values that are needed. */
export function createSettingSpace(strategy: StrategyChoice, requests: readonly SettingRequest[], agents: number): SettingSpace {
  const knob = findKnob(strategy.id);
  const asked = requests.length > 0 ? requests : knob === undefined ? [] : [{ name: knob.setting, values: null }];
  if (asked.length === 0) throw new RangeError(`${strategy.id} has nothing to tune; allowed: a strategy with a numeric setting`);
  const settings = asked.map(({ name }) => specOf(strategy.id, name));
  const lists = asked.map((request, index) => valuesOf(strategy, settings[index]!, request, knob, agents));
  const combinations = lists.reduce<number[][]>((all, list) => all.flatMap((before) => list.map((value) => [...before, value])), [[]]);
  const isKnob = settings.length === 1 && settings[0]!.name === knob?.setting;
  const direction = isKnob ? knob.direction : null;
  const ordered = direction === -1 ? [...combinations].sort((left, right) => right[0]! - left[0]!) : combinations;
  const space = { strategy, settings, isOrdered: settings.length === 1, direction, canRefine: settings.length === 1 && asked[0]!.values === null };
  return { ...space, isOrdered: space.isOrdered && direction !== null, trials: ordered.map((values) => trialOf(space, values)) };
}

/** Up to four round values strictly between two of one setting. */
export function between(space: SettingSpace, left: Trial, right: Trial): Trial[] {
  const [low, high] = [left.values[0]!, right.values[0]!].sort((a, b) => a - b) as [number, number];
  const isWhole = space.settings[0]!.type === 'integer';
  const rough = (high - low) / (PARTS + 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(isWhole ? 1 : 0, [1, 2, 5, 10].map((digit) => digit * power).find((each) => each >= rough * (1 - 1e-9))!);
  const values: number[] = [];
  for (let multiple = Math.floor(low / step + 1e-9) + 1; multiple * step < high - 1e-9 * step; multiple += 1) values.push(Number((multiple * step).toPrecision(12)));
  return values.map((value) => trialOf(space, [value]));
}

function trialOf({ strategy, settings }: Pick<SettingSpace, 'strategy' | 'settings'>, values: readonly number[]): Trial {
  const named = Object.fromEntries(settings.map((spec, index) => [spec.name, values[index]!]));
  const knob = findKnob(strategy.id);
  const moved = knob !== undefined && settings.length === 1 && settings[0]!.name === knob.setting ? withKnob(strategy, knob, values[0]!) : strategy;
  return { values, named, strategy: { id: strategy.id, parameters: { ...moved.parameters, ...named } } };
}

function specOf(strategyId: string, name: string): ParameterSpec {
  const numeric = (findStrategy(strategyId)?.parameters ?? []).filter((spec) => spec.type !== 'boolean');
  const spec = numeric.find((each) => each.name === name);
  if (spec === undefined) throw new RangeError(`'${name}' is no numeric setting of ${strategyId}; allowed: ${numeric.map((each) => each.name).join(', ') || 'none'}`);
  return spec;
}

function valuesOf(strategy: StrategyChoice, spec: ParameterSpec, { values }: SettingRequest, knob: Knob | undefined, agents: number): readonly number[] {
  const list = values ?? (knob?.setting === spec.name ? gridOf(knob, agents) : rangeOf(spec, strategy.id));
  const definition = { ...findStrategy(strategy.id)!, parameters: [spec] };
  const problems = list.flatMap((value) => parameterProblems(definition, { [spec.name]: value }));
  if (problems.length > 0) throw new RangeError(problems.join('\n'));
  return list;
}

function rangeOf({ name, min, max, type }: ParameterSpec, strategyId: string): number[] {
  if (min === undefined || max === undefined || max - min > WIDE) {
    throw new RangeError(`'${name}' of ${strategyId} has too wide a range to be swept; give the values, as in ${name}=1..3 or ${name}=1,1.5,2`);
  }
  const values = Array.from({ length: RANGE_VALUES }, (_, index) => min + ((max - min) * index) / (RANGE_VALUES - 1));
  return [...new Set(type === 'integer' ? values.map(Math.round) : values)];
}

const PARTS = 4;
const RANGE_VALUES = 9;
const WIDE = 100;
