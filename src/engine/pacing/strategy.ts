/**
 * The question that a pacing strategy answers: how many attempts to begin now. It never chooses the record, never cancels
 * a ringing call, never sees an outcome before it happens, and knows nothing about a single record: the view has no such
 * field (see the caution on US 11,856,140 in ARCHITECTURE.md). The engine clips the answer to what may be placed.
 */
import type { SavableRandomStream } from '../../base/random.ts';
import type { Millis } from '../../base/time.ts';
import type { Priors } from '../options.ts';
import type { OutcomeName } from '../vocabulary.ts';

export interface PacingStrategy {
  readonly id: string;
  /** Attempts to begin now: an integer >= 0. Asked once after every relevant event. */
  dialCount(view: PacingView): number;
  /**
   * What the answer follows from, where that is little: while it stays the same, the strategy need not be asked again. Absent: from anything.
   * Only for a strategy that asks for no more once what it asked for is placed, and that has no `nextReviewAt`.
   * `counts`: from the numbers of ready agents, of staffed agents and of pending calls.
   * `lines`: from the number of staffed agents and the sum of busy agents and pending calls; persons who wait may be left out of it.
   */
  readonly follows?: 'counts' | 'lines';
  /** When to be asked at the latest: > view.now, or NEVER. Absent = NEVER. */
  nextReviewAt?(view: PacingView): Millis;
  onAttemptStarted?(now: Millis): void;
  /** A person was offered to an agent. */
  onAttemptAnswered?(now: Millis, ringMs: Millis): void;
  /** Exactly once an attempt; `ringMs` from the dial to the answer or end. */
  onAttemptEnded?(now: Millis, outcome: OutcomeName, ringMs: Millis): void;
  /** An abandoned call: no agent within the limit. */
  onDropped?(now: Millis, waitMs: Millis): void;
  onHandled?(now: Millis, talkMs: Millis, wrapMs: Millis): void;
  /** Level, estimates, budget left: for traces and charts. */
  readings(): Readonly<Record<string, number>>;
  /** Required when the strategy has memory. */
  save?(): StrategyState;
  load?(state: StrategyState): void;
}

/** Plain data: survives JSON. */
export type StrategyState = unknown;

export type ParameterValues = Readonly<Record<string, number | boolean | string>>;

export type CreateStrategy = (parameters: ParameterValues, random: SavableRandomStream, priors: Priors) => PacingStrategy;

/** One parameter of a strategy, for messages, `overdial strategies` and checks of a scenario. */
export interface ParameterSpec {
  readonly name: string;
  readonly type: 'number' | 'integer' | 'boolean';
  /** Absent = required. */
  readonly default?: number | boolean;
  readonly min?: number;
  readonly max?: number;
  /** In words: `calls per free agent`, `ms`, `1/s`. */
  readonly unit: string;
  readonly description: string;
}

/** A strategy as the registry knows it. */
export interface StrategyDefinition {
  readonly id: string;
  readonly description: string;
  readonly parameters: readonly ParameterSpec[];
  /** Largest team that it is made for; absent: any. */
  readonly agentsMax?: number;
  readonly create: CreateStrategy;
}

/** Unordered instants; elapsed time is `now - at(i)`. */
export interface InstantList {
  readonly length: number;
  at(index: number): Millis;
}

/** Counts over a window's length, or since its start. */
export interface RollingCounts {
  readonly ended: number; readonly persons: number; readonly machines: number; readonly ringMsOfEnded: Millis; readonly ringMsOfPersons: Millis;
  readonly dropped: number; readonly customerHangups: number; readonly handled: number; readonly talkMs: Millis; readonly wrapMs: Millis;
}

/** One per enforced rule, the window now open. */
export interface AbandonWindow {
  readonly ruleSet: string; readonly limit: number; readonly startedAt: Millis; readonly endsAt: Millis;
  readonly abandoned: number; readonly answered: number; readonly diallingMs: Millis; readonly diallingMsLeft: Millis; readonly previousAnswered: number;
}

/** What a strategy may know. One object, refilled: do not keep it. */
export interface PacingView {
  readonly now: Millis; readonly callingWindowEndsAt: Millis; readonly localMinuteOfDay: number;
  readonly ready: number; readonly reserved: number; readonly talking: number; readonly wrapping: number; readonly paused: number;
  /** Busy agents who announced a pause or sign-out after this call. */
  readonly leaving: number;
  readonly readySince: InstantList; readonly talkingSince: InstantList; readonly wrappingSince: InstantList;
  /** Start of talk, for talking and wrapping agents alike. */
  readonly handlingSince: InstantList;
  /** Dial instants of calls not yet answered or ended. */
  readonly ringingSince: InstantList;
  /** Answered, verdict pending; persons waiting for an agent. */
  readonly analysingSince: InstantList; readonly waitingSince: InstantList;
  readonly last60s: RollingCounts; readonly last900s: RollingCounts; readonly last1800s: RollingCounts;
  readonly last3600s: RollingCounts; readonly today: RollingCounts; readonly campaign: RollingCounts;
  readonly windows: readonly AbandonWindow[];
  readonly freeChannels: number; readonly startsPerSecond: number; readonly startsRoom: number;
  readonly dueNow: number; readonly nextDueAt: Millis;
  readonly ringLimitMs: Millis; readonly dropLimitMs: Millis;
}

/** Calls pending: dialled, being analysed, or waiting for an agent (P in the formulas). */
export function pendingCalls(view: PacingView): number {
  return view.ringingSince.length + view.analysingSince.length + view.waitingSince.length;
}

/** Agents signed in and not paused (n). */
export function staffedAgents(view: PacingView): number {
  return view.ready + view.reserved + view.talking + view.wrapping;
}
