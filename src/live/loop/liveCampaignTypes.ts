/**
 * What a live campaign is made of, and what it is for others: the engine, its journal and its telephone system behind the desk that people use.
 *
 * Rule: one object a process and a store. `start` recovers what an earlier process left, connects the driver and begins; every failure of the
 * journal ends it (`onFailure`, exit code 70) before any further command.
 * Source: live, sections 1 and 3.
 */
import type { Millis } from '../../base/time.ts';
import type { LiveMetrics } from '../metrics/liveMetrics.ts';
import type { Store } from '../store/openStore.ts';
import type { Telephony } from '../telephony/port/port.ts';
import type { Desk, DeskAnswer, NewRecord } from './desk.ts';
import type { LiveClock } from './clock.ts';
import type { LiveFailure } from './liveFailure.ts';
import type { LiveCounts, LiveHooks } from './liveHooks.ts';
import type { LiveSetup } from './liveSetup.ts';

export interface LiveInput {
  /** Opened and of this version; the campaign closes it when it stops. */
  readonly store: Store;
  readonly setup: LiveSetup;
  readonly telephony: Telephony;
  readonly clock: LiveClock;
  /** Default: none. */
  readonly metrics?: LiveMetrics;
  readonly hooks?: LiveHooks;
  /** The machine's own clock, ms since 1970: keys of writes are kept by it, and jumps are seen by it. Default: Date.now. */
  readonly wallNow?: () => Millis;
  /** Told once, when nothing can go on: after it no command goes out. Default: rejects what waits. */
  readonly onFailure?: (failure: LiveFailure) => void;
  /** A team leader's start is durable: what has stopped by itself may be tried again. */
  readonly onStarted?: () => void;
  /** Warnings for people: one line each. */
  readonly onRemark?: (text: string) => void;
}

/** What the start found. */
export interface StartReport {
  /** Journal rows that were replayed to rebuild the state. */
  readonly replayed: number;
  readonly records: number;
  /** Attempts that were open: taken over, or settled without knowing their end. */
  readonly adopted: number;
  readonly unknown: number;
  readonly orphans: number;
  /** A session that was cut off goes on; false: a new one began. */
  readonly resumed: boolean;
}

export interface LiveCampaign extends Desk {
  /** Recovers, connects and begins. Throws a LiveFailure (2 or 75) with nothing changed, or where the journal cannot be written (70). */
  start(): Promise<StartReport>;
  /** `drain`: nothing more is dialled, waits until every call and wrap-up is over. `now`: at once; calls are left to the telephone system. */
  stop(mode: 'drain' | 'now'): Promise<void>;
  /** Adds records, as the desk's importRecords does. */
  addRecords(records: readonly NewRecord[]): Promise<DeskAnswer>;
  /** Prefix of attempt and leg ids: `<run>-`. Known once started. */
  readonly run: string;
  /** Ends it at once, as where the telephone system says that another client has taken over (75): no command goes out any more. */
  fail(failure: LiveFailure): void;
  readonly now: Millis;
  readonly counts: Readonly<LiveCounts>;
  /** Ended by itself or by a failure: no command goes out any more. */
  readonly isOver: boolean;
}
