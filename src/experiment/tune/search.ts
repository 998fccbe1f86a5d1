/**
 * The search for a team's boldest setting that keeps the limit.
 *
 * Rule: first the grid with few replications, from the gentlest value on until the rate is far over the limit; then
 * finer values around the place where it is crossed; then, on fresh seeds and with many replications, the boldest value
 * that promises to hold, one up while it holds, one down while it does not. Calls are whole, so the curve has steps: what is
 * fitted is the nearest rising sequence, not a smooth law.
 */
import { isotonic } from '../../measure/statistics/isotonic.ts';
import { jackknifeRatio } from '../../measure/statistics/jackknifeRatio.ts';
import { studentTQuantile } from '../../measure/statistics/studentT.ts';
import { ratioInterval, scaledInterval } from '../intervals.ts';
import { occupancyOf, outcomeSums, pooled, rateOf, type Judgement, type OutcomeSums } from '../judgement.ts';
import type { Laboratory, Setting } from '../laboratory.ts';
import { between, type SettingSpace, type Trial } from './settingSpace.ts';
import type { TunedPoint } from './tuneSchema.ts';

export interface SearchInput {
  readonly laboratory: Laboratory;
  readonly judgement: Judgement;
  readonly space: SettingSpace;
  readonly seed: string;
  /** For a first look, and to confirm. */
  readonly firstLook: number;
  readonly confirm: number;
}

/** A setting that was confirmed. */
export interface Confirmed { readonly trial: Trial; readonly setting: Setting; readonly sums: OutcomeSums; readonly rateUpper: number }

export interface SearchResult {
  readonly points: readonly TunedPoint[];
  readonly longRun: Confirmed | null;
  readonly steadyDays: Confirmed | null;
}

interface Look { readonly trial: Trial; readonly sums: OutcomeSums; readonly rate: number; readonly dayShare: number; readonly occupancy: number }

export async function searchSetting(input: SearchInput): Promise<SearchResult> {
  const looks = await lookAround(input);
  const steady = (look: Look): boolean => look.dayShare <= DAY_SHARE_MAX;
  const longRun = await confirmBoldest(input, looks, () => true, () => true);
  const steadyDays = longRun === null ? null : await confirmBoldest(input, looks, steady, ({ sums }) => dayShareOf(sums) <= DAY_SHARE_MAX);
  return { points: pointsOf(looks, input.space.settings.length === 1), longRun, steadyDays };
}

/** The settings as they are on fresh seeds, for whoever runs something beside them. */
export function confirmSetting({ judgement, seed }: Pick<SearchInput, 'judgement' | 'seed'>, strategy: Setting['strategy']): Setting {
  return { scenario: judgement.scenario, strategy, seed: `${seed}/confirm` };
}

/** Upper 97.5 % bound of the rate, with room for the chance of another experiment as long as this one. */
function upperRate(sums: OutcomeSums): number {
  const { numerators, denominators } = rateOf(sums);
  const ratio = numerators.length < 2 ? null : jackknifeRatio(numerators, denominators);
  if (ratio === null) return Infinity;
  return ratio.estimate + studentTQuantile(0.975, numerators.length - 1) * ratio.standardError * Math.SQRT2;
}

/** From the gentlest to the boldest. */
async function lookAround(input: SearchInput): Promise<Look[]> {
  const { space, judgement, laboratory } = input;
  const tried: Look[] = [];
  for (let from = 0; from < space.trials.length; from += WAVE) {
    const wave = await lookAt(input, space.trials.slice(from, space.isOrdered ? from + WAVE : undefined));
    tried.push(...wave);
    const last = wave.at(-1);
    if (!space.isOrdered || last === undefined || last.rate > FAR_OVER * judgement.limit) break;
  }
  const order = inOrder(tried, space);
  if (!space.canRefine || laboratory.isInterrupted()) return order;
  const gaps = [(look: Look) => look.rate <= judgement.limit, (look: Look) => look.rate <= judgement.limit && look.dayShare <= DAY_SHARE_MAX]
    .map((holds) => order.findLastIndex(holds)).filter((index) => index >= 0 && index + 1 < order.length);
  const finer = [...new Set(gaps)].flatMap((index) => between(space, order[index]!.trial, order[index + 1]!.trial));
  return inOrder([...order, ...await lookAt(input, finer)], space);
}

async function lookAt({ laboratory, judgement, seed, firstLook }: SearchInput, trials: readonly Trial[]): Promise<Look[]> {
  const settings = trials.map((trial) => ({ scenario: judgement.scenario, strategy: trial.strategy, seed: `${seed}/look` }));
  await laboratory.run(settings, firstLook);
  return trials.flatMap((trial, index) => {
    const results = laboratory.results(settings[index]!);
    if (results.length < 2) return [];
    const sums = outcomeSums(judgement, results);
    return [{ trial, sums, rate: pooled(rateOf(sums)) ?? 0, dayShare: dayShareOf(sums), occupancy: pooled(occupancyOf(sums)) ?? 0 }];
  });
}

/** One setting is ordered by its value, rising or falling as the rate does; several by the occupancy that they give. */
function inOrder(looks: readonly Look[], space: SettingSpace): Look[] {
  if (space.settings.length > 1) return [...looks].sort((left, right) => left.occupancy - right.occupancy);
  const byValue = [...looks].sort((left, right) => left.trial.values[0]! - right.trial.values[0]!);
  const first = byValue[0];
  const last = byValue.at(-1);
  const falls = space.direction === -1 || (space.direction === null && first !== undefined && last !== undefined && first.rate > last.rate);
  return falls ? byValue.reverse() : byValue;
}

/** The boldest setting that holds on fresh seeds; null: none does, or the work was interrupted before one was shown to. */
async function confirmBoldest(
  input: SearchInput, looks: readonly Look[], promises: (look: Look) => boolean, holdsToo: (confirmed: Confirmed) => boolean,
): Promise<Confirmed | null> {
  const { judgement, laboratory } = input;
  const holdsAt = async (index: number): Promise<Confirmed | null> => {
    if (laboratory.isInterrupted()) return null;
    const confirmed = await confirm(input, looks[index]!.trial);
    return confirmed !== null && confirmed.rateUpper <= judgement.limit && holdsToo(confirmed) ? confirmed : null;
  };
  const crossed = input.space.settings.length > 1 ? -1 : looks.findIndex((look) => look.rate > judgement.limit * CLEARLY_OVER);
  const eligible = crossed === -1 ? looks : looks.slice(0, crossed);
  // Where nothing promises to hold, the gentlest setting still gets its chance.
  const start = Math.max(0, eligible.findLastIndex((look) => look.rate <= judgement.limit && promises(look)));
  if (looks.length === 0) return null;
  let best = await holdsAt(start);
  for (let index = start - 1; best === null && index >= 0; index -= 1) {
    best = await holdsAt(index);
    if (best !== null) return best;
  }
  for (let index = start + 1; best !== null && index < looks.length; index += 1) {
    const bolder = await holdsAt(index);
    if (bolder === null) break;
    best = bolder;
  }
  return best;
}

async function confirm(input: SearchInput, trial: Trial): Promise<Confirmed | null> {
  const { laboratory, judgement } = input;
  const setting = confirmSetting(input, trial.strategy);
  // A quarter of the work is enough to see that a setting is too bold.
  await laboratory.run([setting], Math.ceil(input.confirm / 4));
  const early = laboratory.results(setting);
  if (early.length < 2 || (pooled(rateOf(outcomeSums(judgement, early))) ?? 0) > judgement.limit) return null;
  await laboratory.run([setting], input.confirm);
  const results = laboratory.results(setting);
  const sums = outcomeSums(judgement, results);
  return { trial, setting, sums, rateUpper: upperRate(sums) };
}

function pointsOf(looks: readonly Look[], isOrdered: boolean): TunedPoint[] {
  const total = (numbers: readonly number[]): number => numbers.reduce((sum, value) => sum + value, 0);
  const fit = (of: (look: Look) => number, weight: (look: Look) => number): number[] => isotonic(looks.map(of), looks.map((look) => Math.max(1, weight(look))));
  const rates = isOrdered ? fit((look) => look.rate, (look) => total(look.sums.answered)) : null;
  const occupancies = isOrdered ? fit((look) => look.occupancy, (look) => total(look.sums.staffedMs)) : null;
  return looks.map(({ trial, sums }, index) => ({
    values: trial.named, replications: sums.answered.length, ...figuresOf(sums), fittedRate: rates?.[index] ?? null, fittedOccupancy: occupancies?.[index] ?? null,
  }));
}

/** The figures that a point, a recommendation and a strategy beside it have in common. */
export function figuresOf(sums: OutcomeSums): Pick<TunedPoint, 'occupancy' | 'rate' | 'dayShare' | 'talkMinutes'> {
  return {
    occupancy: ratioInterval(occupancyOf(sums)), rate: ratioInterval(rateOf(sums)), dayShare: ratioInterval({ numerators: sums.daysOver, denominators: sums.daysCounted }),
    talkMinutes: scaledInterval(ratioInterval({ numerators: sums.personTalkMs, denominators: sums.staffedMs }), 60),
  };
}

function dayShareOf(sums: OutcomeSums): number {
  return pooled({ numerators: sums.daysOver, denominators: sums.daysCounted }) ?? 0;
}

/** Largest share of days over the limit that the second recommendation allows. */
export const DAY_SHARE_MAX = 0.05;
const WAVE = 4;
/** A sweep in order stops there: nothing bolder can be recommended, and the picture is clear. */
const FAR_OVER = 2.5;
/** Noise of a first look does not end the search. */
const CLEARLY_OVER = 1.1;
