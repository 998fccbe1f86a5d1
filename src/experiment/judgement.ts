/**
 * By which rule a scenario's strategies are judged, and what of a replication counts for it.
 *
 * Rule: the first enforced rule is the one that counts, else `us`. Beside its own windows every run is measured by the
 * calendar day, under the same rule, because that is how people ask ("how many days would be over the limit?"). A
 * strategy complies when its rate is within the limit and, where the rule's own window is the day, no more than 5 % of the
 * days are over it (10 % for teams below 20, whose days are short of calls). Both are point estimates.
 */
import { PRESET_RULES, type AbandonRule } from '../engine/abandon/rule.ts';
import type { ReplicationResult } from '../measure/results.ts';
import type { RatioSums } from '../measure/statistics/jackknifeRatioDifference.ts';
import type { KnobSums } from '../measure/statistics/occupancyAtLimit.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';

export interface Judgement {
  /** The scenario, with the rule by the day among its rules. */
  readonly scenario: CompiledScenario;
  readonly agents: number;
  readonly rule: AbandonRule;
  readonly limit: number;
  /** The same rule by the calendar day. */
  readonly dayRuleId: string;
  /** Largest share of windows over the limit; null: only the rate is judged. */
  readonly windowShareMax: number | null;
  /** Occupancy is taken over time with a due record only (benchmark: section 3.3). Default: over all staffed time. */
  readonly isWhileDue?: boolean;
}

/** @param limit instead of the rule's own, a fraction; strategies that look at their window see it too */
export function judgementOf(scenario: CompiledScenario, limit?: number): Judgement {
  const agents = scenario.dialer.agents.length;
  const own: AbandonRule = scenario.dialer.enforcedRules[0] ?? PRESET_RULES.us;
  const rule: AbandonRule = limit === undefined ? own : { ...own, limit };
  const isByDay = rule.window.kind === 'calendarDay';
  const dayRule: AbandonRule = isByDay ? rule : { ...rule, id: `${rule.id}ByDay`, window: { kind: 'calendarDay' } };
  const others = scenario.rules.filter((each) => each.id !== rule.id && each.id !== dayRule.id);
  const [, ...enforcedToo] = scenario.dialer.enforcedRules;
  return {
    scenario: {
      ...scenario, rules: isByDay ? [rule, ...others] : [rule, dayRule, ...others],
      dialer: { ...scenario.dialer, enforcedRules: scenario.dialer.enforcedRules.length === 0 ? [] : [rule, ...enforcedToo] },
    },
    agents, rule, limit: rule.limit, dayRuleId: dayRule.id,
    windowShareMax: isByDay ? (agents >= LARGE_TEAM ? 0.05 : 0.1) : null,
  };
}

/** Sums per replication that every estimate is made of. */
export interface OutcomeSums extends KnobSums {
  readonly personTalkMs: readonly number[];
  readonly windowsOver: readonly number[];
  readonly windowsCounted: readonly number[];
  readonly daysOver: readonly number[];
  readonly daysCounted: readonly number[];
}

export function outcomeSums({ rule, dayRuleId, isWhileDue = false }: Judgement, replications: readonly ReplicationResult[]): OutcomeSums {
  const each = (of: (replication: ReplicationResult) => number): number[] => replications.map(of);
  return {
    abandoned: each((r) => r.abandon[rule.id]!.numerator), answered: each((r) => r.abandon[rule.id]!.denominator),
    busyMs: each((r) => (isWhileDue ? r.list.dueBusyMs : r.agents.talkMs + r.agents.wrapMs)),
    staffedMs: each((r) => (isWhileDue ? r.list.dueStaffedMs : r.agents.staffedMs)), personTalkMs: each((r) => r.agents.personTalkMs),
    windowsOver: each((r) => r.abandon[rule.id]!.windowsExceeding), windowsCounted: each((r) => r.abandon[rule.id]!.windowsCounted),
    daysOver: each((r) => r.abandon[dayRuleId]!.windowsExceeding), daysCounted: each((r) => r.abandon[dayRuleId]!.windowsCounted),
  };
}

export function occupancyOf(sums: OutcomeSums): RatioSums {
  return { numerators: sums.busyMs, denominators: sums.staffedMs };
}

export function rateOf(sums: OutcomeSums): RatioSums {
  return { numerators: sums.abandoned, denominators: sums.answered };
}

/** ΣA/ΣN; null without a denominator. */
export function pooled({ numerators, denominators }: RatioSums): number | null {
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const denominator = total(denominators);
  return denominator === 0 ? null : total(numerators) / denominator;
}

/** Within the rate and, where windows are judged, within the share of windows over the limit; point estimates. */
export function isCompliant({ limit, windowShareMax }: Judgement, sums: OutcomeSums): boolean {
  const rate = pooled(rateOf(sums));
  if (rate !== null && rate > limit) return false;
  if (windowShareMax === null) return true;
  const share = pooled({ numerators: sums.windowsOver, denominators: sums.windowsCounted });
  return share === null || share <= windowShareMax;
}

const LARGE_TEAM = 20;
