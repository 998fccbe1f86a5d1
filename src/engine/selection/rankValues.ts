/**
 * Ranks of a form field's values: what the event `recordRanked` tells the engine, which holds no texts.
 *
 * Rule: equal values have equal ranks, from 0. Numbers, and texts that are written as numbers, come first in their order; then texts
 * by their letters without marks and case, so that Čapek stands before Dvořák and Žák before zeman; where that ties, by the text itself.
 */
export function rankValues(values: Iterable<string | number>): ReadonlyMap<string | number, number> {
  const keyed = [...new Set(values)].map(keyOf);
  keyed.sort(compareKeys);
  const ranks = new Map<string | number, number>();
  let rank = -1;
  let before: Key | null = null;
  for (const one of keyed) {
    // The number 7 and the text "7" are alike.
    if (before === null || before.text !== one.text) rank += 1;
    ranks.set(one.value, rank);
    before = one;
  }
  return ranks;
}

/** The order of the values: below 0 where `left` comes first, 0 where they are alike. */
export function compareValues(left: string | number, right: string | number): number {
  return compareKeys(keyOf(left), keyOf(right));
}

interface Key { readonly value: string | number; readonly number: number; readonly letters: string; readonly text: string }

function keyOf(value: string | number): Key {
  return { value, number: numberOf(value), letters: lettersOf(value), text: String(value) };
}

function compareKeys(a: Key, b: Key): number {
  return compare(a.number, b.number) || compare(a.letters, b.letters) || compare(a.text, b.text);
}

function numberOf(value: string | number): number {
  if (typeof value === 'number') return value;
  return /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : Number.POSITIVE_INFINITY;
}

function lettersOf(value: string | number): string {
  return String(value).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
