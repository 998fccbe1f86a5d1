/**
 * What one item caused: rows of the outbox, writes to the tables, and what pages should be told. Collected while the engine works, written in
 * the item's transaction.
 */
import type { Millis } from '../../base/time.ts';
import type { Batch, OutcomeName, Rejection } from '../../engine/vocabulary.ts';
import type { ActivityRow } from '../store/writeRecords.ts';
import type { TelephonyCommand } from '../telephony/port/port.ts';
import type { LastSave } from './coreState.ts';
import type { PreparedRecord } from './inboxItem.ts';

export interface OutboxRow {
  /** The engine's command as text; null: the loop's own. */
  readonly line: string | null;
  /** What the telephone system is asked; null: nothing. */
  readonly command: TelephonyCommand | null;
}

/** Rows of tables; records and agents by the engine's indices. */
export type Write =
  | { readonly kind: 'record'; readonly record: PreparedRecord }
  | { readonly kind: 'dialled'; readonly serial: number; readonly record: number; readonly number: string }
  | { readonly kind: 'answered'; readonly serial: number }
  | { readonly kind: 'over'; readonly serial: number; readonly outcome: OutcomeName; readonly trunk: string }
  | { readonly kind: 'activity'; readonly row: Omit<ActivityRow, 'record' | 'agent'>; readonly record: number; readonly agent: number; readonly serials: readonly number[] }
  | { readonly kind: 'block'; readonly number: string; readonly scope: 'global' | 'campaign'; readonly blocked: boolean; readonly status: string | null }
  | { readonly kind: 'saved'; readonly agent: number; readonly record: number; readonly save: LastSave };

export interface BatchReport { readonly batch: Batch; readonly done: number; readonly inUse: number; readonly blocked: number; readonly limitReached: boolean }

/** Why something was counted. */
export type Counted = 'orphan' | 'unknown' | 'stranger' | 'messageFailed' | 'refused' | 'lateAbandoned';

/** A wait that metrics show, ms. */
export interface Waited { readonly until: 'bridge' | 'message'; readonly ms: Millis }

export interface Effects {
  readonly rows: OutboxRow[];
  readonly writes: Write[];
  /** Records whose fields changed. */
  readonly touched: Set<number>;
  /** Agents whose state, leg or screen changed, by index. */
  readonly agents: Set<number>;
  readonly calls: Set<number>;
  campaignChanged: boolean;
  rejected: Rejection | null;
  batch: BatchReport | null;
  readonly counted: Counted[];
  readonly refusals: string[];
  readonly waited: Waited[];
}

export function newEffects(): Effects {
  return {
    rows: [], writes: [], touched: new Set(), agents: new Set(), calls: new Set(), campaignChanged: false, rejected: null, batch: null, counted: [], refusals: [],
    waited: [],
  };
}
