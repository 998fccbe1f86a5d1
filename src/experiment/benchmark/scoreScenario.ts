/**
 * One scenario of the benchmark: its league table, from what every entrant does as it comes and tuned.
 *
 * Rule: whatever cells are still missing are run, unless time is up. A table rests on the replications that a strategy has;
 * where they are fewer than planned the result says so.
 */
import { combineDigests } from '../../journal/digest.ts';
import type { ReplicationResult, SummaryEntry } from '../../measure/results.ts';
import type { RatioSums } from '../../measure/statistics/jackknifeRatioDifference.ts';
import { summarise } from '../../measure/summary.ts';
import { differenceInterval, plainInterval, ratioInterval, scaledInterval, UNKNOWN_INTERVAL, type KnownInterval } from '../intervals.ts';
import { isCompliant, occupancyOf, outcomeSums, pooled, rateOf, type Judgement } from '../judgement.ts';
import type { Setting } from '../laboratory.ts';
import type { BenchmarkRow, BenchmarkScenario, BenchmarkScore } from './benchmarkSchema.ts';
import { EXACT_OPTIMUM, EXACT_PROGRESSIVE, type LoadedScenario, type Profile } from './profile.ts';
import { rankRows } from './rankRows.ts';
import { entrantsFor, givenSetting, judgements, PROGRESSIVE, runEntrant, type Ran } from './runEntrant.ts';
import type { StoredLaboratory } from './storedLaboratory.ts';

export async function scoreScenario(laboratory: StoredLaboratory, loaded: LoadedScenario, profile: Profile): Promise<BenchmarkScenario> {
  const { plan, scenario } = loaded;
  const judgement = judgements(loaded);
  const wanted = profile.replicationsOf(plan);
  const progressive = givenSetting(judgement, PROGRESSIVE);
  const ran: Ran[] = [];
  for (const entrant of entrantsFor(judgement, profile)) ran.push(await runEntrant(laboratory, judgement, entrant, profile, wanted));

  const beside = laboratory.results(progressive).slice(0, wanted);
  const progressiveOccupancy = EXACT_OPTIMUM[plan.id] === undefined ? (beside.length === 0 ? null : pooled(occupancyOf(outcomeSums(judgement, beside)))) : EXACT_PROGRESSIVE;
  const reference = referenceOf(plan.id, ran);
  const gapClosedOf = (occupancy: KnownInterval): KnownInterval => {
    if (reference === null || progressiveOccupancy === null || reference.occupancy <= progressiveOccupancy) return UNKNOWN_INTERVAL;
    const gap = reference.occupancy - progressiveOccupancy;
    return scaledInterval(occupancy, 1 / gap, -progressiveOccupancy / gap);
  };
  const scoreOf = (setting: Setting | null): BenchmarkScore | null => {
    const results = setting === null ? [] : laboratory.results(setting).slice(0, wanted);
    return setting === null || results.length < 2 ? null : scored(judgement, setting, results, beside, gapClosedOf);
  };
  const contestants = new Map<string, RatioSums>();
  const rows = ran.map((each): BenchmarkRow => {
    const asGiven = scoreOf(each.given);
    const tuned = scoreOf(each.tuned);
    const best = bestOf(asGiven, tuned);
    const bestSetting = best === null ? null : best === 'tuned' ? each.tuned! : each.given;
    if (bestSetting !== null && !each.entrant.isBound) contestants.set(each.entrant.label, occupancyOf(outcomeSums(judgement, laboratory.results(bestSetting).slice(0, wanted))));
    const sums = asGiven === null || profile.name !== 'quick' ? null : gateSums(judgement, laboratory.results(each.given).slice(0, wanted));
    return {
      strategy: each.entrant.label, isBound: each.entrant.isBound, fault: each.fault, knob: each.entrant.knob?.setting ?? null, seconds: Math.round(each.seconds), asGiven,
      sweep: each.tuning?.sweep.map(({ value, occupancy, rate, windowShare, compliant }) => ({ value, occupancy, rate, windowShare, compliant })) ?? [],
      atLimit: each.atLimit === null ? null : {
        occupancy: plainInterval(each.atLimit), bracket: each.atLimit.values === null ? null : [...each.atLimit.values] as [number, number],
        share: Math.max(0, Math.min(1, each.atLimit.share)), gapClosed: gapClosedOf(plainInterval(each.atLimit)),
      },
      tuned, best, behindBest: UNKNOWN_INTERVAL, pHolm: null, tiedWithBest: null, sums,
    };
  });
  return {
    id: plan.id, title: scenario.title, family: plan.family, digest: scenario.digest, agents: judgement.agents, limit: judgement.limit, windowShareMax: judgement.windowShareMax,
    replications: Math.min(wanted, ...rows.filter(({ fault }) => fault === null).map(({ asGiven }) => asGiven?.replications ?? 0)), replicationsWanted: wanted, replicationsSpecified: profile.name === 'full' ? plan.replications : wanted,
    progressiveOccupancy, reference, rows: rankRows(rows, contestants),
  };
}

/** The exact optimum, or the highest occupancy at exactly the limit that any strategy reached. */
function referenceOf(id: string, ran: readonly Ran[]): BenchmarkScenario['reference'] {
  const exact = EXACT_OPTIMUM[id];
  if (exact !== undefined) return { occupancy: exact, from: 'exact optimum' };
  const known = ran.filter(({ entrant, atLimit }) => !entrant.isBound && atLimit !== null && atLimit.values !== null);
  const best = known.reduce<Ran | null>((leader, each) => (leader === null || each.atLimit!.estimate > leader.atLimit!.estimate ? each : leader), null);
  return best === null ? null : { occupancy: best.atLimit!.estimate, from: `${best.entrant.label} at exactly the limit` };
}

function scored(
  judgement: Judgement, setting: Setting, results: readonly ReplicationResult[], progressive: readonly ReplicationResult[], gapClosedOf: (occupancy: KnownInterval) => KnownInterval,
): BenchmarkScore {
  const sums = outcomeSums(judgement, results);
  const occupancy = ratioInterval(occupancyOf(sums));
  const gapClosed = gapClosedOf(occupancy);
  const common = Math.min(results.length, progressive.length);
  const talk = (of: readonly ReplicationResult[]): { numerators: readonly number[]; denominators: readonly number[] } => {
    const { personTalkMs, staffedMs } = outcomeSums({ ...judgement, isWhileDue: false }, of.slice(0, common));
    return { numerators: personTalkMs, denominators: staffedMs };
  };
  const summary = summarise(results);
  return {
    parameters: { ...setting.strategy.parameters }, replications: results.length, digest: combineDigests(results.map(({ digest }) => digest)), compliant: isCompliant(judgement, sums),
    occupancy, rate: ratioInterval(rateOf(sums)), windowShare: entryInterval(summary[`abandon.${judgement.rule.id}.windowViolationShare`]),
    gapClosed, regret: scaledInterval(gapClosed, -1, 1),
    predictiveGain: common < 2 ? UNKNOWN_INTERVAL : scaledInterval(differenceInterval(talk(results), talk(progressive)), 60),
    metrics: Object.fromEntries(SHOWN.flatMap((path) => (summary[path] === undefined ? [] : [[path, entryInterval(summary[path])]]))),
  };
}

function bestOf(asGiven: BenchmarkScore | null, tuned: BenchmarkScore | null): BenchmarkRow['best'] {
  const given = asGiven?.compliant === true ? asGiven.occupancy.estimate : null;
  const other = tuned?.compliant === true ? tuned.occupancy.estimate : null;
  if (given === null) return other === null ? null : 'tuned';
  return other !== null && other > given ? 'tuned' : 'asGiven';
}

function gateSums(judgement: Judgement, results: readonly ReplicationResult[]): NonNullable<BenchmarkRow['sums']> {
  const { abandoned, answered, busyMs, staffedMs, windowsOver, windowsCounted } = outcomeSums(judgement, results);
  return { abandoned: [...abandoned], answered: [...answered], busyMs: [...busyMs], staffedMs: [...staffedMs], windowsOver: [...windowsOver], windowsCounted: [...windowsCounted] };
}

function entryInterval(entry: SummaryEntry | undefined): KnownInterval {
  if (entry === undefined) return UNKNOWN_INTERVAL;
  const { estimate, lower, upper, halfWidth } = entry;
  return { estimate, lower, upper, halfWidth };
}

/** Of the league table, beside those that have fields of their own. */
const SHOWN = [
  'agents.waitMeanMs', 'agents.waitP95Ms', 'customers.waitMeanMs', 'customers.waitP95Ms', 'list.dialsPerConnect', 'counts.nuisanceRate', 'trunks.peak',
  'abandon.us.rate', 'abandon.ukWithoutAmd.rate', 'abandon.ukWithAmd.rate', 'abandon.allDials.rate', 'abandon.allAnswers.rate', 'list.penetration', 'list.reached',
  'list.final', 'list.starvedMs', 'list.done95Ms', 'callbacks.keptRate', 'callbacks.fulfilledRate', 'callbacks.delayMeanMs',
];
