/**
 * The clock of live mode: instants in ms since 1970-01-01T00:00Z, and callbacks at instants. The loop, the drivers and rehearsed agents
 * share one.
 *
 * Rule: it never goes back. With real phones it is the monotonic clock, anchored to wall time once at the start. In a rehearsal it runs
 * `speed` times as fast, and time waits for work: it never passes an instant whose callback has not been called, and it stands while
 * what a callback set off goes through (a few turns of Node's event loop, or as long as somebody holds it). A machine that is too slow
 * thus makes a rehearsal slower, and not different.
 * Source: live, sections 2 and 3.
 */
import { EventHeap } from '../../base/eventHeap.ts';
import type { Millis } from '../../base/time.ts';

export interface LiveClock {
  /** How many times as fast as the wall clock; 1 with real phones. */
  readonly speed: number;
  now(): Millis;
  /** Calls back once, at this instant or as soon as possible after it; never before it returns. Returns how to withdraw it. */
  at(instant: Millis, callback: () => void): () => void;
  /** A rehearsal's time stands until what is returned is called; with real phones this does nothing. */
  hold(): () => void;
  /** No callback comes any more, and nothing keeps the process alive. */
  close(): void;
}

export interface RehearsalTime {
  /** What the clock shows when `wallMs` shows `wallAnchorMs`. */
  readonly startsAt: Millis;
  readonly speed: number;
  /** Default: now. Set, where two processes share one rehearsal. */
  readonly wallAnchorMs?: number;
  /** False: time does not wait for work, as where the other half of the rehearsal is in another process. Default true. */
  readonly waits?: boolean;
}

/** Wall time that never goes back, comparable between processes of one machine. */
export function wallMs(): number {
  return performance.timeOrigin + performance.now();
}

export function createWallClock(): LiveClock {
  return new Clock({ startsAt: Math.floor(wallMs()), speed: 1, waits: false });
}

export function createRehearsalClock(time: RehearsalTime): LiveClock {
  return new Clock(time);
}

/** setTimeout takes no longer than this. */
const TIMEOUT_MAX_MS = 2_000_000_000;
/** So many turns of the event loop after a callback, what it set off is taken to be through. */
const SETTLING_TURNS = 3;

class Clock implements LiveClock {
  readonly speed: number;
  private readonly startsAt: Millis;
  private readonly anchorMs: number;
  private readonly waits: boolean;
  private timers = new EventHeap();
  private readonly callbacks = new Map<number, Timer>();
  private nextId = 0;
  private current: Millis;
  private holds = 0;
  /** Turns of the event loop that time still stands after a callback. */
  private settling = 0;
  private timeout: NodeJS.Timeout | null = null;
  private immediate: NodeJS.Immediate | null = null;
  private closed = false;

  constructor({ startsAt, speed, wallAnchorMs, waits }: RehearsalTime) {
    this.speed = speed;
    this.startsAt = startsAt;
    this.anchorMs = wallAnchorMs ?? wallMs();
    this.waits = waits ?? true;
    this.current = startsAt;
  }

  now(): Millis {
    if (this.waits && (this.holds > 0 || this.settling > 0)) return this.current;
    const flowing = this.flowing();
    const limit = this.waits ? Math.min(flowing, this.timers.peekTime()) : flowing;
    return (this.current = Math.max(this.current, limit));
  }

  at(instant: Millis, callback: () => void): () => void {
    const id = this.nextId++;
    this.callbacks.set(id, { instant, callback });
    if (this.timers.size > WITHDRAWN_MAX + 2 * this.callbacks.size) this.forgetWithdrawn();
    else this.push(instant, id);
    this.plan();
    return () => {
      this.callbacks.delete(id);
    };
  }

  hold(): () => void {
    if (!this.waits) return () => {};
    this.now();
    let held = true;
    this.holds += 1;
    return () => {
      if (!held) return;
      held = false;
      this.holds -= 1;
      this.plan();
    };
  }

  close(): void {
    this.closed = true;
    this.callbacks.clear();
    this.timers.clear();
    if (this.timeout !== null) clearTimeout(this.timeout);
    if (this.immediate !== null) clearImmediate(this.immediate);
  }

  private push(instant: Millis, id: number): void {
    this.timers.push(instant, 0, id % ID_HIGH, Math.floor(id / ID_HIGH));
  }

  /** Timers that were withdrawn stay in the heap until their instant, which may be far: now and then they are left behind. */
  private forgetWithdrawn(): void {
    this.timers = new EventHeap();
    for (const [id, { instant }] of this.callbacks) this.push(instant, id);
  }

  private flowing(): Millis {
    return Math.floor(this.startsAt + (wallMs() - this.anchorMs) * this.speed);
  }

  /** Sees to it that somebody looks at the timers when the next one is due. */
  private plan(): void {
    if (this.closed || this.immediate !== null) return;
    if (this.timeout !== null) clearTimeout(this.timeout);
    this.timeout = null;
    if (this.settling > 0) {
      this.immediate = setImmediate(this.turn);
      return;
    }
    if (this.timers.size === 0 || this.holds > 0) return;
    const waitMs = (this.timers.peekTime() - this.flowing()) / this.speed;
    if (waitMs <= 0) this.immediate = setImmediate(this.turn);
    else this.timeout = setTimeout(this.turn, Math.min(Math.ceil(waitMs), TIMEOUT_MAX_MS));
  }

  /** One turn of the event loop: calls back what is due at the earliest instant, unless time stands. */
  private readonly turn = (): void => {
    this.timeout = null;
    this.immediate = null;
    if (this.settling > 0) this.settling -= 1;
    if (this.holds === 0 && this.settling === 0) this.fireEarliest();
    this.plan();
  };

  private fireEarliest(): void {
    const instant = this.timers.peekTime();
    if (instant > this.flowing()) return;
    this.current = Math.max(this.current, this.waits ? instant : this.flowing());
    const last = this.nextId;
    while (this.timers.peekTime() <= instant) {
      this.timers.pop();
      const id = this.timers.a + this.timers.b * ID_HIGH;
      const timer = this.callbacks.get(id);
      if (timer === undefined) continue;
      if (id >= last) {
        // Asked for by a callback of this turn: it comes in the next.
        this.timers.push(instant, 0, this.timers.a, this.timers.b);
        break;
      }
      this.callbacks.delete(id);
      if (this.waits) this.settling = SETTLING_TURNS;
      timer.callback();
    }
  }
}

interface Timer { readonly instant: Millis; readonly callback: () => void }

/** So many timers that were withdrawn are put up with. */
const WITHDRAWN_MAX = 1_000;
/** Timers are numbered beyond 32 bits in two words. */
const ID_HIGH = 0x4000_0000;
