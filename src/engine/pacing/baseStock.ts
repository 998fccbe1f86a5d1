/**
 * `base-stock`: the exact optimum of the Markov model, with the campaign's own estimates put in.
 *
 * Rule: dial = T_λ(i) − k − a − q, with i busy agents. λ is moved as the price of `fractile`; each decision takes the
 * levels of the price just above or just below λ, with probability by distance in ln λ (strategy stream). Estimates:
 * counts with a prior of 50 attempts and 20 calls that forget; they are read every 60 s and snapped to 5 % steps, so that
 * tables are solved seldom. A solve is a bounded number of steps and never looks at a clock.
 * At most 60 agents; more are refused. Weak: elapsed times are ignored, times are taken as exponential.
 * Source: constrained Markov decision theory (Altman 1999); pacing: `base-stock`.
 */
import type { SavableRandomStream } from '../../base/random.ts';
import { MINUTE_MS, NEVER, UNSET, type Millis } from '../../base/time.ts';
import type { Priors } from '../options.ts';
import type { OutcomeName } from '../vocabulary.ts';
import { endsWithoutPerson } from './endsWithoutPerson.ts';
import { AbandonPrice } from './estimators/abandonPrice.ts';
import { ForgettingMean } from './estimators/forgettingMean.ts';
import { gridBin, HIGHEST_PRICE_SECONDS, LevelTables, LOWEST_PRICE_SECONDS, pricePosition } from './levelTables.ts';
import { numberOf, resolveParameters } from './parameters.ts';
import { placeableDials } from './placeableDials.ts';
import { pendingCalls, staffedAgents, type PacingStrategy, type PacingView, type ParameterValues, type StrategyDefinition } from './strategy.ts';

const BASE_STOCK_AGENTS_MAX = 60;

export const baseStock: StrategyDefinition = {
  id: 'base-stock',
  description: `Optimal levels of the Markov model with estimated rates, for at most ${BASE_STOCK_AGENTS_MAX} agents.`,
  parameters: [
    { name: 'target', type: 'number', default: 0.03, min: 0.0001, max: 0.5, unit: 'abandoned per answered person', description: 'Abandon rate that the price is steered to.' },
    { name: 'priceStep', type: 'number', default: 0.05, min: 0.001, max: 1, unit: 'of ln price per abandoned call', description: 'How fast the price moves.' },
  ],
  agentsMax: BASE_STOCK_AGENTS_MAX,
  create: (parameters, random, priors) => new BaseStock(parameters, random, priors),
};

const PRIOR_ATTEMPTS = 50;
const PRIOR_CALLS = 20;
const ATTEMPTS_MEMORY = 2_000;
const CALLS_MEMORY = 400;
const START_PRICE_SECONDS = 10;
const REVIEW_MS = MINUTE_MS;

interface BaseStockState {
  readonly price: readonly number[]; readonly answers: readonly number[]; readonly resolutionMs: readonly number[]; readonly handleMs: readonly number[];
  readonly answerBin: number; readonly resolutionBin: number; readonly readAt: Millis;
}

class BaseStock implements PacingStrategy {
  readonly id = 'base-stock';
  private readonly target: number;
  private readonly random: SavableRandomStream;
  private readonly price: AbandonPrice;
  private readonly answers: ForgettingMean;
  private readonly resolutionMs: ForgettingMean;
  private readonly handleMs: ForgettingMean;
  private readonly tables = new LevelTables();
  private answerBin = 0;
  private resolutionBin = 0;
  /** When the estimates were last read. */
  private readAt: Millis = UNSET;

  constructor(parameters: ParameterValues, random: SavableRandomStream, priors: Priors) {
    const values = resolveParameters(baseStock, parameters);
    this.target = numberOf(values, 'target');
    this.random = random;
    this.price = new AbandonPrice({
      target: this.target, step: numberOf(values, 'priceStep'), start: START_PRICE_SECONDS, lowest: LOWEST_PRICE_SECONDS, highest: HIGHEST_PRICE_SECONDS,
    });
    this.answers = new ForgettingMean(priors.answerRate, PRIOR_ATTEMPTS, ATTEMPTS_MEMORY);
    this.resolutionMs = new ForgettingMean(priors.resolutionMs, PRIOR_ATTEMPTS, ATTEMPTS_MEMORY);
    this.handleMs = new ForgettingMean(priors.talkMs + priors.wrapMs, PRIOR_CALLS, CALLS_MEMORY);
  }

  dialCount(view: PacingView): number {
    const agents = staffedAgents(view);
    if (agents === 0) {
      this.price.isLimited = true;
      return 0;
    }
    if (agents > BASE_STOCK_AGENTS_MAX) throw new RangeError(`base-stock is made for at most ${BASE_STOCK_AGENTS_MAX} agents; there are ${agents}`);
    if (this.readAt === UNSET || view.now - this.readAt >= REVIEW_MS) this.readEstimates(view.now);
    const level = this.drawLevels(agents)[agents - view.ready]!;
    const count = Math.max(0, level - pendingCalls(view));
    const room = placeableDials(view);
    this.price.isLimited = room === 0 || count > room;
    return count;
  }

  nextReviewAt(view: PacingView): Millis {
    return staffedAgents(view) === 0 ? NEVER : (Math.floor(view.now / REVIEW_MS) + 1) * REVIEW_MS;
  }

  onAttemptAnswered(_now: Millis, ringMs: Millis): void {
    this.price.answered();
    this.answers.add(1);
    this.resolutionMs.add(ringMs);
  }

  onAttemptEnded(_now: Millis, outcome: OutcomeName, ringMs: Millis): void {
    // Customers who hang up have nearly all waited.
    if (!endsWithoutPerson(outcome, true)) return;
    this.answers.add(0);
    this.resolutionMs.add(ringMs);
  }

  onDropped(): void {
    this.price.abandoned();
  }

  onHandled(_now: Millis, talkMs: Millis, wrapMs: Millis): void {
    this.handleMs.add(talkMs + wrapMs);
  }

  readings(): Readonly<Record<string, number>> {
    return { priceSeconds: this.price.value, answerRate: this.answers.mean, resolutionMs: this.resolutionMs.mean, handleMs: this.handleMs.mean };
  }

  save(): BaseStockState {
    return {
      price: this.price.save(), answers: this.answers.save(), resolutionMs: this.resolutionMs.save(), handleMs: this.handleMs.save(),
      answerBin: this.answerBin, resolutionBin: this.resolutionBin, readAt: this.readAt,
    };
  }

  load(state: unknown): void {
    const saved = state as BaseStockState;
    this.price.load(saved.price);
    this.answers.load(saved.answers);
    this.resolutionMs.load(saved.resolutionMs);
    this.handleMs.load(saved.handleMs);
    this.answerBin = saved.answerBin;
    this.resolutionBin = saved.resolutionBin;
    this.readAt = saved.readAt;
  }

  private readEstimates(now: Millis): void {
    this.answerBin = gridBin(this.answers.mean);
    this.resolutionBin = gridBin(Math.max(1, this.resolutionMs.mean) / Math.max(1, this.handleMs.mean));
    this.readAt = Math.floor(now / REVIEW_MS) * REVIEW_MS;
  }

  /** The levels of the price just above λ, or of the one just below. */
  private drawLevels(agents: number): readonly number[] {
    const position = pricePosition(this.price.log);
    const below = Math.floor(position);
    const index = this.random.next() < position - below ? below + 1 : below;
    return this.tables.levels(agents, this.answerBin, this.resolutionBin, index, this.target);
  }
}
