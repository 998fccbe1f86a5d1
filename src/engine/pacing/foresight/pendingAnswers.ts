/**
 * Who will answer among the calls in flight: the expected number of persons in each cell of the coming time, by how long each call
 * has been ringing.
 *
 * Rule: from the resolution law the density of a person's answer and the probability of being still in flight, by whole seconds since the
 * dial; a call dialled e seconds ago answers in second s with density(e + s)/inFlight(e). Calls whose verdict is pending are
 * persons with the share of verdicts so far, soon.
 * Source: pacing, `foresight` F1 and F4.
 */
import { SECOND_MS, type Millis } from '../../../base/time.ts';
import type { ResolutionLaw } from '../estimators/resolutionLaw.ts';
import type { InstantList } from '../strategy.ts';
import { CELLS_MAX, cellsWithin, HORIZON_MAX, sumByCells } from './timeCells.ts';

/** Share of the answers that the horizon covers. */
const HORIZON_SHARE = 0.985;
const HORIZON_MIN = 5;

export class PendingAnswers {
  /** Seconds in which nearly all answers come. */
  horizon = HORIZON_MAX;
  /** Of a call that is answered, the share of answers that come in each cell. */
  readonly density = new Float64Array(CELLS_MAX);
  /** Sum of the squares of the single calls' probabilities within the horizon. */
  squares = 0;
  private readonly inFlight = new Float64Array(HORIZON_MAX + 1);
  private readonly persons = new Float64Array(2 * HORIZON_MAX);
  private cells = 0;
  /** Row e, column c: P(a person answers in cell c | in flight for e whole seconds). */
  private readonly table = new Float64Array((HORIZON_MAX + 1) * CELLS_MAX);
  /** P(a person answers within the horizon | in flight for so many whole seconds). */
  private readonly within = new Float64Array(HORIZON_MAX + 1);
  private readonly calls = new Float64Array(HORIZON_MAX + 1);

  refresh(law: ResolutionLaw): void {
    const { density, inFlight, persons, within, table } = this;
    law.fillDensity(inFlight, persons);
    let total = 0;
    for (let second = 0; second < HORIZON_MAX; second += 1) total += persons[second]!;
    let horizon = 0;
    let covered = 0;
    while (horizon < HORIZON_MAX && (horizon < HORIZON_MIN || covered < HORIZON_SHARE * total)) covered += persons[horizon++]!;
    this.horizon = horizon;
    this.cells = cellsWithin(horizon);
    sumByCells(persons, 0, horizon, density, 0);
    for (let cell = 0; cell < this.cells; cell += 1) density[cell] = covered > 0 ? density[cell]! / covered : cell === 0 ? 1 : 0;
    for (let elapsed = 0; elapsed <= HORIZON_MAX; elapsed += 1) {
      const row = elapsed * CELLS_MAX;
      sumByCells(persons, elapsed, horizon, table, row);
      within[elapsed] = 0;
      for (let cell = row; cell < row + this.cells; cell += 1) {
        table[cell] = inFlight[elapsed]! > 0 ? table[cell]! / inFlight[elapsed]! : 0;
        within[elapsed] = within[elapsed]! + table[cell]!;
      }
    }
  }

  /** Writes the expected answers of each cell. `ageCounts`: elapsed ringing counts. */
  write(into: Float64Array, ringingSince: InstantList, now: Millis, ageCounts: boolean): void {
    const { calls, table, within, cells } = this;
    into.fill(0, 0, cells);
    this.squares = 0;
    const ringing = ringingSince.length;
    if (ringing === 0) return;
    let oldest = 0;
    for (let call = 0; call < ringing; call += 1) {
      const elapsed = ageCounts ? Math.min(HORIZON_MAX, Math.floor((now - ringingSince.at(call)) / SECOND_MS + 0.5)) : 0;
      calls[elapsed] = calls[elapsed]! + 1;
      if (elapsed > oldest) oldest = elapsed;
    }
    for (let elapsed = 0; elapsed <= oldest; elapsed += 1) {
      const count = calls[elapsed]!;
      if (count === 0) continue;
      calls[elapsed] = 0;
      if (within[elapsed] === 0) continue;
      const row = elapsed * CELLS_MAX;
      for (let cell = 0; cell < cells; cell += 1) into[cell] = into[cell]! + count * table[row + cell]!;
      this.squares += count * within[elapsed]! * within[elapsed]!;
    }
  }

  /** Adds calls that are answered, each a person with this probability, whose verdict comes within the next seconds. */
  addAnalysing(into: Float64Array, count: number, person: number): void {
    if (count === 0) return;
    const each = (count * person) / 2;
    into[0] = into[0]! + each;
    into[1] = into[1]! + each;
    this.squares += count * person * person;
  }
}
