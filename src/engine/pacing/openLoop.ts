/**
 * `open-loop`: dials at the instants of a Poisson process and looks at nothing. It is no way to run a campaign: it makes
 * the world a queue whose exact solution is known (Erlang B, M/M/n+D, Erlang A), which is how the simulator is checked.
 *
 * Its instants are real numbers; each dial happens at the first whole millisecond not before its instant.
 */
import { NEVER, UNSET, type Millis } from '../../base/time.ts';
import { numberOf, resolveParameters } from './parameters.ts';
import { staffedAgents, type StrategyDefinition } from './strategy.ts';

interface OpenLoopState { readonly nextInstantMs: number }

export const openLoop: StrategyDefinition = {
  id: 'open-loop',
  description: 'Dials at the instants of a Poisson process, whatever happens: for checks against closed forms.',
  parameters: [
    { name: 'ratePerSecond', type: 'number', min: 1e-6, max: 1e4, unit: 'dials per second', description: 'Mean rate of dials while agents are signed in.' },
  ],
  create: (parameters, random) => {
    const ratePerSecond = numberOf(resolveParameters(openLoop, parameters), 'ratePerSecond');
    const meanGapMs = 1000 / ratePerSecond;
    let nextInstantMs: number = UNSET;

    function gapMs(): number {
      return -Math.log(1 - random.next()) * meanGapMs;
    }

    return {
      id: 'open-loop',
      dialCount: (view) => {
        if (staffedAgents(view) === 0) {
          nextInstantMs = UNSET;
          return 0;
        }
        if (nextInstantMs === UNSET) nextInstantMs = view.now + gapMs();
        let count = 0;
        while (nextInstantMs <= view.now) {
          count += 1;
          nextInstantMs += gapMs();
        }
        return count;
      },
      nextReviewAt: (view): Millis => (nextInstantMs === UNSET ? NEVER : Math.max(view.now + 1, Math.ceil(nextInstantMs))),
      readings: () => ({ ratePerSecond }),
      save: (): OpenLoopState => ({ nextInstantMs }),
      load: (state) => {
        nextInstantMs = (state as OpenLoopState).nextInstantMs;
      },
    };
  },
};
