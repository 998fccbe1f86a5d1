/**
 * The limit of Erlang's loss formula for large teams staffed with a square-root reserve.
 *
 * Rule: if n = a + β√a with β fixed, then √n·B(n, a) tends to φ(β)/Φ(β), the normal density over the normal
 * distribution function. This is why open-loop dialling gets better with n, and how slowly.
 * Source: Jagerman (1974).
 */

/**
 * The limit of √n·B, above 0 and decreasing in `reserve`.
 *
 * @param reserve β in n = a + β√a: spare servers in units of the root of the load; any finite number
 * @throws RangeError if `reserve` is not finite
 * @example qedLimit(1) // 0.287600
 */
export function qedLimit(reserve: number): number {
  if (!Number.isFinite(reserve)) throw new RangeError(`reserve is ${reserve}; it must be finite`);
  if (reserve < -LARGE) return lowerTailHazard(-reserve);
  const density = Math.exp((-reserve * reserve) / 2) / Math.sqrt(2 * Math.PI);
  if (density === 0) return 0;
  // Φ(β) = 1/2 + φ(β)·(β + β³/3 + β⁵/(3·5) + …)
  let sum = 0;
  let term = reserve;
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * 1e-17; odd += 2) {
    sum += term;
    term *= (reserve * reserve) / odd;
  }
  return density / (0.5 + density * sum);
}

/** Below −3 the series would cancel; the continued fraction x + 1/(x + 2/(x + 3/…)) takes over. Source: Laplace (1805). */
const LARGE = 3;

function lowerTailHazard(x: number): number {
  let fraction = x;
  for (let level = 200; level >= 1; level--) fraction = x + level / fraction;
  return fraction;
}
