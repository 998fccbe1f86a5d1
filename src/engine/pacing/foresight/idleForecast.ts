/**
 * The number of idle agents over the coming seconds, and from it the probability that the next dial, if answered, is dropped.
 *
 * Rule: a birth–death process in x = idle agents, stepped cell by cell of the coming time: answers take one off, agents who become free
 * put one on; an answer that finds nobody idle is dropped. Weighted by the density of the answer time this is ψ(m), with m
 * further dials already placed. That a person may wait a moment is left out: worked out, it earned nothing in any scenario, because the
 * price of foresight learns what the forecast gets wrong. Calls and busy agents are finitely many: where x is low, more have answered than
 * was expected and fewer are left to answer. So both rates are tilted by x − mean, as far as the counts' variances say that answers (or
 * frees) are the cause; without this, ψ of small counts is up to 40 % too high.
 * In the Markov model ψ is known exactly (pacing, `foresight`). Source: F4 and F5; Kolmogorov's forward equation; the tilt is a
 * linear regression of the number of answers on x.
 */
import { cellEnd, CELLS_MAX, cellsWithin, HORIZON_MAX } from './timeCells.ts';

/** Idle agents are followed up to so many. */
const IDLE_MAX = 600;
/** Bound on the moves of one sub-step. */
const MOVES_MAX = 0.5;
/** Fewer calls or agents than this are never left. */
const LEFT_MIN = 0.5;
/** Below this share within the horizon, nobody takes two calls in it. */
const FRESH_MIN = 0.01;

export class IdleForecast {
  /** Seconds looked ahead: beyond them hardly any answer comes. */
  horizon = HORIZON_MAX;
  /** Of one dial that is answered, the share of answers that come in each cell; and the probability that it is. */
  density = new Float64Array(CELLS_MAX);
  answerRate = 0;
  /** An agent who takes a call now becomes free in each second with this probability. */
  fresh = new Float64Array(HORIZON_MAX);
  /** Expected answers and freed agents in each cell, without further dials, and the sums of the squares of the single probabilities. */
  readonly answers = new Float64Array(CELLS_MAX);
  readonly frees = new Float64Array(CELLS_MAX);
  answerSquares = 0;
  freeSquares = 0;
  /** Sums over the cells, since `prepare`. */
  sumAnswers = 0;
  sumFrees = 0;
  idle = 0;
  /** Persons who wait: the next agents are theirs. */
  waiting = 0;
  /** Off: counts as if there were no end of calls and agents (Poisson). */
  isFinite = true;
  private readonly law = new Float64Array(2 * IDLE_MAX);
  private cells = 0;
  /** Row c, column b: who takes a call in cell b is free again in cell c. */
  private readonly cellFresh = new Float64Array(CELLS_MAX * CELLS_MAX);
  private readonly served = new Float64Array(CELLS_MAX);
  private isFreedAgain = false;

  /** To be called when the horizon or `fresh` has changed. */
  prepareLaws(): void {
    const { horizon, cellFresh } = this;
    this.cells = cellsWithin(horizon);
    const freeBy = cumulative(this.fresh, horizon);
    this.isFreedAgain = freeBy(horizon) >= FRESH_MIN;
    for (let cell = 0; cell < this.cells; cell += 1) {
      const begins = cellEnd(cell - 1, horizon);
      const ends = cellEnd(cell, horizon);
      for (let before = 0; before < cell; before += 1) {
        const taken = (cellEnd(before - 1, horizon) + cellEnd(before, horizon)) / 2;
        cellFresh[cell * CELLS_MAX + before] = freeBy(ends - taken) - freeBy(begins - taken);
      }
    }
  }

  /** To be called when the floor has changed, before `dropChance`. */
  prepare(): void {
    const { cells, answers, frees } = this;
    this.sumAnswers = 0;
    this.sumFrees = 0;
    for (let cell = 0; cell < cells; cell += 1) {
      this.sumAnswers += answers[cell]!;
      this.sumFrees += frees[cell]!;
    }
  }

  /** ψ(m). May stop, with less than ψ(m), as soon as more than `enough` is certain. */
  dropChance(furtherDials: number, enough = Number.POSITIVE_INFINITY): number {
    const { cells, density, answers, frees, law, answerRate, isFinite } = this;
    const calls = furtherDials * answerRate;
    const start = Math.max(0, Math.min(IDLE_MAX, this.idle) - this.waiting);
    const top = Math.min(law.length - 1, start + 2 + Math.ceil(this.sumFrees + 2.5 * Math.sqrt(this.sumFrees)));
    const allCalls = effectiveNumber(this.sumAnswers + calls, this.answerSquares + calls * answerRate);
    const allAgents = effectiveNumber(this.sumFrees, this.freeSquares);
    law.fill(0, 0, top + 1);
    law[start] = 1;
    let answered = 0;
    let freed = 0;
    let dropped = 0;
    // An answer falls into the middle of its step: half of its weight sees the floor before the step, half of it after.
    let halfBefore = 0;
    for (let cell = 0; cell < cells && dropped <= enough; cell += 1) {
      const answer = answers[cell]! + calls * density[cell]!;
      const free = frees[cell]! + (this.isFreedAgain ? this.freedAgain(cell) : 0);
      const steps = 1 + Math.floor((answer + free) / MOVES_MAX);
      const down = answer / steps;
      const up = free / steps;
      // Regression of answers and frees so far on x: each explains x − mean by its share of the variance.
      const mean = start + freed - answered;
      const answersVary = answered * Math.max(0, 1 - answered / allCalls);
      const freesVary = freed * Math.max(0, 1 - freed / allAgents);
      const byAnswers = answersVary + freesVary > 0 ? answersVary / (answersVary + freesVary) : 0.5;
      const tiltDown = isFinite ? byAnswers / Math.max(LEFT_MIN, allCalls - answered) : 0;
      const tiltUp = isFinite ? (1 - byAnswers) / Math.max(LEFT_MIN, allAgents - freed) : 0;
      const half = (0.5 * density[cell]!) / steps;
      let noneIdle = 0;
      for (let step = 0; step < steps; step += 1) {
        let here = law[0]!;
        noneIdle += here;
        dropped += here * (halfBefore + half);
        halfBefore = half;
        let rising = 0;
        let falling = 0;
        for (let state = 0; state < top; state += 1) {
          const above = law[state + 1]!;
          const upFactor = 1 - tiltUp * (state - mean);
          const downFactor = 1 + tiltDown * (state + 1 - mean);
          const rises = upFactor > 0 ? here * up * upFactor : 0;
          const falls = downFactor > 0 ? above * down * downFactor : 0;
          law[state] = here - rises - falling + rising + falls;
          rising = rises;
          falling = falls;
          here = above;
        }
        law[top] = here - falling + rising;
      }
      answered += answer;
      freed += free;
      this.served[cell] = answer * Math.max(0, 1 - noneIdle / steps);
    }
    return dropped;
  }

  /** Agents who take a call within the forecast and are free again in this cell of it. */
  private freedAgain(cell: number): number {
    const { served, cellFresh } = this;
    const row = cell * CELLS_MAX;
    let free = 0;
    for (let before = 0; before < cell; before += 1) free += served[before]! * cellFresh[row + before]!;
    return free;
  }
}

/** The sums of what is given by seconds, up to any time within the horizon: straight lines between whole seconds. */
function cumulative(seconds: Float64Array, horizon: number): (time: number) => number {
  const until = new Float64Array(horizon + 1);
  for (let second = 0; second < horizon; second += 1) until[second + 1] = until[second]! + seconds[second]!;
  return (time) => {
    const whole = Math.min(horizon - 1, Math.floor(time));
    return until[whole]! + (time - whole) * (until[whole + 1]! - until[whole]!);
  };
}

/** So many equal trials have this expected number of successes and these squares. */
function effectiveNumber(expected: number, squares: number): number {
  return squares > 0 ? (expected * expected) / squares : Number.POSITIVE_INFINITY;
}
