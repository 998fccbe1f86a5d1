/** Rounding as every published rule here means it: halves go up. `Math.round` does just that, for negative halves too. */
export function roundHalfUp(value: number): number {
  return Math.floor(value + 0.5);
}
