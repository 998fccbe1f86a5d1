/**
 * Which turn is an attempt being made in? Serial numbers of attempts to turns.
 *
 * Rule: an attempt's place is its lowest bits, and the turn that stands there says itself whether it is the one: an attempt that ends leaves
 * nothing to take out, and one that begins asks nobody. A call that lasts until its place is taken is sought among all turns under way,
 * as is an attempt that is over: few are. (Against a map from numbers to rows: some 100 instructions a dial less.)
 */
import { NONE } from '../vocabulary.ts';
import { Turn } from './turn.ts';

/** Places for each turn under way: few calls last while so many times as many begin. */
const PLACES_PER_TURN = 16;

export class AttemptIndex {
  /** A power of two of places; a turn that stands in one may long be in another attempt, or in none. */
  private places = placesFor(1, new Turn(NONE));
  private mask = 0;
  /** All rows, in use or free: whoever owns them adds to them. */
  private readonly rows: readonly Turn[];

  constructor(rows: readonly Turn[]) {
    this.rows = rows;
  }

  /** Makes room for these turns and finds every attempt under way a place. There must be some. */
  rebuild(): void {
    const { rows } = this;
    this.mask = (1 << Math.ceil(Math.log2(rows.length * PLACES_PER_TURN))) - 1;
    this.places = placesFor(this.mask + 1, rows[0]!);
    for (const turn of rows) if (turn.attempt !== NONE) this.add(turn);
  }

  /** Must the places be made anew before so many turns are under way? */
  isFull(turns: number): boolean {
    return turns * PLACES_PER_TURN > this.mask + 1;
  }

  /** Enters a turn whose `attempt` has just been set. */
  add(turn: Turn): void {
    this.places[turn.attempt & this.mask] = turn;
  }

  /** The turn that stands where the attempt's would: nearly always its own, which its `attempt` says. */
  likely(attempt: number): Turn {
    return this.places[attempt & this.mask]!;
  }

  /** The turn in which this attempt is being made, or null. */
  find(attempt: number): Turn | null {
    const turn = this.likely(attempt);
    return turn.attempt === attempt ? turn : this.seek(attempt);
  }

  private seek(attempt: number): Turn | null {
    return attempt === NONE ? null : this.rows.find((turn) => turn.attempt === attempt) ?? null;
  }
}

/** Made at its full length, and filled: V8 knows of what kind an array is that was made so, and does not ask at every look (some 10 instructions a dial). */
function placesFor(count: number, turn: Turn): Turn[] {
  return Array<Turn>(count).fill(turn);
}
