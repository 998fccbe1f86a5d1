/**
 * What a rehearsing process and the process that holds its exchange say to each other over Node's channel between parent and child.
 *
 * Rule: every message carries the mark, so that others may use the channel too; questions are numbered and answered once.
 */
import type { Millis } from '../../../base/time.ts';
import type { Ack, AttemptId, TelephonyCommand, TelephonyEvent } from '../port/port.ts';
import type { CallFacts, Disturbance, ExchangeSnapshot } from './exchangeLine.ts';

export const MARK = 'overdial-exchange';

/** The time that both processes share. */
export interface SharedTime { readonly startsAt: Millis; readonly wallAnchorMs: number; readonly speed: number; readonly originMs: Millis }

export type Question =
  | { readonly ask: 'time' | 'attach' | 'snapshot' }
  | { readonly ask: 'execute'; readonly command: TelephonyCommand }
  | { readonly ask: 'facts'; readonly attempt: AttemptId }
  | { readonly ask: 'disturb'; readonly disturbance: Disturbance };

export type Answer = SharedTime | Ack | ExchangeSnapshot | CallFacts | null;

/** From the rehearsing process. `witness`: something that its parent should remember of it; it expects no answer. */
export type Upward =
  | { readonly mark: typeof MARK; readonly number: number; readonly question: Question }
  | { readonly mark: typeof MARK; readonly witness: Witness };

export type Downward =
  | { readonly mark: typeof MARK; readonly number: number; readonly answer: Answer }
  | { readonly mark: typeof MARK; readonly event: TelephonyEvent };

/** An agent was told that what he saved is kept. */
export interface Witness { readonly saved: { readonly attempt: AttemptId | null; readonly agent: string; readonly status: string | null; readonly seq: number } }

export function isMarked(message: unknown): message is { readonly mark: typeof MARK } {
  return typeof message === 'object' && message !== null && (message as { mark?: unknown }).mark === MARK;
}
