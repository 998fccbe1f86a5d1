/**
 * Codes of the words that fill a run: of outcomes, causes, verdicts, agents' states, actions and reasons.
 *
 * Rule: the same codes as `wordCode` gives; the frequent words are known by comparing, the others are read.
 */
import type { ClosedActivity } from '../engine/commands.ts';
import type { ActionName, AgentStateName, CauseName, OutcomeName, Reason, Verdict } from '../engine/vocabulary.ts';
import { wordCode } from './wordCodes.ts';

/**
 * A function for each kind of word, so that each compares with few: a comparison takes three instructions, reading a word's letters fifty.
 * The most frequent words stand in short functions, which the compiler puts where they are called, the others in functions behind them.
 * `| 0` makes what those return a plain number again, which else both would not be (5 instructions).
 * None is asked for null, with which the compiler would compare by a call.
 */
export function outcomeCode(outcome: OutcomeName): number {
  return outcome === 'noAnswer' ? NO_ANSWER : outcomeCodeOfTalk(outcome) | 0;
}

export function causeCode(cause: CauseName): number {
  switch (cause) {
    case 'noAnswer': return NO_ANSWER;
    case 'busy': return BUSY;
    case 'invalidNumber': return INVALID_NUMBER;
    case 'customerHangup': return CUSTOMER_HANGUP;
    default: return wordCode(cause);
  }
}

export function verdictCode(verdict: Verdict): number {
  return verdict === 'person' ? PERSON : verdict === 'machine' ? MACHINE : wordCode(verdict);
}

export function stateCode(state: AgentStateName): number {
  switch (state) {
    case 'ready': return READY;
    case 'talking': return TALKING;
    case 'wrapping': return WRAPPING;
    default: return wordCode(state);
  }
}

export function actionCode(action: ActionName): number {
  switch (action) {
    case 'notAssigned': return NOT_ASSIGNED;
    case 'done': return DONE;
    case 'rescheduledByDialer': return RESCHEDULED;
    default: return wordCode(action);
  }
}

function reasonCode(reason: Reason): number {
  return reason === 'maxTotalAttempts' ? MAX_TOTAL_ATTEMPTS : reasonCodeOfOthers(reason) | 0;
}

/** The five words of an activity in one: each is turned by another number of bits. */
export function codesOf(closed: ClosedActivity): number {
  const { kind, outcome, reason } = closed;
  return (kind === 'call' ? CALL : wordCode(kind)) ^ turned(outcome === null ? NOTHING : outcomeCode(outcome), 7) ^ turned(reason === null ? NOTHING : reasonCode(reason), 13)
    ^ turned(actionCode(closed.actionAtStart), 19) ^ turned(actionCode(closed.actionAfter), 27);
}

/** A word, turned to the left. */
export function turned(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function outcomeCodeOfTalk(outcome: OutcomeName): number {
  return outcome === 'answered' ? ANSWERED : outcomeCodeOfOthers(outcome);
}

function outcomeCodeOfOthers(outcome: OutcomeName): number {
  switch (outcome) {
    case 'busy': return BUSY;
    case 'machine': return MACHINE;
    case 'invalidNumber': return INVALID_NUMBER;
    case 'dropped': return DROPPED;
    default: return wordCode(outcome);
  }
}

function reasonCodeOfOthers(reason: Reason): number {
  switch (reason) {
    case 'saved': return SAVED;
    case 'noNumber': return NO_NUMBER;
    default: return wordCode(reason);
  }
}

const PERSON = wordCode('person');
const ANSWERED = wordCode('answered');
const NO_ANSWER = wordCode('noAnswer');
const BUSY = wordCode('busy');
const MACHINE = wordCode('machine');
const INVALID_NUMBER = wordCode('invalidNumber');
const CUSTOMER_HANGUP = wordCode('customerHangup');
const READY = wordCode('ready');
const TALKING = wordCode('talking');
const WRAPPING = wordCode('wrapping');
const MAX_TOTAL_ATTEMPTS = wordCode('maxTotalAttempts');
const SAVED = wordCode('saved');
const NO_NUMBER = wordCode('noNumber');
const DROPPED = wordCode('dropped');
const NOT_ASSIGNED = wordCode('notAssigned');
const DONE = wordCode('done');
const RESCHEDULED = wordCode('rescheduledByDialer');
const CALL = wordCode('call');
const NOTHING = wordCode(null);
