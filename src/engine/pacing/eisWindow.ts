/**
 * `eis-window`: expects who will be free within a window Δ, dials for them by the mean number of answers, and moves Δ by
 * the abandon rate.
 *
 * Rule: f_j = P(busy agent j free within Δ | he has handled his call for t_j), from a hazard histogram of whole handle
 * times; dial = floor(share·(w − q + Σ f_j)/p) − k − a. After each 100 persons: Δ·1.1 if their abandon rate was below the
 * limit, else Δ/1.1, within 0.5 to 60 s.
 * Weak: matching means ignores the spread of answers, so even a Δ near 0 exceeds 3 % in small teams.
 * Sources: US 5,640,445, 5,926,528 and 6,466,664, all more than 20 years from filing; the dial
 * count is our own completion.
 */
import type { SavableRandomStream } from '../../base/random.ts';
import { NEVER, SECOND_MS, type Millis } from '../../base/time.ts';
import type { Priors } from '../options.ts';
import type { OutcomeName } from '../vocabulary.ts';
import { endsWithoutPerson } from './endsWithoutPerson.ts';
import { ForgettingMean } from './estimators/forgettingMean.ts';
import { HandleLaw, type HandleLawState } from './estimators/handleLaw.ts';
import { numberOf, resolveParameters } from './parameters.ts';
import { staffedAgents, type PacingStrategy, type PacingView, type ParameterValues, type StrategyDefinition } from './strategy.ts';

export const eisWindow: StrategyDefinition = {
  id: 'eis-window',
  description: 'Expects who will be free within a window of seconds, and moves the window by the abandon rate.',
  parameters: [
    { name: 'share', type: 'number', default: 1, min: 0, max: 5, unit: 'of the calls that match the free agents', description: 'Share of the expected need that is dialled.' },
    { name: 'limit', type: 'number', default: 0.03, min: 0, max: 1, unit: 'abandoned per answered person', description: 'Abandon rate at which the window shrinks.' },
  ],
  create: (parameters, random, priors) => new EisWindow(parameters, random, priors),
};

const PERSONS_PER_STEP = 100;
const STEP = 1.1;
const START_SECONDS = 10;
const LEAST_SECONDS = 0.5;
const MOST_SECONDS = 60;
const PRIOR_ATTEMPTS = 20;
const ATTEMPTS_MEMORY = 2_000;
const SHRINK_SECONDS = 300;
/** The hazards are rebuilt when so many calls were handled. */
const CALLS_PER_REFRESH = 10;
/** A campaign that nobody ever answers must not ask for endless calls. */
const LEAST_ANSWER_RATE = 0.001;

interface EisWindowState {
  readonly seconds: number; readonly answered: number; readonly dropped: number; readonly answers: readonly number[]; readonly handle: HandleLawState;
  readonly sinceRefresh: number;
}

class EisWindow implements PacingStrategy {
  readonly id = 'eis-window';
  private readonly share: number;
  private readonly limit: number;
  private readonly answers: ForgettingMean;
  private readonly handle: HandleLaw;
  private seconds = START_SECONDS;
  private answered = 0;
  private dropped = 0;
  private sinceRefresh = CALLS_PER_REFRESH;

  constructor(parameters: ParameterValues, _random: SavableRandomStream, priors: Priors) {
    const values = resolveParameters(eisWindow, parameters);
    this.share = numberOf(values, 'share');
    this.limit = numberOf(values, 'limit');
    this.answers = new ForgettingMean(priors.answerRate, PRIOR_ATTEMPTS, ATTEMPTS_MEMORY);
    this.handle = new HandleLaw(priors.talkMs + priors.wrapMs, SHRINK_SECONDS);
  }

  dialCount(view: PacingView): number {
    if (staffedAgents(view) === 0) return 0;
    const { now, handlingSince } = view;
    if (this.sinceRefresh >= CALLS_PER_REFRESH) {
      this.handle.refresh(handlingSince, now);
      this.sinceRefresh = 0;
    }
    let free = view.ready - view.waitingSince.length;
    for (let agent = 0; agent < handlingSince.length; agent += 1) free += this.handle.endsWithin((now - handlingSince.at(agent)) / 1_000, this.seconds);
    const needed = Math.floor((this.share * free) / Math.max(LEAST_ANSWER_RATE, this.answers.mean));
    return Math.max(0, needed - view.ringingSince.length - view.analysingSince.length);
  }

  nextReviewAt(view: PacingView): Millis {
    return staffedAgents(view) === 0 ? NEVER : (Math.floor(view.now / SECOND_MS) + 1) * SECOND_MS;
  }

  onAttemptAnswered(): void {
    this.answers.add(1);
    this.answered += 1;
    if (this.answered < PERSONS_PER_STEP) return;
    const seconds = this.dropped < this.limit * this.answered ? this.seconds * STEP : this.seconds / STEP;
    this.seconds = Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, seconds));
    this.answered = 0;
    this.dropped = 0;
  }

  onAttemptEnded(_now: Millis, outcome: OutcomeName): void {
    // Customers who hang up have nearly all waited.
    if (endsWithoutPerson(outcome, true)) this.answers.add(0);
  }

  onDropped(): void {
    this.dropped += 1;
  }

  onHandled(_now: Millis, talkMs: Millis, wrapMs: Millis): void {
    this.handle.add(talkMs + wrapMs);
    this.sinceRefresh += 1;
  }

  readings(): Readonly<Record<string, number>> {
    return { windowSeconds: this.seconds, answerRate: this.answers.mean };
  }

  save(): EisWindowState {
    return {
      seconds: this.seconds, answered: this.answered, dropped: this.dropped, answers: this.answers.save(), handle: this.handle.save(),
      sinceRefresh: this.sinceRefresh,
    };
  }

  load(state: unknown): void {
    const saved = state as EisWindowState;
    this.seconds = saved.seconds;
    this.answered = saved.answered;
    this.dropped = saved.dropped;
    this.answers.load(saved.answers);
    this.handle.load(saved.handle);
    this.sinceRefresh = saved.sinceRefresh;
  }
}
