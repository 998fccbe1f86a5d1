/**
 * What the campaign gets done: calls per agent hour, and per hour with all agents at work.
 *
 * Rule: sums first, ratios last. An agent hour is an hour signed in and not paused; per campaign hour is that times the number
 * of agents, so that nights and late starts do not dilute it.
 */
import { HOUR_MS } from '../base/time.ts';
import type { RunResult } from '../measure/results.ts';

export interface Throughput {
  readonly dialsPerAgentHour: number | null;
  readonly connectsPerAgentHour: number | null;
  readonly dialsPerHour: number | null;
  readonly connectsPerHour: number | null;
}

export function throughputOf(result: RunResult, agents: number): Throughput {
  let dials = 0;
  let connects = 0;
  let staffedMs = 0;
  for (const { counts, agents: times } of result.replications) {
    dials += counts.dials;
    connects += counts.connects;
    staffedMs += times.staffedMs;
  }
  const perAgentHour = (count: number): number | null => (staffedMs > 0 ? (count * HOUR_MS) / staffedMs : null);
  const dialsPerAgentHour = perAgentHour(dials);
  const connectsPerAgentHour = perAgentHour(connects);
  return {
    dialsPerAgentHour, connectsPerAgentHour,
    dialsPerHour: dialsPerAgentHour === null ? null : dialsPerAgentHour * agents,
    connectsPerHour: connectsPerAgentHour === null ? null : connectsPerAgentHour * agents,
  };
}
