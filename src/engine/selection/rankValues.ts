/**
 * Ranks of a form field's values: what the event `recordRanked` tells the engine, which holds no texts.
 *
 * Rule: equal values have equal ranks, from 0. Numbers, and texts that are written as numbers, come first in their order; then texts
 * by their letters without marks and case, so that Čapek stands before Dvořák and Žák before zeman; where that ties, by the text itself.
 */
export function rankValues(values: Iterable<string | number>): ReadonlyMap<string | number, number> {
  const keyed = [...new Set(values)].map((value) => ({ value, number: numberOf(value), letters: lettersOf(value), text: String(value) }));
  keyed.sort((a, b) => compare(a.number, b.number) || compare(a.letters, b.letters) || compare(a.text, b.text));
  const ranks = new Map<string | number, number>();
  let rank = -1;
  let before: (typeof keyed)[number] | null = null;
  for (const one of keyed) {
    // The number 7 and the text "7" are alike.
    if (before === null || before.text !== one.text) rank += 1;
    ranks.set(one.value, rank);
    before = one;
  }
  return ranks;
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
