/**
 * The simulated world: customers, carrier and agents, as a source of events and a sink of commands.
 *
 * Rule: the loop pops the calendar, lets the world make an event of the entry (`fire`), and hands it to the dialer, whose
 * commands come back here and plan further entries. The world tells nobody how a call will end before it ends. Nothing is
 * allocated per event: one event object a kind is refilled. The calendar is shared with the loop; see codes.ts.
 */
import type { EventCalendar } from '../base/eventCalendar.ts';
import { UNSET, type Millis } from '../base/time.ts';
import type { ClosedActivity, Commands } from '../engine/commands.ts';
import type { CampaignStarted, DialerEvent } from '../engine/events.ts';
import type { AgentStateName, Batch, BlockScope, ClipCause, Mode, OutcomeName, Rejection } from '../engine/vocabulary.ts';
import type { Truth } from '../measure/observer.ts';
import { AgentDays } from './agentDays.ts';
import { Agents } from './agents.ts';
import { blankEvent } from './blankEvents.ts';
import { Calls } from './calls.ts';
import { CALL_ANSWERED, CALL_ENDED, CAMPAIGN_STARTED, PLAINLY_SAVED, READY_CHECK, RECORD_ASKED, RECORD_CREATED, SIGN_IN } from './codes.ts';
import { DeskWork } from './deskWork.ts';
import { Fates } from './fates.ts';
import type { Intervals } from './nextCalls.ts';
import { PromiseBook } from './promiseBook.ts';
import { Records } from './records.ts';
import { needsSaves, Saves } from './saves.ts';
import { CUSTOMER_CLASSES, type WorldSpec } from './spec.ts';

/** What the world needs to know of the campaign. */
export interface WorldSettings {
  /** Ringing ends after this time; null: only the customer or the carrier ends it. */
  readonly ringLimitMs: Millis | null;
  /** Record type and zone (index) of records that the world makes up. */
  readonly recordType: number;
  readonly campaignZone: number;
  /** False: the campaign is not started. */
  readonly active: boolean;
  /** For what agents do by hand; default predictive, false. */
  readonly mode?: Mode;
  readonly allowObtain?: boolean;
  /** Calling windows by zone; absent: always open. */
  readonly windows?: readonly Intervals[];
}

export interface World extends Commands {
  /** The present instant. Set by `fire`; before commands that no entry of the world caused, set it with `advance`. */
  readonly now: Millis;
  /** Calls dialled and not ended. */
  readonly callsInProgress: number;
  /** Those of them that are not with an agent. */
  readonly callsPending: number;
  /** Records created so far. */
  readonly recordsCreated: number;
  /** Plans the initial list; the campaign's start and all sign-ins follow when it is complete. */
  start(now: Millis): void;
  /** Tells the time before an event that does not come from the world, such as a wake. */
  advance(now: Millis): void;
  /** The campaign has stopped: nobody asks for records any more. */
  stop(): void;
  /** Turns an entry of the calendar into the event that it stands for, valid until the next call; null: stale or internal. */
  fire(now: Millis, code: number, a: number, b: number): DialerEvent | null;
}

/**
 * @param seed of the replication, such as `7/0`
 * @param truth who is told what only the world knows; null: nobody
 * Throws a RangeError where the description is impossible, such as a call that would ring for ever.
 */
export function createWorld(spec: WorldSpec, settings: WorldSettings, seed: string, calendar: EventCalendar, truth: Truth | null): World {
  if (settings.ringLimitMs === null) {
    const endless = CUSTOMER_CLASSES.find((name) => spec.customers.shares[name] > 0 && spec.customers.eventAfter[name] === null);
    if (endless !== undefined) throw new RangeError(`calls of class ${endless} would ring for ever: neither they nor the campaign have a limit`);
  }
  return new SimulatedWorld(spec, settings, seed, calendar, truth);
}

class SimulatedWorld implements World {
  /** Begins as UNSET and not as 0, which V8 would take for a small integer: the class' layout would change with the first event. */
  now: Millis = UNSET;
  private readonly calendar: EventCalendar;
  private readonly active: boolean;
  private readonly fates: Fates;
  private readonly calls: Calls;
  private readonly agents: Agents;
  private readonly records: Records;
  private readonly desk: DeskWork | null;
  private readonly saves: Saves | null;
  private readonly promises: PromiseBook | null;
  /** False: nobody works by hand, no promise is kept and the list does not grow, so a dial concerns the calls alone (W2: 50 instructions a dial). */
  private readonly dialConcernsMore: boolean;
  private readonly activityConcernsUs: boolean;
  private starting = false;
  private readonly campaignStarted: CampaignStarted = blankEvent('campaignStarted');

  constructor(spec: WorldSpec, settings: WorldSettings, seed: string, calendar: EventCalendar, truth: Truth | null) {
    this.now = 0;
    this.calendar = calendar;
    this.active = settings.active;
    this.fates = new Fates(spec, seed);
    this.calls = new Calls(this.fates, settings.ringLimitMs, calendar, truth);
    this.agents = new Agents(new AgentDays(spec.agents, seed), calendar);
    this.saves = needsSaves(spec) ? new Saves(spec, settings, seed, calendar) : null;
    this.desk = spec.desk === undefined ? null : new DeskWork(spec.desk, settings, spec.agents.length, seed, calendar);
    this.promises = spec.customers.personShareInPromise === undefined ? null : new PromiseBook();
    this.records = new Records(spec.list, settings.recordType, settings.campaignZone, calendar);
    this.activityConcernsUs = this.desk !== null || this.promises !== null || this.saves !== null;
    this.dialConcernsMore = this.desk !== null || this.promises !== null || spec.list.kind === 'endless';
  }

  get callsInProgress(): number {
    return this.calls.inProgress;
  }

  get callsPending(): number {
    return this.calls.pending;
  }

  get recordsCreated(): number {
    return this.records.created;
  }

  start(now: Millis): void {
    this.now = now;
    if (this.records.start(now)) this.starting = true;
    else this.open(now);
  }

  advance(now: Millis): void {
    this.now = now;
  }

  stop(): void {
    this.desk?.stop();
  }

  fire(now: Millis, code: number, a: number, b: number): DialerEvent | null {
    this.now = now;
    if (code >= CALL_ANSWERED && code <= CALL_ENDED) {
      const event = this.calls.fire(now, code, a, b);
      if (code === CALL_ENDED && event !== null) this.callOver();
      return event;
    }
    if (code >= SIGN_IN && code <= READY_CHECK) {
      const event = this.agents.fire(now, code, a, b, this.calls.pending === 0);
      if (this.saves !== null && event?.kind === 'agentSaved') this.saves.fill(event);
      return event;
    }
    if (code >= RECORD_ASKED && code <= PLAINLY_SAVED) return this.fireByHand(now, code, a, b);
    if (code === RECORD_CREATED) {
      const event = this.records.fire(now);
      if (event.kind === 'recordCreated' || event.kind === 'recordRestored') {
        this.promises?.set(event.record, event.action);
        this.desk?.recordCreated(event);
      }
      if (this.starting && this.records.complete) this.open(now);
      return event;
    }
    if (code !== CAMPAIGN_STARTED) return null;
    this.campaignStarted.at = now;
    return this.campaignStarted;
  }

  // ---- commands

  dial(attempt: number, record: number, phone: number, dialNumber: number, agent: number): void {
    if (this.dialConcernsMore) this.dialAndTell(attempt, record, phone, dialNumber, agent);
    else this.calls.dial(this.now, attempt, record, dialNumber, false);
  }

  connect(attempt: number, agent: number): void {
    const call = this.calls.connect(this.now, attempt);
    if (this.saves !== null) this.saves.connected(agent, call.record, call.dialNumber, this.fates.handleClass);
    this.agents.setWrap(agent, this.fates.wrapMs);
    this.callOver();
  }

  drop(attempt: number): void {
    this.calls.end(attempt);
    this.callOver();
  }

  hangUp(attempt: number): void {
    this.calls.end(attempt);
    this.callOver();
  }

  cancel(attempt: number): void {
    this.calls.cancel(this.now, attempt);
  }

  agentState(agent: number, state: AgentStateName): void {
    this.agents.agentState(this.now, agent, state, this.calls.pending === 0);
    if (this.desk !== null) this.desk.agentState(this.now, agent, state);
  }

  attemptOver(attempt: number, outcome: OutcomeName): void {
    if (this.desk !== null) this.desk.attemptOver(this.now, attempt, outcome);
  }

  showRecord(agent: number, record: number): void {
    if (this.desk !== null) this.desk.showRecord(this.now, agent, record);
  }

  callAgent(agent: number): void {
    if (this.desk !== null) this.desk.callAgent(this.now, agent);
  }

  activity(closed: ClosedActivity): void {
    if (this.activityConcernsUs) this.noteActivity(closed);
  }

  rejected(record: number, reason: Rejection): void {
    if (this.saves !== null) this.saves.rejected(this.now, record);
    if (this.desk !== null) this.desk.rejected(this.now, record, reason);
  }

  // What only the report or the store need changes nothing here.
  blockNumber(_number: number, _scope: BlockScope, _record: number, _status: number): void {}
  batchDone(_batch: Batch, _agent: number, _done: number, _inUse: number, _blocked: number, _limitReached: boolean): void {}
  clipped(_cause: ClipCause, _count: number): void {}

  private dialAndTell(attempt: number, record: number, phone: number, dialNumber: number, agent: number): void {
    this.calls.dial(this.now, attempt, record, dialNumber, this.promises !== null && this.promises.has(record));
    if (this.desk !== null) this.desk.dial(attempt, record, dialNumber, agent, phone);
    this.records.dialledAt(this.now, dialNumber);
  }

  private noteActivity(closed: ClosedActivity): void {
    if (this.promises !== null) this.promises.set(closed.record, closed.actionAfter);
    if (this.saves !== null) this.saves.closed(closed.agent);
    if (this.desk !== null) this.desk.activity(this.now, closed);
  }

  private fireByHand(now: Millis, code: number, agent: number, stamp: number): DialerEvent | null {
    if (code === PLAINLY_SAVED) return this.saves!.plain(now, agent);
    const event = this.desk!.fire(now, code, agent, stamp);
    if (event === null || event.kind !== 'agentSaved') return event;
    this.saves!.unanswered(event, this.desk!.recordOf(agent), this.desk!.dialNumberOf(agent));
    return event;
  }

  /** The list is complete: the campaign starts and people come to work. */
  private open(now: Millis): void {
    this.starting = false;
    if (this.active) this.calendar.push(now, CAMPAIGN_STARTED, 0, 0);
    this.agents.start(now);
  }

  /** A call is no longer pending: perhaps it was the last that kept somebody from going home. */
  private callOver(): void {
    if (this.agents.leavers > 0 && this.calls.pending === 0) this.agents.release(this.now);
  }
}
