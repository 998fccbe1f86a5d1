/** From a distribution as data to a sampler. One kind a file; the parameters mean what `DistributionSpec` says. */
import type { DistributionSpec } from '../spec.ts';
import { constant } from './constant.ts';
import { empirical } from './empirical.ts';
import { exponential } from './exponential.ts';
import { gamma } from './gamma.ts';
import { lognormal, lognormalOfMean } from './lognormal.ts';
import { mixture } from './mixture.ts';
import type { Sampler } from './sampler.ts';
import { truncatedNormal } from './truncatedNormal.ts';
import { uniform } from './uniform.ts';

/** Samplers hold no state: whoever compiles the same description again, such as the next run of a scenario, gets the same one. */
const COMPILED = new WeakMap<DistributionSpec, Sampler>();

/** Throws a RangeError when no such distribution exists. */
export function compileDistribution(spec: DistributionSpec): Sampler {
  const known = COMPILED.get(spec);
  if (known !== undefined) return known;
  const sampler = compile(spec);
  COMPILED.set(spec, sampler);
  return sampler;
}

function compile(spec: DistributionSpec): Sampler {
  switch (spec.distribution) {
    case 'constant':
      return constant(spec.value);
    case 'uniform':
      return uniform(spec.min, spec.max);
    case 'exponential':
      return exponential(spec.mean);
    case 'normal':
      return truncatedNormal(spec.mean, spec.sd, spec.min, spec.max);
    case 'lognormal':
      return 'mu' in spec ? lognormal(spec.mu, spec.sigma) : lognormalOfMean(spec.mean, spec.cv);
    case 'gamma':
      return gamma(spec.mean, spec.cv);
    case 'mixture':
      return mixture(spec.parts.map((part) => ({ weight: part.weight, of: compileDistribution(part.of) })));
    case 'empirical':
      return empirical(spec.quantiles);
  }
}
