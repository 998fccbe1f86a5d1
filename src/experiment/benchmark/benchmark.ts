/**
 * The public benchmark OPB-1: the oracle ladder first, then all cells in the order of their importance, then a league table for
 * each scenario and the order over all families.
 *
 * Rule: what the store has is not run again. A ladder that fails ends the benchmark: no league table of a simulation that
 * misses what is known exactly.
 */
import { VERSION } from '../../base/version.ts';
import type { LaboratoryHooks } from '../laboratory.ts';
import type { Workforce } from '../workers/workforce.ts';
import type { BenchmarkResult, BenchmarkScenario, LadderRung } from './benchmarkSchema.ts';
import type { CellStore } from './cellStore.ts';
import { codeDigest } from '../codeDigest.ts';
import { climbLadder } from './ladder.ts';
import { BENCHMARK_ID, SCENARIOS, SCORING_SEED, TUNING_REPLICATIONS, TUNING_SEED, type LoadedScenario, type Profile } from './profile.ts';
import { rankOverall } from './rankRows.ts';
import { runCells } from './runCells.ts';
import { scoreScenario } from './scoreScenario.ts';
import { createStoredLaboratory } from './storedLaboratory.ts';

export interface BenchmarkInput extends LaboratoryHooks {
  readonly profile: Profile;
  readonly scenarios: readonly LoadedScenario[];
  readonly store: CellStore;
  readonly workforce: Workforce;
  readonly command: string;
  /** Told as the work goes on. */
  readonly onStage?: (words: string) => void;
}

export async function benchmark(input: BenchmarkInput): Promise<BenchmarkResult> {
  const { profile, scenarios: loaded } = input;
  const laboratory = createStoredLaboratory(input.workforce, input.store, input);
  input.onStage?.('oracle ladder');
  const ladder = climbLadder();
  const scenarios: BenchmarkScenario[] = [];
  if (ladder.every(({ passed }) => passed)) {
    await runCells(laboratory, loaded, profile, input.onStage);
    input.onStage?.('league tables');
    for (const each of loaded) scenarios.push(await scoreScenario(laboratory, each, profile));
  }
  const ids = [...new Set(profile.entrants.map(({ strategy }) => strategy.id))];
  return {
    schema: 'overdial-benchmark/1', benchmark: BENCHMARK_ID, overdial: VERSION, code: Object.fromEntries(ids.map((id) => [id, codeDigest(id)])), profile: profile.name,
    command: input.command, isInterrupted: laboratory.isInterrupted(), seeds: { scoring: SCORING_SEED, tuning: TUNING_SEED, tuningReplications: profile.tuningReplications }, replicationsMax: profile.replicationsMax,
    ladder, scenarios, overall: rankOverall(scenarios), notRun: notRunOf(profile, loaded, scenarios, ladder),
  };
}

/** In words, what the profile holds and the result does not. */
function notRunOf(profile: Profile, loaded: readonly LoadedScenario[], scenarios: readonly BenchmarkScenario[], ladder: readonly LadderRung[]): string[] {
  if (!ladder.every(({ passed }) => passed)) return ['every scenario: the oracle ladder failed'];
  const reduced = [
    ...(profile.replicationsMax === null ? [] : [`more than ${profile.replicationsMax} scoring replications, where 50 to 400 are specified`]),
    ...(profile.isTuned && profile.tuningReplications < TUNING_REPLICATIONS ? [`more than ${profile.tuningReplications} tuning replications, where ${TUNING_REPLICATIONS} are specified`] : []),
  ];
  const skipped = profile.name === 'full' ? SCENARIOS.filter(({ id }) => !loaded.some(({ plan }) => plan.id === id)).map(({ id }) => `${id}: the whole scenario`) : [];
  const untuned = new Map<string, string[]>();
  const missing = scenarios.flatMap((scenario) => scenario.rows.flatMap((row) => {
    const where = `${scenario.id}, ${row.strategy}`;
    if (row.fault !== null) return [`${where}: ${row.fault}`];
    if (row.knob !== null && profile.isTuned && row.sweep.length === 0) untuned.set(row.strategy, [...(untuned.get(row.strategy) ?? []), scenario.id]);
    const have = row.asGiven?.replications ?? 0;
    return have < scenario.replicationsWanted ? [`${where}: ${have} of ${scenario.replicationsWanted} replications as given`] : [];
  }));
  const isWhole = (ids: readonly string[]): boolean => ids.length > 1 && ids.length === scenarios.length;
  return [...reduced, ...skipped, ...missing, ...[...untuned].map(([strategy, ids]) => `${strategy}: not tuned in ${isWhole(ids) ? `any of the ${ids.length} scenarios` : ids.join(', ')}`)];
}
