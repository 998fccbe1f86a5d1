/**
 * The simulated world as plain data: customers, answer detection, carrier, agents. Compiled from a scenario file, with
 * every local time already resolved to an instant of the run.
 *
 * Rule: distributions are in seconds, instants and fixed durations in whole ms, shares are fractions.
 */
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
}

export interface CustomersSpec {
  /** Shares of an attempt's class; they add up to 1. */
  readonly shares: { readonly [K in CustomerClass]: number };
  /** Share of persons over the day; the other shares are scaled in proportion. null: as in `shares`. */
  readonly personShare: DayProfile | null;
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
  /** What befell it before the run; absent: it is new. */
  readonly history?: RecordHistory;
}

/** Counters and marks of a record that was called before, as in the event `recordRestored`. */
export type RecordHistory = Pick<RecordRestored, 'attempts' | 'totalAttempts' | 'dials' | 'autoDials' | 'lastCalledAt' | 'blockedUntilAt' | 'numberIndex'
  | 'retryProgressive' | 'hasCallActivity' | 'invalid'>;

/** A number of the block list at the start. */
export interface BlockedNumber { readonly number: number; readonly scope: BlockScope }

/** `endless`: blocks are created ahead of need. `plain`: `count` equal records at the start, one number each. `given`: as listed. */
export type ListSpec =
  | { readonly kind: 'endless'; readonly blockSize: number }
  | { readonly kind: 'plain'; readonly count: number }
  | { readonly kind: 'given'; readonly records: readonly InitialRecord[]; readonly blocked?: readonly BlockedNumber[] };

export interface WorldSpec {
  readonly customers: CustomersSpec;
  readonly detector: DetectorSpec;
  readonly carrier: CarrierSpec;
  /** agents[a][d]: agent a's plan of day d; null: not there that day. */
  readonly agents: readonly (readonly (AgentDay | null)[])[];
  readonly list: ListSpec;
  /** Offsets of the campaign's zone, as in ZoneCalendar, for the profile over the day. */
  readonly offsets: readonly (readonly [from: Millis, offsetMs: Millis])[];
}
