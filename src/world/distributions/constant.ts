/** The constant: always `value`, without a draw. */
import type { Sampler } from './sampler.ts';

export function constant(value: number): Sampler {
  return {
    mean: value,
    variance: 0,
    sample: () => value,
    cdf: (x) => (x >= value ? 1 : 0),
    partialMean: (x) => (x >= value ? value : 0),
  };
}
