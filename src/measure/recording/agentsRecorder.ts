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
import type { SeriesRecorder } from './seriesRecorder.ts';

export class AgentsRecorder {
  /** Agents ready now. */
  readyCount = 0;
  /** Agents signed in and not paused now; of these, those who talk or wrap up. */
  staffedCount = 0;
  busyCount = 0;

  private readonly clock: ScoringClock;
  private readonly series: SeriesRecorder;
  private readonly agents: number;
  private readonly state: Uint8Array;
  private readonly since: Float64Array;
  /** `[agent * states + state]`, ms in the scoring interval. */
  private readonly times: Float64Array;
  /** Signed in and not paused: kept apart from the sum of the states, which it must equal. */
  private readonly staffedSince: Float64Array;
  private readonly staffedMs: Float64Array;
  /** Is (or was, for wrap-up) the present call one with a person? */
  private readonly withPerson: Uint8Array;
  private readonly waitSince: Float64Array;
  /** Part of the interval in which the wait began; NO_PART outside, CUT when its cut is already counted. */
  private readonly waitPart: Int32Array;
  private readonly waits = new LogHistogram();
  private waitsCut = 0;
  private personTalkMs = 0;
  private personWrapMs = 0;

  constructor(agents: number, clock: ScoringClock, series: SeriesRecorder) {
    this.clock = clock;
    this.series = series;
    this.agents = agents;
    this.state = new Uint8Array(agents);
    this.since = new Float64Array(agents).fill(UNSET);
    this.times = new Float64Array(agents * STATES);
    this.staffedSince = new Float64Array(agents).fill(UNSET);
    this.staffedMs = new Float64Array(agents);
    this.withPerson = new Uint8Array(agents);
    this.waitSince = new Float64Array(agents).fill(UNSET);
    this.waitPart = new Int32Array(agents).fill(NO_PART);
  }

  /** A call was connected to this agent: his wait is over. The state `talking` follows. */
  connected(agent: number, person: boolean): void {
    this.withPerson[agent] = person ? 1 : 0;
    const since = this.waitSince[agent]!;
    if (since === UNSET) return;
    if (this.clock.scoring && this.waitPart[agent] === this.clock.part) {
      const waitMs = this.clock.now - since;
      this.waits.add(waitMs);
      this.series.waited(waitMs);
    } else this.cutWait(agent);
    this.waitSince[agent] = UNSET;
  }

  changed(agent: number, name: AgentStateName): void {
    const { now } = this.clock;
    const before = this.state[agent]!;
    const after = agentStateNumber(name);
    this.book(agent, now);
    this.state[agent] = after;
    this.busyCount += Number(isBusy(after)) - Number(isBusy(before));
    if (before === AgentState.ready) this.readyCount--;
    if (after === AgentState.ready) {
      this.readyCount++;
      if (this.waitSince[agent] === UNSET) {
        this.waitSince[agent] = now;
        this.waitPart[agent] = this.clock.part;
      }
    } else if (isAway(after) && this.waitSince[agent] !== UNSET) {
      this.cutWait(agent);
      this.waitSince[agent] = UNSET;
    }
    if (isAway(before) !== isAway(after)) {
      if (isAway(after)) this.bookStaffed(agent, now);
      this.staffedSince[agent] = isAway(after) ? UNSET : now;
      this.staffedCount += isAway(after) ? -1 : 1;
    }
  }

  /** Books all time up to `at`, before the scoring clock crosses an edge. */
  settle(at: Millis): void {
    for (let agent = 0; agent < this.agents; agent++) {
      this.book(agent, at);
      this.bookStaffed(agent, at);
    }
  }

  /** The part of the interval that was the present one has ended, or the run has: open waits are cut. */
  partEnded(part: number): void {
    for (let agent = 0; agent < this.agents; agent++) {
      if (this.waitSince[agent] === UNSET || this.waitPart[agent] !== part) continue;
      this.waitsCut++;
      this.waitPart[agent] = CUT;
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
    const talkShare = ofStaffed(this.personTalkMs);
    return {
      occupancy: ofStaffed(total.talkMs + total.wrapMs), productiveOccupancy: ofStaffed(this.personTalkMs + this.personWrapMs),
      talkMinutesPerAgentHour: talkShare === null ? null : 60 * talkShare, predictiveGain: null,
      ...total, personTalkMs: this.personTalkMs, personWrapMs: this.personWrapMs,
      waitMeanMs: this.waits.mean(), waitP95Ms: this.waits.quantile(0.95), waits: this.waits.count, waitSumMs: this.waits.sum, waitsCut: this.waitsCut,
      byAgent,
    };
  }

  private book(agent: number, at: Millis): void {
    if (this.clock.scoring && at > this.since[agent]! && this.since[agent] !== UNSET) {
      const state = this.state[agent]!;
      const elapsedMs = at - this.since[agent]!;
      this.times[agent * STATES + state]! += elapsedMs;
      this.series.stateMs[state * this.series.bins + this.clock.bin]! += elapsedMs;
      if (this.withPerson[agent] === 1) {
        if (state === AgentState.talking) this.personTalkMs += elapsedMs;
        else if (state === AgentState.wrapping) this.personWrapMs += elapsedMs;
      }
    }
    this.since[agent] = at;
  }

  private bookStaffed(agent: number, at: Millis): void {
    const since = this.staffedSince[agent]!;
    if (since === UNSET) return;
    if (this.clock.scoring) this.staffedMs[agent]! += at - since;
    this.staffedSince[agent] = at;
  }

  private cutWait(agent: number): void {
    if (this.clock.scoring && this.waitPart[agent] !== CUT) this.waitsCut++;
  }

  private timesOf(agent: number): AgentTimes {
    const time = (state: number): Millis => this.times[agent * STATES + state]!;
    const times: AgentTimes = {
      staffedMs: this.staffedMs[agent]!, pausedMs: time(AgentState.paused), talkMs: time(AgentState.talking), wrapMs: time(AgentState.wrapping),
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
const NO_PART = -1;
const CUT = -2;

function isAway(state: number): boolean {
  return state === AgentState.signedOut || state === AgentState.paused;
}

function isBusy(state: number): boolean {
  return state === AgentState.talking || state === AgentState.wrapping;
}

function withOccupancy(times: AgentTimes): AgentTimes & { occupancy: number | null } {
  return { ...times, occupancy: times.staffedMs > 0 ? (times.talkMs + times.wrapMs) / times.staffedMs : null };
}
