/**
 * The team leader's answer: how bold a setting may be, what it buys, what it costs.
 *
 * Rule: two recommendations, the boldest setting whose upper bound on the long-run abandon rate stays under the limit, and
 * the boldest that also keeps days over the limit to 5 %. Both are measured on seeds that the search did not see, beside
 * progressive and the best strategy we know on the same streams.
 */
import { HOUR_MS } from '../../base/time.ts';
import { VERSION } from '../../base/version.ts';
import type { StrategyChoice } from '../../engine/options.ts';
import { findStrategy } from '../../engine/pacing/registry.ts';
import type { ReplicationResult } from '../../measure/results.ts';
import { resolveStrategyChoice } from '../../scenario/strategyChoice.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { differenceInterval, scaledInterval, UNKNOWN_INTERVAL, type KnownInterval } from '../intervals.ts';
import { judgementOf, outcomeSums, type Judgement } from '../judgement.ts';
import { createLaboratory, strategyText, type Laboratory, type LaboratoryHooks } from '../laboratory.ts';
import type { Workforce } from '../workers/workforce.ts';
import { confirmSetting, DAY_SHARE_MAX, figuresOf, searchSetting, type Confirmed } from './search.ts';
import { createSettingSpace, type SettingRequest } from './settingSpace.ts';
import type { BesideStrategy, Recommendation, TunedTeam, TuneResult } from './tuneSchema.ts';

export interface TuneInput extends LaboratoryHooks {
  readonly scenario: CompiledScenario;
  /** With the parameters that are not tuned. */
  readonly strategy: StrategyChoice;
  /** One or two; none: the strategy's own knob. */
  readonly settings: readonly SettingRequest[];
  /** Instead of the enforced rule's; a fraction. */
  readonly limit?: number;
  readonly seed?: string;
  /** Of a recommendation; the sweep takes fewer. At least 2. */
  readonly replications: number;
  /** The same scenario with other sizes of the team. */
  readonly staffing: readonly CompiledScenario[];
  /** Records of the list whose end is asked for; null: the scenario's own. */
  readonly listRecords: number | null;
  readonly workforce: Workforce;
  readonly command: string;
}

/** Throws a `RangeError` for settings that cannot be tuned. */
export async function tune(input: TuneInput): Promise<TuneResult> {
  const startedAt = performance.now();
  const laboratory = createLaboratory(input.workforce, input);
  const judgement = judgementOf(input.scenario, input.limit);
  const seed = `${input.seed ?? input.scenario.seed}/tune`;
  const space = createSettingSpace(input.strategy, input.settings, judgement.agents);
  const firstLook = Math.min(input.replications, Math.max(6, Math.round(input.replications / 8)));
  laboratory.expect(EXPECTED_LOOKS * firstLook * (1 + input.staffing.length) + EXPECTED_CONFIRMED * input.replications);

  const beside = Math.max(2, Math.round(input.replications / 10));
  const progressive = confirmSetting({ judgement, seed }, { id: 'progressive', parameters: {} });
  const bestKnown = confirmSetting({ judgement, seed }, bestKnownStrategy());
  await laboratory.run([progressive, bestKnown], beside);
  const besideRuns: Beside = { progressive: laboratory.results(progressive), best: laboratory.results(bestKnown) };
  const team = await tuneTeam({ laboratory, judgement, input, seed, firstLook, confirm: input.replications }, besideRuns);
  const staffing: TunedTeam[] = [];
  for (const scenario of input.staffing) {
    if (laboratory.isInterrupted()) break;
    const confirm = Math.max(2, Math.round(input.replications / 3));
    staffing.push(await tuneTeam({ laboratory, judgement: judgementOf(scenario, input.limit), input, seed, firstLook, confirm }, null));
  }
  return {
    schema: 'overdial-tune/1', overdial: VERSION, command: input.command, scenario: input.scenario.id, title: input.scenario.title,
    scenarioDigest: input.scenario.digest, seed: input.seed ?? input.scenario.seed, strategy: input.strategy.id, settings: space.settings.map((spec) => spec.name),
    rule: judgement.rule.id, limit: judgement.limit, dayShareMax: DAY_SHARE_MAX, isCompliant: team.longRun !== null, team,
    progressive: besideOf(judgement, 'progressive', besideRuns.progressive), best: besideOf(judgement, strategyText(bestKnown.strategy), besideRuns.best),
    staffing, wallMs: Math.round(performance.now() - startedAt), isInterrupted: laboratory.isInterrupted(),
  };
}

interface TeamInput {
  readonly laboratory: Laboratory; readonly judgement: Judgement; readonly input: TuneInput; readonly seed: string; readonly firstLook: number; readonly confirm: number;
}

interface Beside { readonly progressive: readonly ReplicationResult[]; readonly best: readonly ReplicationResult[] }

async function tuneTeam({ laboratory, judgement, input, seed, firstLook, confirm }: TeamInput, beside: Beside | null): Promise<TunedTeam> {
  const space = createSettingSpace(input.strategy, input.settings, judgement.agents);
  const found = await searchSetting({ laboratory, judgement, space, seed, firstLook, confirm });
  const recommend = (confirmed: Confirmed | null): Recommendation | null => (
    confirmed === null ? null : recommendationOf(judgement, confirmed, laboratory.results(confirmed.setting), beside, input.listRecords)
  );
  return { agents: judgement.agents, points: [...found.points], longRun: recommend(found.longRun), steadyDays: recommend(found.steadyDays) };
}

function recommendationOf(
  judgement: Judgement, { trial, sums, rateUpper }: Confirmed, results: readonly ReplicationResult[], beside: Beside | null, listRecords: number | null,
): Recommendation {
  const talkBeyond = (others: readonly ReplicationResult[]): KnownInterval => {
    const common = Math.min(results.length, others.length);
    if (common < 2) return UNKNOWN_INTERVAL;
    const talk = (of: readonly ReplicationResult[]): { numerators: readonly number[]; denominators: readonly number[] } => {
      const { personTalkMs, staffedMs } = outcomeSums(judgement, of.slice(0, common));
      return { numerators: personTalkMs, denominators: staffedMs };
    };
    return scaledInterval(differenceInterval(talk(results), talk(others)), 60);
  };
  return {
    values: trial.named, strategy: { id: trial.strategy.id, parameters: { ...trial.strategy.parameters } }, replications: results.length, ...figuresOf(sums), rateUpper,
    gainOverProgressive: beside === null ? UNKNOWN_INTERVAL : talkBeyond(beside.progressive),
    behindBest: beside === null ? UNKNOWN_INTERVAL : scaledInterval(talkBeyond(beside.best), -1),
    ...listUse(judgement.scenario, results, listRecords),
  };
}

function besideOf(judgement: Judgement, strategy: string, results: readonly ReplicationResult[]): BesideStrategy | null {
  return results.length === 0 ? null : { strategy, replications: results.length, ...figuresOf(outcomeSums(judgement, results)) };
}

/** How fast the list is used up: records begun per hour that is measured, and when it runs out at that pace. */
function listUse(
  { world, horizon }: CompiledScenario, results: readonly ReplicationResult[], listRecords: number | null,
): Pick<Recommendation, 'recordsPerHour' | 'listLastsHours'> {
  const hours = horizon.scored.reduce((sum, [from, to]) => sum + (to - from), 0) / HOUR_MS;
  const mean = (of: (result: ReplicationResult) => number): number => results.reduce((sum, result) => sum + of(result), 0) / results.length;
  const begun = mean((result) => (result.list.penetration ?? 0) * result.list.records);
  const starvedHours = mean((result) => result.list.starvedMs) / HOUR_MS;
  const recordsPerHour = hours - starvedHours > 0 ? begun / (hours - starvedHours) : null;
  if (recordsPerHour === null || recordsPerHour === 0) return { recordsPerHour: null, listLastsHours: null };
  const records = listRecords ?? (world.list.kind === 'endless' ? null : mean((result) => result.list.records));
  return { recordsPerHour, listLastsHours: records === null ? null : records / recordsPerHour };
}

/** The first of these that this version has. `fractile` aims below the limit, so that most days keep it too. */
function bestKnownStrategy(): StrategyChoice {
  return findStrategy('foresight') === undefined ? resolveStrategyChoice('fractile', { target: 0.022 }) : resolveStrategyChoice('foresight', {});
}

/** For the progress only. */
const EXPECTED_LOOKS = 18;
const EXPECTED_CONFIRMED = 5;
