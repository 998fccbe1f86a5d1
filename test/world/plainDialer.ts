/**
 * A dialer just good enough to drive the world in tests: it keeps a number of calls pending per ready agent within the
 * opening hours, connects whoever waits longest, and drops after two seconds. It writes down what it heard and said.
 */
import { EventCalendar } from '../../src/base/eventCalendar.ts';
import type { DialerEvent } from '../../src/engine/events.ts';
import type { AgentStateName } from '../../src/engine/vocabulary.ts';
import type { WorldSpec } from '../../src/world/spec.ts';
import { createWorld, type World, type WorldSettings } from '../../src/world/world.ts';
import { DAY, FIVE, NINE } from './commonWorld.ts';

export interface Heard { readonly at: number; readonly kind: string; readonly event: DialerEvent }
export interface AnsweredTruth { readonly at: number; readonly who: string; readonly greetingStartAt: number; readonly greetingEndAt: number }

export interface PlainDialerOptions {
  readonly spec: WorldSpec;
  readonly seed?: string;
  /** Calls pending per ready agent. */
  readonly level?: number;
  readonly dropLimitMs?: number;
  readonly until?: number;
  readonly active?: boolean;
  readonly open?: (now: number) => boolean;
  /** Selects the next record; by default in order. */
  readonly order?: 'first' | 'last';
}

const DROP = 1_000;
export const SETTINGS: WorldSettings = { ringLimitMs: 25_000, recordType: 0, campaignZone: 0, active: true };

export class PlainDialer {
  readonly heap = new EventCalendar();
  readonly heard: Heard[] = [];
  readonly states: AgentStateName[];
  readonly stateLog: { at: number; agent: number; state: AgentStateName }[] = [];
  readonly truth = new Map<number, AnsweredTruth>();
  /** By attempt: record and instant of the dial. */
  readonly dials: { record: number; at: number; endedAt: number; outcome: string; connectedAt: number }[] = [];
  readonly world: World;
  private readonly options: PlainDialerOptions;
  private readonly fresh: number[] = [];
  private readonly waiting: number[] = [];
  private readonly callOf: number[];
  private readonly deferred: ('pause' | 'signOut' | null)[];
  private started = false;
  private now = 0;

  constructor(options: PlainDialerOptions) {
    this.options = options;
    this.states = options.spec.agents.map(() => 'signedOut');
    this.callOf = options.spec.agents.map(() => -1);
    this.deferred = options.spec.agents.map(() => null);
    this.world = createWorld(
      options.spec, { ...SETTINGS, active: options.active ?? true }, options.seed ?? '7/0', this.heap,
      { answered: (attempt, who, greetingStartAt, greetingEndAt) => this.truth.set(attempt, { at: this.now, who, greetingStartAt, greetingEndAt }) },
    );
  }

  run(): this {
    this.world.start(0);
    while (this.heap.peekTime() <= (this.options.until ?? Infinity) && this.heap.pop()) {
      const { at, code, a, b } = this.heap;
      this.now = at;
      if (code === DROP) {
        this.world.advance(at);
        this.dropIfWaiting(a);
      } else {
        const event = this.world.fire(at, code, a, b);
        if (event !== null) this.handle(event);
      }
    }
    return this;
  }

  of(kind: string): Heard[] {
    return this.heard.filter((heard) => heard.kind === kind);
  }

  private handle(event: DialerEvent): void {
    this.heard.push({ at: event.at, kind: event.kind, event: { ...event } });
    switch (event.kind) {
      case 'campaignStarted': this.started = true; break;
      case 'recordCreated': this.fresh.push(event.record); break;
      case 'agentSignedIn': this.become(event.agent, 'ready'); break;
      case 'agentResumed': this.become(event.agent, 'ready'); break;
      case 'agentPaused': this.leave(event.agent, 'pause'); break;
      case 'agentSignedOut': this.leave(event.agent, 'signOut'); break;
      case 'agentSaved': this.afterSave(event.agent); break;
      case 'attemptAnswered':
        if (event.verdict === 'person' || event.verdict === 'none') this.wait(event.attempt);
        else if (event.verdict === 'machine') this.machine(event.attempt);
        break;
      case 'attemptClassified':
        if (event.machine) this.machine(event.attempt);
        else this.wait(event.attempt);
        break;
      case 'attemptEnded': this.ended(event.attempt, event.cause); break;
      default: break;
    }
    this.work();
  }

  private work(): void {
    for (let agent = this.states.indexOf('ready'); agent >= 0 && this.waiting.length > 0; agent = this.states.indexOf('ready')) {
      const attempt = this.waiting.shift()!;
      this.dials[attempt]!.connectedAt = this.now;
      this.callOf[agent] = attempt;
      this.world.connect(attempt, agent);
      this.become(agent, 'talking');
    }
    const open = this.options.open ?? ((now: number) => now % DAY >= NINE && now % DAY < FIVE);
    if (!this.started || !open(this.now)) return;
    const wanted = Math.floor(this.states.filter((state) => state === 'ready').length * (this.options.level ?? 2));
    while (this.world.callsPending < wanted && this.fresh.length > 0) {
      const record = this.options.order === 'last' ? this.fresh.pop()! : this.fresh.shift()!;
      const attempt = this.dials.push({ record, at: this.now, endedAt: -1, outcome: '', connectedAt: -1 }) - 1;
      this.world.dial(attempt, record, 0, 1, -1);
    }
  }

  private wait(attempt: number): void {
    this.waiting.push(attempt);
    this.heap.push(this.now + (this.options.dropLimitMs ?? 2_000), DROP, attempt, 0);
  }

  private dropIfWaiting(attempt: number): void {
    const place = this.waiting.indexOf(attempt);
    if (place < 0) return;
    this.waiting.splice(place, 1);
    this.close(attempt, 'dropped');
    this.world.drop(attempt);
  }

  private machine(attempt: number): void {
    this.close(attempt, 'machine');
    this.world.hangUp(attempt);
  }

  private ended(attempt: number, cause: string): void {
    const agent = this.callOf.indexOf(attempt);
    const place = this.waiting.indexOf(attempt);
    if (place >= 0) this.waiting.splice(place, 1);
    this.close(attempt, agent >= 0 ? 'handled' : cause);
    if (agent < 0) return;
    this.callOf[agent] = -1;
    this.become(agent, 'wrapping');
  }

  private close(attempt: number, outcome: string): void {
    const dial = this.dials[attempt]!;
    if (dial.outcome !== '') throw new Error(`attempt ${attempt} ended twice`);
    dial.outcome = outcome;
    dial.endedAt = this.now;
  }

  private leave(agent: number, how: 'pause' | 'signOut'): void {
    const state = this.states[agent]!;
    if (state === 'ready' || state === 'paused') this.become(agent, how === 'pause' ? 'paused' : 'signedOut');
    else if (this.deferred[agent] !== 'signOut') this.deferred[agent] = how;
  }

  private afterSave(agent: number): void {
    const how = this.deferred[agent];
    this.deferred[agent] = null;
    this.become(agent, how === 'pause' ? 'paused' : how === 'signOut' ? 'signedOut' : 'ready');
  }

  private become(agent: number, state: AgentStateName): void {
    this.states[agent] = state;
    this.stateLog.push({ at: this.now, agent, state });
    this.world.agentState(agent, state);
  }
}
