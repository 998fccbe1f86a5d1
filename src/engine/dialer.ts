/**
 * The dialer: a state machine without I/O. Events in, commands out.
 *
 * The contract:
 * - time comes with each event, in whole milliseconds, and never goes back;
 * - one event is fully handled, and all its commands called on the sink, before the next; `handle` is not re-entrant;
 * - at equal times world events come before a wake; early and repeated wakes are harmless;
 * - every attempt ends exactly once; a late or repeated fact about an unknown attempt is counted and ignored;
 * - the same options and the same events in the same order give the same commands;
 * - it reads no clock, draws no random number that was not handed to it, and never knows how a call will end before an
 *   event says so.
 */
import { formatMillis, SECOND_MS, UNSET, type Millis } from '../base/time.ts';
import { announceLeaving, becomeFree, endReadyHold, pause, resume, signIn, signOut } from './agents/agentFlow.ts';
import { AgentTimer } from './agents/agentTable.ts';
import type { Commands } from './commands.ts';
import { runCycle } from './cycle.ts';
import type { DialerEvent } from './events.ts';
import type { DialerOptions } from './options.ts';
import { DialerView } from './pacing/dialerView.ts';
import type { AbandonWindow, CreateStrategy } from './pacing/strategy.ts';
import { assignRecords, obtainRecords } from './records/assigning.ts';
import { editRecord, rankRecord } from './records/editing.ts';
import { blockRecord, clearOwner, createRecord, deleteRecord, moveRecord, restoreRecord, setAction, setOwner, setStatus, switchDatabase } from './records/recordFlow.ts';
import { recycleRecords } from './records/recycling.ts';
import { readRecord, type RecordView } from './records/recordView.ts';
import { RecordFlag } from './records/recordTable.ts';
import type { StatusCounts } from './records/statusStatistics.ts';
import { ROWS } from './records/transitions.ts';
import { explainRecord, type Explanation } from './selection/explain.ts';
import type { TraceSink } from './selection/traceEntry.ts';
import { firstOfQueue, planBuckets, type BucketPlan } from './serving.ts';
import { restoreState, saveState, type DialerSnapshot } from './snapshot.ts';
import { DialerState } from './state.ts';
import { agentLegAnswered, agentLegFailed, endAgentLeg, switchAutoDial } from './turns/agentLeg.ts';
import { attemptAnswered, attemptClassified, attemptEnded, drop } from './turns/attemptFlow.ts';
import { closeTurn } from './turns/closing.ts';
import { dialNext, startsRoom } from './turns/dialing.ts';
import { requestDial, requestRecord } from './turns/handDialing.ts';
import { saveOnTimeout, saveRecord } from './turns/save.ts';
import { endTurnUndialled } from './turns/settle.ts';
import { ACTIONS, NONE, type ActionName, type Rejection } from './vocabulary.ts';

/** One event in; every command that it causes is called on `out` before this returns. */
export interface Dialer {
  handle(event: DialerEvent, out: Commands): void;
  /** When the dialer next wants a `wake` event; NEVER if nothing is pending. */
  nextWakeAt(): Millis;
  /** Everything that it knows; `createDialer(options, { snapshot })` goes on from it. Not inside `handle`. */
  snapshot(): DialerSnapshot;
  /** What the strategy says of itself: level, estimates, budget left; and `levelOverride` while a team leader overrides it. */
  readings(): Readonly<Record<string, number>>;
  /** The windows of the enforced rules that are open now. Refilled: do not keep them. */
  windows(): readonly AbandonWindow[];
  /** Turns under way: calls, wrap-ups, loaded records. */
  turnsOpen(): number;
  /** Mode auto: is the agent dialled for? It ends by itself when his phone is missed too often (`agentLegFailureLimit`), and when he signs out. */
  isAutoDialling(agent: number): boolean;
  /** Counters of what was ignored and refused, and how the records stand. For checks and reports, not for strategies. */
  facts(): DialerFacts;
  /** Memory, in bytes, of the record table and of the index by which records are selected. */
  recordBytes(): number;
  /** A record as it stands now, without its texts. Throws a RangeError for an index that was never created. */
  record(record: number): RecordView;
  /**
   * Could this record be called at `at` (default: now), by whom, and if not, which rule stands in the way and until when?
   * `agent`: for him; default NONE, for anybody.
   */
  explain(record: number, agent?: number, at?: Millis): Explanation;
  /** The record that pacing's next dial would call, or NONE. For the simulation's oracle and checks, not for strategies. */
  nextInQueue(): number;
  /** Statistics of each status, in the order of `options.statuses`. */
  statusCounts(): readonly StatusCounts[];
}

export interface DialerFacts {
  readonly lateFacts: number;
  readonly rejections: number;
  readonly records: number;
  readonly turnsOpen: number;
  readonly callsInProgress: number;
  /** Records by action, deleted ones left out. */
  readonly byAction: Readonly<Record<ActionName, number>>;
}

export interface DialerExtras {
  /** Goes on from here instead of from nothing. */
  readonly snapshot?: DialerSnapshot;
  /** A strategy that is not in the registry (a user's own, or a test's). */
  readonly createStrategy?: CreateStrategy;
  /**
   * Is told of every choice (records: section 11.6). It changes none, but each costs a look at every record; without it
   * nothing is paid.
   */
  readonly trace?: TraceSink;
  /** Room for so many records is made at once; more may come, at the price of copying. */
  readonly recordsExpected?: number;
}

export function createDialer(options: DialerOptions, extras: DialerExtras = {}): Dialer {
  return new PureDialer(options, extras);
}

class PureDialer implements Dialer {
  private readonly s: DialerState;
  private readonly plan: BucketPlan;
  private readonly view: DialerView;
  private isHandling = false;
  /** Before this instant no calling window, abandon window or day begins or ends: most events need none of the three told. */
  private nextChangeAt: Millis = UNSET;

  constructor(options: DialerOptions, extras: DialerExtras) {
    this.s = new DialerState(options, extras.createStrategy ?? null);
    this.plan = planBuckets(options);
    this.view = new DialerView(this.s);
    this.s.trace = extras.trace ?? null;
    if (extras.recordsExpected !== undefined) this.s.reserveRecords(extras.recordsExpected);
    if (extras.snapshot !== undefined) restoreState(this.s, extras.snapshot);
  }

  handle(event: DialerEvent, out: Commands): void {
    const s = this.s;
    if (this.isHandling) throw new Error('bug: a sink called the dialer back while it was handling an event');
    if (event.at < s.now) throw new Error(`bug: time went back from ${formatMillis(s.now)} to ${formatMillis(event.at)} (${event.kind})`);
    this.isHandling = true;
    s.out = out;
    this.advance(event.at);
    const isRelevant = this.apply(event);
    if (isRelevant === true) runCycle(s, this.plan, this.view);
    this.isHandling = false;
  }

  nextWakeAt(): Millis {
    const s = this.s;
    let at = s.reviewAt;
    const agentTimer = s.agentTimers.peekKey();
    if (agentTimer < at) at = agentTimer;
    const dropTimer = s.dropTimers.peekKey();
    if (dropTimer < at) at = dropTimer;
    const change = s.index.nextChangeAt();
    if (change < at) at = change;
    if (s.heldDials.length > 0 && startsRoom(s) <= 0) at = Math.min(at, (Math.floor(s.now / SECOND_MS) + 1) * SECOND_MS);
    const opening = s.zones.nextOpening();
    if (opening < at) at = opening;
    return at;
  }

  snapshot(): DialerSnapshot {
    if (this.isHandling) throw new Error('bug: a snapshot was asked for inside handle');
    return saveState(this.s);
  }

  readings(): Readonly<Record<string, number>> {
    const { strategy, level } = this.s;
    return level === NONE ? strategy.readings() : { ...strategy.readings(), levelOverride: level };
  }

  windows(): readonly AbandonWindow[] { return this.s.ledger.windows; }

  nextInQueue(): number { return firstOfQueue(this.s, this.plan); }

  turnsOpen(): number { return this.s.turns.openCount; }

  isAutoDialling(agent: number): boolean { return this.s.agents.autoDial[agent] === 1; }

  facts(): DialerFacts {
    const { lateFacts, rejections, records, turns } = this.s;
    const byAction = Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<ActionName, number>;
    for (let record = 0; record < records.length; record += 1) if (!records.hasFlag(record, RecordFlag.deleted)) byAction[ACTIONS[records.actionOf(record)]] += 1;
    return { lateFacts, rejections, records: records.length, turnsOpen: turns.openCount, callsInProgress: turns.callsInProgress, byAction };
  }

  recordBytes(): number { return this.s.records.bytes + this.s.index.bytes; }

  record(record: number): RecordView { return readRecord(this.s, record); }

  explain(record: number, agent: number = NONE, at: Millis = this.s.now): Explanation {
    return explainRecord(this.s, record, agent, at);
  }

  statusCounts(): readonly StatusCounts[] { return this.s.options.statuses.map((_, index) => this.s.statistics.of(index)); }

  private advance(now: Millis): void {
    const s = this.s;
    if (now === s.now) return;
    s.now = now;
    s.history.advance(now);
    if (now < this.nextChangeAt) return;
    s.zones.advance(now);
    s.ledger.advance(now);
    if (now >= s.nextDayAt) s.startDays(now);
    this.nextChangeAt = Math.min(s.zones.nextChange, s.ledger.nextEnd, s.nextDayAt);
  }

  /** Applies the event. True if it can change what is selected or dialled. */
  private apply(event: DialerEvent): boolean {
    const s = this.s;
    switch (event.kind) {
      case 'wake': return this.wake();
      case 'attemptEnded': attemptEnded(s, event.attempt, event.cause); return true;
      case 'attemptAnswered': attemptAnswered(s, event.attempt, event.verdict); return true;
      case 'attemptClassified': attemptClassified(s, event.attempt, event.machine, event.greetingStartAt, event.greetingEndAt); return true;
      case 'attemptRinging': return false;
      case 'agentSaved': return this.refuseHolder(event.agent, saveRecord(s, event.agent, event));
      default: return this.applyRare(event);
    }
  }

  /** Events that few calls have: apart, so that V8 puts what the others call into one piece of machine code (some 190 instructions a dial). */
  private applyRare(event: DialerEvent): boolean {
    const s = this.s;
    switch (event.kind) {
      case 'recordCreated': createRecord(s, event); return s.starved;
      case 'recordRestored': restoreRecord(s, event); return s.starved;
      case 'agentSignedIn': signIn(s, event.agent); return true;
      case 'agentSignedOut': signOut(s, event.agent); return true;
      case 'agentPaused': pause(s, event.agent); return true;
      case 'agentResumed': resume(s, event.agent); return true;
      case 'agentLeaving': announceLeaving(s, event.agent, event.leaving); return true;
      case 'recordSkipped': return this.skip(event.agent);
      case 'campaignStarted': s.active = true; return true;
      case 'campaignStopped': s.active = false; return true;
      case 'channelsChanged': s.channels = event.channels; return true;
      case 'databaseSwitched': switchDatabase(s, event.database, event.active); return true;
      case 'actionSet': return this.refuse(event.record, setAction(s, event));
      case 'ownerSet': return this.refuse(event.record, setOwner(s, event.record, event.agent));
      case 'ownerCleared': return this.refuse(event.record, clearOwner(s, event.record));
      case 'statusSet': return this.refuse(event.record, setStatus(s, event.record, event.status));
      case 'recordMoved': return this.refuse(event.record, moveRecord(s, event));
      case 'recordBlocked': return this.refuse(event.record, blockRecord(s, event.record, event.blocked));
      case 'recordDeleted': return this.refuse(event.record, deleteRecord(s, event.record));
      case 'recordEdited': return this.refuse(event.record, editRecord(s, event));
      case 'recordRanked': return this.refuse(event.record, rankRecord(s, event));
      case 'recordsRecycled': return this.refuse(NONE, recycleRecords(s, event));
      case 'recordsObtained': return this.refuse(NONE, obtainRecords(s, event.agent));
      case 'recordsAssigned': return this.refuse(NONE, assignRecords(s, event));
      case 'recordRequested': return this.refuse(event.record, requestRecord(s, this.plan, event.agent, event.record));
      case 'dialRequested': return this.refuseHolder(event.agent, requestDial(s, event.agent, event.phone));
      case 'autoDialSwitched': return this.refuse(NONE, switchAutoDial(s, event.agent, event.on));
      case 'agentLegAnswered': agentLegAnswered(s, event.agent); return true;
      case 'agentLegFailed': agentLegFailed(s, event.agent); return true;
      case 'levelOverridden': s.level = event.level; return true;
      case 'numberBlocked': s.records.blockNumber(event.number, event.scope, event.blocked); return true;
      default: throw new RangeError(`this version's engine does not handle the event '${(event as DialerEvent).kind}'`);
    }
  }

  /** Ends what the clock ends. Agents become free before a call is dropped at the same instant: `agentAt <= deadline` is in time. */
  private wake(): boolean {
    const s = this.s;
    while (s.agentTimers.peekKey() <= s.now) this.endAgentTimer(s.agentTimers.peek());
    if (s.dropTimers.peekKey() <= s.now) {
      runCycle(s, this.plan, this.view);
      while (s.dropTimers.peekKey() <= s.now) drop(s, s.turns.rows[s.dropTimers.peek()]!);
    }
    return true;
  }

  private endAgentTimer(agent: number): void {
    const s = this.s;
    s.agentTimers.delete(agent);
    switch (s.agents.timer[agent]) {
      case AgentTimer.formLoad: {
        const turn = s.turns.inRow(s.agents.turn[agent]!)!;
        endTurnUndialled(s, turn, dialNext(s, turn));
        return;
      }
      case AgentTimer.formSave: saveOnTimeout(s, agent); return;
      case AgentTimer.readyHold: endReadyHold(s, agent); return;
      case AgentTimer.agentLeg: endAgentLeg(s, agent); return;
      default: becomeFree(s, agent);
    }
  }

  /** R10: the agent gives the loaded record back. */
  private skip(agent: number): boolean {
    const s = this.s;
    const turn = s.turns.inRow(s.agents.turn[agent]!);
    if (turn === null || turn.dials > 0) return this.refuse(NONE, 'notHolder');
    closeTurn(s, turn, ROWS.R10, 'skipped');
    if (s.agents.isSignedIn(agent)) becomeFree(s, agent);
    return true;
  }

  /** A refusal names the record that the agent holds, and has changed nothing: most are none, and need not look it up. */
  private refuseHolder(agent: number, reason: Rejection | null): boolean {
    if (reason === null) return true;
    const turn = this.s.turns.inRow(this.s.agents.turn[agent]!);
    return this.refuse(turn === null ? NONE : turn.record, reason);
  }

  private refuse(record: number, reason: Rejection | null): boolean {
    if (reason === null) return true;
    this.s.rejections += 1;
    this.s.out.rejected(record, reason);
    return false;
  }
}
