/**
 * Do the 95 % intervals contain the truth in 95 of 100 cases? Simulated experiments in a Markov world, whose occupancy and
 * abandon rate under a fixed ratio are known exactly; and how much common random numbers sharpen a difference.
 */
import { evaluateLevels } from '../../src/queueing/evaluateLevels.ts';
import type { ReplicationResult } from '../../src/measure/results.ts';
import { jackknifeRatio } from '../../src/measure/statistics/jackknifeRatio.ts';
import { jackknifeRatioDifference } from '../../src/measure/statistics/jackknifeRatioDifference.ts';
import { judgementOf, occupancyOf, outcomeSums, pooled, rateOf, type Judgement } from '../../src/experiment/judgement.ts';
import { createLaboratory } from '../../src/experiment/laboratory.ts';
import { markovModelOf } from '../../src/experiment/markovModelOf.ts';
import type { Workforce } from '../../src/experiment/workers/workforce.ts';
import { smallScenario } from './smallScenario.ts';

export interface Coverage {
  readonly experiments: number;
  /** Shares of the experiments whose interval contains the truth. */
  readonly occupancy: number;
  readonly rate: number;
  readonly difference: number;
  /** Variance of the difference with independent random numbers over that with common ones. */
  readonly varianceCut: number;
}

export interface CoverageInput {
  readonly experiments: number;
  /** Of each experiment, and the hours of each that count. */
  readonly replications: number;
  readonly hours: number;
  readonly workforce: Workforce;
  readonly onProgress?: (share: number) => void;
}

const AGENTS = 5;
const RATIOS = [1.4, 1.7] as const;

export async function measureCoverage({ experiments, replications, hours, workforce, onProgress }: CoverageInput): Promise<Coverage> {
  const judgement = judgementOf(smallScenario(AGENTS, hours));
  const laboratory = createLaboratory(workforce, onProgress === undefined ? {} : { onProgress });
  const settings = RATIOS.map((ratio) => ({ scenario: judgement.scenario, strategy: { id: 'fixed-ratio-idle', parameters: { ratio } }, seed: 'coverage' }));
  await laboratory.run(settings, experiments * replications);
  const [gentle, bold] = settings.map((setting) => laboratory.results(setting)) as [readonly ReplicationResult[], readonly ReplicationResult[]];
  const [truthGentle, truthBold] = RATIOS.map(truthOf) as [Truth, Truth];

  let occupancy = 0;
  let rate = 0;
  let difference = 0;
  for (let experiment = 0; experiment < experiments; experiment += 1) {
    const part = (of: readonly ReplicationResult[]) => outcomeSums(judgement, of.slice(experiment * replications, (experiment + 1) * replications));
    const [ofGentle, ofBold] = [part(gentle), part(bold)];
    const boldRate = rateOf(ofBold);
    const boldOccupancy = occupancyOf(ofBold);
    if (contains(jackknifeRatio(boldOccupancy.numerators, boldOccupancy.denominators)!, truthBold.occupancy)) occupancy += 1;
    if (contains(jackknifeRatio(boldRate.numerators, boldRate.denominators)!, truthBold.rate)) rate += 1;
    if (contains(jackknifeRatioDifference(boldOccupancy, occupancyOf(ofGentle))!, truthBold.occupancy - truthGentle.occupancy)) difference += 1;
  }
  return {
    experiments, occupancy: occupancy / experiments, rate: rate / experiments, difference: difference / experiments, varianceCut: varianceCutOf(judgement, gentle, bold),
  };
}

interface Truth { readonly occupancy: number; readonly rate: number }

/** Exact: the ratio is a base-stock level for each number of busy agents. */
function truthOf(ratio: number): Truth {
  const model = markovModelOf(smallScenario(AGENTS))!;
  const value = evaluateLevels(model, Array.from({ length: AGENTS + 1 }, (_, busy) => Math.floor(ratio * (AGENTS - busy) + 0.5)));
  return { occupancy: value.occupancy, rate: value.abandoned };
}

function contains({ lower, upper }: { readonly lower: number; readonly upper: number }, truth: number): boolean {
  return lower <= truth && truth <= upper;
}

/** Independent numbers: the same replications, each paired with the one after it. */
function varianceCutOf(judgement: Judgement, gentle: readonly ReplicationResult[], bold: readonly ReplicationResult[]): number {
  const each = (of: readonly ReplicationResult[]): number[] => of.map((one) => pooled(occupancyOf(outcomeSums(judgement, [one])))!);
  const [x, y] = [each(bold), each(gentle)];
  const common = x.map((value, index) => value - y[index]!);
  const independent = x.map((value, index) => value - y[(index + 1) % y.length]!);
  return variance(independent) / variance(common);
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
