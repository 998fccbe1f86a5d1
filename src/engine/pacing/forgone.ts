/**
 * What a dialer does without that makes no snapshots and whose strategy follows from counts only: counts over time, lists of instants.
 *
 * Rule: whoever reads them all the same is told so. A number that nobody kept would be worse than none.
 */
export function forgone(): Error {
  return new Error('bug: the strategy says that it follows from counts only (`follows`), and reads counts over time or instants');
}
