/**
 * The digest of a run: a hash over all events and commands, with all their fields, in order. Equal digests, equal runs.
 *
 * Rule: every field is mixed, two at a time, a list with its length in front. Hot path: the code for each kind is written out
 * and makes no objects; the kinds of a running campaign come first. A test compares it with the tables of fields.
 */
import type { ClosedActivity } from '../engine/commands.ts';
import type { DialerEvent, RecordCreated } from '../engine/events.ts';
import type { AgentStateName, Batch, BlockScope, ClipCause, OutcomeName, Rejection } from '../engine/vocabulary.ts';
import type { RunObserver } from '../measure/observer.ts';
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

class RunDigest extends Mixer implements Digest {
  event(event: DialerEvent): void {
    this.wordAndNumber(wordCode(event.kind), event.at);
    switch (event.kind) {
      case 'attemptRinging':
        this.number(event.attempt);
        return;
      case 'attemptAnswered':
        this.wordAndNumber(wordCode(event.verdict), event.attempt);
        return;
      case 'attemptClassified':
        this.wordAndNumber(+event.machine, event.attempt);
        this.numbers(event.greetingStartAt, event.greetingEndAt);
        return;
      case 'attemptEnded':
        this.wordAndNumber(wordCode(event.cause), event.attempt);
        return;
      case 'wake':
      case 'campaignStarted':
      case 'campaignStopped':
        return;
      case 'agentSaved':
        this.numbers(event.agent, event.status);
        this.numbers(event.nextCallAt, event.passTo);
        this.word(+event.formComplete);
        return;
      default:
        this.rareEvent(event);
    }
  }

  private newRecord(event: Omit<RecordCreated, 'kind'>): void {
    this.numbers(event.record, event.recordType);
    this.numbers(event.database, event.zone);
    this.numbers(event.priority, event.createdAt);
    this.wordAndNumber(wordCode(event.action), event.nextCallAt);
    this.numbers(event.hardOwner, event.softOwner);
    this.number(event.status);
    this.list(event.phones);
  }

  private rareEvent(event: Exclude<DialerEvent, { kind: HotKind }>): void {
    switch (event.kind) {
      case 'agentSignedIn':
      case 'agentSignedOut':
      case 'agentPaused':
      case 'agentResumed':
      case 'recordSkipped':
      case 'recordsObtained':
      case 'agentLegAnswered':
      case 'agentLegFailed':
        this.number(event.agent);
        return;
      case 'recordCreated':
        this.newRecord(event);
        return;
      case 'recordRestored':
        this.newRecord(event);
        this.numbers(event.attempts, event.totalAttempts);
        this.numbers(event.dials, event.autoDials);
        this.numbers(event.lastCalledAt, event.blockedUntilAt);
        this.wordAndNumber(+event.retryProgressive, event.numberIndex);
        this.word(+event.hasCallActivity);
        this.list(event.invalid);
        return;
      case 'agentLeaving':
        this.wordAndNumber(+event.leaving, event.agent);
        return;
      case 'autoDialSwitched':
        this.wordAndNumber(+event.on, event.agent);
        return;
      case 'recordRequested':
        this.numbers(event.agent, event.record);
        return;
      case 'dialRequested':
        this.numbers(event.agent, event.phone);
        return;
      case 'actionSet':
        this.wordAndNumber(wordCode(event.action), event.record);
        this.numbers(event.nextCallAt, event.softOwner);
        return;
      case 'ownerSet':
        this.numbers(event.record, event.agent);
        return;
      case 'statusSet':
        this.numbers(event.record, event.status);
        return;
      case 'recordMoved':
        this.numbers(event.record, event.recordType);
        this.number(event.database);
        return;
      case 'recordBlocked':
        this.wordAndNumber(+event.blocked, event.record);
        return;
      case 'ownerCleared':
      case 'recordDeleted':
        this.number(event.record);
        return;
      case 'recordEdited':
        this.numbers(event.record, event.priority);
        this.number(event.zone);
        this.list(event.phones);
        return;
      case 'recordRanked':
        this.number(event.record);
        this.list(event.ranks);
        return;
      case 'recordsAssigned':
        this.list(event.agents);
        this.word(wordCode(event.method));
        this.list(event.records);
        this.list(event.statuses);
        this.list(event.databases);
        this.list(event.actions);
        this.list(event.owners);
        return;
      case 'recordsRecycled':
        this.list(event.statuses);
        this.list(event.databases);
        this.word(+event.includeOpen);
        return;
      case 'channelsChanged':
        this.number(event.channels);
        return;
      case 'databaseSwitched':
        this.wordAndNumber(+event.active, event.database);
        return;
      case 'numberBlocked':
        this.wordAndNumber(wordCode(event.scope), event.number);
        this.word(+event.blocked);
        return;
      case 'levelOverridden':
        this.number(event.level);
        return;
      default:
        event satisfies never;
    }
  }

  dial(attempt: number, record: number, phone: number, dialNumber: number, agent: number): void {
    this.wordAndNumber(DIAL, attempt);
    this.numbers(record, phone);
    this.numbers(dialNumber, agent);
  }

  connect(attempt: number, agent: number): void {
    this.wordAndNumber(CONNECT, attempt);
    this.number(agent);
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
    this.wordAndNumber(ATTEMPT_OVER, attempt);
    this.word(wordCode(outcome));
  }

  showRecord(agent: number, record: number): void {
    this.wordAndNumber(SHOW_RECORD, agent);
    this.number(record);
  }

  agentState(agent: number, state: AgentStateName): void {
    this.wordAndNumber(AGENT_STATE, agent);
    this.word(wordCode(state));
  }

  callAgent(agent: number): void {
    this.wordAndNumber(CALL_AGENT, agent);
  }

  activity(closed: ClosedActivity): void {
    this.wordAndNumber(ACTIVITY, closed.record);
    this.wordAndNumber(wordCode(closed.kind), closed.agent);
    this.numbers(closed.startedAt, closed.endedAt);
    this.wordAndNumber(wordCode(closed.outcome), closed.dials);
    this.words(wordCode(closed.reason), wordCode(closed.promise));
    this.wordAndNumber(+closed.counted, closed.promisedAt);
    this.wordAndNumber(wordCode(closed.actionAtStart), closed.status);
    this.wordAndNumber(wordCode(closed.actionAfter), closed.attemptsAfter);
    this.numbers(closed.nextCallAtAfter, closed.hardOwnerAfter);
    this.number(closed.softOwnerAfter);
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

  private list(values: readonly number[]): void {
    this.word(values.length);
    for (let i = 0; i < values.length; i += 1) this.number(values[i]!);
  }
}

type HotKind =
  | 'attemptRinging' | 'attemptAnswered' | 'attemptClassified' | 'attemptEnded' | 'wake' | 'campaignStarted' | 'campaignStopped' | 'agentSaved';

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
