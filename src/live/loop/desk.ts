/**
 * What people and pages may ask of a live campaign, and what they may see of it. The HTTP API and rehearsed agents use this and nothing else
 * of the loop.
 *
 * Rule: a write is an inbox item like any other; its answer comes after COMMIT, so an `ok` is durable. Reads are of the last committed state.
 * Names (agents, statuses, trunks) are texts here; the loop turns them into the engine's indices. Instants are ms since 1970-01-01T00:00Z.
 * Source: live, sections 3 and 6.
 */
import type { Millis } from '../../base/time.ts';
import type { ActionName, AgentStateName, Mode } from '../../engine/vocabulary.ts';

export type FormValues = Readonly<Record<string, string | number | boolean | null>>;

export type DeskRequest =
  // ---- agents, for themselves
  /** Opens the leg to his phone; he is signed in when it is up. */
  | { readonly kind: 'signIn'; readonly agent: string; readonly phone: string }
  | { readonly kind: 'ready'; readonly agent: string }
  | { readonly kind: 'pause'; readonly agent: string; readonly reason: string }
  | { readonly kind: 'signOut'; readonly agent: string }
  /** Says (or takes back) that he pauses or leaves after this call; changes no state. */
  | { readonly kind: 'announceLeaving'; readonly agent: string; readonly leaving: boolean }
  /** Ends the customer's leg. */
  | { readonly kind: 'hangUp'; readonly agent: string }
  | {
    readonly kind: 'save'; readonly agent: string;
    /** Where given, the attempt that is meant: another one is refused with `notFound`. */
    readonly attempt?: string;
    readonly status: string | null; readonly form: FormValues; readonly nextCallAt: Millis | null; readonly passTo: string | null;
  }
  | { readonly kind: 'loadRecord'; readonly agent: string; readonly record: number | null }
  | { readonly kind: 'chooseNumber'; readonly agent: string; readonly position: number }
  | { readonly kind: 'dial'; readonly agent: string }
  | { readonly kind: 'skip'; readonly agent: string }
  | { readonly kind: 'obtain'; readonly agent: string }
  | { readonly kind: 'autoDial'; readonly agent: string; readonly on: boolean }
  // ---- team leaders
  /** `drain`: nothing more is dialled, calls go on. `stop`: as drain, and calls that ring are cancelled. */
  | { readonly kind: 'start' | 'stop' | 'drain' }
  /** Overrides the strategy's number of calls (pacing: level); null gives it back. */
  | { readonly kind: 'level'; readonly level: number | null }
  /** The answer's detail: `problems`, those refused as `{ index, message }`; the others are taken, or none if `allOrNothing`. */
  | { readonly kind: 'importRecords'; readonly records: readonly NewRecord[]; readonly allOrNothing?: boolean }
  | { readonly kind: 'block'; readonly numbers: readonly string[]; readonly scope: 'global' | 'campaign'; readonly blocked: boolean };

export interface NewRecord {
  readonly phones: readonly string[]; readonly contact: string | null; readonly timeZone: string | null; readonly priority: number; readonly database: string | null;
  readonly form: FormValues;
}

export type DeskAnswer =
  | { readonly ok: true; readonly seq: number; readonly detail?: Readonly<Record<string, unknown>> }
  | {
    readonly ok: false;
    /** `conflict`: not in this state (409); `notFound`: somebody else's or nobody's (404); `invalid`: a value is not allowed (422); `stopping` (503). */
    readonly why: 'conflict' | 'notFound' | 'invalid' | 'stopping';
    readonly message: string;
    /** What would be allowed, for `invalid`. */
    readonly allowed?: readonly string[];
    /** The agent's present state, for `conflict`. */
    readonly state?: AgentStateName;
  };

/** What stands on an agent's screen. */
export interface DeskRecord {
  readonly record: number; readonly contact: string | null; readonly timeZone: string; readonly phones: readonly { readonly number: string; readonly invalid: boolean }[];
  readonly numberPosition: number; readonly status: string | null; readonly action: ActionName; readonly attempts: number; readonly form: FormValues;
}

export interface DeskCall {
  readonly record: DeskRecord;
  /** The attempt under way or just over; null: the record is loaded and not dialled yet. */
  readonly attempt: string | null;
  readonly phase: 'loaded' | 'dialling' | 'talking' | 'wrapUp';
  readonly since: Millis; readonly answeredAt: Millis | null; readonly endedAt: Millis | null;
}

export interface DeskAgent {
  readonly agent: string; readonly phone: string | null; readonly state: AgentStateName; readonly since: Millis; readonly pauseReason: string | null;
  readonly leaving: boolean; readonly autoDial: boolean; readonly legUp: boolean; readonly call: DeskCall | null;
}

export interface DeskField { readonly id: string; readonly label: string; readonly type: 'text' | 'number' | 'choice' | 'date'; readonly choices?: readonly string[]; readonly mandatory: boolean }
export interface DeskStatus { readonly id: string; readonly name: string; readonly nextCallRequired: boolean; readonly validation: boolean }

/** One enforced rule's window that is open now. */
export interface DeskWindow { readonly rule: string; readonly limit: number; readonly startedAt: Millis; readonly endsAt: Millis; readonly abandoned: number; readonly answered: number }

export interface DeskCampaign {
  readonly campaign: string; readonly mode: Mode; readonly driver: 'rehearsal' | 'asterisk'; readonly dialling: 'on' | 'draining' | 'stopped';
  readonly dryRun: boolean; readonly now: Millis; readonly seq: number; readonly telephony: 'ready' | 'blind' | 'down'; readonly level: number | null;
  readonly agents: Readonly<Record<AgentStateName, number>>; readonly ringing: number; readonly waiting: number; readonly talking: number;
  /** Share of the staffed time with customers and in wrap-up since the start, 0 to 1; null before there is any. */
  readonly occupancy: number | null;
  readonly dials: number; readonly answered: number; readonly dropped: number;
  readonly windows: readonly DeskWindow[];
  /** What the strategy says of itself. */
  readonly readings: Readonly<Record<string, number>>;
  readonly records: Readonly<Record<ActionName, number>>;
  readonly statuses: readonly DeskStatus[]; readonly fields: readonly DeskField[];
  /** A rehearsal keeps the scenario's calendar: clocks at the customers show instant + this, ms. 0 with real telephones. */
  readonly calendarShiftMs: Millis;
}

/** Something that a page should show; `agent`: whom it concerns, null: only team leaders. */
export interface DeskChange { readonly seq: number; readonly at: Millis; readonly kind: 'agent' | 'call' | 'campaign'; readonly agent: string | null }

export interface Desk {
  /** The same `key` within 24 hours gives the same answer and does nothing a second time. */
  submit(request: DeskRequest, key?: string): Promise<DeskAnswer>;
  campaign(): DeskCampaign;
  agents(): readonly DeskAgent[];
  agent(name: string): DeskAgent | null;
  /** Told after each COMMIT. Returns how to stop. */
  subscribe(listener: (change: DeskChange) => void): () => void;
  /** Changes after `seq`, oldest first; null: too long ago, read the whole state. */
  changesSince(seq: number): readonly DeskChange[] | null;
}
