/**
 * Which turn is an attempt being made in? Serial numbers of attempts to turns.
 *
 * Rule: an attempt's place is its lowest bits, and the turn that stands there says itself whether it is the one, so that an attempt
 * that ends leaves nothing to take out. Who finds his place taken by a call that lasts goes to an ordinary map. (Against a map from
 * numbers to rows: some 60 instructions a dial less.)
 */
import { NONE } from '../vocabulary.ts';
import type { Turn } from './turn.ts';

/** Places for each turn under way: few calls last while so many times as many begin. */
const PLACES_PER_TURN = 16;

export class AttemptIndex {
  /** A power of two of places; a turn that stands in one may long be in another attempt, or in none. */
  private places: Turn[] = [];
  private mask = 0;
  private readonly others = new Map<number, Turn>();
  private hasOthers = false;

  /** Makes room for these turns and finds every attempt under way a place. `turns` must not be empty. */
  rebuild(turns: readonly Turn[]): void {
    this.mask = (1 << Math.ceil(Math.log2(turns.length * PLACES_PER_TURN))) - 1;
    this.places = [];
    for (let place = 0; place <= this.mask; place += 1) this.places.push(turns[0]!);
    this.others.clear();
    this.hasOthers = false;
    for (const turn of turns) if (turn.attempt !== NONE) this.add(turn);
  }

  /** Must the places be made anew before so many turns are under way? */
  isFull(turns: number): boolean {
    return turns * PLACES_PER_TURN > this.mask + 1;
  }

  /** Enters a turn whose `attempt` has just been set. */
  add(turn: Turn): void {
    const { mask } = this;
    const place = turn.attempt & mask;
    const there = this.places[place]!;
    if ((there.attempt & mask) === place && there !== turn && there.attempt !== NONE) this.addOther(turn);
    else this.places[place] = turn;
  }

  /** The turn in which this attempt is being made, or null. */
  find(attempt: number): Turn | null {
    const turn = this.places[attempt & this.mask];
    if (turn !== undefined && turn.attempt === attempt) return turn;
    return this.hasOthers ? this.others.get(attempt) ?? null : null;
  }

  /** The attempt is over; its turn is told by the caller. */
  remove(attempt: number): void {
    if (!this.hasOthers) return;
    this.others.delete(attempt);
    this.hasOthers = this.others.size > 0;
  }

  private addOther(turn: Turn): void {
    this.others.set(turn.attempt, turn);
    this.hasOthers = true;
  }
}
