/**
 * What the loop knows beside the engine: calls as the telephone system has them, agents with their legs and screens, and the names behind
 * the engine's indices. Plain data: a snapshot of it and of the dialer is the whole state of a campaign.
 *
 * Rule: it changes by journalled items only, so the journal gives it again.
 */
import type { Millis } from '../../base/time.ts';
import type { AgentStateName } from '../../engine/vocabulary.ts';
import type { AttemptId, LegId } from '../telephony/port/port.ts';
import type { FormValues } from './desk.ts';
import type { SessionStart } from './inboxItem.ts';
import type { RankedField } from './rankBook.ts';

/** A call to a customer, from its dial until the telephone system says that it has ended. */
export interface LiveCall {
  readonly serial: number;
  readonly record: number;
  readonly trunk: string;
  readonly dialledAt: Millis;
  answeredAt: Millis | null;
  /** The answer was told, and the detector's verdict is awaited. */
  isAnalysed: boolean;
  /** The engine is done with it; the network may not be. */
  isOver: boolean;
  /** What was asked to end it; null: nothing yet. */
  ending: 'drop' | 'hangup' | null;
  /** Index of the agent who talks, or null. */
  agent: number | null;
}

/** What stands on an agent's screen. */
export interface LiveScreen {
  readonly record: number;
  attempt: number | null;
  phase: 'loaded' | 'dialling' | 'talking' | 'wrapUp';
  since: Millis;
  answeredAt: Millis | null;
  endedAt: Millis | null;
  /** Position of the number that he chose for the next dial. */
  chosen: number | null;
}

/** What an agent saved last, for a save that is sent again. */
export interface LastSave { readonly attempt: number; readonly status: string | null; readonly form: FormValues; readonly nextCallAt: Millis | null; readonly passTo: string | null }

export interface LiveAgent {
  phone: string | null;
  leg: LegId | null;
  /** `signIn`: kept for the shift; `turn`: called for one turn (mode auto). */
  legFor: 'signIn' | 'turn';
  legUp: boolean;
  state: AgentStateName;
  since: Millis;
  pauseReason: string | null;
  leaving: boolean;
  autoDial: boolean;
  screen: LiveScreen | null;
  lastSave: LastSave | null;
  staffedMs: Millis;
  busyMs: Millis;
}

export interface CoreState {
  readonly session: SessionStart;
  /** Of the last item. */
  seq: number;
  at: Millis;
  /** The store's id of each record of the dialer, ascending. */
  readonly ids: number[];
  /** Numbers as texts, by the engine's index. */
  readonly numbers: string[];
  /** The form's fields that the policy orders by; empty: none. */
  readonly rankBook: RankedField[];
  readonly agents: readonly LiveAgent[];
  readonly calls: Map<number, LiveCall>;
  /** Attempts of each record's open turn. */
  readonly turnAttempts: Map<number, number[]>;
  nextLeg: number;
  /** The number of the next attempt: those below are known to the journal. */
  nextSerial: number;
  dialling: 'on' | 'draining' | 'stopped';
  telephony: 'ready' | 'blind' | 'down';
  epoch: string | null;
  /** Trunks that calls may be placed on, and how many at once they take; null: all of the session's. */
  trunks: { readonly usable: readonly string[]; readonly channels: number } | null;
  /** The journal has not been compared with the telephone system since the start: nothing is dialled yet. */
  isSettling: boolean;
  /** The process is about to end: nobody comes, nothing begins. */
  isClosing: boolean;
  /** The machine's clock has jumped, and nobody has confirmed. */
  isJumped: boolean;
  level: number | null;
  dials: number;
  answered: number;
  dropped: number;
}

/** The state of a new session: nobody is there, and the telephone system has not been heard of. */
export function newCoreState(session: SessionStart, given: { ids: number[]; numbers: string[]; rankBook: RankedField[]; nextSerial: number; seq: number; at: Millis }): CoreState {
  const { at } = given;
  return {
    session, ...given, isSettling: true, isClosing: false, calls: new Map(), turnAttempts: new Map(), nextLeg: 1, dialling: session.dialer.settings.active ? 'on' : 'stopped',
    telephony: 'down', epoch: null, trunks: null, isJumped: false, level: null, dials: 0, answered: 0, dropped: 0,
    agents: session.dialer.agents.map(() => ({
      phone: null, leg: null, legFor: 'signIn' as const, legUp: false, state: 'signedOut' as const, since: at, pauseReason: null, leaving: false, autoDial: false,
      screen: null, lastSave: null, staffedMs: 0, busyMs: 0,
    })),
  };
}

/** An attempt's name outside: `<run>-<serial>`. */
export function attemptId(state: CoreState, serial: number): AttemptId {
  return `${state.session.run}-${serial}`;
}

/** The serial number of an attempt's name, or null where it is none of this run. */
export function serialOf(state: CoreState, attempt: AttemptId): number | null {
  const { run } = state.session;
  const rest = attempt.startsWith(`${run}-`) ? attempt.slice(run.length + 1) : '';
  return /^\d{1,15}$/.test(rest) ? Number(rest) : null;
}

/** The dialer's index of a record of the store, or null. Ids ascend with the index. */
export function indexOfRecord(state: CoreState, id: number): number | null {
  const { ids } = state;
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? low : null;
}
