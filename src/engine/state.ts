/**
 * Everything that a dialer knows: its tables, indexes, timers and counters. The rooms of the engine work on it.
 *
 * Rule: all state of the engine is here and can be saved; nothing hides in closures or modules.
 */
import { type Conclusion, IndexedHeap } from '../base/indexedHeap.ts';
import { createSequentialStream, type SavableRandomStream } from '../base/random.ts';
import { NEVER, UNSET, type Clock, type Millis } from '../base/time.ts';
import { AbandonLedger } from './abandon/abandonLedger.ts';
import { AgentTable } from './agents/agentTable.ts';
import { AgentTimers } from './agents/agentTimers.ts';
import type { AnsweredCall } from './abandon/rule.ts';
import { planBuckets, type BucketPlan } from './bucketPlan.ts';
import type { ClosedActivity, Commands } from './commands.ts';
import type { CampaignSettings, DialerOptions } from './options.ts';
import { PacingHistory } from './pacing/pacingHistory.ts';
import { findStrategy } from './pacing/registry.ts';
import type { CreateStrategy, PacingStrategy } from './pacing/strategy.ts';
import { RecordTable } from './records/recordTable.ts';
import { StatusBook } from './records/statusBook.ts';
import { StatusStatistics } from './records/statusStatistics.ts';
import type { RowValues } from './records/transitions.ts';
import { buildIndex, buildMatching } from './selection/buildIndex.ts';
import { rankedFieldsOf } from './selection/leadOrder.ts';
import type { Matching } from './selection/matching.ts';
import type { SelectionIndex } from './selection/selectionIndex.ts';
import type { TraceSink } from './selection/traceEntry.ts';
import { ZoneClock } from './selection/zoneClock.ts';
import { Change } from './turns/change.ts';
import type { Turn } from './turns/turn.ts';
import { TurnTable } from './turns/turnTable.ts';
import { Action, NONE, OUTCOMES } from './vocabulary.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class DialerState implements Clock {
  readonly options: DialerOptions;
  readonly settings: CampaignSettings;
  readonly records: RecordTable;
  readonly agents: AgentTable;
  readonly turns = new TurnTable();
  readonly statuses: StatusBook;
  readonly zones: ZoneClock;
  /** Who is served from which bucket. */
  readonly plan: BucketPlan;
  readonly matching: Matching;
  readonly index: SelectionIndex;
  readonly statistics: StatusStatistics;
  readonly history = new PacingHistory(this);
  readonly ledger: AbandonLedger;
  readonly strategy: PacingStrategy;
  readonly random: SavableRandomStream;
  readonly databaseActive: Uint8Array;
  /** Which outcomes raise the repeat counter, by number. */
  readonly countedOutcomes: Uint8Array;
  /** What `numberStrategy` says, asked three times for every call: a text that was read from a file compares slowly. */
  readonly isNextNow: boolean;
  readonly isOnePerTurn: boolean;
  /** Is somebody told of each dial, of each end? Few carriers, rules and strategies ask for it, and to know it costs one field instead of four. */
  readonly tellsStarts: boolean;
  readonly tellsEnds: boolean;

  /** The instant at which the dialer wants to be woken: worked out anew only after something that it follows from has changed. */
  readonly wake: Conclusion = { isStale: true };
  /** One timer an agent (form load, form save, pause, hold), and one a waiting call (drop). */
  readonly agentTimers: AgentTimers;
  readonly dropTimers = new IndexedHeap(this.wake);
  /** Turns whose next dial waits for the gate, a channel or a start. */
  heldDials: Turn[] = [];

  now: Millis = UNSET;
  /**
   * The sink of the event being handled; only valid inside `handle`. Begins as null, as a field that is added later gives the state a second
   * layout, between which V8 then asks at every look at it.
   */
  out: Commands = null!;
  active: boolean;
  channels: number;
  /** Calls per ready agent that a team leader has set instead of the strategy's number, or NONE. */
  level = NONE;
  /** When pacing wants to be asked at the latest. */
  reviewAt: Millis = NEVER;
  /** Dials in the whole second that `startsSecond` names. */
  startsSecond = UNSET;
  startsCount = 0;
  /** Selection found too few records at the last cycle: a new one can change the answer. */
  starved = false;
  /**
   * Pacing has all that it asked for: up to this `Change`, what happens changes nothing for it, nor for selection. 0: whatever happens may, as it does while dials wait.
   * Not saved: a cycle more does no harm.
   */
  settled = 0;
  /** `settled` after a cycle that placed all that the strategy asked for. */
  readonly settledAtMost: number;
  /** Some agent is hidden from pacing. */
  hasHidden = false;
  /** Index of the local day in `options.dayStarts`. */
  day = -1;
  /** When the next one begins. */
  nextDayAt: Millis = UNSET;
  /** `roundRobin` goes on at this place of the agents' list. */
  assignPosition = 0;
  /** Whoever wants every choice explained; null: nobody, at no cost. */
  trace: TraceSink | null = null;
  /** Facts about unknown or ended attempts, and record events that were refused. */
  lateFacts = 0;
  rejections = 0;

  /** Refilled for each row applied. */
  readonly values: RowValues = { actionAtStart: 0, nextCallAt: UNSET, attempts: 0, softOwner: NONE, hardOwner: NONE, retryProgressive: false };
  /** Refilled for each activity closed: one of kind call, and one for all other kinds. */
  readonly closedCall = blankActivity('call');
  readonly closed = blankActivity('change');
  /** The action whose name stands in `closedCall.actionAtStart`: many turns in a row start from the same. */
  closedCallFrom: Action = Action.notAssigned;

  /** Refilled for each judgement of an answered call. */
  readonly callFacts: Mutable<AnsweredCall> = {
    connectedAt: UNSET, greetingStartAt: UNSET, greetingEndAt: UNSET, agentAt: UNSET, droppedAt: UNSET, hangupAt: UNSET,
  };

  /** `isLean`: no snapshot will be made, so what the strategy says that it does not read is not kept. */
  constructor(options: DialerOptions, createStrategy: CreateStrategy | null, isLean: boolean) {
    const { settings } = options;
    this.options = options;
    this.settings = settings;
    this.active = settings.active;
    this.channels = options.channels ?? NEVER;
    this.agents = new AgentTable(options.agents.length);
    this.agentTimers = new AgentTimers(options.agents.length, this.wake);
    this.statuses = new StatusBook(options.statuses, settings);
    this.plan = planBuckets(options);
    this.zones = new ZoneClock(options.zones, this);
    this.databaseActive = Uint8Array.from(options.databases, (database) => (database.active ? 1 : 0));
    this.countedOutcomes = Uint8Array.from(OUTCOMES, (outcome) => (settings.countedOutcomes.includes(outcome) ? 1 : 0));
    this.isNextNow = settings.numberStrategy === 'nextNow';
    this.isOnePerTurn = settings.numberStrategy === 'onePerTurn';
    this.records = new RecordTable(rankedFieldsOf(options.policy.buckets, settings.leadOrder));
    this.statistics = new StatusStatistics(options.statuses.length);
    this.matching = buildMatching(options, this.records, this.databaseActive);
    this.index = buildIndex(options, this.records, this.matching, this.zones, this.wake);
    this.ledger = new AbandonLedger(options.enforcedRules, {
      dayStarts: options.dayStarts,
      monthStarts: options.monthStarts,
      openMsBetween: (from, to) => this.zones.openMsBetween(options.campaignZone, from, to),
    }, options.falsePositiveShare, this);
    this.random = createSequentialStream(options.strategyKey);
    this.strategy = makeStrategy(options, createStrategy, this.random);
    if (isLean && this.strategy.follows !== undefined) {
      this.history.forgo();
      this.agents.forgoInstants();
      this.turns.forgoInstants();
    }
    this.settledAtMost = settings.answeredGate ? 0 : settledAtMost(this.strategy);
    this.tellsStarts = options.startsPerSecond !== null || this.strategy.onAttemptStarted !== undefined;
    this.tellsEnds = this.ledger.countsDials || this.strategy.onAttemptEnded !== undefined;
  }

  reserveRecords(records: number): void {
    this.records.reserve(records);
    this.index.reserve(records);
  }

  /** Pacing wants to be asked at this instant, at the latest. */
  review(at: Millis): void {
    if (at === this.reviewAt) return;
    this.reviewAt = at;
    this.wake.isStale = true;
  }

  /** Enters every local day that has begun by `now`. */
  startDays(now: Millis): void {
    const { dayStarts } = this.options;
    while (this.day + 1 < dayStarts.length && dayStarts[this.day + 1]! <= now) {
      this.day += 1;
      this.history.startDay();
    }
    this.nextDayAt = dayStarts[this.day + 1] ?? NEVER;
  }
}

function blankActivity(kind: ClosedActivity['kind']): Mutable<ClosedActivity> {
  return {
    record: NONE, kind, agent: NONE, startedAt: UNSET, endedAt: UNSET, dials: 0, outcome: null, reason: null, promise: null, promisedAt: UNSET,
    counted: false, status: NONE, actionAtStart: 'notAssigned', actionAfter: 'notAssigned', attemptsAfter: 0, nextCallAtAfter: UNSET, hardOwnerAfter: NONE,
    softOwnerAfter: NONE,
  };
}

function settledAtMost(strategy: PacingStrategy): number {
  const { follows } = strategy;
  if (follows === undefined || strategy.nextReviewAt !== undefined) return 0;
  return follows === 'lines' ? Change.connected : Change.talkEnded;
}

function makeStrategy(options: DialerOptions, create: CreateStrategy | null, random: SavableRandomStream): PacingStrategy {
  const { id, parameters } = options.strategy;
  const make = create ?? findStrategy(id)?.create;
  if (make === undefined) throw new RangeError(`there is no pacing strategy '${id}'`);
  return make(parameters, random, options.priors);
}
