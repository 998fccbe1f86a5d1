/**
 * Codes of the words that fill a run: of outcomes, causes, verdicts, agents' states, actions and reasons.
 *
 * Rule: the same codes as `wordCode` gives; the frequent words are known by comparing, the others are read.
 */
import type { ActionName, AgentStateName, Reason } from '../engine/vocabulary.ts';
import { wordCode } from './wordCodes.ts';

/** Of any word: comparing it with known ones takes two nanoseconds, reading its letters fifteen. */
export function hotCode(word: string | null): number {
  switch (word) {
    case 'call': return CALL;
    case 'noAnswer': return NO_ANSWER;
    case 'answered': return ANSWERED;
    case 'customerHangup': return CUSTOMER_HANGUP;
    case 'person': return PERSON;
    case 'machine': return MACHINE;
    case 'busy': return BUSY;
    case 'invalidNumber': return INVALID_NUMBER;
    default: return wordCode(word);
  }
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

export function reasonCode(reason: Reason | null): number {
  switch (reason) {
    case 'maxTotalAttempts': return MAX_TOTAL_ATTEMPTS;
    case 'saved': return SAVED;
    case null: return NOTHING;
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
const CALL = wordCode('call');
const READY = wordCode('ready');
const TALKING = wordCode('talking');
const WRAPPING = wordCode('wrapping');
const MAX_TOTAL_ATTEMPTS = wordCode('maxTotalAttempts');
const SAVED = wordCode('saved');
const NOTHING = wordCode(null);
const NOT_ASSIGNED = wordCode('notAssigned');
const DONE = wordCode('done');
const RESCHEDULED = wordCode('rescheduledByDialer');
