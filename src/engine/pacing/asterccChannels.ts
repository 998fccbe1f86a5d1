/**
 * `astercc-channels`: keep a fixed number of calls working, talking ones included.
 * dial = channels − (talking + reserved + P).
 *
 * Blind to agents: what is right for a full team floods a small one. Source: asterCC wiki, "by max channel".
 */
import { numberOf, resolveParameters } from './parameters.ts';
import { pendingCalls, staffedAgents, type StrategyDefinition } from './strategy.ts';

export const asterccChannels: StrategyDefinition = {
  id: 'astercc-channels',
  description: 'asterCC, by channels: a fixed number of calls, whoever is there to take them.',
  parameters: [
    { name: 'channels', type: 'integer', min: 1, max: 100_000, unit: 'calls', description: 'Calls kept working: dialled, answered and talking.' },
    { name: 'onlyWithAgents', type: 'boolean', default: true, unit: 'yes or no', description: 'Whether nothing is dialled while no agent is signed in.' },
  ],
  create: (parameters) => {
    const values = resolveParameters(asterccChannels, parameters);
    const channels = numberOf(values, 'channels');
    const onlyWithAgents = values['onlyWithAgents'] === true;
    return {
      id: 'astercc-channels',
      dialCount: (view) => {
        if (onlyWithAgents && staffedAgents(view) === 0) return 0;
        return Math.max(0, channels - (view.talking + view.reserved + pendingCalls(view)));
      },
      readings: () => ({ channels }),
    };
  },
};
