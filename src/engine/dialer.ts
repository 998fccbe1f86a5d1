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
import { formatMillis, NEVER, SECOND_MS, UNSET, type Millis } from '../base/time.ts';
import { becomeFree, endReadyHold } from './agents/agentFlow.ts';
import { AgentTimer } from './agents/agentTable.ts';
import type { Commands } from './commands.ts';
import { runCycle } from './cycle.ts';
import type { DialerEvent } from './events.ts';
import type { DialerOptions } from './options.ts';
import { DialerView } from './pacing/dialerView.ts';
import type { AbandonWindow, CreateStrategy } from './pacing/strategy.ts';
import { readRecord, type RecordView } from './records/recordView.ts';
import { RecordFlag } from './records/recordTable.ts';
import type { StatusCounts } from './records/statusStatistics.ts';
import { applyRareEvent, refuseHolder } from './rareEvents.ts';
import { explainRecord, type Explanation } from './selection/explain.ts';
import type { TraceSink } from './selection/traceEntry.ts';
import { firstOfQueue } from './serving.ts';
import { restoreState, saveState, type DialerSnapshot } from './snapshot.ts';
import { DialerState } from './state.ts';
import { endAgentLeg } from './turns/agentLeg.ts';
import { attemptAnswered, attemptClassified, attemptEnded, drop } from './turns/attemptFlow.ts';
import { Change } from './turns/change.ts';
import { dialNext, startsRoom } from './turns/dialing.ts';
import { saveOnTimeout, saveRecord } from './turns/save.ts';
import { endTurnUndialled } from './turns/settle.ts';
import { ACTIONS, NONE, type ActionName } from './vocabulary.ts';

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
  /**
   * No snapshot will be asked for (`snapshot` throws). For a strategy that follows from counts only (`follows`), neither counts over time nor
   * lists of instants are kept then.
   */
  readonly withoutSnapshots?: boolean;
  /** Room for so many records is made at once; more may come, at the price of copying. */
  readonly recordsExpected?: number;
}

export function createDialer(options: DialerOptions, extras: DialerExtras = {}): Dialer {
  return new PureDialer(options, extras);
}

class PureDialer implements Dialer {
  private readonly s: DialerState;
  private readonly view: DialerView;
  private readonly withoutSnapshots: boolean;
  private isHandling = false;
  /** Before this instant no calling window, abandon window or day begins or ends: most events need none of the three told. */
  private nextChangeAt: Millis = UNSET;
  /** While `s.wake` is not stale: what `nextWakeAt` says. */
  private wakeAt: Millis = NEVER;

  constructor(options: DialerOptions, extras: DialerExtras) {
    this.withoutSnapshots = extras.withoutSnapshots === true;
    this.s = new DialerState(options, extras.createStrategy ?? null, this.withoutSnapshots);
    this.view = new DialerView(this.s);
    this.s.trace = extras.trace ?? null;
    if (extras.recordsExpected !== undefined) this.s.reserveRecords(extras.recordsExpected);
    if (extras.snapshot !== undefined) restoreState(this.s, extras.snapshot);
  }

  handle(event: DialerEvent, out: Commands): void {
    const s = this.s;
    if (this.isHandling) throw new Error('bug: a sink called the dialer back while it was handling an event');
    const { at } = event;
    if (at < s.now) throw timeWentBack(s.now, event);
    s.now = at;
    if (at >= this.nextChangeAt) this.advance(at);
    this.isHandling = true;
    if (s.out !== out) s.out = out;
    const change = this.apply(event);
    if (change > s.settled || (s.index.nextChangeAt() <= at && change !== Change.nothing)) runCycle(s, this.view);
    this.isHandling = false;
  }

  nextWakeAt(): Millis {
    // Asked at every step, it changes once in a while.
    if (this.s.wake.isStale) this.wakeAt = this.findWake();
    return this.wakeAt;
  }

  snapshot(): DialerSnapshot {
    if (this.isHandling) throw new Error('bug: a snapshot was asked for inside handle');
    if (this.withoutSnapshots) throw new Error('bug: a snapshot was asked for of a dialer that was made without snapshots');
    return saveState(this.s);
  }

  readings(): Readonly<Record<string, number>> {
    const { strategy, level } = this.s;
    return level === NONE ? strategy.readings() : { ...strategy.readings(), levelOverride: level };
  }

  windows(): readonly AbandonWindow[] { return this.s.ledger.windows; }

  nextInQueue(): number { return firstOfQueue(this.s); }

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

  private findWake(): Millis {
    const s = this.s;
    const at = Math.min(s.reviewAt, s.agentTimers.peekKey(), s.dropTimers.peekKey(), s.index.nextChangeAt(), s.zones.nextOpening());
    // With a limit of starts a second, dials may wait for the next one: whether they do is asked anew every time.
    s.wake.isStale = s.options.startsPerSecond !== null;
    return s.heldDials.length > 0 && startsRoom(s) <= 0 ? Math.min(at, (Math.floor(s.now / SECOND_MS) + 1) * SECOND_MS) : at;
  }

  /** Some window or day begins or ends. */
  private advance(now: Millis): void {
    const s = this.s;
    s.zones.advance(now);
    s.ledger.advance(now);
    if (now >= s.nextDayAt) s.startDays(now);
    this.nextChangeAt = Math.min(s.zones.nextChange, s.ledger.nextEnd, s.nextDayAt);
    s.wake.isStale = true;
    s.settled = 0;
  }

  /** Applies the event. What has changed for selection and pacing? */
  private apply(event: DialerEvent): Change {
    const s = this.s;
    // Two of three events, and so before all others.
    if (event.kind === 'attemptEnded') return attemptEnded(s, event.attempt, event.cause);
    switch (event.kind) {
      case 'attemptAnswered': return attemptAnswered(s, event.attempt, event.verdict);
      case 'agentSaved': {
        const reason = saveRecord(s, event.agent, event);
        if (reason !== null) refuseHolder(s, event.agent, reason);
        return reason === null ? Change.anything : Change.nothing;
      }
      case 'wake': return this.wake();
      case 'attemptClassified': return attemptClassified(s, event.attempt, event.machine, event.greetingStartAt, event.greetingEndAt);
      case 'attemptRinging': return Change.nothing;
      // Apart, so that V8 puts what the others call into one piece of machine code (some 190 instructions a dial).
      default: return applyRareEvent(s, event) ? Change.anything : Change.nothing;
    }
  }

  /** Ends what the clock ends. Agents become free before a call is dropped at the same instant: `agentAt <= deadline` is in time. */
  private wake(): Change {
    const s = this.s;
    while (s.agentTimers.peekKey() <= s.now) this.endAgentTimer(s.agentTimers.peek());
    if (s.dropTimers.peekKey() <= s.now) {
      runCycle(s, this.view);
      while (s.dropTimers.peekKey() <= s.now) drop(s, s.turns.rows[s.dropTimers.peek()]!);
    }
    return Change.anything;
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
}

/** Apart, as a message is written out before it is known that it is wanted. */
function timeWentBack(now: Millis, { at, kind }: DialerEvent): Error {
  return new Error(`bug: time went back from ${formatMillis(now)} to ${formatMillis(at)} (${kind})`);
}
