/**
 * Goal G1: in the Markov worlds, whose optimum is known exactly, foresight closes 95 % of the gap from progressive dialling to
 * it, at a long-run rate of at most 3 %.
 *
 * Source: benchmark section 5.
 */
import { EXACT_OPTIMUM, EXACT_PROGRESSIVE } from '../../src/experiment/benchmark/profile.ts';
import { aligned, figuresOf, percent, tasksOf, type Evidence, type Options } from './evidence.ts';
import { runAll } from './runAll.ts';

const REPLICATIONS = 50;
const GAP_MIN = 0.95;
const HALF_WIDTH_MAX = 0.01;
const RATE_MAX = 0.03;

export async function g1({ replications, workers }: Options): Promise<Evidence> {
  const ids = Object.keys(EXACT_OPTIMUM);
  const count = replications ?? REPLICATIONS;
  const runs = await runAll(ids.flatMap((id) => tasksOf(id, count)), workers);
  const figures = ids.map((id, index) => {
    const found = figuresOf(runs.slice(index * count, (index + 1) * count));
    const gap = EXACT_OPTIMUM[id]! - EXACT_PROGRESSIVE;
    const gapClosed = (found.occupancy - EXACT_PROGRESSIVE) / gap;
    const gapHalfWidth = found.occupancyHalfWidth / gap;
    return { scenario: id, ...found, gapClosed, gapHalfWidth, isMet: gapClosed >= GAP_MIN && gapHalfWidth <= HALF_WIDTH_MAX && found.rate <= RATE_MAX };
  });
  return {
    lines: [
      `G1: gap closed at least 95 %, half-width at most 1 %, pooled rate at most 3.00 %; ${count} replications (goal: ${REPLICATIONS}), scoring seeds`,
      ...aligned([['scenario', 'occupancy', '±', 'gap closed', '±', 'rate', '±', 'met'], ...figures.map((line) => [
        line.scenario, percent(line.occupancy), percent(line.occupancyHalfWidth), percent(line.gapClosed, 1), percent(line.gapHalfWidth, 1), percent(line.rate, 3),
        percent(line.rateHalfWidth, 3), line.isMet ? 'yes' : 'NO',
      ])]),
    ],
    isPassed: figures.every(({ isMet }) => isMet), figures,
  };
}
