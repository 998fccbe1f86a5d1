/**
 * Series over the day, summed over replications: what a chart of the whole run is drawn from.
 */
import type { DaySeries, ListPoint, ListSeries, StatusLine } from './results.ts';

type Bin = DaySeries['bins'][number];

/** All series must have bins of one length, else a `RangeError`; bins that only some of them have are kept. An empty list gives empty series of quarter hours. */
export function combineSeries(series: readonly DaySeries[]): DaySeries {
  const binMs = series[0]?.binMs ?? 900_000;
  const bins = new Map<number, Bin>();
  const waits = new Map<number, number>();
  const customerWaits = new Map<number, number>();
  for (const one of series) {
    if (one.binMs !== binMs) throw new RangeError(`combineSeries: bins of ${binMs} ms and of ${one.binMs} ms`);
    for (const bin of one.bins) {
      const sum = bins.get(bin.at);
      if (sum === undefined) bins.set(bin.at, { ...bin });
      else addTo(sum, bin);
    }
    addWaits(waits, one.waits);
    addWaits(customerWaits, one.customerWaits ?? []);
  }
  const lists = series.flatMap((one) => one.list ?? []);
  const statuses = combineStatuses(series);
  return {
    binMs,
    ...(lists.length > 0 ? { list: combineLists(lists) } : {}),
    ...(statuses.length > 0 ? { statuses } : {}),
    bins: [...bins.values()].sort((a, b) => a.at - b.at),
    waits: waitsOf(waits),
    ...(customerWaits.size === 0 ? {} : { customerWaits: waitsOf(customerWaits) }),
  };
}

function addWaits(sums: Map<number, number>, waits: DaySeries['waits']): void {
  for (const { upToSeconds, count } of waits) sums.set(upToSeconds, (sums.get(upToSeconds) ?? 0) + count);
}

function waitsOf(sums: ReadonlyMap<number, number>): DaySeries['waits'] {
  return [...sums].map(([upToSeconds, count]) => ({ upToSeconds, count })).sort((a, b) => a.upToSeconds - b.upToSeconds);
}

/** Each run stands as it ended while a longer one goes on. */
function combineLists(lists: readonly ListSeries[]): ListSeries {
  const instants = [...new Set(lists.flatMap((list) => list.points.map((point) => point.at)))].sort((a, b) => a - b);
  const places = lists.map(() => 0);
  const points = instants.map((at) => {
    const sum: Record<string, number> = {};
    lists.forEach((list, index) => {
      while (places[index]! < list.points.length - 1 && list.points[places[index]! + 1]!.at <= at) places[index]! += 1;
      for (const [name, value] of Object.entries(list.points[places[index]!]!)) sum[name] = (sum[name] ?? 0) + value;
    });
    return { ...sum, at } as ListPoint;
  });
  return { binMs: lists[0]!.binMs, points };
}

function combineStatuses(series: readonly DaySeries[]): StatusLine[] {
  const lines = new Map<string, StatusLine>();
  for (const line of series.flatMap((one) => one.statuses ?? [])) {
    const sum = lines.get(line.id);
    if (sum === undefined) {
      lines.set(line.id, { ...line });
      continue;
    }
    sum.setAutomatically += line.setAutomatically;
    sum.setByAgents += line.setByAgents;
    sum.carriedNow += line.carriedNow;
  }
  return [...lines.values()];
}

function addTo(sum: Bin, bin: Bin): void {
  for (const key of Object.keys(sum) as (keyof Bin)[]) {
    if (key !== 'at') sum[key] += bin[key];
  }
}
