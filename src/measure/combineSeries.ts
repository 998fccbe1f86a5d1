/**
 * Series over the day, summed over replications: what a chart of the whole run is drawn from.
 */
import type { DaySeries } from './results.ts';

type Bin = DaySeries['bins'][number];

/** All series must have bins of one length, else a `RangeError`; bins that only some of them have are kept. An empty list gives empty series of quarter hours. */
export function combineSeries(series: readonly DaySeries[]): DaySeries {
  const binMs = series[0]?.binMs ?? 900_000;
  const bins = new Map<number, Bin>();
  const waits = new Map<number, number>();
  for (const one of series) {
    if (one.binMs !== binMs) throw new RangeError(`combineSeries: bins of ${binMs} ms and of ${one.binMs} ms`);
    for (const bin of one.bins) {
      const sum = bins.get(bin.at);
      if (sum === undefined) bins.set(bin.at, { ...bin });
      else addTo(sum, bin);
    }
    for (const { upToSeconds, count } of one.waits) waits.set(upToSeconds, (waits.get(upToSeconds) ?? 0) + count);
  }
  return {
    binMs,
    bins: [...bins.values()].sort((a, b) => a.at - b.at),
    waits: [...waits].map(([upToSeconds, count]) => ({ upToSeconds, count })).sort((a, b) => a.upToSeconds - b.upToSeconds),
  };
}

function addTo(sum: Bin, bin: Bin): void {
  for (const key of Object.keys(sum) as (keyof Bin)[]) {
    if (key !== 'at') sum[key] += bin[key];
  }
}
