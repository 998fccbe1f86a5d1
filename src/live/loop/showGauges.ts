/** The state of a campaign as gauges: agents by state, calls by trunk, the driver. The abandon ratio has 30 days and is another's (abandonWindow.ts). */
import { AGENT_STATES, type AgentStateName } from '../../engine/vocabulary.ts';
import type { LiveMetrics } from '../metrics/liveMetrics.ts';
import type { LiveCore } from './liveCore.ts';

export function showGauges({ state }: LiveCore, metrics: LiveMetrics): void {
  const agents = Object.fromEntries(AGENT_STATES.map((name) => [name, 0])) as Record<AgentStateName, number>;
  for (const one of state.agents.slice(0, state.session.staff)) agents[one.state] += 1;
  for (const name of AGENT_STATES) metrics.agents(name, agents[name]);
  const calls = new Map(state.session.setup.trunks.map((trunk) => [trunk.name, 0]));
  for (const call of state.calls.values()) calls.set(call.trunk, (calls.get(call.trunk) ?? 0) + 1);
  for (const [trunk, count] of calls) metrics.channels(trunk, count);
  metrics.driverState(state.telephony);
}
