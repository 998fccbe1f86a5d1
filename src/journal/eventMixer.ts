/**
 * Every kind of event mixed, with all its fields: the general way, which the digest goes for all but the most frequent.
 *
 * Rule: the kind comes first, then what shares its word, then the other fields, two at a time, a list with its length in front.
 */
import { UNSET } from '../base/time.ts';
import type { AgentSaved, AttemptClassified, DialerEvent, RecordCreated } from '../engine/events.ts';
import { actionCode, causeCode, verdictCode } from './hotCodes.ts';
import { Mixer } from './mixer.ts';
import { wordCode } from './wordCodes.ts';

export class EventMixer extends Mixer {
  /** Any event. So long a function is never put where it is called, where room is short. */
  protected anyEvent(event: DialerEvent): void {
    const { kind, at } = event;
    if (kind === 'agentSaved') return this.agentSaved(event);
    if (kind === 'attemptEnded') return this.wordAndNumber(ATTEMPT_ENDED ^ causeCode(event.cause) ^ event.attempt, at);
    if (kind === 'attemptAnswered') return this.wordAndNumber(ATTEMPT_ANSWERED ^ verdictCode(event.verdict) ^ event.attempt, at);
    if (kind === 'attemptRinging') return this.wordAndNumber(ATTEMPT_RINGING ^ event.attempt, at);
    if (kind === 'attemptClassified') return this.classified(event);
    this.wordAndNumber(kind === 'recordCreated' ? RECORD_CREATED : wordCode(kind), at);
    switch (kind) {
      case 'campaignStarted':
      case 'campaignStopped':
      case 'wake':
        return;
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

  private agentSaved(event: AgentSaved): void {
    const { at, agent, status, nextCallAt, passTo } = event;
    const word = AGENT_SAVED + (event.formComplete === true ? 1 : 0);
    const narrow = at | 0;
    // Indices are narrow. Mostly there is no next call; then the steps stand together, so that the state is loaded and stored once for all.
    if (narrow === at && nextCallAt === UNSET) {
      this.words(word, narrow);
      this.words(agent, status);
      this.absentAndWord(passTo);
    } else {
      this.wordAndNumber(word, at);
      this.words(agent, status);
      this.numbers(nextCallAt, passTo);
    }
  }

  private classified(event: AttemptClassified): void {
    this.wordAndNumber(ATTEMPT_CLASSIFIED + (event.machine ? 1 : 0), event.at);
    this.number(event.attempt);
    this.numbers(event.greetingStartAt, event.greetingEndAt);
  }

  private newRecord(event: Omit<RecordCreated, 'kind'>): void {
    this.numbers(event.record, event.recordType);
    this.numbers(event.database, event.zone);
    this.numbers(event.priority, event.createdAt);
    this.wordAndNumber(actionCode(event.action), event.nextCallAt);
    this.numbers(event.hardOwner, event.softOwner);
    this.number(event.status);
    this.list(event.phones);
  }

  private list(values: readonly number[]): void {
    this.word(values.length);
    for (let i = 0; i < values.length; i += 1) this.number(values[i]!);
  }
}

const ATTEMPT_ENDED = wordCode('attemptEnded');
const ATTEMPT_ANSWERED = wordCode('attemptAnswered');
const ATTEMPT_RINGING = wordCode('attemptRinging');
const ATTEMPT_CLASSIFIED = wordCode('attemptClassified');
const AGENT_SAVED = wordCode('agentSaved');
const RECORD_CREATED = wordCode('recordCreated');
