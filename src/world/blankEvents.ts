/**
 * Events to be refilled, in one shape: whatever its kind, an event of a running campaign has the same fields in the same order.
 *
 * Rule: whoever reads a field of an event, and everybody does, meets one shape. With four of them each reading compared with
 * up to four (measured on workload W2: 150 machine instructions a dial), and from the fifth on it would be a look-up. Fields that a kind does
 * not have keep their blanks, and nobody reads them. Instants begin as UNSET: one that begins as 0 is a small integer to V8, which then
 * throws the shape away when the first large one comes.
 */
import { UNSET } from '../base/time.ts';
import type { DialerEvent } from '../engine/events.ts';
import { NONE } from '../engine/vocabulary.ts';

/** Kinds that the simulation refills. */
export type RefilledKind =
  | 'wake' | 'campaignStarted' | 'campaignStopped' | 'recordCreated'
  | 'attemptAnswered' | 'attemptClassified' | 'attemptEnded'
  | 'agentSignedIn' | 'agentSignedOut' | 'agentPaused' | 'agentResumed' | 'agentLeaving' | 'agentSaved'
  | 'recordRequested' | 'dialRequested' | 'recordSkipped' | 'recordsObtained' | 'autoDialSwitched' | 'agentLegAnswered';

/** An event to be refilled. */
export function blankEvent<K extends RefilledKind>(kind: K): Extract<DialerEvent, { kind: K }> {
  const blank = {
    kind, at: UNSET,
    attempt: 0, cause: 'unknown', verdict: 'none', machine: false, greetingStartAt: UNSET, greetingEndAt: UNSET,
    agent: 0, leaving: true, on: true, status: NONE, nextCallAt: UNSET, passTo: NONE, formComplete: true,
    record: NONE, recordType: 0, database: 0, zone: 0, priority: 0, createdAt: UNSET, action: 'notAssigned', hardOwner: NONE, softOwner: NONE,
    phone: NONE, phones: NO_PHONES,
  };
  return blank as unknown as Extract<DialerEvent, { kind: K }>;
}

const NO_PHONES: readonly number[] = [];
