/**
 * The agents: state, since when, what they hold, what they have asked for, and who has been free longest.
 *
 * Rule: free agents stand in a queue in the order in which they became ready, agents of the same instant by number.
 * For pacing each state is also a dense list, so that a strategy can walk elapsed times without a scan.
 */
import { loadColumns, saveColumns, type SavedColumns } from '../../base/columns.ts';
import { MemberList } from '../../base/memberList.ts';
import { UNSET, type Millis } from '../../base/time.ts';
import type { InstantList } from '../pacing/strategy.ts';
import { AGENT_STATES, AgentState, NONE } from '../vocabulary.ts';

/** What an agent asked for that takes effect when his present work is done. */
export const AgentWish = { none: 0, pause: 1, signOut: 2 } as const;

/** What an agent's timer is running for. */
export const AgentTimer = { none: 0, formLoad: 1, formSave: 2, pauseAfterCall: 3, readyHold: 4, agentLeg: 5 } as const;

const COLUMNS = ['state', 'since', 'talkSince', 'turn', 'wish', 'announced', 'timer', 'hidden', 'autoDial', 'legFailures', 'next', 'previous'] as const;

export class AgentTable {
  readonly count: number;
  state: Uint8Array;
  /** Since when he is in this state. */
  since: Float64Array;
  /** Start of the present or last talk. */
  talkSince: Float64Array;
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

  /** The queue of free agents, as a linked list. */
  next: Int32Array;
  previous: Int32Array;

  private freeHead = NONE;
  private freeTail = NONE;
  /** By agent, not 0: he is hidden, has a wish or announced that he leaves. One look instead of three at every change of state. */
  private readonly special: Uint8Array;
  private readonly lists: readonly MemberList[];
  private readonly handling: MemberList;

  constructor(count: number) {
    this.count = count;
    this.state = new Uint8Array(count);
    this.since = new Float64Array(count).fill(UNSET);
    this.talkSince = new Float64Array(count).fill(UNSET);
    this.turn = new Int32Array(count).fill(NONE);
    this.wish = new Uint8Array(count);
    this.announced = new Uint8Array(count);
    this.timer = new Uint8Array(count);
    this.hidden = new Uint8Array(count);
    this.autoDial = new Uint8Array(count);
    this.legFailures = new Uint8Array(count);
    this.special = new Uint8Array(count);
    this.next = new Int32Array(count).fill(NONE);
    this.previous = new Int32Array(count).fill(NONE);
    this.lists = AGENT_STATES.map(() => new MemberList((agent) => this.since[agent]!));
    this.handling = new MemberList((agent) => this.talkSince[agent]!);
    for (let agent = 0; agent < count; agent += 1) this.lists[AgentState.signedOut]!.add(agent);
  }

  /** The agent who has been free longest, or NONE. */
  firstFree(): number {
    return this.freeHead;
  }

  /** The next in the queue of free agents after `agent`, or NONE. */
  nextFree(agent: number): number {
    return this.next[agent]!;
  }

  /** Agents that pacing sees in a state, as instants since when. */
  inState(state: AgentState): InstantList {
    return this.lists[state]!;
  }

  /** Talking and wrapping agents, as instants of the start of talk. */
  handlingSince(): InstantList {
    return this.handling;
  }

  isSignedIn(agent: number): boolean {
    return this.state[agent] !== AgentState.signedOut;
  }

  /** Moves an agent to a state at `now`. */
  become(agent: number, state: AgentState, now: Millis): void {
    const old = this.state[agent]!;
    const isSpecial = this.special[agent] !== 0;
    if (isSpecial) this.countLeaving(agent, -1);
    const isListed = !isSpecial || this.hidden[agent] === 0;
    if (isListed) this.changeLists(agent, old, state);
    if (old === AgentState.ready) this.unlink(agent);
    this.state[agent] = state;
    this.since[agent] = now;
    if (state === AgentState.talking) this.talkSince[agent] = now;
    else if (state === AgentState.signedOut) this.switchAutoDial(agent, false);
    else if (state === AgentState.ready) this.link(agent, now);
    if (isSpecial) this.countLeaving(agent, 1);
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
    if (hidden) this.leaveLists(agent, this.state[agent]!);
    this.hidden[agent] = hidden ? 1 : 0;
    this.noteSpecial(agent);
    if (!hidden) this.joinLists(agent, this.state[agent]!);
    this.countLeaving(agent, 1);
  }

  save(): { readonly columns: SavedColumns; readonly free: readonly [number, number]; readonly lists: readonly (readonly number[])[] } {
    return {
      columns: saveColumns(this, COLUMNS, this.count),
      free: [this.freeHead, this.freeTail],
      lists: [...this.lists, this.handling].map((list) => list.save()),
    };
  }

  load(saved: ReturnType<AgentTable['save']>): void {
    loadColumns(this, COLUMNS, saved.columns, this.count);
    [this.freeHead, this.freeTail] = saved.free;
    [...this.lists, this.handling].forEach((list, index) => list.load(saved.lists[index]!));
    this.leavingCount = 0;
    for (let agent = 0; agent < this.count; agent += 1) {
      this.noteSpecial(agent);
      this.countLeaving(agent, 1);
    }
  }

  private noteSpecial(agent: number): void {
    this.special[agent] = this.wish[agent]! | this.announced[agent]! | this.hidden[agent]!;
  }

  private countLeaving(agent: number, step: 1 | -1): void {
    if (this.wish[agent] === AgentWish.none && this.announced[agent] === 0) return;
    const state = this.state[agent]!;
    const isBusy = state === AgentState.reserved || state === AgentState.talking || state === AgentState.wrapping;
    if (isBusy && this.hidden[agent] === 0) this.leavingCount += step;
  }

  private changeLists(agent: number, old: number, state: number): void {
    if (old === AgentState.talking && state === AgentState.wrapping) {
      this.lists[old]!.remove(agent);
      this.lists[state]!.add(agent);
      this.handling.renew(agent);
      return;
    }
    this.leaveLists(agent, old);
    this.joinLists(agent, state);
  }

  private joinLists(agent: number, state: number): void {
    this.lists[state]!.add(agent);
    if (state === AgentState.talking || state === AgentState.wrapping) this.handling.add(agent);
  }

  private leaveLists(agent: number, state: number): void {
    this.lists[state]!.remove(agent);
    if (state === AgentState.talking || state === AgentState.wrapping) this.handling.remove(agent);
  }

  private link(agent: number, now: Millis): void {
    let before = this.freeTail;
    while (before !== NONE && this.since[before] === now && before > agent) before = this.previous[before]!;
    const after = before === NONE ? this.freeHead : this.next[before]!;
    this.previous[agent] = before;
    this.next[agent] = after;
    if (before === NONE) this.freeHead = agent;
    else this.next[before] = agent;
    if (after === NONE) this.freeTail = agent;
    else this.previous[after] = agent;
  }

  private unlink(agent: number): void {
    const before = this.previous[agent]!;
    const after = this.next[agent]!;
    if (before === NONE) this.freeHead = after;
    else this.next[before] = after;
    if (after === NONE) this.freeTail = before;
    else this.previous[after] = before;
    this.next[agent] = NONE;
    this.previous[agent] = NONE;
  }
}
