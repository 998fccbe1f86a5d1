/**
 * A strategy and its parameters as they are written on the command line's results: `holding (target 0.03, smoothing true)`.
 */
import type { RunResult } from '../measure/results.ts';

export function strategyWords(strategy: RunResult['strategy']): string {
  const parameters = Object.entries(strategy.parameters).map(([name, value]) => `${name} ${String(value)}`);
  return parameters.length === 0 ? strategy.id : `${strategy.id} (${parameters.join(', ')})`;
}
