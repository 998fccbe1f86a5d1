/**
 * Student's t distribution: cdf and quantile. Source: Abramowitz & Stegun 26.5.27, through the incomplete beta function.
 */
import { bisect } from 'simple-statistics';
import { incompleteBeta } from './incompleteBeta.ts';

/** P(T <= t) with `degrees` > 0 degrees of freedom. The lower tail keeps its relative accuracy. */
export function studentTCdf(t: number, degrees: number): number {
  requireDegrees(degrees);
  if (t * t < 1) {
    // Near the middle the argument of the other form would be rounded to 1.
    const half = incompleteBeta((t * t) / (degrees + t * t), 0.5, degrees / 2) / 2;
    return t < 0 ? 0.5 - half : 0.5 + half;
  }
  const tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t < 0 ? tail : 1 - tail;
}

/** The t with P(T <= t) = share; share in (0, 1). */
export function studentTQuantile(share: number, degrees: number): number {
  requireDegrees(degrees);
  if (!(share > 0 && share < 1)) throw new RangeError(`studentTQuantile: the share is ${share}; it must be in (0, 1)`);
  if (share === 0.5) return 0;
  const lowerShare = Math.min(share, 1 - share);
  let far = -1;
  while (studentTCdf(far, degrees) > lowerShare) far *= 2;
  const t = bisect((at) => studentTCdf(at, degrees) - lowerShare, far, 0, 200, -far * 1e-14);
  return share < 0.5 ? t : -t;
}

function requireDegrees(degrees: number): void {
  if (!(degrees > 0)) throw new RangeError(`Student's t: ${degrees} degrees of freedom; more than 0 are needed`);
}
