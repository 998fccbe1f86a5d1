/**
 * Quality: what every strategy of the suite does in its replications, as the sums that all figures are made of.
 *
 * Rule: the same seed always, so a replication differs from the baseline's only where the code does; then its digest differs too.
 */
import { judgementOf, outcomeSums, type Judgement } from '../judgement.ts';
import { createLaboratory, type LaboratoryHooks, type Setting } from '../laboratory.ts';
import type { Workforce } from '../workers/workforce.ts';
import { combineDigests } from '../../journal/digest.ts';
import type { CellSums } from './baseline.ts';
import type { BenchSuite, Cell } from './suite.ts';

export interface MeasuredCell {
  readonly cell: Cell;
  readonly judgement: Judgement;
  /** Null where the runs failed or were not finished. */
  readonly sums: CellSums | null;
  readonly fault: string | null;
}

export async function measureQuality({ cells, seed, replications }: BenchSuite, workforce: Workforce, hooks: LaboratoryHooks): Promise<MeasuredCell[]> {
  const laboratory = createLaboratory(workforce, hooks);
  const judgements = new Map([...new Set(cells.map(({ scenario }) => scenario))].map((scenario) => [scenario, judgementOf(scenario)]));
  const settings = cells.map(({ scenario, strategy }): Setting => ({ scenario: judgements.get(scenario)!.scenario, strategy, seed }));
  await laboratory.run(settings, replications);
  return cells.map((cell, index) => {
    const judgement = judgements.get(cell.scenario)!;
    const results = laboratory.results(settings[index]!);
    const fault = laboratory.faultOf(settings[index]!);
    if (fault !== null || results.length < replications) return { cell, judgement, sums: null, fault };
    const { busyMs, staffedMs, abandoned, answered, daysOver, daysCounted } = outcomeSums(judgement, results);
    const sums = { digest: combineDigests(results.map(({ digest }) => digest)), busyMs, staffedMs, abandoned, answered, daysOver, daysCounted };
    return { cell, judgement, sums: sums as CellSums, fault };
  });
}
