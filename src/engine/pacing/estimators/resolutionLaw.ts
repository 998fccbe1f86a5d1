/**
 * How calls in flight resolve, by elapsed time since the dial: when they end, and when a person answers.
 *
 * Rule: 60 bins of one second, the last one open. In each bin two constant rates: of any end, ended/exposure, and of a
 * person, answered/exposure. The prior (exponential times) counts as 20 attempts; older attempts fade, so that all weigh
 * at most 2,000, which is as good as the last 4,000 counted equally. An attempt is entered once, when it resolves.
 * `refresh` turns the counts into tables; between two refreshes the law stands still.
 * Source: pacing, F1; cause-specific hazards with piecewise constant rates.
 */
import type { Millis } from '../../../base/time.ts';

const BINS = 60;
const PRIOR_ATTEMPTS = 20;
const RESOLUTION_MEMORY = 2_000;
const GROWTH = 1 / (1 - 1 / RESOLUTION_MEMORY);
const WEIGHT_MAX = 1e6;

export interface ResolutionLawState { readonly scalars: readonly number[]; readonly bins: readonly (readonly number[])[] }

export class ResolutionLaw {
  /** p̂: probability that an attempt ends as a person offered to the agents. */
  answerRate: number;
  /** Mean time from the dial to the answer of those that are answered. */
  meanAnswerMs: Millis;

  private readonly ended = new Float64Array(BINS);
  private readonly answered = new Float64Array(BINS);
  /** Seconds that attempts spent in the bin in which they ended. */
  private readonly lastSeconds = new Float64Array(BINS);
  private answerMs = 0;
  /** Weight of the newest attempt; growing it is the same as making all others fade. */
  private weight = 1;
  private readonly priorAnswerRate: number;
  private readonly priorMs: Millis;
  private readonly endRates = new Float64Array(BINS);
  private readonly personShares = new Float64Array(BINS);
  /** P(person within the horizon | still in flight at whole second b). */
  private readonly within = new Float64Array(BINS + 1);

  constructor(answerRate: number, resolutionMs: Millis) {
    this.priorAnswerRate = answerRate;
    this.priorMs = resolutionMs;
    this.answerRate = answerRate;
    this.meanAnswerMs = resolutionMs;
    this.refresh();
  }

  /** An attempt has resolved after `ringMs` since its dial. */
  add(ringMs: Millis, isPerson: boolean): void {
    const seconds = ringMs / 1_000;
    const bin = Math.min(BINS - 1, Math.floor(seconds));
    const { weight } = this;
    this.ended[bin] = this.ended[bin]! + weight;
    this.lastSeconds[bin] = this.lastSeconds[bin]! + weight * (seconds - bin);
    if (isPerson) {
      this.answered[bin] = this.answered[bin]! + weight;
      this.answerMs += weight * ringMs;
    }
    this.weight = weight * GROWTH;
    if (this.weight > WEIGHT_MAX) this.rescale();
  }

  /** Rebuilds the tables; the horizon is the mean time to an answer. */
  refresh(): void {
    const unit = this.weight / GROWTH;
    const prior = PRIOR_ATTEMPTS;
    const priorSeconds = this.priorMs / 1_000;
    let later = 0;
    let persons = 0;
    for (let bin = BINS - 1; bin >= 0; bin -= 1) {
      const reached = Math.exp(-bin / priorSeconds);
      const priorEnded = prior * (bin === BINS - 1 ? reached : reached - Math.exp(-(bin + 1) / priorSeconds));
      const ended = this.ended[bin]! / unit;
      const answered = this.answered[bin]! / unit;
      const exposure = later + this.lastSeconds[bin]! / unit + priorEnded * priorSeconds;
      this.endRates[bin] = (ended + priorEnded) / exposure;
      this.personShares[bin] = (answered + priorEnded * this.priorAnswerRate) / (ended + priorEnded);
      later += ended;
      persons += answered;
    }
    const priorPersons = prior * this.priorAnswerRate;
    this.answerRate = (persons + priorPersons) / (later + prior);
    // A prior without answers still needs a horizon: it keeps the mean resolution time until a person has answered.
    const weight = persons + Math.max(priorPersons, 1e-3);
    this.meanAnswerMs = (this.answerMs / unit + (weight - persons) * this.priorMs) / weight;
    this.fillWithin();
  }

  /** P(a person answers within the horizon | in flight for `elapsedMs`). */
  personWithin(elapsedMs: Millis): number {
    const seconds = elapsedMs / 1_000;
    if (seconds >= BINS) return this.within[BINS]!;
    const bin = Math.floor(seconds);
    const before = this.within[bin]!;
    return before + (this.within[bin + 1]! - before) * (seconds - bin);
  }

  /**
   * Writes the law by whole seconds since the dial: `still[b]` is in flight at second b, `persons[b]` answers as a person in second b, both of one dial.
   * Seconds beyond the last bin go on at its rates. `still` may be one longer than `persons`.
   */
  fillDensity(still: Float64Array, persons: Float64Array): void {
    let inFlight = 1;
    for (let second = 0; second < still.length; second += 1) {
      const bin = Math.min(second, BINS - 1);
      const ends = inFlight * (1 - Math.exp(-this.endRates[bin]!));
      still[second] = inFlight;
      if (second < persons.length) persons[second] = ends * this.personShares[bin]!;
      inFlight -= ends;
    }
  }

  /** Makes all attempts so far weigh at most so many. */
  forget(attempts: number): void {
    const unit = this.weight / GROWTH;
    let weight = 0;
    for (let bin = 0; bin < BINS; bin += 1) weight += this.ended[bin]! / unit;
    if (weight <= attempts) return;
    const keep = attempts / weight;
    for (const column of [this.ended, this.answered, this.lastSeconds]) for (let bin = 0; bin < BINS; bin += 1) column[bin] = column[bin]! * keep;
    this.answerMs *= keep;
  }

  /** The tables are stored too: they stand as they were at the last refresh. */
  save(): ResolutionLawState {
    return {
      scalars: [this.answerMs, this.weight, this.answerRate, this.meanAnswerMs],
      bins: [this.ended, this.answered, this.lastSeconds, this.endRates, this.personShares].map((column) => Array.from(column)),
    };
  }

  load(saved: ResolutionLawState): void {
    this.answerMs = saved.scalars[0]!;
    this.weight = saved.scalars[1]!;
    this.answerRate = saved.scalars[2]!;
    this.meanAnswerMs = saved.scalars[3]!;
    [this.ended, this.answered, this.lastSeconds, this.endRates, this.personShares].forEach((column, index) => column.set(saved.bins[index]!));
    this.fillWithin();
  }

  private fillWithin(): void {
    const horizonSeconds = Math.max(0.001, this.meanAnswerMs / 1_000);
    for (let start = 0; start <= BINS; start += 1) {
      let left = horizonSeconds;
      let inFlight = 1;
      let persons = 0;
      for (let bin = Math.min(start, BINS - 1); left > 0; bin = Math.min(bin + 1, BINS - 1)) {
        const length = bin === BINS - 1 ? left : Math.min(1, left);
        const stay = Math.exp(-this.endRates[bin]! * length);
        persons += inFlight * (1 - stay) * this.personShares[bin]!;
        inFlight *= stay;
        left -= length;
      }
      this.within[start] = persons;
    }
  }

  private rescale(): void {
    const factor = 1 / this.weight;
    for (let bin = 0; bin < BINS; bin += 1) {
      this.ended[bin] = this.ended[bin]! * factor;
      this.answered[bin] = this.answered[bin]! * factor;
      this.lastSeconds[bin] = this.lastSeconds[bin]! * factor;
    }
    this.answerMs *= factor;
    this.weight = 1;
  }
}
