/**
 * `fractile`: the newsvendor's rule at one horizon. Another call is placed while the chance that its answer would find no
 * agent is below 1/(1 + c), and the price c of an abandoned call is moved until the abandon rate is the target.
 *
 * Rule: h = mean time to an answer. F = agents who become free within h, A = persons who answer within h, both exact
 * Poisson-binomial. Candidates, each Bernoulli(p), are added one by one until P(A >= w − q + F) >= 1/(1 + c). One
 * campaign-level answer probability for all; elapsed ringing counts only for calls in flight.
 * Weak: one horizon, one price for the whole window. Source: the newsvendor argument; pacing: `fractile`.
 */
import type { SavableRandomStream } from '../../base/random.ts';
import { NEVER, SECOND_MS, type Millis } from '../../base/time.ts';
import type { Priors } from '../options.ts';
import type { OutcomeName } from '../vocabulary.ts';
import { CountLaw } from './countLaw.ts';
import { endsWithoutPerson } from './endsWithoutPerson.ts';
import { AbandonPrice } from './estimators/abandonPrice.ts';
import { ForgettingMean } from './estimators/forgettingMean.ts';
import { FreeForecast } from './estimators/freeForecast.ts';
import { HandleLaw, type HandleLawState } from './estimators/handleLaw.ts';
import { ResolutionLaw, type ResolutionLawState } from './estimators/resolutionLaw.ts';
import { numberOf, resolveParameters } from './parameters.ts';
import { placeableDials } from './placeableDials.ts';
import { stayingShare } from './stayingShare.ts';
import { staffedAgents, type PacingStrategy, type PacingView, type ParameterValues, type StrategyDefinition } from './strategy.ts';

export const fractile: StrategyDefinition = {
  id: 'fractile',
  description: 'Forecasts free agents and answers at one horizon; a price on abandoned calls holds the target.',
  parameters: [
    { name: 'target', type: 'number', default: 0.03, min: 0.0001, max: 0.5, unit: 'abandoned per answered person', description: 'Abandon rate that the price is steered to.' },
    { name: 'priceStep', type: 'number', default: 0.05, min: 0.001, max: 1, unit: 'of ln price per abandoned call', description: 'How fast the price moves.' },
  ],
  create: (parameters, random, priors) => new Fractile(parameters, random, priors),
};

/** The forecast's tables are rebuilt when so many attempts have resolved. */
const ATTEMPTS_PER_REFRESH = 50;
/** More calls than this are never placed in one decision; the next event decides on. */
const CANDIDATES_MAX = 1_000;
const TALK_SHRINK_SECONDS = 300;
const WRAP_SHRINK_SECONDS = 60;
/** Of those answered, persons: an even chance worth ten calls until verdicts are known. */
const VERDICT_PRIOR = 0.5;
const VERDICT_PRIOR_CALLS = 10;
const VERDICT_MEMORY = 1_000;

interface FractileState {
  readonly price: readonly number[]; readonly resolution: ResolutionLawState; readonly talk: HandleLawState; readonly wrap: HandleLawState;
  readonly verdicts: readonly number[]; readonly sinceRefresh: number; readonly wereWaiting: boolean;
}

class Fractile implements PacingStrategy {
  readonly id = 'fractile';
  private readonly price: AbandonPrice;
  private readonly resolution: ResolutionLaw;
  private readonly talk: HandleLaw;
  private readonly wrap: HandleLaw;
  private readonly verdicts = new ForgettingMean(VERDICT_PRIOR, VERDICT_PRIOR_CALLS, VERDICT_MEMORY);
  private readonly forecast = new FreeForecast();
  private readonly frees = new CountLaw();
  private readonly persons = new CountLaw();
  private sinceRefresh = ATTEMPTS_PER_REFRESH;
  /** At the last decision somebody waited for an agent. */
  private wereWaiting = false;

  constructor(parameters: ParameterValues, _random: SavableRandomStream, priors: Priors) {
    const values = resolveParameters(fractile, parameters);
    this.price = new AbandonPrice({ target: numberOf(values, 'target'), step: numberOf(values, 'priceStep'), start: 20, lowest: 0.5, highest: 1e4 });
    this.resolution = new ResolutionLaw(priors.answerRate, priors.resolutionMs);
    this.talk = new HandleLaw(priors.talkMs, TALK_SHRINK_SECONDS);
    this.wrap = new HandleLaw(priors.wrapMs, WRAP_SHRINK_SECONDS);
    this.forecast.refresh(this.talk, this.wrap, this.resolution.meanAnswerMs);
  }

  dialCount(view: PacingView): number {
    this.wereWaiting = view.waitingSince.length > 0;
    if (staffedAgents(view) === 0) {
      // Nobody limits but the empty floor: the price stands.
      this.price.isLimited = true;
      return 0;
    }
    if (this.sinceRefresh >= ATTEMPTS_PER_REFRESH) this.refresh(view);
    this.countFrees(view);
    this.countPersons(view);
    const spare = view.ready - view.waitingSince.length;
    const threshold = 1 / (1 + this.price.value);
    const { answerRate } = this.resolution;
    let count = 0;
    while (count < CANDIDATES_MAX && this.chanceOfNoAgent(spare) < threshold) {
      this.persons.add(answerRate);
      count += 1;
    }
    const room = placeableDials(view);
    this.price.isLimited = room === 0 || count > room;
    return count;
  }

  nextReviewAt(view: PacingView): Millis {
    return staffedAgents(view) === 0 ? NEVER : (Math.floor(view.now / SECOND_MS) + 1) * SECOND_MS;
  }

  onAttemptAnswered(_now: Millis, ringMs: Millis): void {
    this.price.answered();
    this.verdicts.add(1);
    this.resolved(ringMs, true);
  }

  onAttemptEnded(_now: Millis, outcome: OutcomeName, ringMs: Millis): void {
    if (outcome === 'machine') this.verdicts.add(0);
    if (endsWithoutPerson(outcome, this.wereWaiting)) this.resolved(ringMs, false);
  }

  onDropped(): void {
    this.price.abandoned();
  }

  onHandled(_now: Millis, talkMs: Millis, wrapMs: Millis): void {
    this.talk.add(talkMs);
    this.wrap.add(wrapMs);
  }

  readings(): Readonly<Record<string, number>> {
    const { answerRate, meanAnswerMs } = this.resolution;
    return { price: this.price.value, threshold: 1 / (1 + this.price.value), answerRate, horizonMs: meanAnswerMs };
  }

  save(): FractileState {
    return {
      price: this.price.save(), resolution: this.resolution.save(), talk: this.talk.save(), wrap: this.wrap.save(), verdicts: this.verdicts.save(),
      sinceRefresh: this.sinceRefresh, wereWaiting: this.wereWaiting,
    };
  }

  load(state: unknown): void {
    const saved = state as FractileState;
    this.price.load(saved.price);
    this.resolution.load(saved.resolution);
    this.talk.load(saved.talk);
    this.wrap.load(saved.wrap);
    this.verdicts.load(saved.verdicts);
    this.sinceRefresh = saved.sinceRefresh;
    this.wereWaiting = saved.wereWaiting;
    this.forecast.refresh(this.talk, this.wrap, this.resolution.meanAnswerMs);
  }

  private resolved(ringMs: Millis, isPerson: boolean): void {
    this.resolution.add(ringMs, isPerson);
    this.sinceRefresh += 1;
  }

  private refresh(view: PacingView): void {
    this.resolution.refresh();
    this.talk.refresh(view.talkingSince, view.now);
    this.wrap.refresh(view.wrappingSince, view.now);
    this.forecast.refresh(this.talk, this.wrap, this.resolution.meanAnswerMs);
    this.sinceRefresh = 0;
  }

  /** F, as probabilities of at most so many. */
  private countFrees(view: PacingView): void {
    const { frees, forecast } = this;
    const { now, talkingSince, wrappingSince } = view;
    const talking = talkingSince.length;
    const wrapping = wrappingSince.length;
    frees.clear();
    const stays = stayingShare(view);
    for (let agent = 0; agent < talking; agent += 1) frees.add(stays * forecast.freeAfterTalk(now - talkingSince.at(agent)));
    for (let agent = 0; agent < wrapping; agent += 1) frees.add(stays * forecast.freeAfterWrap(now - wrappingSince.at(agent)));
    frees.accumulate();
  }

  /** A, of the calls that are in flight. */
  private countPersons(view: PacingView): void {
    const { persons, resolution } = this;
    const { now, ringingSince } = view;
    const ringing = ringingSince.length;
    persons.clear();
    for (let call = 0; call < ringing; call += 1) persons.add(resolution.personWithin(now - ringingSince.at(call)));
    const analysing = view.analysingSince.length;
    if (analysing > 0) {
      const person = this.verdicts.mean;
      for (let call = 0; call < analysing; call += 1) persons.add(person);
    }
  }

  /** P(A >= spare + F). */
  private chanceOfNoAgent(spare: number): number {
    const answering = this.persons.probabilities;
    const freeing = this.frees.probabilities;
    const mostFree = this.frees.top;
    let chance = 0;
    for (let persons = this.persons.top; persons >= 0 && persons >= spare; persons -= 1) {
      const free = persons - spare;
      chance += free >= mostFree ? answering[persons]! : answering[persons]! * freeing[free]!;
    }
    return chance;
  }
}
