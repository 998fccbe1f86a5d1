/**
 * The stationary law of a finite Markov chain, without a subtraction.
 *
 * Rule: states are taken out from the last to the second; what passed through a removed state is redirected among the
 * rest in proportion. Then the law is built up again from state 0. Accurate in every entry, however small.
 * Source: Grassmann, Taksar and Heyman (1985).
 */

/**
 * The stationary law of a chain in which every state reaches a lower one (or is 0). Entries sum to 1.
 *
 * @param size number of states, at least 1
 * @param transitions row-major `size` × `size` probabilities; the diagonal is not used. Left unchanged.
 * @throws Error if a state reaches no lower one
 */
export function stationaryLaw(size: number, transitions: Float64Array): Float64Array {
  const chain = transitions.slice();
  const leaving = new Float64Array(size);
  for (let removed = size - 1; removed > 0; removed--) {
    const row = removed * size;
    let down = 0;
    for (let to = 0; to < removed; to++) down += chain[row + to]!;
    if (!(down > 0)) throw new Error(`state ${removed} reaches no lower state: the chain has no single stationary law`);
    leaving[removed] = down;
    for (let from = 0; from < removed; from++) {
      const share = chain[from * size + removed]! / down;
      if (share === 0) continue;
      for (let to = 0; to < removed; to++) chain[from * size + to] = chain[from * size + to]! + share * chain[row + to]!;
    }
  }
  return rebuild(size, chain, leaving);
}

function rebuild(size: number, chain: Float64Array, leaving: Float64Array): Float64Array {
  const law = new Float64Array(size);
  law[0] = 1;
  let total = 1;
  for (let state = 1; state < size; state++) {
    let inflow = 0;
    for (let from = 0; from < state; from++) inflow += law[from]! * chain[from * size + state]!;
    law[state] = inflow / leaving[state]!;
    total += law[state]!;
    if (total > HUGE) {
      // Only ratios matter: everything is scaled down together before it overflows.
      for (let earlier = 0; earlier <= state; earlier++) law[earlier] = law[earlier]! / total;
      total = 1;
    }
  }
  for (let state = 0; state < size; state++) law[state] = law[state]! / total;
  return law;
}

const HUGE = 1e100;
