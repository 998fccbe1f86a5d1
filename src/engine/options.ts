/**
 * What a dialer is made of: plain data, complete, with every default resolved. It is written into the journal's header,
 * so that a journal alone is enough to make the same dialer again.
 */
import type { StreamKey } from '../base/random.ts';
import type { Millis } from '../base/time.ts';
import type { AbandonRule } from './abandon/rule.ts';
import type { LeadOrder, ListMix, NthNew, SelectionPolicy } from './selection/policy.ts';
import type { BlockScope, Mode, OutcomeName, Trigger } from './vocabulary.ts';

/** A status: the result of a call, and what it does to the record (records: section 10). */
export interface Status {
  readonly id: string;
  readonly name: string;
  readonly scope: 'dictionary' | 'campaign';
  readonly systemStatus: 'toCall' | 'myRecord' | 'doNotCall' | 'notEarlierThan' | 'callProgressive' | null;
  readonly group: 'contact' | 'unableToContact' | 'system';
  readonly setBy: readonly Trigger[];
  readonly blocks: 'none' | 'record' | 'number';
  readonly validation: boolean;
  readonly nextCallRequired: boolean;
  readonly finalUntilRecycled: boolean;
  readonly hidden: boolean;
  readonly active: boolean;
  readonly autoAddToNewCampaigns: boolean;
}

/** A campaign's settings (records: section 16), every one resolved. Times in ms. */
export interface CampaignSettings {
  readonly mode: Mode;
  readonly numberStrategy: 'sweepInOneAttempt' | 'onePerTurn' | 'nextNow';
  readonly answeredGate: boolean;
  readonly personalBlocks: 'queue' | 'agent' | 'never';
  readonly missedPromise: 'retry' | 'agentDecides' | 'done';
  readonly dialerRescheduleAssigns: boolean;
  /** How long after `nextCallAt` a soft owner lives; null: always. */
  readonly contactTimeoutMs: Millis | null;
  /** How long a signed-out agent keeps his ready record; null: for ever. */
  readonly readyHoldMs: Millis | null;
  /** Cap on calls per free agent, > 0; null: pacing alone decides. */
  readonly callsPerAgent: number | null;
  readonly maxRepeatAttempts: number;
  /** 0: unlimited. */
  readonly maxTotalAttempts: number;
  readonly attemptDelayMs: readonly Millis[];
  readonly outcomeDelayMs: { readonly [K in OutcomeName]?: Millis };
  readonly countedOutcomes: readonly OutcomeName[];
  readonly dropLockoutMs: Millis;
  /** Ringing ends after this time; null: never (the carrier's end only). Enforced by the world, told with each dial. */
  readonly ringLimitMs: Millis | null;
  readonly callInvalidNumbers: boolean;
  readonly dropLimitMs: Millis;
  readonly dropLimitFrom: 'connected' | 'greetingStart' | 'greetingEnd' | 'verdict';
  readonly formLoadMs: Millis;
  readonly formSaveMs: Millis;
  readonly pauseAfterAnsweredMs: Millis;
  readonly pauseAfterUnansweredMs: Millis;
  readonly callbackEarlyMs: Millis;
  readonly callbackLateMs: Millis;
  readonly changeUser: boolean;
  readonly automaticStatus: { readonly [K in Trigger]?: string | null };
  readonly initialStatusId: string | null;
  /** Scope of the block list's entries that a status makes. */
  readonly blockScope: BlockScope;
  /** Mode auto: does auto-dial run until sign-out, or may the agent also stop it and load records by hand? */
  readonly dialWay: 'auto' | 'optional';
  /** How long the agent's own phone rings, ms. */
  readonly agentLegRingMs: Millis;
  /** After so many unanswered agent legs in a row (1 or more) auto-dial is off until he presses Start. */
  readonly agentLegFailureLimit: number;
  /** May agents take unassigned records themselves? How many at once, and up to how many of their own? */
  readonly allowObtain: boolean;
  readonly maxEachTime: number;
  readonly maxOwned: number;
  /** Which records count as owned: new and pending ones, or new ones only. */
  readonly ownedCounts: 'newAndPending' | 'newOnly';
  /** The order, the share of new records and the mix of lists of buckets that leave them to the setting (records: 11.5). */
  readonly leadOrder: LeadOrder;
  readonly nthNew: NthNew;
  readonly listMix: ListMix | null;
  /** How many passed-over records an entry of the trace names at most. */
  readonly traceDepth: number;
  readonly guard: 'off' | 'soft' | 'strict';
  readonly active: boolean;
}

/** A time zone as the engine needs it: calling windows and offsets resolved to instants of the run. */
export interface ZoneCalendar {
  readonly name: string;
  /** Half-open, ascending, disjoint intervals in which calls may be placed; null: always. */
  readonly open: readonly (readonly [Millis, Millis])[] | null;
  /** From each instant on, local time of day = (instant + offset) modulo a day. Ascending; the first holds before itself too. */
  readonly offsets: readonly (readonly [from: Millis, offsetMs: Millis])[];
}

/** A pacing strategy, by id, with its parameters. */
export interface StrategyChoice { readonly id: string; readonly parameters: Readonly<Record<string, number | boolean | string>> }

/** What strategies believe before they have data (pacing: common prior). */
export interface Priors { readonly answerRate: number; readonly resolutionMs: Millis; readonly talkMs: Millis; readonly wrapMs: Millis }

export interface DialerOptions {
  readonly settings: CampaignSettings;
  readonly policy: SelectionPolicy;
  readonly statuses: readonly Status[];
  readonly recordType: number;
  readonly databases: readonly { readonly id: string; readonly active: boolean }[];
  /** Names of the agents; an agent is its index here. */
  readonly agents: readonly string[];
  readonly zones: readonly ZoneCalendar[];
  /** Index of the campaign's own zone. */
  readonly campaignZone: number;
  /** Calls that the carrier takes at once, and dials per whole second; null: unlimited. */
  readonly channels: number | null;
  readonly startsPerSecond: number | null;
  readonly strategy: StrategyChoice;
  readonly strategyKey: StreamKey;
  readonly selectionKey: StreamKey;
  readonly priors: Priors;
  readonly enforcedRules: readonly AbandonRule[];
  /** Starts of local days in the campaign's zone, ascending, one more than the run's days: abandon windows are cut here. */
  readonly dayStarts: readonly Millis[];
  /** Starts of local calendar months that begin within the run, ascending. */
  readonly monthStarts: readonly Millis[];
  /** P(person | verdict machine), added to enforced windows per machine verdict. */
  readonly falsePositiveShare: number;
}
