/**
 * The agents: state, since when, what they hold, what they have asked for, and who has been free longest.
 *
 * Rule: free agents stand in a queue in the order in which they became ready, agents of the same instant by number.
 * For pacing each state is also a dense list, so that a strategy can walk elapsed times without a scan.
 */
import { loadColumns, saveColumns, type SavedColumns } from '../../base/columns.ts';
import type { Millis } from '../../base/time.ts';
import type { InstantList } from '../pacing/strategy.ts';
import { AGENT_STATES, AgentState, NONE } from '../vocabulary.ts';
import { HandlingList, Seat, StateList } from './agentSeat.ts';

/** What an agent asked for that takes effect when his present work is done. */
export const AgentWish = { none: 0, pause: 1, signOut: 2 } as const;

/** What an agent's timer is running for. */
export const AgentTimer = { none: 0, formLoad: 1, formSave: 2, pauseAfterCall: 3, readyHold: 4, agentLeg: 5 } as const;

const COLUMNS = ['turn', 'wish', 'announced', 'timer', 'hidden', 'autoDial', 'legFailures'] as const;

export class AgentTable {
  readonly count: number;
  /** The turn that he holds, or NONE. */
  turn: Int32Array;
  wish: Uint8Array;
  /** 1: he announced that he leaves after this call. */
  announced: Uint8Array;
  timer: Uint8Array;
  /** 1: left out of what pacing sees, because a record of his own waits for him. */
  hidden: Uint8Array;
  /** 1: auto-dial is started (mode auto). */
  autoDial: Uint8Array;
  /** Unanswered agent legs in a row. */
  legFailures: Uint8Array;
  /** Agents who are staffed, busy and leaving (announced, or with a wish): what pacing is told. */
  leavingCount = 0;

  private readonly seats: readonly Seat[];
  /** The ends of the queue of free agents. */
  private freeHead: Seat | null = null;
  private freeTail: Seat | null = null;
  private readonly lists: readonly StateList[];
  /** Those of the three states between which agents go with every call: a field costs a quarter of what a place in an array does. */
  private readonly ready: StateList;
  private readonly talking: StateList;
  private readonly wrapping: StateList;
  private readonly handling: HandlingList;
  /** Of the lists only the lengths are kept. */
  private isCounted = false;

  constructor(count: number) {
    this.count = count;
    this.turn = new Int32Array(count).fill(NONE);
    this.wish = new Uint8Array(count);
    this.announced = new Uint8Array(count);
    this.timer = new Uint8Array(count);
    this.hidden = new Uint8Array(count);
    this.autoDial = new Uint8Array(count);
    this.legFailures = new Uint8Array(count);
    this.seats = Array.from({ length: count }, (_, agent) => new Seat(agent));
    this.lists = AGENT_STATES.map(() => new StateList(this.seats));
    this.ready = this.lists[AgentState.ready]!;
    this.talking = this.lists[AgentState.talking]!;
    this.wrapping = this.lists[AgentState.wrapping]!;
    this.handling = new HandlingList(this.seats, this.talking, this.wrapping);
    for (const seat of this.seats) this.lists[AgentState.signedOut]!.add(seat);
  }

  /** The agent who has been free longest, or NONE. */
  firstFree(): number {
    return agentOf(this.freeHead);
  }

  /** The next in the queue of free agents after `agent`, or NONE. */
  nextFree(agent: number): number {
    return agentOf(this.seats[agent]!.next);
  }

  /** Agents that pacing sees in a state, as instants since when. */
  inState(state: AgentState): InstantList {
    return this.lists[state]!;
  }

  /** Talking and wrapping agents, as instants of the start of talk. */
  handlingSince(): InstantList {
    return this.handling;
  }

  stateOf(agent: number): AgentState {
    return this.seats[agent]!.state;
  }

  /** Keeps the numbers of agents by state, but not since when. */
  forgoInstants(): void {
    this.isCounted = true;
    for (const list of [...this.lists, this.handling]) list.isCounted = true;
  }

  isSignedIn(agent: number): boolean {
    return this.seats[agent]!.state !== AgentState.signedOut;
  }

  /** Moves an agent to a state at `now`. */
  become(agent: number, state: AgentState, now: Millis): void {
    const seat = this.seats[agent]!;
    if (seat.special !== 0) {
      this.becomeSpecial(seat, state, now);
      return;
    }
    const old = seat.state;
    if (this.isCounted === true) {
      this.listOf(old).length -= 1;
      this.listOf(state).length += 1;
    } else this.changeLists(seat, old, state);
    this.enter(seat, state, now);
  }

  /** Notes what an agent wants after his present work, and whether he announced to leave. */
  setIntent(agent: number, wish: number, announced: boolean): void {
    this.countLeaving(agent, -1);
    this.wish[agent] = wish;
    this.announced[agent] = announced ? 1 : 0;
    this.noteSpecial(agent);
    this.countLeaving(agent, 1);
  }

  /** Auto-dial begins anew, or ends; it ends by itself when he signs out. */
  switchAutoDial(agent: number, on: boolean): void {
    this.autoDial[agent] = on ? 1 : 0;
    this.legFailures[agent] = 0;
  }

  /** Hides an agent from pacing, or shows him again. */
  hide(agent: number, hidden: boolean): void {
    if ((this.hidden[agent] === 1) === hidden) return;
    this.countLeaving(agent, -1);
    const seat = this.seats[agent]!;
    if (hidden) this.leaveLists(seat, seat.state);
    this.hidden[agent] = hidden ? 1 : 0;
    this.noteSpecial(agent);
    if (!hidden) this.joinLists(seat, seat.state);
    this.countLeaving(agent, 1);
  }

  save(): { readonly columns: SavedColumns; readonly free: readonly [number, number]; readonly lists: readonly (readonly number[])[] } {
    const { seats } = this;
    return {
      columns: {
        ...saveColumns(this, COLUMNS, this.count),
        state: Uint8Array.from(seats, ({ state }) => state), since: Float64Array.from(seats, ({ since }) => since),
        talkSince: Float64Array.from(seats, ({ talkSince }) => talkSince),
        next: Int32Array.from(seats, ({ next }) => agentOf(next)), previous: Int32Array.from(seats, ({ previous }) => agentOf(previous)),
      },
      free: [agentOf(this.freeHead), agentOf(this.freeTail)],
      lists: [...this.lists, this.handling].map((list) => list.agents()),
    };
  }

  load({ columns, free, lists }: ReturnType<AgentTable['save']>): void {
    loadColumns(this, COLUMNS, columns, this.count);
    for (const seat of this.seats) {
      const { agent } = seat;
      seat.state = columns['state']![agent] as AgentState;
      seat.since = columns['since']![agent]!;
      seat.talkSince = columns['talkSince']![agent]!;
      seat.next = this.seatOf(columns['next']![agent]!);
      seat.previous = this.seatOf(columns['previous']![agent]!);
    }
    this.freeHead = this.seatOf(free[0]);
    this.freeTail = this.seatOf(free[1]);
    [...this.lists, this.handling].forEach((list, index) => {
      list.clear();
      for (const agent of lists[index]!) list.add(this.seats[agent]!);
    });
    this.leavingCount = 0;
    for (let agent = 0; agent < this.count; agent += 1) {
      this.noteSpecial(agent);
      this.countLeaving(agent, 1);
    }
  }

  private seatOf(agent: number): Seat | null {
    return agent === NONE ? null : this.seats[agent]!;
  }

  private noteSpecial(agent: number): void {
    this.seats[agent]!.special = this.wish[agent]! | this.announced[agent]! | this.hidden[agent]!;
  }

  private countLeaving(agent: number, step: 1 | -1): void {
    if (this.wish[agent] === AgentWish.none && this.announced[agent] === 0) return;
    const { state } = this.seats[agent]!;
    const isBusy = state === AgentState.reserved || state === AgentState.talking || state === AgentState.wrapping;
    if (isBusy && this.hidden[agent] === 0) this.leavingCount += step;
  }

  /** The same for an agent who is hidden, has a wish or announced that he leaves. */
  private becomeSpecial(seat: Seat, state: AgentState, now: Millis): void {
    const { agent } = seat;
    this.countLeaving(agent, -1);
    if (this.hidden[agent] === 0) this.changeLists(seat, seat.state, state);
    this.enter(seat, state, now);
    this.countLeaving(agent, 1);
  }

  private enter(seat: Seat, state: AgentState, now: Millis): void {
    if (seat.state === AgentState.ready) this.unlink(seat);
    seat.state = state;
    seat.since = now;
    if (state === AgentState.talking) seat.talkSince = now;
    else if (state === AgentState.ready) this.link(seat, now);
    else if (state === AgentState.signedOut) this.switchAutoDial(seat.agent, false);
  }

  private listOf(state: AgentState): StateList {
    switch (state) {
      case AgentState.talking: return this.talking;
      case AgentState.wrapping: return this.wrapping;
      case AgentState.ready: return this.ready;
      default: return this.lists[state]!;
    }
  }

  private changeLists(seat: Seat, old: AgentState, state: AgentState): void {
    if (old === AgentState.talking && state === AgentState.wrapping) {
      this.lists[old]!.remove(seat);
      this.lists[state]!.add(seat);
      this.handling.renew(seat);
      return;
    }
    this.leaveLists(seat, old);
    this.joinLists(seat, state);
  }

  private joinLists(seat: Seat, state: AgentState): void {
    this.lists[state]!.add(seat);
    if (state === AgentState.talking || state === AgentState.wrapping) this.handling.add(seat);
  }

  private leaveLists(seat: Seat, state: AgentState): void {
    this.lists[state]!.remove(seat);
    if (state === AgentState.talking || state === AgentState.wrapping) this.handling.remove(seat);
  }

  private link(seat: Seat, now: Millis): void {
    let before = this.freeTail;
    while (before !== null && before.since === now && before.agent > seat.agent) before = before.previous;
    const after = before === null ? this.freeHead : before.next;
    seat.previous = before;
    seat.next = after;
    if (before === null) this.freeHead = seat;
    else before.next = seat;
    if (after === null) this.freeTail = seat;
    else after.previous = seat;
  }

  private unlink(seat: Seat): void {
    const { previous: before, next: after } = seat;
    if (before === null) this.freeHead = after;
    else before.next = after;
    if (after === null) this.freeTail = before;
    else after.previous = before;
    seat.next = null;
    seat.previous = null;
  }
}

function agentOf(seat: Seat | null): number {
  return seat === null ? NONE : seat.agent;
}
