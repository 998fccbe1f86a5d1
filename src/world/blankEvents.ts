/**
 * Events to be refilled, in a few shapes only: all events about attempts have the same fields in the same order, and so have
 * all events about agents.
 *
 * Rule: whoever reads `kind` and `at` of an event meets at most four shapes, which a JavaScript engine reads in a nanosecond;
 * from the fifth on it looks them up, for some 20 ns a field. Fields that a kind does not have keep their blanks, and nobody
 * reads them.
 */
import { UNSET } from '../base/time.ts';
import type {
  AgentLeaving, AgentPaused, AgentResumed, AgentSaved, AgentSignedIn, AgentSignedOut, AttemptAnswered, AttemptClassified, AttemptEnded,
} from '../engine/events.ts';
import { NONE } from '../engine/vocabulary.ts';

export type AttemptWorldEvent = AttemptAnswered | AttemptClassified | AttemptEnded;
export type AgentWorldEvent = AgentLeaving | AgentPaused | AgentResumed | AgentSaved | AgentSignedIn | AgentSignedOut;

/** An event about an attempt, to be refilled. */
export function blankAttemptEvent<K extends AttemptWorldEvent['kind']>(kind: K): Extract<AttemptWorldEvent, { kind: K }> {
  const blank = { kind, at: 0, attempt: 0, cause: 'unknown', verdict: 'none', machine: false, greetingStartAt: UNSET, greetingEndAt: UNSET };
  return blank as unknown as Extract<AttemptWorldEvent, { kind: K }>;
}

/** An event about an agent, to be refilled. */
export function blankAgentEvent<K extends AgentWorldEvent['kind']>(kind: K): Extract<AgentWorldEvent, { kind: K }> {
  const blank = { kind, at: 0, agent: 0, leaving: true, status: NONE, nextCallAt: UNSET, passTo: NONE, formComplete: true };
  return blank as unknown as Extract<AgentWorldEvent, { kind: K }>;
}
