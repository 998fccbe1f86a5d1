/**
 * The simulated world as plain data: customers, answer detection, carrier, agents. Compiled from a scenario file, with
 * every local time already resolved to an instant of the run.
 *
 * Rule: distributions are in seconds, instants and fixed durations in whole ms, shares are fractions.
 */
import type { Column } from '../base/columns.ts';
import type { Millis } from '../base/time.ts';
import type { RecordRestored } from '../engine/events.ts';
import type { BlockScope } from '../engine/vocabulary.ts';

export type DistributionSpec =
  | { readonly distribution: 'constant'; readonly value: number }
  | { readonly distribution: 'uniform'; readonly min: number; readonly max: number }
  | { readonly distribution: 'exponential'; readonly mean: number }
  /** Normal, truncated to [min, max] (by rejection's law, drawn by inversion). */
  | { readonly distribution: 'normal'; readonly mean: number; readonly sd: number; readonly min: number; readonly max: number }
  | { readonly distribution: 'lognormal'; readonly mean: number; readonly cv: number }
  | { readonly distribution: 'lognormal'; readonly mu: number; readonly sigma: number }
  | { readonly distribution: 'gamma'; readonly mean: number; readonly cv: number }
  | { readonly distribution: 'mixture'; readonly parts: readonly { readonly weight: number; readonly of: DistributionSpec }[] }
  /** Points (share, value), both not decreasing, from share 0 to share 1; linear between them. */
  | { readonly distribution: 'empirical'; readonly quantiles: readonly (readonly [share: number, value: number])[] };

/** A number over the local day: points (ms after local midnight, value), ascending; `steps` holds each value until the next point. */
export interface DayProfile { readonly kind: 'steps' | 'linear'; readonly points: readonly (readonly [Millis, number])[] }

/** How an attempt would go, before ring limit and detector. */
export const CUSTOMER_CLASSES = ['person', 'machine', 'noAnswer', 'busy', 'rejected', 'invalidNumber', 'fax', 'congestion'] as const;
export type CustomerClass = (typeof CUSTOMER_CLASSES)[number];

/** Talk and wrap-up are drawn together: first the class of call, then both times from it. */
export interface HandleClass {
  readonly id: string;
  readonly share: number;
  readonly talk: DistributionSpec;
  readonly wrap: DistributionSpec;
  /** What the agent saves after such a call; absent: no status and no next call. */
  readonly save?: readonly SaveHabit[];
}

/** One of the things that an agent may save. Shares of a list add up to 1. */
export interface SaveHabit {
  readonly share: number;
  /** Index of the status; NONE (-1): none. */
  readonly status: number;
  /** Share of the saves with a next call, seconds from the save to it, what it is rounded up to, and share passed to another agent. */
  readonly nextCall: { readonly share: number; readonly after: DistributionSpec; readonly roundUpMs: Millis; readonly passShare: number } | null;
}

/** What agents do by hand: modes preview and auto, and calls that they must save though nobody answered. */
export interface DeskSpec {
  /** By hand: seconds from the record's load to the dial, share of records given back undialled, and how long until he asks again. */
  readonly read: DistributionSpec; readonly skipShare: number; readonly askAgainMs: Millis;
  /** By hand: share of dials to another number of the record than the proposed one. */
  readonly otherNumberShare: number;
  /** Seconds from the end of an unanswered call to its save, and what is saved. Empty: no status, no next call. */
  readonly unansweredAfter: DistributionSpec; readonly unanswered: readonly SaveHabit[];
  /** Auto: seconds until he answers his own phone, share of its calls that he misses, and how long until he presses Start again. */
  readonly phoneAnswer: DistributionSpec; readonly phoneMissedShare: number; readonly startAgainMs: Millis;
  /** Auto: how long until he gets customers again while he has none. */
  readonly obtainAgainMs: Millis;
  /** Auto with `dialWay: optional`: who stops auto-dial now and then; null: nobody. */
  readonly byHand: ByHandSpec | null;
}

/** This share of the agents stops auto-dial `stopAfter` seconds after each Start, works by hand for `byHandFor` seconds, and starts it again. */
export interface ByHandSpec { readonly agentShare: number; readonly stopAfter: DistributionSpec; readonly byHandFor: DistributionSpec }

export interface CustomersSpec {
  /** Shares of an attempt's class; they add up to 1. */
  readonly shares: { readonly [K in CustomerClass]: number };
  /** Share of persons over the day; the other shares are scaled in proportion. null: as in `shares`. */
  readonly personShare: DayProfile | null;
  /** Share of persons by the number of the dial, the last for all later ones; instead of `personShare`. */
  readonly personShareByDial?: readonly number[];
  /** Share of persons in promise turns (records: section 2); instead of all others. */
  readonly personShareInPromise?: number;
  /** Seconds from ringing to the event, by class; null: rings until the ring limit. */
  readonly eventAfter: { readonly [K in CustomerClass]: DistributionSpec | null };
  /** Seconds from the answer to the greeting's start, and its length. */
  readonly greetingDelay: DistributionSpec;
  readonly greetingLength: DistributionSpec;
  /** Seconds from the greeting's end until the person hangs up; null: never. */
  readonly patience: DistributionSpec | null;
  readonly handle: readonly HandleClass[];
  /** What an agent spends on a machine that was passed to him. */
  readonly machineHandle: { readonly talk: DistributionSpec; readonly wrap: DistributionSpec };
}

/** `none`: nobody listens, machines reach agents. `network`: machines are recognised at the answer, without error. */
export type DetectorSpec =
  | { readonly kind: 'none' }
  | { readonly kind: 'network' }
  | {
      readonly kind: 'audio';
      /** Person: verdict this many seconds after the greeting's end; this share is judged a machine. */
      readonly personVerdictAfterGreeting: DistributionSpec;
      readonly falsePositiveShare: number;
      /** Machine: this share is judged a person, after `missedVerdict` seconds; the others after `machineVerdict` seconds from the answer. */
      readonly falseNegativeShare: number;
      readonly machineVerdict: DistributionSpec;
      readonly missedVerdict: DistributionSpec;
    };

export interface CarrierSpec {
  /** Seconds from the dial to ringing, every class. */
  readonly setUp: DistributionSpec;
}

/** One agent's plan of one day, instants resolved. */
export interface AgentDay {
  readonly signInAt: Millis;
  /** Seconds added to signInAt, drawn per (agent, day). */
  readonly signInDelay: DistributionSpec;
  /** End of the shift. With `stay`, he stays until no call is pending and his wrap-up is done. */
  readonly signOutAt: Millis;
  readonly signOutDelay: DistributionSpec;
  /** How the sign-out is told: at the shift's end; ahead of time; or at the next ready instant without notice. */
  readonly signOut: 'endOfShift' | 'announced' | 'unannounced';
  readonly breaks: readonly {
    /** The start is uniform in [from, to]. */
    readonly from: Millis; readonly to: Millis; readonly length: DistributionSpec; readonly announcedMs: Millis;
  }[];
  /** Pauses without notice: after `after` seconds of staffed time, at the next ready instant; null: none. */
  readonly unannouncedPauses: { readonly after: DistributionSpec; readonly length: DistributionSpec } | null;
}

/** A record that the world holds at the start. Owners and databases are indices (NONE = -1), numbers are indices of distinct numbers. */
export interface InitialRecord {
  readonly database: number; readonly zone: number; readonly priority: number; readonly createdAt: Millis; readonly hardOwner: number; readonly softOwner: number;
  readonly action: 'notAssigned' | 'callImmediately' | 'rescheduledByDialer' | 'rescheduledByAgent' | 'done';
  readonly nextCallAt: Millis; readonly status: number; readonly phones: readonly number[];
  /** Ranks of the form's fields that the policy orders by, as in the event `recordRanked`; absent: there are none. */
  readonly ranks?: readonly number[];
  /** What befell it before the run; absent: it is new. */
  readonly history?: RecordHistory;
}

/** A list of records as columns: read with `recordColumns.ts`. */
export interface RecordColumns {
  readonly length: number;
  readonly hasHistory: boolean;
  /** Ranks a record; 0: the policy orders by no field of the form. */
  readonly rankCount: number;
  readonly columns: Readonly<Record<string, Column>>;
  /** Numbers of all records one after the other; record r's begin at `firstPhone[r]` and end where the next one's begin. */
  readonly phones: Int32Array;
  readonly ranks: Float64Array;
}

/** A list of records: one by one, or as columns where they are many. */
export type GivenRecords = readonly InitialRecord[] | RecordColumns;

/** Counters and marks of a record that was called before, as in the event `recordRestored`. */
export type RecordHistory = Pick<RecordRestored, 'attempts' | 'totalAttempts' | 'dials' | 'autoDials' | 'lastCalledAt' | 'blockedUntilAt' | 'numberIndex'
  | 'retryProgressive' | 'hasCallActivity' | 'invalid'>;

/** A number of the block list at the start. */
export interface BlockedNumber { readonly number: number; readonly scope: BlockScope }

/** `endless`: blocks are created ahead of need. `plain`: `count` equal records at the start, one number each, a share of them two. `given`: as listed. */
export type ListSpec =
  | { readonly kind: 'endless'; readonly blockSize: number }
  | { readonly kind: 'plain'; readonly count: number; readonly secondNumberShare?: number }
  | { readonly kind: 'given'; readonly records: GivenRecords; readonly blocked?: readonly BlockedNumber[] };

export interface WorldSpec {
  readonly customers: CustomersSpec;
  readonly detector: DetectorSpec;
  readonly carrier: CarrierSpec;
  /** agents[a][d]: agent a's plan of day d; null: not there that day. */
  readonly agents: readonly (readonly (AgentDay | null)[])[];
  readonly list: ListSpec;
  /** Absent: nobody works by hand. */
  readonly desk?: DeskSpec;
  /** The calendar's shifts, some days beyond the run: a next call outside them is moved into the next. Absent: none is moved. */
  readonly shifts?: readonly (readonly [Millis, Millis])[];
  /** Offsets of the campaign's zone, as in ZoneCalendar, for the profile over the day. */
  readonly offsets: readonly (readonly [from: Millis, offsetMs: Millis])[];
}
