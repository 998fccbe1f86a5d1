/**
 * The telephony port: what live mode asks of a telephone system, and what it hears of it. Rehearsal and Asterisk are its drivers.
 *
 * Rule, kept by every driver and tested by one conformance suite:
 * 1. exactly one `ended` for every accepted `dial`, and nothing for that attempt after it;
 * 2. `answered` at most once, and before `amd`, `bridged` and `message`;
 * 3. a command for something that is gone gives `gone`, never an exception: it is a normal race with the customer's hang-up;
 * 4. a `dial` whose id is in use gives `duplicate` and places no call;
 * 5. `unknown` (time-out, reset) means that it may or may not have happened; a snapshot settles it, never a repeat;
 * 6. `epoch` changes when the telephone system has lost its calls.
 * Source: live, section 2.
 */
import type { OutcomeName } from '../../../engine/vocabulary.ts';

/** `^[0-9A-Za-z_-]{1,64}$`, never used again. */
export type AttemptId = string;
/** The same alphabet; a new one for every call to an agent's phone. */
export type LegId = string;
/** A number with its country's code: `^\+?[1-9][0-9]{6,14}$`. */
export type E164 = string;
/** Name of a configured telephone (an endpoint), never free text. */
export type PhoneRef = string;

export type TelephonyCommand =
  | { readonly kind: 'agentLeg.open'; readonly leg: LegId; readonly agent: string; readonly phone: PhoneRef }
  | { readonly kind: 'agentLeg.close'; readonly leg: LegId }
  | {
    readonly kind: 'dial'; readonly attempt: AttemptId; readonly trunk: string; readonly number: E164; readonly callerId: E164;
    /** Ringing is cancelled after so many ms. */
    readonly ringMs: number;
    /** `first`: every answer is given to the answering machine detector, and `amd` follows `answered`. */
    readonly amd: 'off' | 'first';
  }
  | { readonly kind: 'bridge'; readonly attempt: AttemptId; readonly leg: LegId }
  /** Play the message, then hang up. */
  | { readonly kind: 'drop'; readonly attempt: AttemptId; readonly message: string }
  /** Ends the call in whatever state it is; a call that still rings is cancelled. */
  | { readonly kind: 'hangup'; readonly attempt: AttemptId };

export type Ack = { readonly ok: true } | { readonly ok: false; readonly why: 'refused' | 'duplicate' | 'gone' | 'unknown'; readonly detail?: string };

/** The driver's finer reason, for metrics and the journal: SIP status, Q.850 cause, and a word such as `configError` or `trunkTimeout`. */
export interface Raw { readonly sip?: number; readonly cause?: number; readonly reason?: string }

export type TelephonyEvent =
  | { readonly kind: 'leg.up' | 'leg.down'; readonly leg: LegId; readonly why?: string }
  /** The first 180 or 183 only; `early`: with the network's own audio. */
  | { readonly kind: 'ringing'; readonly attempt: AttemptId; readonly early: boolean }
  | { readonly kind: 'answered'; readonly attempt: AttemptId }
  | { readonly kind: 'amd'; readonly attempt: AttemptId; readonly verdict: 'human' | 'machine' | 'notsure'; readonly cause: string }
  | { readonly kind: 'bridged'; readonly attempt: AttemptId; readonly leg: LegId }
  | { readonly kind: 'message'; readonly attempt: AttemptId; readonly phase: 'started' | 'finished' | 'failed' }
  | { readonly kind: 'ended'; readonly attempt: AttemptId; readonly outcome: OutcomeName; readonly by: 'customer' | 'us' | 'network' | 'unknown'; readonly raw: Raw }
  /** Told by the guard where it changes: trunks that a call may be placed on, and how many calls they take at once. Until then: all of them. */
  | { readonly kind: 'trunks'; readonly usable: readonly string[]; readonly channels: number }
  /** `down`: nothing works; `blind`: events are missed, commands work; `ready`: all is well. A new `epoch`: all calls were lost. */
  | { readonly kind: 'driver'; readonly state: 'ready' | 'blind' | 'down'; readonly epoch: string };

export interface TelephonySnapshot {
  readonly epoch: string;
  readonly attempts: readonly { readonly id: AttemptId; readonly up: boolean; readonly bridgedTo?: LegId }[];
  readonly legs: readonly LegId[];
}

export interface Telephony {
  /** Connects; from now on events come to `sink`, in order, one at a time. Rejects only for bad configuration. */
  start(sink: (event: TelephonyEvent) => void): Promise<void>;
  /** Never rejects for a telephone reason: whatever becomes of it comes as events. */
  execute(command: TelephonyCommand): Promise<Ack>;
  snapshot(): Promise<TelephonySnapshot>;
  /** `drain`: waits until no call is left, then disconnects; `now`: disconnects at once, calls are left to the telephone system. */
  stop(mode: 'drain' | 'now'): Promise<void>;
}
