/**
 * Goal G3: the share of days over the limit in each realistic scenario, at most 5 % with 20 agents or more and at most 10 % with
 * fewer, with its Clopper–Pearson interval.
 *
 * Source: benchmark section 5.
 */
import { SCENARIOS } from '../../src/experiment/benchmark/profile.ts';
import { judgementOf } from '../../src/experiment/judgement.ts';
import { aligned, figuresOf, percent, tasksOf, type Evidence, type Options } from './evidence.ts';
import { loadOpb } from './run.ts';
import { runAll } from './runAll.ts';

export async function g3({ replications, workers }: Options): Promise<Evidence> {
  const figures = [];
  for (const { id, replications: planned } of SCENARIOS) {
    const most = judgementOf(loadOpb(id)).windowShareMax;
    if (most === null) continue;
    const found = figuresOf(await runAll(tasksOf(id, Math.min(planned, replications ?? planned)), workers));
    figures.push({ scenario: id, planned, most, ...found, isMet: found.rate <= 0.03 && found.overShare!.estimate <= most, isShown: found.overShare!.upper <= most });
  }
  return {
    lines: [
      'G3: share of days over the limit, 95 % Clopper–Pearson interval, scoring seeds; shown: the whole interval is within the bar',
      ...aligned([['scenario', 'R', 'occupancy', '±', 'rate', 'days over', 'share', 'from', 'to', 'bar', 'met', 'shown'], ...figures.map((line) => [
        line.scenario, `${line.replications}/${line.planned}`, percent(line.occupancy), percent(line.occupancyHalfWidth), percent(line.rate), `${line.windowsOver}/${line.windowsCounted}`,
        percent(line.overShare!.estimate, 1), percent(line.overShare!.lower, 1), percent(line.overShare!.upper, 1), percent(line.most, 0), line.isMet ? 'yes' : 'NO', line.isShown ? 'yes' : 'no',
      ])]),
    ],
    isPassed: figures.every(({ isMet }) => isMet), figures,
  };
}
