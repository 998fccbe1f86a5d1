/**
 * The digest of a run: a hash over all events and commands, with all their fields, in order. Equal digests, equal runs.
 *
 * Rule: every field is mixed, two at a time, a list with its length in front. Serial numbers and the words' codes, which differ in all
 * their bits, share a word, so that most events take one step. Hot path: the code for each kind is written out
 * and makes no objects; the most frequent events and the ordinary activity have short ways of their own, which mix the same words as the
 * general ones, and an activity's small fields share words, which halves what it costs. A test compares it with the tables of fields.
 */
import { UNSET } from '../base/time.ts';
import type { ClosedActivity } from '../engine/commands.ts';
import type { AttemptAnswered, AttemptEnded, DialerEvent } from '../engine/events.ts';
import { NONE, type AgentStateName, type Batch, type BlockScope, type ClipCause, type OutcomeName, type Rejection } from '../engine/vocabulary.ts';
import type { RunObserver } from '../measure/observer.ts';
import { EventMixer } from './eventMixer.ts';
import { causeCode, codesOf, outcomeCode, stateCode, turned, verdictCode } from './hotCodes.ts';
import { Mixer } from './mixer.ts';
import { wordCode } from './wordCodes.ts';

export interface Digest extends RunObserver {
  /** The digest of what was seen so far: 16 hexadecimal digits. */
  hex(): string;
}

/** An observer that hashes the whole run, for some 20 ns an event. */
export function createDigest(): Digest {
  return new RunDigest();
}

/**
 * One digest for several replications, in their order; a single one stands for itself.
 * Throws a RangeError where a digest is not 16 hexadecimal digits.
 */
export function combineDigests(digests: readonly string[]): string {
  const combined = new DigestOfDigests();
  for (const digest of digests) combined.add(digest);
  return digests.length === 1 ? digests[0]! : combined.hex();
}

class RunDigest extends EventMixer implements Digest {
  event(event: DialerEvent): void {
    const { kind, at } = event;
    const narrow = at | 0;
    // The most frequent have their code here, without any call, after which V8 would look at all objects again; 0 leaves the event to the general function.
    let code = 0;
    if (kind === 'attemptEnded') {
      const { cause } = event;
      code = cause === 'noAnswer' ? ENDED_UNANSWERED : cause === 'customerHangup' ? ENDED_BY_CUSTOMER : 0;
    } else if (kind === 'attemptAnswered') {
      code = event.verdict === 'person' ? ANSWERED_BY_PERSON : 0;
    }
    if (code !== 0 && narrow === at) this.words(code ^ (event as AttemptEnded | AttemptAnswered).attempt, narrow);
    else this.anyEvent(event);
  }

  dial(attempt: number, record: number, phone: number, dialNumber: number, agent: number): void {
    this.words(DIAL + agent, attempt);
    this.words(record, phone * 65_536 + dialNumber);
  }

  connect(attempt: number, agent: number): void {
    this.words(CONNECT + agent, attempt);
  }

  drop(attempt: number): void {
    this.wordAndNumber(DROP, attempt);
  }

  hangUp(attempt: number): void {
    this.wordAndNumber(HANG_UP, attempt);
  }

  cancel(attempt: number): void {
    this.wordAndNumber(CANCEL, attempt);
  }

  attemptOver(attempt: number, outcome: OutcomeName): void {
    this.words(ATTEMPT_OVER ^ outcomeCode(outcome), attempt);
  }

  showRecord(agent: number, record: number): void {
    this.words(SHOW_RECORD + agent, record);
  }

  agentState(agent: number, state: AgentStateName): void {
    this.words(AGENT_STATE ^ stateCode(state), agent);
  }

  callAgent(agent: number): void {
    this.wordAndNumber(CALL_AGENT, agent);
  }

  activity(closed: ClosedActivity): void {
    const { record, agent, status, startedAt, endedAt } = closed;
    const counters = turned(closed.dials, 20) ^ turned(closed.attemptsAfter, 8);
    const codes = codesOf(closed);
    const holder = turned(agent, 16) ^ status;
    const start = startedAt | 0;
    const end = endedAt | 0;
    // What an ordinary call has not is told by a bit each, and not mixed. Its steps stand together, so that the state is loaded and stored once for all.
    const isOrdinary = closed.promise === null && (closed.hardOwnerAfter & closed.softOwnerAfter) === NONE
      && closed.promisedAt === UNSET && closed.nextCallAtAfter === UNSET && start === startedAt && end === endedAt;
    if (isOrdinary) {
      this.words((ACTIVITY + (closed.counted === true ? 8 : 0)) ^ counters, codes);
      this.words(record, holder);
      this.words(start, end);
    } else {
      const has = specials(closed);
      this.words((ACTIVITY + has) ^ counters, codes);
      this.words(record, holder);
      this.numbers(startedAt, endedAt);
      if ((has & 1) !== 0) this.number(closed.promisedAt);
      if ((has & 2) !== 0) this.number(closed.nextCallAtAfter);
      if ((has & 4) !== 0) this.numbers(closed.hardOwnerAfter, closed.softOwnerAfter);
    }
  }

  blockNumber(number: number, scope: BlockScope, record: number, status: number): void {
    this.wordAndNumber(BLOCK_NUMBER, number);
    this.wordAndNumber(wordCode(scope), record);
    this.number(status);
  }

  batchDone(batch: Batch, agent: number, done: number, inUse: number, blocked: number, limitReached: boolean): void {
    this.words(BATCH_DONE, wordCode(batch));
    this.numbers(agent, done);
    this.numbers(inUse, blocked);
    this.word(+limitReached);
  }

  rejected(record: number, reason: Rejection): void {
    this.wordAndNumber(REJECTED, record);
    this.word(wordCode(reason));
  }

  clipped(cause: ClipCause, count: number): void {
    this.words(CLIPPED, wordCode(cause));
    this.number(count);
  }
}

/** What an activity has, and whether it counts, by a bit each. */
function specials(closed: ClosedActivity): number {
  const { promise } = closed;
  return (closed.promisedAt === UNSET ? 0 : 1) | (closed.nextCallAtAfter === UNSET ? 0 : 2) | ((closed.hardOwnerAfter & closed.softOwnerAfter) === NONE ? 0 : 4)
    | (closed.counted === true ? 8 : 0) | (promise === null ? 0 : promise === 'kept' ? 16 : 32);
}

const ATTEMPT_ENDED = wordCode('attemptEnded');
const ATTEMPT_ANSWERED = wordCode('attemptAnswered');
const ENDED_UNANSWERED = ATTEMPT_ENDED ^ causeCode('noAnswer');
const ENDED_BY_CUSTOMER = ATTEMPT_ENDED ^ causeCode('customerHangup');
const ANSWERED_BY_PERSON = ATTEMPT_ANSWERED ^ verdictCode('person');
const DIAL = wordCode('dial');
const CONNECT = wordCode('connect');
const DROP = wordCode('drop');
const HANG_UP = wordCode('hangUp');
const CANCEL = wordCode('cancel');
const ATTEMPT_OVER = wordCode('attemptOver');
const SHOW_RECORD = wordCode('showRecord');
const AGENT_STATE = wordCode('agentState');
const CALL_AGENT = wordCode('callAgent');
const ACTIVITY = wordCode('activity');
const BLOCK_NUMBER = wordCode('blockNumber');
const BATCH_DONE = wordCode('batchDone');
const REJECTED = wordCode('rejected');
const CLIPPED = wordCode('clipped');

class DigestOfDigests extends Mixer {
  add(digest: string): void {
    if (!/^[0-9a-f]{16}$/.test(digest)) throw new RangeError(`a digest has 16 hexadecimal digits, "${digest}" is none`);
    this.words(Number.parseInt(digest.slice(0, 8), 16) | 0, Number.parseInt(digest.slice(8), 16) | 0);
  }
}
