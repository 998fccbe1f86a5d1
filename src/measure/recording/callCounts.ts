/** Every count of calls, from the facts of the scoring interval and what was counted beside them. */
import type { OutcomeName } from '../../engine/vocabulary.ts';
import type { Counts } from '../results.ts';
import type { FactCounts } from './callFacts.ts';
import type { OutcomeCounts } from './outcomeCounts.ts';

export interface CallTotals {
  readonly dials: number;
  readonly turns: number;
  readonly countedAttempts: number;
  readonly liveAnswers: number;
  readonly fax: number;
  /** Attempts still under way. */
  readonly open: number;
  readonly truthKnown: boolean;
  /** P(person, given verdict machine), as configured. */
  readonly falsePositiveShare: number;
  readonly lateConnects: Record<string, number>;
}

/** Throws an `Error` when a drained, simulated run lost or doubled a person who answered. */
export function callCounts(facts: FactCounts, outcomes: OutcomeCounts, totals: CallTotals): Counts {
  const { truthKnown } = totals;
  const liveAnswers = truthKnown ? totals.liveAnswers : facts.persons - facts.falsePositives;
  const accounted = facts.connects + facts.dropped + facts.customerHangups + facts.falsePositives + facts.lost;
  if (truthKnown && totals.open === 0 && liveAnswers !== accounted) {
    throw new Error(`bug: ${liveAnswers} persons answered, but ${facts.connects} were connected, ${facts.dropped} dropped, ${facts.customerHangups} hung up, `
      + `${facts.falsePositives} were taken for machines and ${facts.lost} were lost`);
  }
  const estimated = facts.machineVerdicts * totals.falsePositiveShare;
  const nuisance = facts.dropped + facts.customerHangups + (truthKnown ? facts.falsePositives : estimated);
  const of = (outcome: OutcomeName): number => outcomes.of(outcome);
  return {
    dials: totals.dials, attempts: facts.attempts, turns: totals.turns, countedAttempts: totals.countedAttempts, liveAnswers,
    machines: of('machine'), fax: totals.fax, noAnswer: of('noAnswer'), busy: of('busy'), rejected: of('rejected'), invalidNumber: of('invalidNumber'),
    congestion: of('congestion'), cancelled: of('cancelled'), unknown: of('unknown'), shortRings: facts.shortRings,
    connects: facts.connects, machineConnects: facts.machineConnects, dropped: facts.dropped, droppedAny: facts.droppedAny,
    customerHangups: facts.customerHangups, amdFalsePositives: facts.falsePositives, amdFalsePositivesEstimated: estimated,
    amdFalseNegatives: facts.falseNegatives, lateConnects: totals.lateConnects,
    nuisance, nuisanceRate: liveAnswers > 0 ? nuisance / liveAnswers : null,
  };
}
