/**
 * The yardstick of whole runs: work that no change of overdial touches, of the same kind as a simulation (integer and
 * floating point arithmetic, a binary heap in typed arrays, branches that cannot be foretold).
 *
 * Rule: never change it; ratios of years are compared by it.
 */
const ENTRIES = 1 << 14;
const STEPS = 200_000;

/** One unit of the yardstick. Gives a number that depends on all of the work, so that none of it can be left out. */
export function baseline(): number {
  const keys = new Float64Array(ENTRIES);
  let seed = 0x9e3779b9;
  const draw = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 4_294_967_296;
  };
  for (let index = 0; index < ENTRIES; index += 1) keys[index] = index;
  let sum = 0;
  for (let step = 0; step < STEPS; step += 1) {
    // The smallest key moves on by an exponential time and sinks to its place.
    const key = keys[0]! - Math.log(1 - draw()) * ENTRIES;
    sum += key;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= ENTRIES) break;
      if (child + 1 < ENTRIES && keys[child + 1]! < keys[child]!) child += 1;
      if (keys[child]! >= key) break;
      keys[place] = keys[child]!;
      place = child;
    }
    keys[place] = key;
  }
  return sum;
}
