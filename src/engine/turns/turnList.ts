/**
 * A dense, unordered list of turns that reads as a list of instants. A turn is in one such list at a time and knows its own place
 * in it, so that joining and leaving touch nothing else.
 */
import type { Millis } from '../../base/time.ts';
import { forgone } from '../pacing/forgone.ts';
import type { InstantList } from '../pacing/strategy.ts';
import type { Turn } from './turn.ts';

export class TurnList implements InstantList {
  length = 0;
  /** Only the length is kept: nobody reads more (some 40 instructions a dial). */
  isCounted = false;
  /** The members, the first `length` of them; who left is overwritten later. It has a place for every turn, so that joining never makes it longer. */
  private readonly members: Turn[] = [];
  private readonly instant: (turn: Turn) => Millis;

  /** `instant(turn)`: what `at` gives for a member. */
  constructor(instant: (turn: Turn) => Millis) {
    this.instant = instant;
  }

  at(index: number): Millis {
    if (this.isCounted) throw forgone();
    return this.instant(this.members[index]!);
  }

  /** To be told of every new turn: makes a place for it. */
  reserve(turn: Turn): void {
    this.members.push(turn);
  }

  /** Adds a turn that is in no list. */
  add(turn: Turn): void {
    const { length } = this;
    this.length = length + 1;
    if (this.isCounted === true) return;
    turn.place = length;
    this.members[length] = turn;
  }

  /** Takes out a turn that is in this list. */
  remove(turn: Turn): void {
    this.length -= 1;
    if (this.isCounted !== true) this.fillPlace(turn);
  }

  /** The members' rows. */
  save(): readonly number[] {
    return this.members.slice(0, this.length).map(({ row }) => row);
  }

  load(rows: readonly number[], turns: readonly Turn[]): void {
    this.length = 0;
    this.members.length = 0;
    for (const turn of turns) this.reserve(turn);
    for (const row of rows) this.add(turns[row]!);
  }

  /** The last member takes the place of one who has just left. */
  private fillPlace({ place }: Turn): void {
    const { members } = this;
    const last = members[this.length]!;
    members[place] = last;
    last.place = place;
  }
}
