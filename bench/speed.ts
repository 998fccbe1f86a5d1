/**
 * Workloads W1 and W2 of OPB-1 (benchmark: performance): the real engine against the bare loop, in interleaved rounds, each
 * workload in a process of its own.
 *
 * Rule: bars P1 to P3 count the ratio measured side by side, never the absolute speed. A run whose results are not those of
 * the workload, or whose rounds differ in their digest, is an error and has no speed.
 */
import { inOwnProcess } from './inOwnProcess.ts';
import type { SpeedFigures } from './speedRounds.ts';
import type { Row, Suite } from './suite.ts';

interface Expected { readonly value: number; readonly within: number }
interface Workload { readonly id: string; readonly abandonedShare: Expected; readonly occupancy: Expected; readonly meanWaitMinutes?: Expected }

/** W1 within three standard deviations of one run around the exact values; W2 as the benchmark says. */
const WORKLOADS: readonly Workload[] = [
  { id: 'w1', abandonedShare: { value: 0.030912, within: 0.0018 }, occupancy: { value: 0.930324, within: 0.003 }, meanWaitMinutes: { value: 0.061824, within: 0.003 } },
  { id: 'w2', abandonedShare: { value: 0.037, within: 0.002 }, occupancy: { value: 0.9035, within: 0.003 } },
];
const ROUNDS = 5;
const DIALS = 1_000_000;
const QUICK_DIALS = 20_000;

export const speedSuite: Suite = {
  id: 'speed',
  description: 'workloads W1 and W2 against a bare Node loop: dials per second',
  async run({ quick }) {
    const rows: Row[] = [];
    for (const workload of WORKLOADS) {
      const figures = await inOwnProcess('speedRounds.ts', [workload.id, quick ? 1 : ROUNDS, quick ? QUICK_DIALS : DIALS]) as SpeedFigures;
      check(workload, figures, quick);
      rows.push({ name: `${workload.id}, digest ${figures.digests[0]!}`, values: valuesOf(figures) });
    }
    return {
      note: `${quick ? `${QUICK_DIALS} dials, one round: the figures say nothing` : `${DIALS} dials, medians of ${ROUNDS} rounds`}; ratio: to the bare loop's dials per second`,
      columns: [
        { key: 'ratio', title: 'ratio', digits: 3 }, { key: 'dialsPerSecond', title: 'dials/s', digits: 0 }, { key: 'eventsPerSecond', title: 'events/s', digits: 0 },
        { key: 'bareDialsPerSecond', title: 'bare dials/s', digits: 0 }, { key: 'loadMs', title: 'list loaded, ms', digits: 0 },
        { key: 'peakMegabytes', title: 'peak MB', digits: 0 }, { key: 'abandonedShare', title: 'abandoned', digits: 4 }, { key: 'occupancy', title: 'occupancy', digits: 4 },
        { key: 'meanWaitMinutes', title: 'mean wait, min', digits: 4 },
      ],
      rows,
    };
  },
};

function valuesOf({ dials, events, runMs, loadMs, bareMs, ratio, peakBytes, abandonedShare, occupancy, meanWaitMinutes }: SpeedFigures): Record<string, number | null> {
  return {
    ratio, dialsPerSecond: (1_000 * dials) / runMs, eventsPerSecond: (1_000 * events) / runMs, bareDialsPerSecond: (1_000 * dials) / bareMs, loadMs,
    peakMegabytes: peakBytes / 1_048_576, abandonedShare, occupancy, meanWaitMinutes,
  };
}

/** Shortened runs spread more: a quick one is only looked at for its digest. */
function check({ id, abandonedShare, occupancy, meanWaitMinutes }: Workload, figures: SpeedFigures, quick: boolean): void {
  if (figures.digests.length !== 1) throw new Error(`${id}: rounds of one seed gave the digests ${figures.digests.join(', ')}`);
  if (quick) return;
  const checks = [
    ['abandoned', abandonedShare, figures.abandonedShare], ['occupancy', occupancy, figures.occupancy], ['mean wait', meanWaitMinutes, figures.meanWaitMinutes],
  ] as const;
  for (const [name, expected, found] of checks) {
    if (expected === undefined) continue;
    if (found === null || !(Math.abs(found - expected.value) <= expected.within)) throw new Error(`${id}: ${name} is ${found}, expected ${expected.value} ± ${expected.within}`);
  }
}
