/**
 * How the cost of a dial grows: with agents (10 to 5,000), with records (1,000 to 10,000,000) and with calls in flight (10
 * to 20,000); as a table, and as a chart in `reports/out/growth.svg`. Each row runs in a process of its own.
 *
 * Rule: one of the three grows, the others stand still. `ratio` is the cost to that of the first row of its kind; logarithmic
 * growth at worst is demanded, so a factor of 1,000 may cost some three times as much, and never 1,000 times. What the
 * records take inside the engine, and the peak of the process, are told with them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { growthChart } from './growthChart.ts';
import type { GrowthFigures } from './growthRun.ts';
import { inOwnProcess } from './inOwnProcess.ts';
import type { Row, Suite } from './suite.ts';

interface GrowthKind { readonly id: 'agents' | 'records' | 'calls'; readonly sizes: readonly number[]; readonly quickSizes: readonly number[] }

const KINDS: readonly GrowthKind[] = [
  { id: 'agents', sizes: [10, 50, 200, 1_000, 5_000], quickSizes: [10, 100] },
  { id: 'records', sizes: [1_000, 10_000, 100_000, 1_000_000, 10_000_000], quickSizes: [1_000, 10_000] },
  { id: 'calls', sizes: [10, 100, 1_000, 5_000, 20_000], quickSizes: [10, 100] },
];
const DIALS = 300_000;
const QUICK_DIALS = 2_000;
const CHART_FOLDER = fileURLToPath(new URL('../reports/out/', import.meta.url));

export const growthSuite: Suite = {
  id: 'growth',
  description: 'cost of a dial against agents, records and calls in flight, with a chart',
  async run({ quick }) {
    const rows: (Row & { readonly kind: string; readonly size: number })[] = [];
    for (const { id, sizes, quickSizes } of KINDS) {
      let first: number | null = null;
      for (const size of quick ? quickSizes : sizes) {
        const figures = await inOwnProcess('growthRun.ts', [id, size, quick ? QUICK_DIALS : DIALS]) as GrowthFigures;
        first ??= figures.nanosPerDial;
        rows.push({
          kind: id, size, name: `${size.toLocaleString('en')} ${id}`,
          values: {
            nanos: figures.nanosPerDial, ratio: figures.nanosPerDial / first, bareNanos: figures.bareNanosPerDial,
            bytesPerRecord: figures.bytesPerRecord, peakMegabytes: figures.peakBytes / 1_048_576,
          },
        });
      }
    }
    mkdirSync(CHART_FOLDER, { recursive: true });
    writeFileSync(`${CHART_FOLDER}growth.svg`, await growthChart(rows.map(({ kind, size, values }) => ({ kind, size, nanos: values['nanos'] ?? Number.NaN }))));
    return {
      note: `${quick ? 'short runs: the figures say nothing' : `${DIALS} dials at most`}; ratio: to the first of its kind; bare: a dial of the bare loop in the same process; `
        + 'chart: reports/out/growth.svg',
      columns: [
        { key: 'nanos', title: 'ns per dial', digits: 0 }, { key: 'ratio', title: 'ratio', digits: 2 }, { key: 'bareNanos', title: 'bare, ns', digits: 0 },
        { key: 'bytesPerRecord', title: 'bytes a record', digits: 0 }, { key: 'peakMegabytes', title: 'peak MB', digits: 0 },
      ],
      rows: rows.map(({ name, values }) => ({ name, values })),
    };
  },
};
