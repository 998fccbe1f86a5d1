/**
 * Ranks of the form's fields that the policy orders by, while new records come: the engine holds no texts and orders by ranks (records:
 * sections 11.2 and 11.5).
 *
 * Rule: ranks that were told never change, so they are given with gaps, and a new value gets one in the middle of its gap. Only where a gap is
 * used up (after some thirty values in one place) do two values that differ have the same rank. Plain data: part of the journal's state.
 */
import { UNSET } from '../../base/time.ts';
import { compareValues, rankValues } from '../../engine/selection/rankValues.ts';
import type { FormValues } from './desk.ts';

/** One field: its values in their order, and the rank of each. */
export interface RankedField { readonly field: string; readonly values: (string | number)[]; readonly ranks: number[] }

const GAP = 2 ** 30;

/** @param values of each field, in the order of `fields` */
export function newRankBook(fields: readonly string[], values: readonly (readonly (string | number)[])[]): RankedField[] {
  return fields.map((field, place) => {
    const entries = [...rankValues(values[place]!)].sort(([, left], [, right]) => left - right);
    return { field, values: entries.map(([value]) => value), ranks: entries.map(([, rank]) => (rank + 1) * GAP) };
  });
}

/** The ranks of a form, one a field, UNSET where it has no value. New values enter the book. */
export function ranksOf(book: readonly RankedField[], form: FormValues): number[] {
  return book.map((field) => {
    const value = form[field.field];
    return typeof value === 'string' || typeof value === 'number' ? rankOf(field, value) : UNSET;
  });
}

function rankOf(field: RankedField, value: string | number): number {
  const { values, ranks } = field;
  let known = KNOWN.get(field);
  if (known === undefined) {
    known = new Map(values.map((one, index) => [one, ranks[index]!]));
    KNOWN.set(field, known);
  }
  const found = known.get(value);
  if (found !== undefined) return found;
  const rank = enter(values, ranks, value);
  known.set(value, rank);
  return rank;
}

/** Ranks by value, made anew after a restart. */
const KNOWN = new WeakMap<RankedField, Map<string | number, number>>();

function enter(values: (string | number)[], ranks: number[], value: string | number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareValues(values[middle]!, value) < 0) low = middle + 1;
    else high = middle;
  }
  if (low < values.length && compareValues(values[low]!, value) === 0) return ranks[low]!;
  const before = ranks[low - 1] ?? 0;
  const after = ranks[low] ?? before + 2 * GAP;
  const rank = Math.floor((before + after) / 2);
  values.splice(low, 0, value);
  ranks.splice(low, 0, rank);
  return rank;
}
