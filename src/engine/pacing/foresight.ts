/**
 * `foresight`: the next call is placed while the forecast probability that its answer would find no agent is below a threshold,
 * and the threshold is moved so that every abandon window keeps its limit.
 *
 * Rule: from the hazards of ringing, talk and wrap-up by elapsed time (F1 to F3) the number of idle agents is forecast second
 * by second (F4); ψ(m) is the probability that a call dialled after m others is dropped. Dial while ψ(m) <= ψ* (F5). ψ* is the
 * target rate that the windows' budgets leave (F7) times a price that is moved until the rate is the target (F6); a step in the
 * answer rate cuts the memory short (F8). One campaign-level answer rate for all records. No parameters: the limits of the
 * enforced rules are all it has to know.
 * Source: pacing: `foresight`.
 */
import type { SavableRandomStream } from '../../base/random.ts';
import { NEVER, SECOND_MS, type Millis } from '../../base/time.ts';
import type { Priors } from '../options.ts';
import type { OutcomeName } from '../vocabulary.ts';
import { endsWithoutPerson } from './endsWithoutPerson.ts';
import { ForgettingMean } from './estimators/forgettingMean.ts';
import { HandleLaw, type HandleLawState } from './estimators/handleLaw.ts';
import { ResolutionLaw, type ResolutionLawState } from './estimators/resolutionLaw.ts';
import { FreeTimes } from './foresight/freeTimes.ts';
import { IdleForecast } from './foresight/idleForecast.ts';
import { ALL_INGREDIENTS, type Ingredients } from './foresight/ingredients.ts';
import { PendingAnswers } from './foresight/pendingAnswers.ts';
import { DropPrice } from './foresight/price.ts';
import { RateChange } from './foresight/rateChange.ts';
import { WindowBudget } from './foresight/windowBudget.ts';
import { resolveParameters } from './parameters.ts';
import { placeableDials } from './placeableDials.ts';
import { stayingShare } from './stayingShare.ts';
import {
  pendingCalls, staffedAgents, type CreateStrategy, type PacingStrategy, type PacingView, type ParameterValues, type StrategyDefinition,
} from './strategy.ts';

export const foresight: StrategyDefinition = {
  id: 'foresight',
  description: 'Forecasts idle agents second by second, dials while the chance of a drop is worth it, spends each window’s budget as it is earned.',
  parameters: [],
  create: (parameters, random, priors) => new Foresight(parameters, random, priors, ALL_INGREDIENTS),
};

/** The strategy with some ingredients switched off: for measuring what they earn. */
export function createForesight(ingredients: Partial<Ingredients>): CreateStrategy {
  return (parameters, random, priors) => new Foresight(parameters, random, priors, { ...ALL_INGREDIENTS, ...ingredients });
}

/** The tables are rebuilt when so many attempts have resolved, the first time after fewer. */
const ATTEMPTS_PER_REFRESH = 50;
const FIRST_REFRESH = 5;
/** More calls than this are never placed in one decision; the next event decides on. */
const CANDIDATES_MAX = 1_000;
const TALK_SHRINK_SECONDS = 300;
const WRAP_SHRINK_SECONDS = 60;
const THRESHOLD_MAX = 0.6;
/** ψ is worked out up to so many thresholds; what is beyond waits. */
const PSI_READ_MAX = 4;
const ALARM_MEMORY = 100;
const VERDICT_PRIOR = 0.5;
const VERDICT_PRIOR_CALLS = 10;
const VERDICT_MEMORY = 1_000;

interface ForesightState {
  readonly price: readonly number[]; readonly change: readonly number[]; readonly resolution: ResolutionLawState; readonly talk: HandleLawState;
  readonly wrap: HandleLawState; readonly verdicts: readonly number[]; readonly sinceRefresh: number; readonly attempts: number;
  readonly wereWaiting: boolean; readonly drops: number; readonly budget: readonly (readonly number[])[];
  readonly psi: number; readonly threshold: number; readonly soonFree: number; readonly soonAnswered: number;
}

class Foresight implements PacingStrategy {
  readonly id = 'foresight';
  private readonly ingredients: Ingredients;
  private readonly price = new DropPrice();
  private readonly budget: WindowBudget;
  private readonly change = new RateChange();
  private readonly resolution: ResolutionLaw;
  private readonly talk: HandleLaw;
  private readonly wrap: HandleLaw;
  private readonly verdicts = new ForgettingMean(VERDICT_PRIOR, VERDICT_PRIOR_CALLS, VERDICT_MEMORY);
  private readonly freeTimes: FreeTimes;
  private readonly forecast = new IdleForecast();
  private readonly pending = new PendingAnswers();
  private sinceRefresh = ATTEMPTS_PER_REFRESH;
  /** Attempts resolved since the start or the last alarm: while they are few, every table is rebuilt often. */
  private attempts = 0;
  private wereWaiting = false;
  /** Calls dropped since the start. */
  private drops = 0;
  private psi = 0;
  private threshold = 0;
  /** Busy agents expected to become free, and persons expected to answer, within the time in which a call dialled now is answered. */
  private soonFree = 0;
  private soonAnswered = 0;

  constructor(parameters: ParameterValues, _random: SavableRandomStream, priors: Priors, ingredients: Ingredients) {
    resolveParameters(foresight, parameters);
    this.ingredients = ingredients;
    this.resolution = new ResolutionLaw(priors.answerRate, priors.resolutionMs);
    this.talk = new HandleLaw(priors.talkMs, TALK_SHRINK_SECONDS);
    this.wrap = new HandleLaw(priors.wrapMs, WRAP_SHRINK_SECONDS);
    this.freeTimes = new FreeTimes(ingredients);
    this.budget = new WindowBudget(ingredients);
    this.rebuild();
  }

  dialCount(view: PacingView): number {
    this.wereWaiting = view.waitingSince.length > 0;
    const agents = staffedAgents(view);
    if (agents === 0) {
      this.price.setLimited(true);
      return 0;
    }
    if (this.sinceRefresh >= Math.min(ATTEMPTS_PER_REFRESH, FIRST_REFRESH + this.attempts / 4)) this.refresh(view);
    this.threshold = this.thresholdNow(view);
    this.foresee(view);
    const room = placeableDials(view);
    // One more than can be placed says that dialling is limited.
    let count = this.countWithin(this.threshold, Math.min(CANDIDATES_MAX, room + 1));
    if (view.leaving === 0) count = Math.max(count, view.ready - pendingCalls(view));
    this.price.setLimited(room === 0 || count > room);
    return count;
  }

  nextReviewAt(view: PacingView): Millis {
    if (staffedAgents(view) === 0) return NEVER;
    // Far beyond the threshold a second changes nothing; whatever happens meanwhile is an event and asks anyway.
    const seconds = this.psi > PSI_READ_MAX * this.threshold ? 4 : this.psi > 2 * this.threshold ? 2 : 1;
    return (Math.floor(view.now / SECOND_MS) + seconds) * SECOND_MS;
  }

  onAttemptAnswered(_now: Millis, ringMs: Millis): void {
    if (this.ingredients.price) this.price.answered(this.budget.target);
    this.verdicts.add(1);
    this.resolved(ringMs, true);
  }

  onAttemptEnded(_now: Millis, outcome: OutcomeName, ringMs: Millis): void {
    if (outcome === 'machine') this.verdicts.add(0);
    if (endsWithoutPerson(outcome, this.wereWaiting)) this.resolved(ringMs, false);
  }

  onDropped(): void {
    this.drops += 1;
    if (this.ingredients.price) this.price.abandoned();
  }

  onHandled(_now: Millis, talkMs: Millis, wrapMs: Millis): void {
    this.talk.add(talkMs);
    this.wrap.add(wrapMs);
  }

  readings(): Readonly<Record<string, number>> {
    const { soonFree, soonAnswered } = this;
    return { psi: this.psi, threshold: this.threshold, price: this.price.factor, target: this.budget.target, answerRate: this.resolution.answerRate, soonFree, soonAnswered };
  }

  save(): ForesightState {
    return {
      price: this.price.save(), change: this.change.save(), resolution: this.resolution.save(), talk: this.talk.save(), wrap: this.wrap.save(),
      verdicts: this.verdicts.save(), sinceRefresh: this.sinceRefresh, attempts: this.attempts, wereWaiting: this.wereWaiting, drops: this.drops,
      budget: this.budget.save(), psi: this.psi, threshold: this.threshold,
      soonFree: this.soonFree, soonAnswered: this.soonAnswered,
    };
  }

  load(state: unknown): void {
    const saved = state as ForesightState;
    this.price.load(saved.price);
    this.change.load(saved.change);
    this.resolution.load(saved.resolution);
    this.talk.load(saved.talk);
    this.wrap.load(saved.wrap);
    this.verdicts.load(saved.verdicts);
    this.sinceRefresh = saved.sinceRefresh;
    this.attempts = saved.attempts;
    this.wereWaiting = saved.wereWaiting;
    this.drops = saved.drops;
    this.budget.load(saved.budget);
    this.psi = saved.psi;
    this.threshold = saved.threshold;
    this.soonFree = saved.soonFree;
    this.soonAnswered = saved.soonAnswered;
    this.rebuild();
  }

  private resolved(ringMs: Millis, isPerson: boolean): void {
    this.resolution.add(ringMs, isPerson);
    this.sinceRefresh += 1;
    this.attempts += 1;
    if (!this.ingredients.changeDetection || !this.change.add(isPerson, this.resolution.answerRate)) return;
    this.resolution.forget(ALARM_MEMORY);
    this.price.lowerTo(1);
    this.attempts = 0;
    this.sinceRefresh = ATTEMPTS_PER_REFRESH;
  }

  private refresh(view: PacingView): void {
    this.resolution.refresh();
    this.talk.refresh(view.talkingSince, view.now);
    this.wrap.refresh(view.wrappingSince, view.now);
    this.sinceRefresh = 0;
    this.rebuild();
  }

  /** All tables from the laws as they stand. */
  private rebuild(): void {
    const { pending, forecast, freeTimes, resolution } = this;
    pending.refresh(resolution);
    forecast.horizon = pending.horizon;
    forecast.density = pending.density;
    forecast.answerRate = resolution.answerRate;
    freeTimes.refresh(this.talk, this.wrap, pending.horizon);
    forecast.fresh = freeTimes.fresh;
    forecast.prepareLaws();
  }

  /** ψ*: the target, times the price. */
  private thresholdNow(view: PacingView): number {
    const { price, budget, ingredients } = this;
    if (ingredients.windowBudget) budget.read(view, this.drops);
    return Math.min(THRESHOLD_MAX, price.factor * budget.target);
  }

  /** Fills the forecast with the state of the floor. */
  private foresee(view: PacingView): void {
    const { forecast, freeTimes, pending, ingredients } = this;
    const { now, talkingSince, wrappingSince } = view;
    const talking = talkingSince.length;
    const wrapping = wrappingSince.length;
    freeTimes.clear();
    const stays = ingredients.announcedLeaving ? stayingShare(view) : 1;
    if (stays > 0) {
      for (let agent = 0; agent < talking; agent += 1) freeTimes.addTalking(now - talkingSince.at(agent), stays);
      for (let agent = 0; agent < wrapping; agent += 1) freeTimes.addWrapping(now - wrappingSince.at(agent), stays);
    }
    freeTimes.write(forecast.frees);
    forecast.freeSquares = freeTimes.squares;
    pending.write(forecast.answers, view.ringingSince, now, ingredients.ringHazard);
    pending.addAnalysing(forecast.answers, view.analysingSince.length, this.verdicts.mean);
    forecast.answerSquares = pending.squares;
    forecast.idle = view.ready;
    forecast.waiting = view.waitingSince.length;
    forecast.isFinite = ingredients.finiteCounts;
    forecast.prepare();
    this.soonFree = forecast.sumFrees;
    this.soonAnswered = forecast.sumAnswers;
  }

  /** The number of dials m = 0, 1, … for which ψ(m) is within the threshold, at most `most`; ψ grows with m. */
  private countWithin(threshold: number, most: number): number {
    const { forecast } = this;
    this.psi = forecast.dropChance(0, PSI_READ_MAX * threshold);
    if (this.psi > threshold) return 0;
    let within = 0;
    let beyond = 1;
    while (beyond < most && forecast.dropChance(beyond, threshold) <= threshold) {
      within = beyond;
      beyond = Math.min(most, beyond < 4 ? beyond + 1 : 2 * beyond);
    }
    while (beyond - within > 1) {
      const middle = (within + beyond) >> 1;
      if (forecast.dropChance(middle, threshold) <= threshold) within = middle;
      else beyond = middle;
    }
    return beyond;
  }
}
