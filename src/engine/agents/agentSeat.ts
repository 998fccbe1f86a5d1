/**
 * What of an agent moves with every change of his state: the state itself, since when, and where he stands in lists and in the queue.
 *
 * Rule: an object, not a row of columns: few agents are there and each call touches him three times; a field costs two instructions where
 * an element of a column costs ten. Lists are dense and unordered; a seat knows its own place in them, so that joining and leaving touch
 * one other seat at most, and they read as lists of instants, which a strategy walks without a scan.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import { forgone } from '../pacing/forgone.ts';
import type { InstantList } from '../pacing/strategy.ts';
import { AgentState } from '../vocabulary.ts';

export class Seat {
  readonly agent: number;
  state: AgentState = AgentState.signedOut;
  /** Since when he is in this state. */
  since: Millis = UNSET;
  /** Start of the present or last talk. */
  talkSince: Millis = UNSET;
  /** Not 0: he is hidden, has a wish or announced that he leaves. One look instead of three at every change of state. */
  special = 0;
  /** Neighbours in the queue of free agents. */
  next: Seat | null = null;
  previous: Seat | null = null;
  /** His index in the list of his state, and in that of those who talk or wrap up. */
  place = 0;
  handlingPlace = 0;

  constructor(agent: number) {
    this.agent = agent;
  }
}

/** Agents of one state, as instants since when. */
export class StateList implements InstantList {
  length = 0;
  /** Only the length is kept: nobody reads more (with the list below some 90 instructions a dial). */
  isCounted = false;
  /** The members, the first `length` of them, in an array with a place for everybody: joining never makes it longer. */
  private readonly members: Seat[];

  constructor(seats: readonly Seat[]) {
    this.members = [...seats];
  }

  at(index: number): Millis {
    if (this.isCounted) throw forgone();
    return this.members[index]!.since;
  }

  /** Adds a seat that is in no such list. */
  add(seat: Seat): void {
    const { length } = this;
    this.length = length + 1;
    if (this.isCounted === true) return;
    seat.place = length;
    this.members[length] = seat;
  }

  /** Takes out a seat that is in this list. */
  remove(seat: Seat): void {
    const end = this.length - 1;
    this.length = end;
    if (this.isCounted === true) return;
    const { members } = this;
    const last = members[end]!;
    const { place } = seat;
    members[place] = last;
    last.place = place;
  }

  clear(): void {
    this.length = 0;
  }

  agents(): readonly number[] {
    return agentsOf(this.members, this.length);
  }
}

/** Talking and wrapping agents, as instants of the start of talk. Where only the number is kept, it follows from those of the two lists. */
export class HandlingList implements InstantList {
  isCounted = false;
  private readonly members: Seat[];
  private readonly talking: StateList;
  private readonly wrapping: StateList;
  private count = 0;

  constructor(seats: readonly Seat[], talking: StateList, wrapping: StateList) {
    this.members = [...seats];
    this.talking = talking;
    this.wrapping = wrapping;
  }

  get length(): number {
    return this.isCounted ? this.talking.length + this.wrapping.length : this.count;
  }

  at(index: number): Millis {
    if (this.isCounted) throw forgone();
    return this.members[index]!.talkSince;
  }

  add(seat: Seat): void {
    if (this.isCounted) return;
    const { count } = this;
    this.count = count + 1;
    seat.handlingPlace = count;
    this.members[count] = seat;
  }

  remove(seat: Seat): void {
    if (this.isCounted) return;
    this.renew(seat);
    this.count -= 1;
  }

  /** Takes out a seat that is in the list and adds it again: it is the last then. */
  renew(seat: Seat): void {
    if (this.isCounted) return;
    const { members } = this;
    const end = this.count - 1;
    const last = members[end]!;
    const { handlingPlace } = seat;
    members[handlingPlace] = last;
    last.handlingPlace = handlingPlace;
    members[end] = seat;
    seat.handlingPlace = end;
  }

  clear(): void {
    this.count = 0;
  }

  agents(): readonly number[] {
    return agentsOf(this.members, this.count);
  }
}

function agentsOf(members: readonly Seat[], length: number): readonly number[] {
  return members.slice(0, length).map(({ agent }) => agent);
}
