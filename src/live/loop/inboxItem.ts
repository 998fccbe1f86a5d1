/**
 * What the loop takes, one after the other: the rows of the journal.
 *
 * Rule: an item holds everything that its effects depend on, so that the journal alone gives the same state again. What had to be looked up
 * (ids of new records, their canonical numbers) is looked up before the item is stamped, and stands in `prepared`.
 */
import type { DialerOptions } from '../../engine/options.ts';
import type { Ack, TelephonyEvent, TelephonySnapshot } from '../telephony/port/port.ts';
import type { DeskRequest } from './desk.ts';
import type { LiveSetup } from './liveSetup.ts';

/** Everything that a session is a function of, but for its first snapshot. */
export interface SessionStart {
  readonly run: string;
  readonly setup: Omit<LiveSetup, 'dialer'>;
  readonly dialer: DialerOptions;
  /** So many of the dialer's agents may sign in; the others only own records. */
  readonly staff: number;
}

/** A new record as it enters the engine and the store. */
export interface PreparedRecord {
  readonly id: number; readonly phones: readonly string[]; readonly database: number; readonly zone: number; readonly priority: number;
  readonly contact: string | null; readonly timeZone: string | null; readonly form: Readonly<Record<string, string | number | boolean | null>>;
}

/** What became of a list of new records: those taken, and the others by their place in it. */
export interface Prepared {
  readonly records: readonly PreparedRecord[];
  readonly refused: readonly { readonly index: number; readonly message: string }[];
}

/** A row of the outbox, named. */
export interface OutboxPlace { readonly seq: number; readonly n: number }

export type InboxItem =
  /** A session begins; the snapshot of the same seq is its state. */
  | { readonly kind: 'session'; readonly session: SessionStart }
  /** A process goes on with a session. */
  | { readonly kind: 'resumed' }
  /** Everybody is signed out and nothing is under way. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'wake' }
  | { readonly kind: 'heard'; readonly event: TelephonyEvent }
  | { readonly kind: 'acked'; readonly place: OutboxPlace; readonly ack: Ack }
  | { readonly kind: 'asked'; readonly request: DeskRequest; readonly prepared?: Prepared }
  /**
   * A snapshot of the telephone system is compared with the journal. `gone`: attempts and legs that are given up if they are absent;
   * `unsent`: commands that a crash kept from being sent; dials among them are cancelled, the others asked again where they still mean something.
   * `unanswered`: commands whose answer a crash kept from being heard: the snapshot settles them.
   */
  | { readonly kind: 'looked'; readonly snapshot: TelephonySnapshot; readonly gone: readonly string[] | 'all'; readonly unsent: readonly OutboxPlace[]; readonly unanswered: readonly OutboxPlace[] }
  /** The machine's clock has jumped: nothing is dialled until a team leader starts the campaign again. */
  | { readonly kind: 'jumped'; readonly ms: number }
  /** Nothing more is dialled and everybody is signed out: the process is about to end. */
  | { readonly kind: 'closing' };

export type ItemKind = InboxItem['kind'];
