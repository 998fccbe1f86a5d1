/**
 * `invitation`: feedback on the difference of two queues, free agents and waiting persons, without any model.
 *
 * Rule: a target X of calls to have in flight. An agent becomes available X += γ, a person answers X −= γ, an agent leaves while
 * ready X −= γ; continuously dX = −ε·(q − w + reserve) dt; 0 <= X <= 10·n; at the start X = γ·w. dial = round(X) − k − a.
 * γ = 0.5/p, ε = 0.02 per second, p from the last 1,800 s with the prior's weight of 50 attempts (own completion).
 *
 * Each answer ends in a ready agent's talk, in the queue, or in a loss. Agents gained less persons gained is therefore the change of
 * w − q, less those who left the queue unserved: a lost person must not look like a freed agent, or the rule runs away.
 *
 * Holds no abandon target; `reserve` must be tuned. Sources: Pang and Stolyar, Queueing Systems 82 (2016), arXiv 1409.7380;
 * Nguyen and Stolyar, arXiv 1603.03413; gains and reserve are our own completion.
 */
import { SECOND_MS, UNSET, type Millis } from '../../base/time.ts';
import { numberOf, resolveParameters } from './parameters.ts';
import { ReviewGrid, type ReviewGridState } from './reviewGrid.ts';
import { roundHalfUp } from './rounding.ts';
import { staffedAgents, type PacingView, type StrategyDefinition } from './strategy.ts';

const REVIEW_MS = SECOND_MS;
const GAIN = 0.5;
const DRIFT_PER_MS = 0.02 / SECOND_MS;
const CALLS_PER_AGENT_MAX = 10;
const PRIOR_ATTEMPTS = 50;

interface InvitationState {
  readonly grid: ReviewGridState; readonly target: number; readonly askedAt: Millis; readonly balance: number; readonly surplus: number; readonly unserved: number;
}

export const invitation: StrategyDefinition = {
  id: 'invitation',
  description: 'Agent invitation by feedback: steers free agents less waiting persons towards a reserve.',
  parameters: [
    { name: 'reserve', type: 'number', default: 2, min: 0, max: 1_000, unit: 'agents', description: 'Free agents, beyond waiting persons, that the rule aims at.' },
  ],
  create: (parameters, _random, priors) => {
    const reserve = numberOf(resolveParameters(invitation, parameters), 'reserve');
    const grid = new ReviewGrid(REVIEW_MS);
    let target = 0;
    let askedAt: Millis = UNSET;
    /** w − q less all losses from the queue so far, and w − q alone, when last asked. */
    let balance = 0;
    let surplus = 0;
    /** Attempts that ended neither answered nor dropped: unresolved ones, and persons who left the queue themselves. */
    let unserved = 0;

    function lossesFromQueue(view: PacingView): number {
      const { ended, persons, dropped } = view.campaign;
      // `ended` counts an attempt when it is resolved: what ended beyond that was a person already counted.
      return dropped + unserved - (ended - persons);
    }

    function move(view: PacingView): void {
      const { ended, persons } = view.last1800s;
      const gain = (GAIN * (ended + PRIOR_ATTEMPTS)) / Math.max(1e-3, persons + PRIOR_ATTEMPTS * priors.answerRate);
      const surplusNow = view.ready - view.waitingSince.length;
      const balanceNow = surplusNow - lossesFromQueue(view);
      if (askedAt === UNSET) {
        target = gain * view.ready;
      } else {
        // Asked every second while the campaign is open: a longer silence is a closed campaign, in which nothing drifts.
        const elapsedMs = Math.min(REVIEW_MS, view.now - askedAt);
        target = Math.max(0, target + DRIFT_PER_MS * (surplus - reserve) * elapsedMs) + gain * (balanceNow - balance);
      }
      target = Math.min(CALLS_PER_AGENT_MAX * staffedAgents(view), Math.max(0, target));
      askedAt = view.now;
      balance = balanceNow;
      surplus = surplusNow;
    }

    return {
      id: 'invitation',
      dialCount: (view) => {
        grid.take(view.now);
        move(view);
        return Math.max(0, roundHalfUp(target) - view.ringingSince.length - view.analysingSince.length);
      },
      nextReviewAt: () => grid.nextAt,
      onAttemptEnded: (_now, outcome) => {
        if (outcome !== 'answered' && outcome !== 'dropped') unserved += 1;
      },
      readings: () => ({ target }),
      save: (): InvitationState => ({ grid: grid.save(), target, askedAt, balance, surplus, unserved }),
      load: (state) => {
        const saved = state as InvitationState;
        grid.load(saved.grid);
        ({ target, askedAt, balance, surplus, unserved } = saved);
      },
    };
  },
};
