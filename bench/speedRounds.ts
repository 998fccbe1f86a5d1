/**
 * The rounds of one workload, in a process of its own: the real engine and the bare loop in turns. Prints one line of JSON.
 * Started by speed.ts: `speedRounds.ts <w1|w2> <rounds> <dials>`.
 *
 * Rule: the clock runs from the complete list to the last wrap-up; loading the list is start-up and is told apart. Every
 * round uses the same seed, so its digest must be the same.
 */
import { loadScenario } from '../src/cli/loadScenario.ts';
import { widenInlining } from '../src/experiment/wideInlining.ts';
import { createSimulation, type SimulationResult } from '../src/simulation/simulate.ts';
import { runBareW1 } from './reference/bareQueue.ts';
import { runBareW2 } from './reference/bareLoop.ts';
import { createWaits } from './waits.ts';

/** What the process prints. Times in ms, medians over the rounds; `ratio`: the median of each round's own. */
export interface SpeedFigures {
  readonly dials: number; readonly events: number; readonly runMs: number; readonly loadMs: number; readonly bareMs: number; readonly ratio: number;
  readonly peakBytes: number; readonly digests: readonly string[]; readonly abandonedShare: number; readonly occupancy: number;
  /** Mean wait of all who answered, minutes: of W1 only, in a run of its own that is not timed. */
  readonly meanWaitMinutes: number | null;
}

// As in the program itself.
widenInlining();
const [workload, roundsText, dialsText] = process.argv.slice(2);
const rounds = Number(roundsText);
const dials = Number(dialsText);
const whole = loadScenario(`performance/${workload}`);
const scenario = { ...whole, horizon: { ...whole.horizon, maxDials: dials }, world: { ...whole.world, list: { kind: 'plain' as const, count: dials } } };

const runMs: number[] = [];
const loadMs: number[] = [];
const bareMs: number[] = [];
const digests = new Set<string>();
let last: SimulationResult | null = null;
for (let round = 0; round < rounds; round += 1) {
  // No collection is forced in between: it would throw away machine code that names objects of the last round, as no experiment does.
  last = engineRound();
  const began = performance.now();
  const bare = workload === 'w1' ? runBareW1(dials, round + 1) : runBareW2(dials, round + 1);
  bareMs.push(performance.now() - began);
  if (!(bare.events >= dials)) throw new Error(`the bare loop handled only ${bare.events} events`);
}
const { replication, events } = last!;
const { counts, agents } = replication;
const figures: SpeedFigures = {
  dials: counts.dials, events: events - dials, runMs: median(runMs), loadMs: median(loadMs), bareMs: median(bareMs),
  ratio: median(runMs.map((ms, round) => bareMs[round]! / ms)),
  // Node gives kilobytes.
  peakBytes: process.resourceUsage().maxRSS * 1_024, digests: [...digests],
  abandonedShare: (counts.dropped + counts.customerHangups) / counts.liveAnswers, occupancy: agents.occupancy ?? Number.NaN,
  meanWaitMinutes: workload === 'w1' ? meanWait() : null,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);

function meanWait(): number {
  const waits = createWaits();
  const simulation = createSimulation({ scenario, seed: 'speed', replication: 0, observers: () => [waits] });
  simulation.advance(Number.POSITIVE_INFINITY);
  return waits.meanMinutes();
}

function engineRound(): SimulationResult {
  const began = performance.now();
  const simulation = createSimulation({ scenario, seed: 'speed', replication: 0 });
  simulation.advance(dials);
  const loaded = performance.now();
  simulation.advance(Number.POSITIVE_INFINITY);
  const result = simulation.result();
  runMs.push(performance.now() - loaded);
  loadMs.push(loaded - began);
  digests.add(result.replication.digest);
  return result;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
