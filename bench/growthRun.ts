/**
 * One row of growth.ts in a process of its own: `growthRun.ts <agents|records|calls> <size> <dials>`. Prints one line of JSON.
 *
 * Rule: workload W2 with one thing changed: so many agents; so many records; or so many lines for 200 agents, where nobody
 * answers, so that all lines ring. The code is warmed by the plain workload; the best of several rounds counts, one where a round is long.
 */
import { loadScenario } from '../src/cli/loadScenario.ts';
import { widenInlining } from '../src/experiment/wideInlining.ts';
import type { CompiledScenario } from '../src/scenario/compiled.ts';
import { createSimulation } from '../src/simulation/simulate.ts';
import { runBareW2 } from './reference/bareLoop.ts';

/** What the process prints. `bytesPerRecord`: of the record table and the selection index. */
export interface GrowthFigures { readonly nanosPerDial: number; readonly bareNanosPerDial: number; readonly bytesPerRecord: number; readonly peakBytes: number }

type Round = Pick<GrowthFigures, 'nanosPerDial' | 'bytesPerRecord'>;

const ROUNDS_MAX = 20;

widenInlining();
const [kind, sizeText, dialsText] = process.argv.slice(2);
const size = Number(sizeText);
const records = kind === 'records' ? size : Number(dialsText);
// A short list is dialled to its end, again and again; the others need only so many dials as can be timed well.
const dials = Math.min(records, Number(dialsText));
// The longest list is dialled once, so that the peak of memory is that of one run.
const rounds = records > 1_000_000 ? 1 : Math.min(ROUNDS_MAX, Math.ceil(Number(dialsText) / dials) + 1);
const whole = loadScenario('performance/w2');
// A round of the plain workload first: what is compared is warm code.
oneRound({ ...whole, horizon: { ...whole.horizon, maxDials: Number(dialsText) }, world: { ...whole.world, list: { kind: 'plain', count: Number(dialsText) } } }, Number(dialsText), 0);
const scenario = grown(whole);
let best: Round = oneRound(scenario, records, 1);
for (let round = 2; round <= rounds; round += 1) {
  const next = oneRound(scenario, records, round);
  if (next.nanosPerDial < best.nanosPerDial) best = next;
}
const bareBegan = performance.now();
runBareW2(Number(dialsText), 1);
const bareNanosPerDial = (1e6 * (performance.now() - bareBegan)) / Number(dialsText);
// Node gives kilobytes.
const figures: GrowthFigures = { ...best, bareNanosPerDial, peakBytes: process.resourceUsage().maxRSS * 1_024 };
process.stdout.write(`${JSON.stringify(figures)}\n`);

function oneRound(scenario: CompiledScenario, listLength: number, replication: number): Round {
  const simulation = createSimulation({ scenario, seed: 'growth', replication });
  simulation.advance(listLength);
  const began = performance.now();
  simulation.advance(Number.POSITIVE_INFINITY);
  const runMs = performance.now() - began;
  const { dialer, dials: dialled } = simulation.result();
  return { nanosPerDial: (1e6 * runMs) / dialled, bytesPerRecord: dialer.recordBytes() / listLength };
}

function grown(scenario: CompiledScenario): CompiledScenario {
  const { dialer, world, horizon } = scenario;
  // A strategy's level ends at 100 lines an agent: 20,000 calls need 200 agents.
  const agentCount = kind === 'agents' ? size : kind === 'calls' ? 200 : dialer.agents.length;
  const level = kind === 'calls' ? size / agentCount : 1.3;
  const { shares } = world.customers;
  return {
    ...scenario, horizon: { ...horizon, maxDials: dials },
    dialer: {
      ...dialer, agents: Array.from({ length: agentCount }, () => dialer.agents[0]!), strategy: { ...dialer.strategy, parameters: { ...dialer.strategy.parameters, level } },
    },
    world: {
      ...world, list: { kind: 'plain', count: records }, agents: Array.from({ length: agentCount }, () => world.agents[0]!),
      customers: { ...world.customers, shares: kind === 'calls' ? { ...shares, person: 0 } : shares },
    },
  };
}
