/**
 * Agents' time by state, and their waits from becoming ready to the next connected call.
 *
 * Rule: time is booked when a state ends and at every edge of the scoring clock, so that a booked piece never lies in two
 * bins or half outside the interval. A wait counts when it begins and ends in the same part of the interval; every
 * other wait that the interval sees end is cut.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import { AGENT_STATES, AgentState, type AgentStateName } from '../../engine/vocabulary.ts';
import { agentStateNumber } from '../../engine/wordNumbers.ts';
import type { AgentsResult, AgentTimes } from '../results.ts';
import { LogHistogram } from '../statistics/logHistogram.ts';
import type { ScoringClock } from './scoringClock.ts';
import { AGENT_WAIT_BOUNDS_MS, type SeriesRecorder } from './seriesRecorder.ts';
import { ZERO } from './zero.ts';

export class AgentsRecorder {
  /** Agents ready now. */
  readyCount = 0;
  /** Agents signed in and not paused now; of these, those who talk or wrap up. */
  staffedCount = 0;
  busyCount = 0;

  private readonly clock: ScoringClock;
  private readonly series: SeriesRecorder;
  private readonly agents: number;
  private readonly books: readonly AgentBook[];
  /**
   * Ms in the scoring interval: a row of CELLS for each agent. A cell: the state, plus STATES if the present or last call is one with a
   * person. One column for all costs one hop less than one each.
   */
  private readonly times: Float64Array;
  readonly waits = new LogHistogram(AGENT_WAIT_BOUNDS_MS);
  private waitsCut = 0;
  /** By state: what of the agents' time is in the charts already. */
  private readonly charted = new Float64Array(STATES);

  constructor(agents: number, clock: ScoringClock, series: SeriesRecorder) {
    this.clock = clock;
    this.series = series;
    this.agents = agents;
    this.books = Array.from({ length: agents }, (_, agent) => new AgentBook(agent * CELLS));
    this.times = new Float64Array(agents * CELLS);
  }

  /** A call was connected to this agent: his wait is over. The state `talking` follows. */
  connected(agent: number, person: boolean): void {
    const book = this.books[agent]!;
    const cell = agent * CELLS + book.state;
    book.cell = person ? cell + STATES : cell;
    const since = book.waitSince;
    if (since === UNSET) return;
    const { clock } = this;
    if (clock.slot >= 0 && book.waitPart === clock.part) this.waits.add(clock.now - since);
    else this.cutWait(book);
    book.waitSince = UNSET;
  }

  changed(agent: number, name: AgentStateName): void {
    const { clock } = this;
    const { now } = clock;
    const book = this.books[agent]!;
    const before = book.state;
    const after = agentStateNumber(name);
    const { cell } = book;
    if (clock.slot >= 0) this.times[cell]! += now - book.since;
    book.since = now;
    book.cell = cell + after - before;
    book.state = after;
    if (before === AgentState.ready) this.readyCount--;
    else if (isBusy(before)) this.busyCount--;
    if (after === AgentState.ready) {
      this.readyCount++;
      if (book.waitSince === UNSET) {
        book.waitSince = now;
        book.waitPart = clock.part;
      }
    } else if (isBusy(after)) this.busyCount++;
    if (isAway(after)) this.wentAway(book, isAway(before));
    else if (isAway(before)) {
      book.staffedSince = now;
      this.staffedCount++;
    }
  }

  /** Books all time up to `at`, before the scoring clock crosses an edge. */
  settle(at: Millis): void {
    for (const book of this.books) {
      this.book(book, at);
      this.bookStaffed(book, at);
    }
    this.chart();
  }

  /** The part of the interval that was the present one has ended, or the run has: open waits are cut. */
  partEnded(part: number): void {
    for (const book of this.books) {
      if (book.waitSince === UNSET || book.waitPart !== part) continue;
      this.waitsCut++;
      book.waitPart = CUT;
    }
  }

  /** Throws an `Error` when an agent's states do not add up to his staffed time. */
  result(): AgentsResult {
    const byAgent = Array.from({ length: this.agents }, (_, agent) => withOccupancy(this.timesOf(agent)));
    const total: AgentTimes = { staffedMs: 0, pausedMs: 0, talkMs: 0, wrapMs: 0, readyMs: 0, reservedMs: 0 };
    for (const times of byAgent) {
      for (const key of Object.keys(total) as (keyof AgentTimes)[]) total[key] += times[key];
    }
    const { staffedMs } = total;
    const ofStaffed = (ms: Millis): number | null => (staffedMs > 0 ? ms / staffedMs : null);
    const personTalkMs = this.totalWithPersons(AgentState.talking);
    const personWrapMs = this.totalWithPersons(AgentState.wrapping);
    const talkShare = ofStaffed(personTalkMs);
    return {
      occupancy: ofStaffed(total.talkMs + total.wrapMs), productiveOccupancy: ofStaffed(personTalkMs + personWrapMs),
      talkMinutesPerAgentHour: talkShare === null ? null : 60 * talkShare, predictiveGain: null,
      ...total, personTalkMs, personWrapMs,
      waitMeanMs: this.waits.mean(), waitP95Ms: this.waits.quantile(0.95), waits: this.waits.count, waitSumMs: this.waits.sum, waitsCut: this.waitsCut,
      byAgent,
    };
  }

  private book(book: AgentBook, at: Millis): void {
    const { since } = book;
    if (this.clock.scoring) this.times[book.cell]! += at - since;
    book.since = at;
  }

  /** Adds to the present bin by what the agents' times have grown since the last edge: sums a bin instead of one more each change. */
  private chart(): void {
    for (let state = 0; state < STATES; state += 1) {
      const time = this.totalOf(state);
      this.series.stateMs[state * this.series.bins + this.clock.bin]! += time - this.charted[state]!;
      this.charted[state] = time;
    }
  }

  /** Agents' time in a state, with persons and without. */
  private totalOf(state: number): Millis {
    const { times } = this;
    let sum = 0;
    for (let place = state; place < times.length; place += CELLS) sum += times[place]! + times[place + STATES]!;
    return sum;
  }

  private totalWithPersons(state: number): Millis {
    const { times } = this;
    let sum = 0;
    for (let place = state + STATES; place < times.length; place += CELLS) sum += times[place]!;
    return sum;
  }

  private wentAway(book: AgentBook, wasAway: boolean): void {
    if (book.waitSince !== UNSET) {
      this.cutWait(book);
      book.waitSince = UNSET;
    }
    if (wasAway) return;
    this.bookStaffed(book, this.clock.now);
    book.staffedSince = UNSET;
    this.staffedCount--;
  }

  private bookStaffed(book: AgentBook, at: Millis): void {
    const since = book.staffedSince;
    if (since === UNSET) return;
    if (this.clock.scoring) book.staffedMs += at - since;
    book.staffedSince = at;
  }

  private cutWait(book: AgentBook): void {
    if (this.clock.scoring && book.waitPart !== CUT) this.waitsCut++;
  }

  private timesOf(agent: number): AgentTimes {
    const book = this.books[agent]!;
    const row = agent * CELLS;
    const time = (state: number): Millis => this.times[row + state]! + this.times[row + state + STATES]!;
    const times: AgentTimes = {
      staffedMs: book.staffedMs + 0, pausedMs: time(AgentState.paused), talkMs: time(AgentState.talking), wrapMs: time(AgentState.wrapping),
      readyMs: time(AgentState.ready), reservedMs: time(AgentState.reserved),
    };
    const sum = times.talkMs + times.wrapMs + times.readyMs + times.reservedMs;
    if (sum !== times.staffedMs) {
      throw new Error(`bug: agent ${agent} was staffed ${times.staffedMs} ms, but talk, wrap-up, ready and reserved add up to ${sum} ms`);
    }
    return times;
  }
}

const STATES = AGENT_STATES.length;
const CELLS = 2 * STATES;
const NO_PART = -1;
const CUT = -2;

/** What is kept of one agent. */
class AgentBook {
  state: AgentState = AgentState.signedOut;
  /** Of the present state. Nobody asks how long agents are signed out, so the first may begin anywhere. */
  since: Millis = ZERO;
  /** Where the time of the present state is booked. */
  cell: number;
  /** Signed in and not paused: kept apart from the sum of the states, which it must equal. */
  staffedSince: Millis = UNSET;
  staffedMs: Millis = ZERO;
  waitSince: Millis = UNSET;
  /** Part of the interval in which the wait began; NO_PART outside, CUT when its cut is already counted. */
  waitPart = NO_PART;

  constructor(row: number) {
    this.cell = row + AgentState.signedOut;
  }
}

function isAway(state: number): boolean {
  return state === AgentState.signedOut || state === AgentState.paused;
}

function isBusy(state: number): boolean {
  return state === AgentState.talking || state === AgentState.wrapping;
}

function withOccupancy(times: AgentTimes): AgentTimes & { occupancy: number | null } {
  return { ...times, occupancy: times.staffedMs > 0 ? (times.talkMs + times.wrapMs) / times.staffedMs : null };
}
