/**
 * The cells into which foresight cuts the coming minute: a second each where most answers come, coarser far ahead, where little is
 * decided and everything is smooth.
 *
 * Source: our own; it halves the work of the forecast (pacing: `foresight`, bounded work).
 */

/** Seconds that are looked ahead at most. */
export const HORIZON_MAX = 60;

/** Ends of the cells, in seconds from now. */
const CELL_ENDS: readonly number[] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 28, 32, 36, 40, 44, 48, 52, 56, HORIZON_MAX];

export const CELLS_MAX = CELL_ENDS.length;

/** How many cells a horizon of so many whole seconds has; its last one ends with it. */
export function cellsWithin(horizon: number): number {
  let cells = 0;
  while (cells < CELLS_MAX && cellEnd(cells - 1, horizon) < horizon) cells += 1;
  return cells;
}

/** End of a cell, in seconds; of the cell before the first one: 0. */
export function cellEnd(cell: number, horizon: number): number {
  return cell < 0 ? 0 : Math.min(horizon, CELL_ENDS[cell]!);
}

/** Sums what is given by seconds within each cell of the horizon; `from`: where the seconds begin, `to`: where the cells go. */
export function sumByCells(seconds: Float64Array, from: number, horizon: number, into: Float64Array, to: number): void {
  let second = 0;
  for (let cell = 0; second < horizon; cell += 1) {
    const end = cellEnd(cell, horizon);
    let sum = 0;
    while (second < end) {
      sum += seconds[from + second] ?? 0;
      second += 1;
    }
    into[to + cell] = sum;
  }
}
