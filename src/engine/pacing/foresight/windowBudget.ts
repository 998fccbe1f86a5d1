/**
 * What the abandon windows still allow: the rate to aim at now.
 *
 * Rule: with N answered and A abandoned so far, N_end = N + V·rem are expected at the window's end (V: answers of a whole window at the
 * lower of the window's rate and that of the last 30 minutes; last window's count in the first 5 %). Aim: what the limit
 * leaves, less a reserve and less the failures that no pacing can avoid (calls that the answer detector ends wrongly), spread evenly over
 * the answers to come, within bounds around the limit. Evenly, because each further abandoned call buys less; the reserve is
 * what dynamic programming of this spending problem asks for. The strictest window counts. A window without an end aims a
 * little below its limit.
 * Source: pacing, `foresight` F7; the spending rule is our own.
 */
import { NEVER, type Millis } from '../../../base/time.ts';
import type { AbandonWindow, PacingView } from '../strategy.ts';
import type { Ingredients } from './ingredients.ts';
import { UnavoidableFailures } from './unavoidableFailures.ts';

const ENDLESS_SHARE = 0.985;
const LAST_MS = 1_800_000;
/** The reserve, in abandoned calls: grows with the standard deviation of a whole window's count at the limit. */
const RESERVE_MIN = 0.5;
const RESERVE_DEVIATIONS = 0.39;
const RESERVE_LESS = 0.4;
/** Failures that are known by estimate only: so many of their standard deviations are reserved besides (one window in ten has more). */
const ESTIMATE_DEVIATIONS = 1.28;
/** Bounds of the aim, in limits. Not zero: a little risk earns much, above all where few answer. */
const LOWEST = 0.05;
const HIGHEST = 2;
/** A waiting person is lost with this chance. */
const WAITING_LOST = 0.7;
/** Where no rule is enforced. */
const DEFAULT_LIMIT = 0.03;

export class WindowBudget {
  /** α: abandoned per answered person to aim at now. */
  target = ENDLESS_SHARE * DEFAULT_LIMIT;
  private readonly unavoidable = new UnavoidableFailures();
  private readonly ingredients: Ingredients;

  constructor(ingredients: Ingredients) {
    this.ingredients = ingredients;
  }

  /** `drops`: calls that pacing has dropped since its start. */
  read(view: PacingView, drops: number): void {
    const { windows } = view;
    this.unavoidable.follow(windows, drops);
    let target = Infinity;
    for (let index = 0; index < windows.length; index += 1) {
      const window = windows[index]!;
      if (window.limit < 1) target = Math.min(target, targetOf(view, window, this.ingredients.unavoidableFailures ? this.unavoidable.share(index) : 0));
    }
    this.target = target < Infinity ? target : ENDLESS_SHARE * DEFAULT_LIMIT;
  }

  save(): readonly (readonly number[])[] {
    return [[this.target], ...this.unavoidable.save()];
  }

  load(saved: readonly (readonly number[])[]): void {
    this.target = saved[0]![0]!;
    this.unavoidable.load(saved.slice(1));
  }
}

function targetOf(view: PacingView, window: AbandonWindow, unavoidable: number): number {
  const { limit } = window;
  const lowest = LOWEST * limit;
  if (window.endsAt >= NEVER) return Math.max(lowest, ENDLESS_SHARE * limit - unavoidable);
  const toCome = answersToCome(view, window);
  if (toCome <= 0) return lowest;
  const allowed = limit * (window.answered + toCome);
  const spread = Math.max(RESERVE_MIN, RESERVE_DEVIATIONS * Math.sqrt(allowed) - RESERVE_LESS);
  const reserve = Math.hypot(spread, ESTIMATE_DEVIATIONS * Math.sqrt(unavoidable * (window.answered + toCome)));
  const rest = allowed - reserve - window.abandoned - unavoidable * toCome - WAITING_LOST * view.waitingSince.length;
  return Math.max(lowest, Math.min(HIGHEST * limit, rest / toCome));
}

/** Answers expected until the window ends. */
function answersToCome(view: PacingView, window: AbandonWindow): number {
  const { diallingMs, diallingMsLeft, answered, previousAnswered } = window;
  if (diallingMs <= 0) return 0;
  const gone: Millis = diallingMs - diallingMsLeft;
  if (gone < 0.05 * diallingMs && previousAnswered > 0) return previousAnswered * (diallingMsLeft / diallingMs);
  if (gone <= 0) return 0;
  const perMs = answered / gone;
  return diallingMsLeft * (gone < LAST_MS ? perMs : Math.min(perMs, view.last1800s.persons / LAST_MS));
}
