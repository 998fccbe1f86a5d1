/**
 * Who is the best compliant strategy? Kim and Nelson's selection, going on with the survivors until it is decided.
 *
 * Rule: who is shown to be over a limit is out first. Then occupancy decides, with an indifference of half a percentage
 * point; survivors get more replications until one is left or the bound is reached.
 */
import { isFeasible } from '../../measure/statistics/feasible.ts';
import { kimNelson, type KimNelsonResult } from '../../measure/statistics/kimNelson.ts';
import { outcomeSums, rateOf, type Judgement } from '../judgement.ts';
import type { Laboratory, Setting } from '../laboratory.ts';
import type { ComparedSelection } from './compareSchema.ts';

export interface Candidate { readonly label: string; readonly setting: Setting }

/** Null where there are too few replications to begin. `replicationsMax`: how far survivors may be taken. */
export async function selectBest(
  laboratory: Laboratory, judgement: Judgement, candidates: readonly Candidate[], replicationsMax: number,
): Promise<ComparedSelection | null> {
  const firstStage = Math.min(FIRST_STAGE, ...candidates.map(({ setting }) => laboratory.results(setting).length));
  if (candidates.length === 0 || firstStage < FIRST_STAGE_MIN) return null;
  const feasible = candidates.filter(({ setting }) => isFeasibleSetting(laboratory, judgement, setting));
  const decide = (): KimNelsonResult => kimNelson(
    feasible.map(({ setting }) => laboratory.results(setting).map((each) => (each.agents.talkMs + each.agents.wrapMs) / each.agents.staffedMs)),
    { indifference: INDIFFERENCE, firstStage },
  );
  let result = decide();
  while (result.survivors.length > 1 && result.replications < replicationsMax && !laboratory.isInterrupted()) {
    const survivors = result.survivors.map((index) => feasible[index]!.setting);
    await laboratory.run(survivors, Math.min(replicationsMax, result.replications + Math.max(4, laboratory.workers)));
    result = decide();
  }
  const labelAt = (index: number): string => feasible[index]!.label;
  return {
    method: 'kimNelson', level: 0.95, indifference: INDIFFERENCE, firstStage, replications: result.replications,
    candidates: feasible.map(({ label }) => label), infeasible: candidates.filter((each) => !feasible.includes(each)).map(({ label }) => label),
    best: result.best === null ? null : labelAt(result.best), survivors: result.survivors.map(labelAt),
    eliminated: result.eliminated.map(({ index, atReplication, by }) => ({ label: labelAt(index), atReplication, by: labelAt(by) })),
  };
}

/** Not shown to be over a limit; at least two replications. */
export function isFeasibleSetting(laboratory: Laboratory, judgement: Judgement, setting: Setting): boolean {
  const sums = outcomeSums(judgement, laboratory.results(setting));
  return isFeasible({
    rate: rateOf(sums), limit: judgement.limit, windowShareMax: judgement.windowShareMax ?? 1,
    windows: judgement.windowShareMax === null ? null : { numerators: sums.windowsOver, denominators: sums.windowsCounted },
  });
}

const FIRST_STAGE = 20;
/** With fewer the first variances say nothing. */
const FIRST_STAGE_MIN = 5;
/** Half a percentage point of occupancy. */
const INDIFFERENCE = 0.005;
