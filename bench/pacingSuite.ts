/** The cost of one pacing decision (pacing.ts) as a suite; the yardstick is `progressive`, the least that can be asked. */
import { STRATEGIES } from '../src/engine/pacing/registry.ts';
import { AGENT_COUNTS, benchPacing } from './pacing.ts';
import type { Suite } from './suite.ts';

const RATIO_AGENTS = 50;

export const pacingSuite: Suite = {
  id: 'pacing',
  description: 'one decision of every pacing strategy by number of agents',
  async run({ quick }) {
    const costs = await benchPacing(STRATEGIES, quick ? 0.01 : 200);
    const micros = (id: string, agents: number): number | null => costs.find((cost) => cost.id === id && cost.agents === agents)?.meanMicros ?? null;
    const unit = micros('progressive', RATIO_AGENTS)!;
    return {
      note: `µs per decision; ratio: to progressive, at ${RATIO_AGENTS} agents${quick ? '; measured too shortly: the figures say nothing' : ''}`,
      columns: [
        ...AGENT_COUNTS.map((agents) => ({ key: `micros${agents}`, title: `${agents} agents`, digits: 3 })),
        { key: 'ratio', title: 'ratio', digits: 1 },
      ],
      rows: STRATEGIES.map(({ id }) => {
        const own = micros(id, RATIO_AGENTS);
        return { name: id, values: { ...Object.fromEntries(AGENT_COUNTS.map((agents) => [`micros${agents}`, micros(id, agents)])), ratio: own === null ? null : own / unit } };
      }),
    };
  },
};
