/**
 * Holm's step-down adjustment of several p values. Source: Holm, Scandinavian Journal of Statistics 6 (1979).
 */

/** Adjusted p values in the order given: p̃_(j) = max over l <= j of min(1, (m - l + 1) p_(l)). */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((left, right) => pValues[left]! - pValues[right]!);
  const adjusted = pValues.map(() => 0);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[index]!));
    adjusted[index] = largest;
  });
  return adjusted;
}
