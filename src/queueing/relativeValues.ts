/**
 * Relative values of a Markov chain with rewards: how much better it is to start here than at a reference state.
 *
 * Rule: h(s) = r(s) + Σ next(s, t)·h(t) with h(reference) = 0, where r already has the long-run gain taken off. States
 * are taken out one by one, the low ones upwards and the high ones downwards towards the reference, and h is built up
 * on the way back. The divisor of a removed state is the sum of its ways out, never 1 − something.
 * Sources: Howard (1960); the elimination of Grassmann, Taksar and Heyman (1985).
 */

/**
 * Solves for the relative values.
 *
 * @param size number of states
 * @param transitions row-major `size` × `size` probabilities; the diagonal is not used. Left unchanged.
 * @param rewards r(s) per visit, net of gain × duration, so that their stationary mean is 0. Left unchanged.
 * @param reference the state with value 0: one that every state reaches, best a frequent one, since differences
 *   across states that are hardly ever visited would drown in rounding
 */
export function relativeValues(size: number, transitions: Float64Array, rewards: Float64Array, reference: number): Float64Array {
  const chain = transitions.slice();
  const reward = rewards.slice();
  const leaving = new Float64Array(size);
  const order = removalOrder(size, reference);
  const present = new Uint8Array(size).fill(1);
  for (const removed of order) {
    present[removed] = 0;
    const row = removed * size;
    let out = 0;
    for (let to = 0; to < size; to++) if (present[to] === 1) out += chain[row + to]!;
    leaving[removed] = out;
    for (let from = 0; from < size; from++) {
      const share = present[from] === 1 ? chain[from * size + removed]! / out : 0;
      if (share === 0) continue;
      reward[from] = reward[from]! + share * reward[removed]!;
      for (let to = 0; to < size; to++) {
        if (present[to] === 1) chain[from * size + to] = chain[from * size + to]! + share * chain[row + to]!;
      }
    }
  }
  const values = new Float64Array(size);
  for (const restored of order.reverse()) {
    let sum = reward[restored]!;
    // Those removed before it are not present and not yet restored; its ways out lead only to the others.
    for (let to = 0; to < size; to++) if (present[to] === 1) sum += chain[restored * size + to]! * values[to]!;
    values[restored] = sum / leaving[restored]!;
    present[restored] = 1;
  }
  return values;
}

function removalOrder(size: number, reference: number): number[] {
  const order: number[] = [];
  for (let low = 0; low < reference; low++) order.push(low);
  for (let high = size - 1; high > reference; high--) order.push(high);
  return order;
}
