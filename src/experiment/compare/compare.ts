/**
 * Compares strategies fairly: the same scenarios, the same random numbers, replications until the answer is sharp enough.
 *
 * Rule: replication r of every strategy draws from `seed/r`, so differences are taken pair by pair. All figures of a
 * scenario rest on the same replications; progressive always runs beside, as what everything is measured against. Tuning
 * uses a seed of its own. What an interrupt leaves is reported, with what is missing.
 */
import { VERSION } from '../../base/version.ts';
import type { StrategyChoice } from '../../engine/options.ts';
import { findStrategy } from '../../engine/pacing/registry.ts';
import { jackknifeRatio } from '../../measure/statistics/jackknifeRatio.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { plainInterval, scaledInterval } from '../intervals.ts';
import { judgementOf, occupancyOf, outcomeSums, rateOf, type Judgement } from '../judgement.ts';
import { findKnob, gridOf } from '../knobs.ts';
import { createLaboratory, type Laboratory, type LaboratoryHooks, type Setting } from '../laboratory.ts';
import type { Workforce } from '../workers/workforce.ts';
import { boundsOf } from './bounds.ts';
import type { ComparedRow, ComparedScenario, ComparedTuning, CompareResult } from './compareSchema.ts';
import { comparePairs, type Contestant } from './pairs.ts';
import { gapClosedOf, labelsOf, rowOf, type RowContext } from './row.ts';
import { selectBest, type Candidate } from './select.ts';
import { enough, type StopRule } from './stopRule.ts';
import { gridSettings, readGrid, scoreAtLimit, scoreBest, type AtLimit, type Tuning } from './tuning.ts';

export interface CompareInput extends LaboratoryHooks {
  readonly scenarios: readonly CompiledScenario[];
  /** At least one; parameters complete. */
  readonly strategies: readonly StrategyChoice[];
  /** Instead of each scenario's own. */
  readonly seed?: string;
  readonly stop: StopRule;
  /** Replications of each knob value; null: nothing is tuned. */
  readonly tuningReplications: number | null;
  readonly workforce: Workforce;
  /** What gives this result again. */
  readonly command: string;
}

export async function compare(input: CompareInput): Promise<CompareResult> {
  const startedAt = performance.now();
  const laboratory = createLaboratory(input.workforce, input);
  const judgements = input.scenarios.map((scenario) => judgementOf(scenario));
  for (const judgement of judgements) laboratory.expect(expectedReplications(input, judgement));
  const scenarios: ComparedScenario[] = [];
  for (const judgement of judgements) scenarios.push(await compareScenario(laboratory, judgement, input));
  return {
    schema: 'overdial-compare/1', overdial: VERSION, command: input.command, wallMs: Math.round(performance.now() - startedAt),
    isInterrupted: laboratory.isInterrupted(), scenarios,
  };
}

async function compareScenario(laboratory: Laboratory, judgement: Judgement, input: CompareInput): Promise<ComparedScenario> {
  const { scenario } = judgement;
  const seed = input.seed ?? scenario.seed;
  const tuningSeed = `${seed}/tuning`;
  const settingOf = (strategy: StrategyChoice): Setting => ({ scenario, strategy, seed });
  const labels = labelsOf(input.strategies, defaultsOf);
  const settings = input.strategies.map(settingOf);
  const progressive = settingOf({ id: 'progressive', parameters: {} });
  const replications = await enough(laboratory, input.stop, [...settings, progressive], judgement);
  const grids = input.tuningReplications === null ? [] : await tuneAll(laboratory, judgement, input, tuningSeed);
  const common = commonReplications(laboratory, [...settings, progressive], replications.wanted);

  const bounds = boundsOf(judgement);
  const clairvoyant = settings.find((setting) => setting.strategy.id === 'clairvoyant');
  const context: RowContext = {
    laboratory, judgement, bounds, progressive: laboratory.results(progressive).slice(0, common),
    clairvoyant: clairvoyant === undefined ? null : laboratory.results(clairvoyant).slice(0, common),
  };
  const rows = settings.map((setting, index) => rowOf(context, labels[index]!, setting, common));
  const isAdded = !settings.some((setting) => setting.strategy.id === 'progressive');
  if (isAdded) rows.push(rowOf(context, 'progressive', progressive, common));

  const contestants = settings.flatMap((setting, index) => contestantOf(laboratory, judgement, labels[index]!, setting, common));
  const candidates: Candidate[] = contestants.map(({ label }) => ({ label, setting: settings[labels.indexOf(label)]! }));
  const scored = await scoreTunings({ context, seed, common, labels, rows, contestants, grids });
  candidates.push(...scored.candidates);
  const pairs = common < 2 ? [] : [
    ...comparePairs(contestants, 'asGiven'), ...comparePairs(scored.best, 'bestCompliant'), ...comparePairs(scored.atLimit, 'atLimit'),
  ];
  const missing = [...labels.entries()].map(([index, label]) => ({ label, have: laboratory.results(settings[index]!).length, wanted: replications.wanted }));
  return {
    id: scenario.id, title: scenario.title, digest: scenario.digest, agents: judgement.agents, rule: judgement.rule.id, dayRule: judgement.dayRuleId,
    limit: judgement.limit, windowShareMax: judgement.windowShareMax, seed, tuningSeed: input.tuningReplications === null ? null : tuningSeed,
    replications: common, tuningReplications: input.tuningReplications,
    optimum: bounds === null ? null : { occupancy: bounds.occupancy, progressiveOccupancy: bounds.progressiveOccupancy },
    halfWidth: replications.halfWidth, halfWidthReached: replications.reached,
    rows, tuned: scored.tuned, pairs, selection: await selectBest(laboratory, judgement, candidates, SELECTION_FACTOR * Math.max(common, 20)),
    missing: missing.filter(({ label, have, wanted }) => have < wanted && rows[labels.indexOf(label)]!.fault === null),
  };
}

interface ToScore {
  readonly context: RowContext; readonly seed: string;
  /** Replications that all strategies have. */
  readonly common: number;
  readonly labels: readonly string[]; readonly rows: readonly ComparedRow[]; readonly contestants: readonly Contestant[];
  /** One a strategy, in their order; empty where nothing is tuned. */
  readonly grids: readonly (Tuning | null)[];
}

interface Scored {
  readonly tuned: ComparedTuning[];
  /** Each strategy at exactly the limit, and at its best compliant setting, tuned or as given. */
  readonly atLimit: Contestant[]; readonly best: Contestant[];
  readonly candidates: Candidate[];
}

async function scoreTunings({ context, seed, common, labels, rows, contestants, grids }: ToScore): Promise<Scored> {
  const { laboratory, judgement, bounds } = context;
  const scored: Scored = { tuned: [], atLimit: [], best: [], candidates: [] };
  for (const [index, grid] of grids.entries()) {
    const label = labels[index]!;
    const row = rows[index]!;
    const given = row.compliant === true ? contestants.find((contestant) => contestant.label === label) : undefined;
    if (grid === null) {
      // Nothing to tune: as given is all there is.
      if (given !== undefined) scored.best.push(given);
      continue;
    }
    const read = common < 2 ? null : await scoreAtLimit(laboratory, judgement, grid, seed, common);
    const setting = common < 2 ? null : await scoreBest(laboratory, judgement, grid, seed, common);
    const bestLabel = `${label} → ${grid.knob.setting}=${String(setting?.strategy.parameters[grid.knob.setting])}`;
    const bestRow = setting === null ? null : rowOf(context, bestLabel, setting, common);
    scored.tuned.push({ label, setting: grid.knob.setting, sweep: grid.sweep, atLimit: atLimitOf(read, bounds), best: bestRow });
    if (read !== null && read.bracket !== null && read.pseudoValues.length === common) scored.atLimit.push({ label, pseudoValues: read.pseudoValues, rate: null });
    if (setting !== null) scored.candidates.push({ label: bestLabel, setting });
    const occupancyOfRow = (of: ComparedRow | null): number => of?.metrics['agents.occupancy']?.estimate ?? -1;
    if (given !== undefined && occupancyOfRow(row) > occupancyOfRow(bestRow)) scored.best.push(given);
    else if (setting !== null) scored.best.push(...contestantOf(laboratory, judgement, bestLabel, setting, common));
  }
  return scored;
}

/** One entry a strategy; null where it has no knob, or the grid could not be run. */
async function tuneAll(laboratory: Laboratory, judgement: Judgement, input: CompareInput, seed: string): Promise<(Tuning | null)[]> {
  const knobs = input.strategies.map((strategy) => findKnob(strategy.id));
  const grids = input.strategies.map((strategy, index) => (knobs[index] === undefined ? [] : gridSettings(judgement, strategy, knobs[index], seed)));
  await laboratory.run(grids.flat(), input.tuningReplications!);
  return grids.map((settings, index) => (knobs[index] === undefined ? null : readGrid(laboratory, judgement, settings, knobs[index])));
}

/** Empty where the strategy could not be run, or there are no two replications. */
function contestantOf(laboratory: Laboratory, judgement: Judgement, label: string, setting: Setting, common: number): Contestant[] {
  const results = laboratory.results(setting).slice(0, common);
  if (laboratory.faultOf(setting) !== null || results.length < 2 || results.length < common) return [];
  const sums = outcomeSums(judgement, results);
  const { numerators, denominators } = occupancyOf(sums);
  const pseudoValues = jackknifeRatio(numerators, denominators)?.pseudoValues;
  return pseudoValues === undefined ? [] : [{ label, pseudoValues, rate: rateOf(sums) }];
}

function atLimitOf(read: AtLimit | null, bounds: RowContext['bounds']): ComparedTuning['atLimit'] {
  if (read === null) return null;
  const occupancy = plainInterval(read);
  const gapClosed = gapClosedOf(occupancy, bounds);
  return { occupancy, bracket: read.values === null ? null : [...read.values], share: Math.max(0, Math.min(1, read.share)), gapClosed, regret: scaledInterval(gapClosed, -1, 1) };
}

/** Replications that every strategy has which can be run at all. */
function commonReplications(laboratory: Laboratory, settings: readonly Setting[], wanted: number): number {
  const counts = settings.filter((setting) => laboratory.faultOf(setting) === null).map((setting) => laboratory.results(setting).length);
  return Math.min(wanted, ...counts);
}

function expectedReplications({ strategies, stop, tuningReplications }: CompareInput, { agents }: Judgement): number {
  const values = strategies.reduce((sum, strategy) => sum + (findKnob(strategy.id) === undefined ? 0 : gridOf(findKnob(strategy.id)!, agents).length), 0);
  return stop.replications * (strategies.length + 1) + (tuningReplications === null ? 0 : values * tuningReplications + 3 * strategies.length * stop.replications);
}

function defaultsOf(id: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries((findStrategy(id)?.parameters ?? []).map((spec) => [spec.name, spec.default]));
}

/** Survivors of the selection may be taken to so many times the replications of the comparison. */
const SELECTION_FACTOR = 3;
