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
import { formatMillis, type Millis } from '../base/time.ts';
import { announceLeaving, becomeFree, endReadyHold, pause, resume, signIn, signOut } from './agents/agentFlow.ts';
import { AgentTimer } from './agents/agentTable.ts';
import type { Commands } from './commands.ts';
import { runCycle, type BucketPlan } from './cycle.ts';
import type { DialerEvent } from './events.ts';
import type { DialerOptions } from './options.ts';
import { DialerView } from './pacing/dialerView.ts';
import type { CreateStrategy } from './pacing/strategy.ts';
import { blockRecord, clearOwner, createRecord, deleteRecord, moveRecord, setAction, setOwner, setStatus, switchDatabase } from './records/recordFlow.ts';
import { ROWS } from './records/transitions.ts';
import { restoreState, saveState, type DialerSnapshot } from './snapshot.ts';
import { DialerState } from './state.ts';
import { attemptAnswered, attemptClassified, attemptEnded, drop } from './turns/attemptFlow.ts';
import { closeTurn } from './turns/closing.ts';
import { dialNext } from './turns/dialing.ts';
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
  /** What the strategy says of itself: level, estimates, budget left. */
  readings(): Readonly<Record<string, number>>;
  /** Turns under way: calls, wrap-ups, loaded records. */
  turnsOpen(): number;
  /** Counters of what was ignored and refused, and how the records stand. For checks and reports, not for strategies. */
  facts(): DialerFacts;
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
}

export function createDialer(options: DialerOptions, extras: DialerExtras = {}): Dialer {
  return new PureDialer(options, extras);
}

class PureDialer implements Dialer {
  private readonly s: DialerState;
  private readonly plan: BucketPlan;
  private readonly view: DialerView;
  private isHandling = false;

  constructor(options: DialerOptions, extras: DialerExtras) {
    this.s = new DialerState(options, extras.createStrategy ?? null);
    this.plan = planBuckets(options);
    this.view = new DialerView(this.s);
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
    if (isRelevant) runCycle(s, this.plan, this.view);
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
    const opening = s.zones.nextOpening();
    if (opening < at) at = opening;
    return at;
  }

  snapshot(): DialerSnapshot {
    if (this.isHandling) throw new Error('bug: a snapshot was asked for inside handle');
    return saveState(this.s);
  }

  readings(): Readonly<Record<string, number>> {
    return this.s.strategy.readings();
  }

  turnsOpen(): number {
    return this.s.turns.openCount;
  }

  facts(): DialerFacts {
    const { lateFacts, rejections, records, turns } = this.s;
    const byAction = Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<ActionName, number>;
    for (let record = 0; record < records.length; record += 1) byAction[ACTIONS[records.action[record]!]!] += 1;
    return { lateFacts, rejections, records: records.length, turnsOpen: turns.openCount, callsInProgress: turns.callsInProgress, byAction };
  }

  private advance(now: Millis): void {
    const s = this.s;
    if (now === s.now) return;
    s.now = now;
    s.zones.advance(now);
    s.history.advance(now);
    s.ledger.advance(now);
    while (s.day + 1 < s.options.dayStarts.length && s.options.dayStarts[s.day + 1]! <= now) {
      s.day += 1;
      s.history.startDay();
    }
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
      case 'agentSaved': return this.refuse(this.heldRecord(event.agent), saveRecord(s, event.agent, event));
      case 'recordCreated': createRecord(s, event); return s.starved;
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
      case 'numberBlocked': s.records.blockNumber(event.number, event.blocked); return true;
      default: throw new RangeError(`this version's engine does not handle the event '${event.kind}'`);
    }
  }

  /** Ends what the clock ends. Agents become free before a call is dropped at the same instant: `agentAt <= deadline` is in time. */
  private wake(): boolean {
    const s = this.s;
    while (s.agentTimers.peekKey() <= s.now) this.endAgentTimer(s.agentTimers.peek());
    if (s.dropTimers.peekKey() <= s.now) {
      runCycle(s, this.plan, this.view);
      while (s.dropTimers.peekKey() <= s.now) drop(s, s.dropTimers.peek());
    }
    return true;
  }

  private endAgentTimer(agent: number): void {
    const s = this.s;
    s.agentTimers.delete(agent);
    switch (s.agents.timer[agent]) {
      case AgentTimer.formLoad: {
        const turn = s.agents.turn[agent]!;
        const result = dialNext(s, turn);
        if (result === 'noNumber' || result === 'notNow') endTurnUndialled(s, turn, result === 'noNumber');
        return;
      }
      case AgentTimer.formSave: saveOnTimeout(s, agent); return;
      case AgentTimer.readyHold: endReadyHold(s, agent); return;
      default: becomeFree(s, agent);
    }
  }

  /** R10: the agent gives the loaded record back. */
  private skip(agent: number): boolean {
    const s = this.s;
    const turn = s.agents.turn[agent]!;
    if (turn === NONE || s.turns.dials[turn]! > 0) return this.refuse(NONE, 'notHolder');
    closeTurn(s, turn, ROWS.R10, 'skipped');
    becomeFree(s, agent);
    return true;
  }

  private heldRecord(agent: number): number {
    const turn = this.s.agents.turn[agent]!;
    return turn === NONE ? NONE : this.s.turns.record[turn]!;
  }

  private refuse(record: number, reason: Rejection | null): boolean {
    if (reason === null) return true;
    this.s.rejections += 1;
    this.s.out.rejected(record, reason);
    return false;
  }
}

function planBuckets(options: DialerOptions): BucketPlan {
  const { buckets } = options.policy;
  const isPredictive = options.settings.mode === 'predictive';
  const all = buckets.map((_, index) => index);
  const blocksOf = (index: number): string => {
    const { blocks } = buckets[index]!;
    return blocks === 'setting' ? options.settings.personalBlocks : blocks;
  };
  return {
    agentBuckets: isPredictive ? all.filter((index) => buckets[index]!.scope === 'agent') : all,
    queueBuckets: isPredictive ? all.filter((index) => buckets[index]!.scope === 'queue') : [],
    queueBlocking: isPredictive ? all.filter((index) => blocksOf(index) === 'queue') : [],
    agentBlocking: isPredictive ? all.filter((index) => blocksOf(index) === 'agent') : [],
  };
}

