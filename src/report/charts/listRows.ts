/** The series of a list as rows for charts: few enough to be seen, from its first change on, in hours and shares. */
import { HOUR_MS } from '../../base/time.ts';
import type { ListPoint, ListSeries } from '../../measure/results.ts';
import { ACTIONS, type ActionName } from '../../engine/vocabulary.ts';

export interface ListRow {
  /** Since the run's first midnight. */
  readonly fromHours: number;
  readonly toHours: number;
  /** Shares of all records at the end of the row. */
  readonly neverCalled: number;
  readonly notDone: number;
  readonly byAction: Readonly<Record<ActionName, number>>;
}

/** At most this many rows are drawn. */
const MOST_ROWS = 160;

/** Rows in ascending order; one row where nothing was recorded at all. */
export function listRows({ binMs, points }: ListSeries): ListRow[] {
  const first = Math.max(0, points.findIndex((point) => point.called > 0 || point.done > 0) - 1);
  const used = points.slice(first);
  const every = Math.max(1, Math.ceil(used.length / MOST_ROWS));
  const kept = used.filter((_, index) => index % every === every - 1 || index === used.length - 1);
  let before = Math.max(0, (used[0]?.at ?? 0) - binMs);
  return kept.map((point) => {
    const row = rowOf(before, point);
    before = point.at;
    return row;
  });
}

function rowOf(from: number, point: ListPoint): ListRow {
  const all = ACTIONS.reduce((sum, action) => sum + point[action], 0);
  const share = (count: number): number => (all > 0 ? count / all : 0);
  return {
    fromHours: from / HOUR_MS, toHours: point.at / HOUR_MS, neverCalled: share(all - point.called), notDone: share(all - point.done),
    byAction: Object.fromEntries(ACTIONS.map((action) => [action, share(point[action])])) as Record<ActionName, number>,
  };
}
