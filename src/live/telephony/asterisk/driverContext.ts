/** What the parts of the Asterisk driver share: its options, its way to Asterisk, its counters and the sink of its events. */
import type { LegId, PhoneRef, TelephonyEvent } from '../port/port.ts';
import type { AriClient } from './ariClient.ts';
import type { Ids } from './ids.ts';
import type { OutcomeMap } from './outcomeTable.ts';

export interface AsteriskOptions {
  readonly url: string; readonly username: string; readonly password: string;
  /** Letters, digits, hyphens, underscores; part of every channel's id. */
  readonly campaign: string;
  readonly trunks: readonly { readonly name: string; readonly outcomeMap?: OutcomeMap }[];
  readonly phones: readonly PhoneRef[];
  /** Sounds that must be there before anything starts. */
  readonly sounds: readonly string[];
  /** A connected call ends after so many seconds. */
  readonly maxCallSeconds: number;
  /** Told once when the driver must not go on: another client took the application's events, or Asterisk cannot be used as configured. */
  readonly onFatal?: (why: 'replaced' | 'configuration', message: string) => void;
  /** Told how long a request took; for metrics. */
  readonly onTimed?: (method: string, path: string, ms: number) => void;
  /** Told of each frame as it came; for recordings. */
  readonly onFrame?: (frame: string) => void;
  readonly times?: Partial<DriverTimes>;
}

/** All in ms. Shorter only in tests. */
export interface DriverTimes {
  /** Limit of one REST request. */
  readonly requestMs: number;
  readonly pingMs: number;
  /** A carrier that says nothing for so long has not taken the call. */
  readonly firstProvisionalMs: number;
  /** Between two looks at the list of channels while events are missed. */
  readonly pollMs: number;
  /** Between two looks for a call of which nobody knows whether it exists. */
  readonly secondLookMs: number;
  /** An agent's phone rings at most so long. */
  readonly legRingMs: number;
  /** Ringing time of a call that was found, not placed. */
  readonly adoptedRingMs: number;
  readonly reconnectMs: readonly number[];
}

export const DRIVER_TIMES: DriverTimes = {
  requestMs: 2_000, pingMs: 2_000, firstProvisionalMs: 10_000, pollMs: 250, secondLookMs: 2_000, legRingMs: 30_000, adoptedRingMs: 15_000,
  reconnectMs: [100, 200, 500, 1_000, 2_000],
};

export interface DriverCounts {
  unknownEvents: number; malformedEvents: number;
  /** Calls with our mark that nobody knows; they were hung up. */
  orphans: number;
  messagesFailed: number; reconnects: number;
  /** Requests of which it is not known whether they were carried out. */
  unknownRequests: number;
  /** Calls answered in the instant in which they were withdrawn. */
  crossings: number;
}

export interface DriverContext {
  readonly options: AsteriskOptions; readonly times: DriverTimes; readonly ari: AriClient; readonly ids: Ids; readonly counts: DriverCounts;
  readonly emit: (event: TelephonyEvent) => void;
  readonly isReady: () => boolean;
  /** False: Asterisk was started anew since we last compared, or does not answer. */
  readonly isSameEpoch: () => Promise<boolean>;
  /** Puts an agent's leg back to where legs wait; nothing if it is gone. */
  readonly bringHome: (leg: LegId) => Promise<void>;
  readonly isLegUp: (leg: LegId) => boolean;
}
