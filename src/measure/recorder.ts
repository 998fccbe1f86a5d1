/**
 * The recorder: watches a run's events and commands, with the world's facts where there are any, and yields the metrics
 * of one replication and the series for charts. Simulated and live runs use the same recorder.
 *
 * Rule: it sees each event before the engine handles it and each command as it is given, changes nothing and allocates
 * nothing per event. What belongs to which instant is defined with the metrics; each group of them is one file in `recording/`.
 */
import { UNSET, type Millis } from '../base/time.ts';
import type { ClosedActivity } from '../engine/commands.ts';
import type { DialerEvent } from '../engine/events.ts';
import { Action, CLIP_CAUSES, type AgentStateName, type Batch, type BlockScope, type ClipCause, type OutcomeName, type Rejection } from '../engine/vocabulary.ts';
import { actionNumber } from '../engine/wordNumbers.ts';
import type { RunObserver, Truth } from './observer.ts';
import type { RecorderInput } from './recorderInput.ts';
import { AgentsRecorder } from './recording/agentsRecorder.ts';
import { FREE, openAt, type AttemptTable } from './recording/attemptTable.ts';
import { CallbacksRecorder } from './recording/callbacksRecorder.ts';
import { CallsRecorder } from './recording/callsRecorder.ts';
import { ListRecorder } from './recording/listRecorder.ts';
import { ListSeriesRecorder } from './recording/listSeries.ts';
import { ScoringClock } from './recording/scoringClock.ts';
import { SeriesRecorder } from './recording/seriesRecorder.ts';
import { TrunksRecorder } from './recording/trunksRecorder.ts';
import type { DaySeries, ReplicationResult } from './results.ts';

export type { RecorderInput };

export interface Recorder extends RunObserver, Truth {
  /** The run has ended at `at`, not before its last event: open times are booked up to there. Without this call it ends at its last event. */
  finish(at: Millis): void;
  /**
   * The replication's metrics; after it the recorder takes nothing more. Throws an `Error` that says "bug" when the books do
   * not balance: staffed time always, persons who answered in a simulated run without open attempts.
   */
  result(replication: number, seed: string, digest: string): ReplicationResult;
  series(): DaySeries;
}

/** Throws a `RangeError` when the parts of the interval, the days or the months are not usable. */
export function createRecorder(input: RecorderInput): Recorder {
  return new RunRecorder(input);
}

const QUARTER_HOUR_MS = 900_000;

class RunRecorder implements Recorder {
  private readonly clock: ScoringClock;
  private readonly charts: SeriesRecorder;
  private readonly agents: AgentsRecorder;
  private readonly list: ListRecorder;
  private readonly listSeries: ListSeriesRecorder;
  private readonly callbacks: CallbacksRecorder;
  private readonly trunks: TrunksRecorder;
  private readonly calls: CallsRecorder;
  private readonly attempts: AttemptTable;
  private readonly clippedDials = new Float64Array(CLIP_CAUSES.length);
  /** Records that the present event creates or deletes, until it is clear that the engine did not refuse it. */
  private creating = -1;
  private deleting = -1;
  /** Events and dials need what most do not: the campaign is new, a record was made, none is due, a promise was given. */
  private isSpecial = true;
  /** The instant from which an event is not plain: the next edge of the scoring clock or end of the list's bin; UNSET while `isSpecial`. */
  private plainUntil = UNSET;
  private finished = false;

  constructor(input: RecorderInput) {
    const truthKnown = input.truthKnown ?? true;
    this.clock = new ScoringClock({ scored: input.scored, dayStarts: input.dayStarts, binMs: input.binMs ?? QUARTER_HOUR_MS });
    this.charts = new SeriesRecorder(this.clock);
    this.agents = new AgentsRecorder(input.agents, this.clock, this.charts);
    this.listSeries = new ListSeriesRecorder(input.binMs ?? QUARTER_HOUR_MS);
    this.list = new ListRecorder(this.clock, this.listSeries);
    this.callbacks = new CallbacksRecorder(this.clock, input.callingWindows ?? null);
    this.trunks = new TrunksRecorder(this.clock);
    const callsInput = {
      rules: input.rules, falsePositiveShare: input.falsePositiveShare ?? 0, truthKnown, greetingKnown: input.greetingKnown ?? truthKnown,
      monthStarts: input.monthStarts ?? null, ringLimitMs: input.ringLimitMs ?? null,
    };
    this.calls = new CallsRecorder(callsInput, this.clock, this.charts, this.list, this.callbacks, this.trunks);
    this.attempts = this.calls.table;
  }

  event(event: DialerEvent): void {
    // Read together, so that the event's shape is looked at once.
    const { kind, at } = event;
    const { clock, trunks } = this;
    const { now } = clock;
    if (at >= this.plainUntil || at < now) {
      this.specialEvent(event);
      return;
    }
    if (trunks.inUse !== trunks.level && at > now) trunks.changeLevel(now, clock.slot);
    clock.now = at;
    switch (kind) {
      case 'attemptEnded': // `attemptOver` follows and says all.
      case 'agentSaved':
      case 'wake': return;
      case 'attemptAnswered': this.calls.answered(event.attempt, event.verdict); return;
      default: this.rareEvent(event);
    }
  }

  answered(attempt: number, who: 'person' | 'machine' | 'fax', greetingStartAt: Millis, greetingEndAt: Millis): void {
    this.calls.truth(attempt, who, greetingStartAt, greetingEndAt);
  }

  dial(attempt: number, record: number, _phone: number, _dialNumber: number, _agent: number): void {
    const { clock, trunks } = this;
    const place = this.attempts.at(attempt);
    // One way out for all that is seldom: after each call V8 would look at every object's class again.
    if (this.isSpecial || clock.slot < 0 || place.serial !== FREE || trunks.inUse >= trunks.peak) {
      this.otherDial(attempt, record);
      return;
    }
    const { now } = clock;
    trunks.dialledInPeak(now);
    openAt(place, attempt, record, now);
  }

  connect(attempt: number, agent: number): void {
    this.agents.connected(agent, this.calls.connect(attempt, agent));
  }

  drop(attempt: number): void {
    this.calls.drop(attempt);
  }

  hangUp(_attempt: number): void {
    // `attemptOver` follows and says all.
  }

  cancel(attempt: number): void {
    this.calls.cancel(attempt);
  }

  attemptOver(attempt: number, outcome: OutcomeName): void {
    this.calls.over(attempt, outcome);
  }

  showRecord(_agent: number, _record: number): void {
    if (this.isSpecial) this.list.foundWork();
  }

  agentState(agent: number, state: AgentStateName): void {
    this.agents.changed(agent, state);
  }

  callAgent(_agent: number): void {
    // The agent's state says it.
  }

  activity(closed: ClosedActivity): void {
    const action = actionNumber(closed.actionAfter);
    if (this.isSpecial || action === Action.rescheduledByAgent) {
      this.callbacks.activity(closed);
      this.becomeSpecial();
    }
    this.list.activity(closed, action);
  }

  blockNumber(_number: number, _scope: BlockScope, _record: number, _status: number): void {
    // Numbers are not measured.
  }

  batchDone(_batch: Batch, _agent: number, _done: number, _inUse: number, _blocked: number, _limitReached: boolean): void {
    // Each record's activity says it.
  }

  rejected(record: number, _reason: Rejection): void {
    if (record === this.deleting) this.deleting = -1;
    if (record !== this.creating) return;
    this.list.removed(record);
    this.callbacks.forget(record);
  }

  clipped(cause: ClipCause, count: number): void {
    if (cause === 'due') {
      this.list.foundNoneDue();
      this.becomeSpecial();
    }
    if (this.clock.scoring) this.clippedDials[CLIP_CAUSES.indexOf(cause)]! += count;
  }

  finish(at: Millis): void {
    if (this.finished) return;
    this.finished = true;
    if (this.deleting >= 0) this.applyDeletion();
    this.advance(at);
    this.list.eventBegins(at, this.agents);
    this.agents.settle(at);
    this.trunks.settle(at);
    this.calls.settleBin();
    if (this.clock.scoring) this.agents.partEnded(this.clock.part);
  }

  result(replication: number, seed: string, digest: string): ReplicationResult {
    this.finish(this.clock.now);
    const { parts } = this.clock;
    const counts = this.calls.counts();
    const agents = this.agents.result();
    return {
      replication, seed, digest, interval: { from: parts[0]?.[0] ?? 0, to: parts.at(-1)?.[1] ?? 0 },
      counts, abandon: this.calls.abandon.result(), agents, customers: this.calls.customers.result(),
      list: this.list.result(counts.dials, counts.connects, agents), callbacks: this.callbacks.result(), trunks: this.trunks.result(),
      pacing: { clippedDials: Object.fromEntries(CLIP_CAUSES.map((cause, index) => [cause, this.clippedDials[index]!])) as Record<ClipCause, number> },
      comparison: { gapClosed: null, regret: null, capShare: null },
    };
  }

  series(): DaySeries {
    this.finish(this.clock.now);
    const list = this.listSeries.result(this.clock.now, this.list.called);
    const charts = this.charts.result(this.agents.waits, this.calls.customers.waits);
    return list === null ? charts : { ...charts, list };
  }

  private rareEvent(event: DialerEvent): void {
    switch (event.kind) {
      case 'attemptRinging':
      case 'attemptClassified':
        this.calls.event(event);
        return;
      case 'recordCreated':
      case 'recordRestored':
        this.creating = event.record;
        this.list.created(event, event.kind === 'recordRestored' ? event.attempts : 0);
        if (event.action === 'rescheduledByAgent') this.callbacks.created(event.record, event.nextCallAt, event.hardOwner, event.softOwner);
        this.becomeSpecial();
        return;
      case 'recordDeleted':
        this.deleting = event.record;
        this.becomeSpecial();
        return;
      default:
    }
  }

  /** The event, and not its instant, which would be made an object for it even where this is not called (30 instructions). */
  private specialEvent(event: DialerEvent): void {
    const { kind, at } = event;
    const { clock, list } = this;
    if (this.isSpecial) {
      if (this.deleting >= 0) this.applyDeletion();
      this.creating = -1;
    }
    this.advance(at);
    if (list.watches) list.eventBegins(at, this.agents);
    this.isSpecial = this.calls.abandon.firstDialDay < 0 || list.watches || this.callbacks.isUsed;
    this.plainUntil = this.isSpecial ? UNSET : Math.min(clock.nextEdge, list.binEndsAt);
    if (kind === 'attemptAnswered') this.calls.answered(event.attempt, event.verdict);
    else this.rareEvent(event);
  }

  private becomeSpecial(): void {
    this.isSpecial = true;
    this.plainUntil = UNSET;
  }

  private otherDial(attempt: number, record: number): void {
    this.attempts.open(attempt, record, this.clock.now);
    this.trunks.dialled();
    if (this.isSpecial) this.specialDial(record);
  }

  private specialDial(record: number): void {
    this.list.foundWork();
    this.callbacks.dialled(record);
    const { abandon } = this.calls;
    if (abandon.firstDialDay < 0) abandon.firstDialDay = this.clock.dayAt(this.clock.now);
  }

  private advance(at: Millis): void {
    const { clock, trunks, list } = this;
    const { now } = clock;
    if (trunks.inUse !== trunks.level && at > now) trunks.changeLevel(now, clock.slot);
    if (at < now) throw new Error(`bug: time goes back from ${now} to ${at}`);
    while (at >= clock.nextEdge) this.crossEdge(clock.nextEdge);
    if (at >= list.binEndsAt) list.binEnded(at);
    clock.now = at;
  }

  private crossEdge(edge: Millis): void {
    const { clock } = this;
    this.agents.settle(edge);
    this.trunks.settle(edge);
    this.list.settle(edge, this.agents);
    this.calls.settleBin();
    const part = clock.part;
    clock.cross();
    if (part >= 0 && clock.part !== part) this.agents.partEnded(part);
  }

  private applyDeletion(): void {
    this.callbacks.withdrawn(this.deleting);
    this.list.removed(this.deleting);
    this.deleting = -1;
  }
}
