/**
 * An abandon rate's numerator and denominator under a rule, from the counts of a window. Sources: see the rules themselves.
 *
 * Rule, form `simple`, by denominator: `answeredByPerson` and `allAnswers` count calls that fail the rule, of persons or of
 * all offered; `allDials` and `offeredToAgents` are vendors' rates and count calls given up (dropped, and with
 * `countEarlyHangups` those that the customer left), late connects not. AMD false positives are added as they truly were
 * or as estimated; short rings, where they count, to both sides.
 */
import type { AbandonRule } from '../../engine/abandon/rule.ts';
import type { FactCounts } from './callFacts.ts';

export interface AbandonRatio {
  readonly numerator: number;
  readonly denominator: number;
  /** Calls that the window holds evidence on: what `minAnswers` is compared with. */
  readonly answers: number;
}

/** `falsePositiveShare`: P(person, given verdict machine), as configured. `truthKnown`: else true false positives are estimated too. */
export function abandonRatio(rule: AbandonRule, counts: FactCounts, falsePositiveShare: number, truthKnown: boolean): AbandonRatio {
  const estimated = counts.machineVerdicts * falsePositiveShare;
  const falsePositives = rule.falsePositives === 'ignored' ? 0 : rule.falsePositives === 'truth' && truthKnown ? counts.falsePositives : estimated;
  const shortRings = rule.countShortRings ? counts.shortRings : 0;
  if (rule.form === 'ukWithoutAmd') return ukWithoutAmd(counts);
  if (rule.form === 'ukWithAmd') {
    const given = counts.failingPersons + falsePositives;
    return { numerator: given, denominator: given + counts.timelyConnects, answers: counts.failingPersons + counts.timelyConnects };
  }
  return simple(rule, counts, falsePositives, shortRings);
}

/** Exactly at the limit does not exceed; the simple form is compared in whole numbers. */
export function exceedsLimit(rule: AbandonRule, ratio: { readonly numerator: number; readonly denominator: number }): boolean {
  if (rule.form !== 'simple') return ratio.numerator > rule.limit * ratio.denominator;
  const limitPerMille = Math.round(rule.limit * 1e9) / 1e6;
  return 1000 * ratio.numerator > limitPerMille * ratio.denominator;
}

/** A' = A(1 - M/(L + M)); A'/(A' + L). A: given up or connected late, of any class; M: machines passed to agents; L: persons in time. */
function ukWithoutAmd(counts: FactCounts): AbandonRatio {
  const passed = counts.timelyConnects + counts.machineConnects;
  const machineShare = passed === 0 ? 0 : counts.machineConnects / passed;
  const numerator = counts.failingCalls * (1 - machineShare);
  return { numerator, denominator: numerator + counts.timelyConnects, answers: counts.failingCalls + counts.timelyConnects };
}

function simple(rule: AbandonRule, counts: FactCounts, falsePositives: number, shortRings: number): AbandonRatio {
  const added = falsePositives + shortRings;
  const givenUp = counts.droppedAny + (rule.countEarlyHangups ? counts.customerHangups : 0);
  let numerator: number;
  let denominator: number;
  switch (rule.denominator) {
    case 'answeredByPerson':
      numerator = counts.failingPersons + added;
      denominator = counts.persons + shortRings;
      break;
    case 'allAnswers':
      numerator = counts.failingCalls + added;
      denominator = counts.answers + shortRings;
      break;
    case 'allDials':
      numerator = givenUp + added;
      denominator = counts.attempts;
      break;
    case 'offeredToAgents':
      numerator = givenUp + added;
      denominator = givenUp + added + counts.connects;
      break;
  }
  return { numerator, denominator, answers: denominator };
}
