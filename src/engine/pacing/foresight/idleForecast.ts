/**
 * The number of idle agents over the coming seconds, and from it the probability that the next dial, if answered, is dropped.
 *
 * Rule: a birth–death process in x = idle agents − persons waiting, stepped second by second: answers take one off, agents
 * who become free put one on, waiting persons are lost at the rate 1/grace. An answer that finds x <= 0 is dropped unless
 * 1 − x agents become free within the grace. Weighted by the density of the answer time this is ψ(m), with m further
 * dials already placed. Calls and busy agents are finitely many: where x is low, more have answered than was expected and
 * fewer are left to answer. So both rates are tilted by x − mean, as far as the counts' variances say that answers (or
 * frees) are the cause; without this, ψ of small counts is up to 40 % too high.
 * In the Markov model ψ is known exactly (pacing, `foresight`). Source: F4 and F5; Kolmogorov's forward equation; the tilt is a
 * linear regression of the number of answers on x.
 */
import { HORIZON_MAX } from './freeTimes.ts';

/** Persons waiting are followed up to so many, idle agents up to so many. */
const WAITING_MAX = 8;
const IDLE_MAX = 600;
/** Bounds on the moves and on the losses of one sub-step. */
const MOVES_MAX = 0.35;
const LEAVES_MAX = 1.05;
/** Fewer calls or agents than this are never left. */
const LEFT_MIN = 0.5;
/** Below this share within the horizon, nobody takes two calls in it. */
const FRESH_MIN = 0.01;

export class IdleForecast {
  /** Seconds looked ahead: beyond them hardly any answer comes. */
  horizon = HORIZON_MAX;
  /** Density of the answer time of one dial that is answered, and the probability that it is. */
  density = new Float64Array(HORIZON_MAX);
  answerRate = 0;
  /** Expected answers and freed agents in each second, without further dials, and the sums of the squares of the single probabilities. */
  readonly answers = new Float64Array(HORIZON_MAX);
  readonly frees = new Float64Array(HORIZON_MAX);
  answerSquares = 0;
  freeSquares = 0;
  /** An agent who takes a call now becomes free in each second with this probability. */
  fresh = new Float64Array(HORIZON_MAX);
  idle = 0;
  waiting = 0;
  graceSeconds = 0;
  /** Off: counts as if there were no end of calls and agents (Poisson). */
  isFinite = true;
  private readonly law = new Float64Array(2 * IDLE_MAX);
  private readonly served = new Float64Array(HORIZON_MAX);
  private sumAnswers = 0;
  private sumFrees = 0;
  private sumFresh = 0;

  /** To be called when the floor or the laws have changed, before `dropChance`. */
  prepare(): void {
    const { horizon, answers, frees, fresh } = this;
    this.sumAnswers = 0;
    this.sumFrees = 0;
    this.sumFresh = 0;
    for (let second = 0; second < horizon; second += 1) {
      this.sumAnswers += answers[second]!;
      this.sumFrees += frees[second]!;
      this.sumFresh += fresh[second]!;
    }
  }

  /** ψ(m). May stop, with less than ψ(m), as soon as more than `enough` is certain. */
  dropChance(furtherDials: number, enough = Number.POSITIVE_INFINITY): number {
    const { horizon, density, answers, frees, law, graceSeconds, answerRate, isFinite } = this;
    const calls = furtherDials * answerRate;
    const leave = graceSeconds > 0 ? 1 / graceSeconds : 0;
    const empty = graceSeconds > 0 ? Math.min(WAITING_MAX, this.waiting + 2) : 0;
    const start = Math.max(0, empty + Math.min(IDLE_MAX, this.idle) - this.waiting);
    const top = Math.min(law.length - 1, start + 2 + Math.ceil(this.sumFrees + 2.5 * Math.sqrt(this.sumFrees)));
    const allCalls = effectiveNumber(this.sumAnswers + calls, this.answerSquares + calls * answerRate);
    const allAgents = effectiveNumber(this.sumFrees, this.freeSquares);
    law.fill(0, 0, top + 1);
    law[start] = 1;
    let answered = 0;
    let freed = 0;
    let dropped = 0;
    for (let second = 0; second < horizon && dropped <= enough; second += 1) {
      const answer = answers[second]! + calls * density[second]!;
      const free = frees[second]! + this.freedAgain(second);
      const steps = 1 + Math.floor((answer + free) / MOVES_MAX + (leave * empty) / LEAVES_MAX);
      const down = answer / steps;
      const up = free / steps;
      const lost = leave / steps;
      // Regression of answers and frees so far on x: each explains x − mean by its share of the variance.
      const mean = start + freed - answered;
      const answersVary = answered * Math.max(0, 1 - answered / allCalls);
      const freesVary = freed * Math.max(0, 1 - freed / allAgents);
      const byAnswers = answersVary + freesVary > 0 ? answersVary / (answersVary + freesVary) : 0.5;
      const tiltDown = isFinite ? byAnswers / Math.max(LEFT_MIN, allCalls - answered) : 0;
      const tiltUp = isFinite ? (1 - byAnswers) / Math.max(LEFT_MIN, allAgents - freed) : 0;
      const graceFrees = free * graceSeconds;
      const none = graceFrees > 0 ? Math.exp(-graceFrees) : 1;
      let noIdle = 0;
      let drops = 0;
      for (let step = 0; step < steps; step += 1) {
        // An answer now is dropped if not more agents become free within the grace than persons wait before it: Poisson.
        let term = none;
        let atMost = none;
        for (let state = empty; state >= 0; state -= 1) {
          noIdle += law[state]!;
          drops += law[state]! * atMost;
          term *= graceFrees / (empty - state + 1);
          atMost += term;
        }
        let here = law[0]!;
        let rising = 0;
        let falling = 0;
        for (let state = 0; state < top; state += 1) {
          const above = law[state + 1]!;
          const upFactor = 1 - tiltUp * (state - mean);
          const downFactor = 1 + tiltDown * (state + 1 - mean);
          let rises = upFactor > 0 ? here * up * upFactor : 0;
          if (state < empty) rises += here * (empty - state) * lost;
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
      this.served[second] = answer * Math.max(0, 1 - noIdle / steps);
      dropped += (density[second]! * drops) / steps;
    }
    return dropped;
  }

  /** Agents who take a call within the forecast and are free again in this second of it. */
  private freedAgain(second: number): number {
    if (this.sumFresh < FRESH_MIN) return 0;
    const { served, fresh } = this;
    let free = 0;
    for (let before = 0; before < second; before += 1) free += served[before]! * fresh[second - before - 1]!;
    return free;
  }
}

/** So many equal trials have this expected number of successes and these squares. */
function effectiveNumber(expected: number, squares: number): number {
  return squares > 0 ? (expected * expected) / squares : Number.POSITIVE_INFINITY;
}
