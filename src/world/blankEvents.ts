/**
 * Events to be refilled, all of one shape: the same fields in the same order, whatever their kind.
 *
 * Rule: whoever reads `kind` and `at` of an event then meets one shape and need not tell shapes apart, which every reader (loop, recorder,
 * digest, engine) did again: a hundred instructions a dial. Fields that a kind does not have keep their blanks, and nobody reads them.
 */
import { UNSET } from '../base/time.ts';
import type {
  AgentLeaving, AgentPaused, AgentResumed, AgentSaved, AgentSignedIn, AgentSignedOut, AttemptAnswered, AttemptClassified, AttemptEnded, CampaignStarted,
  RecordCreated, Wake,
} from '../engine/events.ts';
import { NONE } from '../engine/vocabulary.ts';

/** Events of a running campaign. Others are few, and may have shapes of their own. */
export type FrequentEvent =
  | AgentLeaving | AgentPaused | AgentResumed | AgentSaved | AgentSignedIn | AgentSignedOut | AttemptAnswered | AttemptClassified | AttemptEnded
  | CampaignStarted | RecordCreated | Wake;

/** An event to be refilled. */
export function blankEvent<K extends FrequentEvent['kind']>(kind: K): Extract<FrequentEvent, { kind: K }> {
  // One literal for all kinds: that is what makes the shape one.
  const blank = {
    kind, at: 0, attempt: 0, cause: 'unknown', verdict: 'none', machine: false, greetingStartAt: UNSET, greetingEndAt: UNSET,
    agent: 0, leaving: true, status: NONE, nextCallAt: UNSET, passTo: NONE, formComplete: true,
    record: 0, recordType: 0, database: 0, zone: 0, priority: 0, createdAt: 0, action: 'notAssigned', hardOwner: NONE, softOwner: NONE, phones: [],
  };
  return blank as unknown as Extract<FrequentEvent, { kind: K }>;
}
