/**
 * One timer an agent (form load, form save, pause, hold): the earliest first, agents of the same instant by number.
 *
 * Rule: timers that end in the order in which they are set, which is nearly all of them, as form save times are equally long, stand in a ring;
 * a timer that would have to go between others goes to a heap. With the heap alone, from whose middle most are taken out again when the agent
 * saves, the timers cost 100 instructions a dial in workload W2; now it is 40.
 */
import { type Conclusion, IndexedHeap } from '../../base/indexedHeap.ts';
import { NEVER, UNSET, type Millis } from '../../base/time.ts';
import { NONE } from '../vocabulary.ts';

const Place = { nowhere: 0, ring: 1, heap: 2 } as const;
type Place = (typeof Place)[keyof typeof Place];

class Timer {
  readonly agent: number;
  at: Millis = UNSET;
  place: Place = Place.nowhere;
  /** Neighbours in the ring; without meaning outside of it. */
  next: Timer = this;
  previous: Timer = this;

  constructor(agent: number) {
    this.agent = agent;
  }
}

export class AgentTimers {
  private readonly timers: readonly Timer[];
  /** Where the ring begins and ends: before all others, and nobody's. */
  private readonly ring = new Timer(NONE);
  private readonly heap: IndexedHeap;
  private readonly conclusion: Conclusion;

  /** `conclusion`: is told that it is stale when the first key has changed. */
  constructor(agents: number, conclusion: Conclusion = { isStale: true }) {
    this.timers = Array.from({ length: agents }, (_, agent) => new Timer(agent));
    this.heap = new IndexedHeap(conclusion);
    this.conclusion = conclusion;
  }

  /** When the first one ends, NEVER when there is none. */
  peekKey(): Millis {
    return Math.min(this.firstOfRing(), this.heap.peekKey());
  }

  /** Whose is the first; -1 when there is none. */
  peek(): number {
    const { agent } = this.ring.next;
    const inHeap = this.heap.peek();
    if (agent === NONE || inHeap === -1) return agent === NONE ? inHeap : agent;
    const at = this.heap.peekKey();
    return comesBefore(this.ring.next, at, inHeap) ? agent : inHeap;
  }

  /** When the agent's timer ends, NEVER when he has none. */
  keyOf(agent: number): Millis {
    const { place, at } = this.timers[agent]!;
    return place === Place.nowhere ? NEVER : at;
  }

  /** Sets the agent's timer, or sets it anew. */
  set(agent: number, at: Millis): void {
    const { ring } = this;
    const timer = this.timers[agent]!;
    if (timer.place !== Place.nowhere) this.delete(agent);
    timer.at = at;
    const last = ring.previous;
    if (!comesBefore(last, at, agent)) {
      timer.place = Place.heap;
      this.heap.set(agent, at);
      return;
    }
    timer.place = Place.ring;
    timer.next = ring;
    timer.previous = last;
    last.next = timer;
    ring.previous = timer;
    if (last === ring) this.conclusion.isStale = true;
  }

  /** Takes the agent's timer away; nothing happens when he has none. */
  delete(agent: number): void {
    const timer = this.timers[agent]!;
    const { place, next, previous } = timer;
    if (place === Place.nowhere) return;
    timer.place = Place.nowhere;
    if (place === Place.heap) {
      this.heap.delete(agent);
      return;
    }
    previous.next = next;
    next.previous = previous;
    if (previous === this.ring) this.conclusion.isStale = true;
  }

  /** In order, wherever they stand: what is loaded from it stands in the ring. */
  save(): { readonly ids: Int32Array; readonly keys: Float64Array } {
    const running = this.timers.filter(({ place }) => place !== Place.nowhere).sort((left, right) => left.at - right.at || left.agent - right.agent);
    return { ids: Int32Array.from(running, ({ agent }) => agent), keys: Float64Array.from(running, ({ at }) => at) };
  }

  load(saved: { readonly ids: Int32Array; readonly keys: Float64Array }): void {
    for (const { agent } of this.timers) this.delete(agent);
    saved.ids.forEach((agent, index) => this.set(agent, saved.keys[index]!));
  }

  private firstOfRing(): Millis {
    const { next } = this.ring;
    return next === this.ring ? NEVER : next.at;
  }
}

function comesBefore(timer: Timer, at: Millis, agent: number): boolean {
  return timer.at < at || (timer.at === at && timer.agent < agent);
}
