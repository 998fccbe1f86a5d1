/**
 * `impact`: picks its dial factor by simulating its own recent history.
 *
 * Rule, each 60 s, with at least 5 agents and 50 attempts ended in 1,800 s: the last 100 attempts and talks (at most) are simulated
 * (impactSimulation.ts) for the factors f_j = 1 + (1/p − 1)·j/5, j = 0…5; the one of highest utilisation whose abandoned share of
 * answered is acceptable is kept, else f_0. dial = round(f·w) − k − q, with 0.75·f while the rate of the last 1,800 s is over
 * `acceptable`; at least 1 when nothing was dialled for 600 s and an agent is free.
 *
 * Own completion: an attempt joins the history when it is over, a talk when its wrap-up is; they are drawn independently. The 0.75
 * applies to the factor last picked and does not pile up, or else a team too small to simulate would never recover.
 * A horizon of 240 s is noise. Source: Impact Dialing's source; the spacing of the factors is unconfirmed.
 */
import { SECOND_MS, type Millis } from '../../base/time.ts';
import { ImpactSimulation } from './impactSimulation.ts';
import { numberOf, resolveParameters } from './parameters.ts';
import { ReviewGrid, type ReviewGridState } from './reviewGrid.ts';
import { roundHalfUp } from './rounding.ts';
import { droppedOfAnswered } from './shares.ts';
import { staffedAgents, type PacingView, type StrategyDefinition } from './strategy.ts';

const REVIEW_MS = 60_000;
const AGENTS_MIN = 5;
const ENDED_MIN = 50;
const HISTORY = 100;
const FACTORS = 5;
const BACK_OFF = 0.75;
const SILENCE_MS = 600_000;

interface ImpactState {
  readonly grid: ReviewGridState; readonly factor: number; readonly dialledAt: Millis | null;
  readonly answered: number[]; readonly attemptsSeen: number; readonly talkSeconds: number[]; readonly talksSeen: number;
}

export const impact: StrategyDefinition = {
  id: 'impact',
  description: 'Impact Dialing: simulates its own recent history to pick the calls per free agent.',
  parameters: [
    { name: 'acceptable', type: 'number', default: 0.03, min: 0, max: 1, unit: 'fraction', description: 'Abandoned share of answered calls that a factor may have.' },
  ],
  create: (parameters, random, priors) => {
    const acceptable = numberOf(resolveParameters(impact, parameters), 'acceptable');
    const simulation = new ImpactSimulation();
    const grid = new ReviewGrid(REVIEW_MS);
    const recent = { answered: new Uint8Array(HISTORY), attempts: 0, talkSeconds: new Float64Array(HISTORY), talks: 0, talkPriorSeconds: priors.talkMs / SECOND_MS };
    let attemptsSeen = 0;
    let talksSeen = 0;
    let factor = 1;
    /** The last dial, or else the first time that the strategy was asked. */
    let dialledAt: Millis | null = null;

    function pick(view: PacingView): void {
      const { ended, persons } = view.last1800s;
      const agents = staffedAgents(view);
      if (agents < AGENTS_MIN || ended < ENDED_MIN || recent.attempts === 0) return;
      const answerRate = Math.max(1, persons) / ended;
      let best = -1;
      factor = 1;
      for (let step = 0; step <= FACTORS; step += 1) {
        const candidate = 1 + ((1 / answerRate - 1) * step) / FACTORS;
        simulation.run(agents, candidate, recent, random);
        if (simulation.abandonRate > acceptable || simulation.utilisation <= best) continue;
        best = simulation.utilisation;
        factor = candidate;
      }
    }

    return {
      id: 'impact',
      dialCount: (view) => {
        dialledAt ??= view.now;
        if (grid.take(view.now)) pick(view);
        const applied = droppedOfAnswered(view.last1800s) > acceptable ? BACK_OFF * factor : factor;
        const wanted = roundHalfUp(applied * view.ready) - view.ringingSince.length - view.waitingSince.length;
        const isSilent = view.ready > 0 && view.now - dialledAt >= SILENCE_MS;
        return Math.max(isSilent ? 1 : 0, wanted);
      },
      nextReviewAt: () => grid.nextAt,
      onAttemptStarted: (now) => {
        dialledAt = now;
      },
      onAttemptEnded: (_now, outcome) => {
        recent.answered[attemptsSeen % HISTORY] = outcome === 'answered' || outcome === 'dropped' || outcome === 'customerHangup' ? 1 : 0;
        attemptsSeen += 1;
        recent.attempts = Math.min(HISTORY, attemptsSeen);
      },
      onHandled: (_now, talkMs) => {
        recent.talkSeconds[talksSeen % HISTORY] = talkMs / SECOND_MS;
        talksSeen += 1;
        recent.talks = Math.min(HISTORY, talksSeen);
      },
      readings: () => ({ factor }),
      save: (): ImpactState => ({
        grid: grid.save(), factor, dialledAt, answered: [...recent.answered], attemptsSeen, talkSeconds: [...recent.talkSeconds], talksSeen,
      }),
      load: (state) => {
        const saved = state as ImpactState;
        grid.load(saved.grid);
        factor = saved.factor;
        dialledAt = saved.dialledAt;
        recent.answered.set(saved.answered);
        recent.talkSeconds.set(saved.talkSeconds);
        attemptsSeen = saved.attemptsSeen;
        talksSeen = saved.talksSeen;
        recent.attempts = Math.min(HISTORY, attemptsSeen);
        recent.talks = Math.min(HISTORY, talksSeen);
      },
    };
  },
};
