/**
 * Abandon rules: when is a call that a person answered an abandoned one, and in which window is it counted?
 *
 * Rule: a rule is data. The same evaluation serves the engine (windows that pacing must keep) and the measurement (every
 * printed rate). Sources: FTC 16 CFR 310.4(b) and FCC 47 CFR 64.1200(a) for `us`; Ofcom's persistent-misuse statement of
 * 2010 (revised) for `uk…`; Daktela's glossary for `allDials`; VICIdial's drop rate for `allAnswers`.
 */
import { UNSET, type Millis } from '../../base/time.ts';

export const START_POINTS = ['connected', 'greetingStart', 'greetingEnd'] as const;
export type StartPoint = (typeof START_POINTS)[number];

export type WindowKind =
  | { readonly kind: 'successiveDays'; readonly days: number }
  | { readonly kind: 'calendarDay' }
  | { readonly kind: 'calendarMonth' }
  | { readonly kind: 'rolling'; readonly ms: Millis }
  | { readonly kind: 'campaign' };

export interface AbandonRule {
  readonly id: string;
  readonly startPoint: StartPoint;
  /** Time that a person may wait from the start point, ms, >= 0. */
  readonly thresholdMs: Millis;
  readonly form: 'simple' | 'ukWithoutAmd' | 'ukWithAmd';
  readonly denominator: 'answeredByPerson' | 'allAnswers' | 'allDials' | 'offeredToAgents';
  /** Does a customer who leaves before the deadline count as abandoned? */
  readonly countEarlyHangups: boolean;
  readonly falsePositives: 'truth' | 'estimated' | 'ignored';
  readonly countShortRings: boolean;
  /** Largest permitted share, 0 to 1; 1 = no limit. */
  readonly limit: number;
  readonly window: WindowKind;
  /** Windows with fewer answers than this are left out of the violation share. */
  readonly minAnswers: number;
}

/** The instants of one answered call; UNSET where it did not happen. */
export interface AnsweredCall {
  readonly connectedAt: Millis;
  readonly greetingStartAt: Millis;
  readonly greetingEndAt: Millis;
  readonly agentAt: Millis;
  readonly droppedAt: Millis;
  readonly hangupAt: Millis;
}

/** Does this call, answered by a person, fail the rule? (metrics: "Failing call") */
export function callFails(rule: AbandonRule, call: AnsweredCall): boolean {
  const deadline = startOf(rule.startPoint, call) + rule.thresholdMs;
  if (call.agentAt !== UNSET) return call.agentAt > deadline;
  if (call.droppedAt !== UNSET) return true;
  if (call.hangupAt === UNSET) return false;
  return rule.countEarlyHangups || call.hangupAt >= deadline;
}

/** The start point's instant; where it was not observed, `connected`, which is stricter. */
function startOf(point: StartPoint, call: AnsweredCall): Millis {
  // Most calls have no greeting that anybody observed: no name is compared then.
  if (call.greetingStartAt === UNSET && call.greetingEndAt === UNSET) return call.connectedAt;
  const at = point === 'greetingStart' ? call.greetingStartAt : point === 'greetingEnd' ? call.greetingEndAt : UNSET;
  return at === UNSET ? call.connectedAt : at;
}

const RULE_DEFAULTS = {
  form: 'simple', denominator: 'answeredByPerson', countEarlyHangups: false, falsePositives: 'truth', countShortRings: false, limit: 0.03, minAnswers: 1,
} as const;

/** The rules that every run is measured under. */
export const PRESET_RULES = {
  us: { ...RULE_DEFAULTS, id: 'us', startPoint: 'greetingEnd', thresholdMs: 2_000, window: { kind: 'successiveDays', days: 30 } },
  ukWithoutAmd: {
    ...RULE_DEFAULTS, id: 'ukWithoutAmd', startPoint: 'greetingStart', thresholdMs: 2_000, form: 'ukWithoutAmd', falsePositives: 'ignored',
    window: { kind: 'calendarDay' },
  },
  ukWithAmd: {
    ...RULE_DEFAULTS, id: 'ukWithAmd', startPoint: 'greetingStart', thresholdMs: 2_000, form: 'ukWithAmd', falsePositives: 'estimated',
    window: { kind: 'calendarDay' },
  },
  allDials: {
    ...RULE_DEFAULTS, id: 'allDials', startPoint: 'connected', thresholdMs: 2_000, denominator: 'allDials', countEarlyHangups: true,
    falsePositives: 'ignored', limit: 1, window: { kind: 'calendarDay' },
  },
  allAnswers: {
    ...RULE_DEFAULTS, id: 'allAnswers', startPoint: 'connected', thresholdMs: 5_000, denominator: 'offeredToAgents', falsePositives: 'ignored',
    window: { kind: 'calendarDay' },
  },
} as const satisfies Record<string, AbandonRule>;

export const PRESET_RULE_IDS = Object.keys(PRESET_RULES) as readonly (keyof typeof PRESET_RULES)[];
