/**
 * What `foresight` is made of, each part with a switch. The switches are for measuring what a part earns (ablation); they are
 * no parameters: the registered strategy has all parts on.
 */
export interface Ingredients {
  /** How long an agent has been talking or wrapping up counts; off: hazards are constant. */
  readonly elapsedTimes: boolean;
  /** Talk and wrap-up are told apart; off: a wrapping agent is forecast like a talking one. */
  readonly wrapPhase: boolean;
  /** How long a call has been ringing counts; off: every call in flight is as good as a new one. */
  readonly ringHazard: boolean;
  /** The threshold is moved by the price rule; off: it stands. */
  readonly price: boolean;
  /** The window's budget sets the target; off: the target is a little below the limit. */
  readonly windowBudget: boolean;
  readonly changeDetection: boolean;
  /** Calls and busy agents are finitely many: who has answered or become free will not do so again; off: Poisson counts. */
  readonly finiteCounts: boolean;
  /** Agents who announced that they leave will not become free; off: everybody stays. */
  readonly announcedLeaving: boolean;
  /** What no pacing can avoid leaves the others less; off: the aim is what the limit leaves of the window. */
  readonly unavoidableFailures: boolean;
}

export const ALL_INGREDIENTS: Ingredients = {
  elapsedTimes: true, wrapPhase: true, ringHazard: true, price: true, windowBudget: true, changeDetection: true, finiteCounts: true,
  announcedLeaving: true, unavoidableFailures: true,
};
