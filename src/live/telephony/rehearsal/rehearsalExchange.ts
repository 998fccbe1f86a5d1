/**
 * The telephone world of a rehearsal: customers, carrier and agents' phones, in virtual time, without a clock of its own.
 *
 * Rule: what befalls a customer's n-th call is drawn as in the simulation, by (seed, customer, n), so that the same seed gives the same
 * fates. Events are told only by `advance`, never within a command. While nobody is attached, an answered call hears the message of the
 * dialplan, and whoever waits is released after ten seconds (dead man's switch).
 * Source: live, sections 2, 4 and 10.
 */
import { EventHeap } from '../../../base/eventHeap.ts';
import type { Millis } from '../../../base/time.ts';
import type { Verdict } from '../../../engine/vocabulary.ts';
import { Calls } from '../../../world/calls.ts';
import { CALL_ENDED } from '../../../world/codes.ts';
import { Fates } from '../../../world/fates.ts';
import { CUSTOMER_CLASSES, type WorldSpec } from '../../../world/spec.ts';
import type { Ack, AttemptId, LegId, TelephonyCommand, TelephonyEvent } from '../port/port.ts';
import { AgentPhones, type PhoneHabits } from './agentPhones.ts';
import { CallBook, type RehearsedCall } from './callBook.ts';
import { BRIDGED, DEAD_MAN, ENDED_BY_US, EPOCH_BEGINS, LEG_EVENT, MESSAGE_FINISHED, MESSAGE_STARTED, RINGS, VERDICT } from './exchangeCodes.ts';
import type { CallFacts, Disturbance, ExchangeSnapshot } from './exchangeLine.ts';
import { endedEvent } from './rehearsedEnds.ts';
import { customerOf } from './rehearsedNumbers.ts';

export interface ExchangeOptions {
  readonly world: WorldSpec;
  /** Of the replication that is rehearsed, such as `7/0`. */
  readonly seed: string;
  /** The live instant of the world's instant 0. */
  readonly originMs: Millis;
  readonly phones?: PhoneHabits;
  /** Told of each call that is placed: a witness for tests. */
  readonly onPlaced?: (attempt: AttemptId, number: string, at: Millis) => void;
}

/** How long the message for a person without an agent is. */
export const MESSAGE_MS: Millis = 6_000;
/** An answered call that nobody cares for ends after this time. */
export const DEAD_MAN_MS: Millis = 10_000;
/** From the loss of all calls until commands work again. */
export const RESTART_MS: Millis = 800;

export class RehearsalExchange {
  private readonly options: ExchangeOptions;
  private readonly originMs: Millis;
  private readonly calendar = new EventHeap();
  private readonly fates: Fates;
  private calls: Calls;
  private book = new CallBook();
  private phones: AgentPhones;
  /** How often each customer was called. */
  private readonly dialled = new Map<number, number>();
  private attached = false;
  private readonly birth = Date.now().toString(36);
  private restarts = 0;
  private isDown = false;

  constructor(options: ExchangeOptions) {
    this.options = options;
    this.originMs = options.originMs;
    this.fates = new Fates(options.world, options.seed);
    this.calls = this.newCalls();
    this.phones = new AgentPhones(options.seed, this.calendar, options.phones ?? {});
  }

  get epoch(): string {
    return `${this.birth}-${this.restarts}`;
  }

  /** When `advance` is next wanted; NEVER: nothing is planned. */
  nextAt(): Millis {
    const at = this.calendar.peekTime();
    return at > FAR ? at : at + this.originMs;
  }

  state(): TelephonyEvent {
    return { kind: 'driver', state: this.isDown ? 'down' : 'ready', epoch: this.epoch };
  }

  /** Everything up to this instant happens, in order. */
  advance(now: Millis, sink: (event: TelephonyEvent) => void): void {
    const until = now - this.originMs;
    while (this.calendar.peekTime() <= until) {
      this.calendar.pop();
      const { at, code, a, b } = this.calendar;
      const event = this.fire(at, code, a, b);
      if (event === null) continue;
      if (this.attached) sink(event);
      else this.leftAlone(at, event);
    }
  }

  execute(now: Millis, command: TelephonyCommand): Ack {
    const at = now - this.originMs;
    if (this.isDown) return { ok: false, why: 'refused', detail: 'down' };
    switch (command.kind) {
      case 'dial': return this.dial(at, command);
      case 'bridge': return this.bridge(at, command.attempt, command.leg);
      case 'drop': return this.drop(at, command.attempt);
      case 'hangup': return this.hangUp(at, command.attempt);
      case 'agentLeg.open': return this.phones.open(at, command.leg, command.agent) ? OK : { ok: false, why: 'duplicate' };
      case 'agentLeg.close': return this.closeLeg(at, command.leg, 'closed') ? OK : GONE;
    }
  }

  snapshot(): ExchangeSnapshot {
    const attempts = [...this.book.living()].map(({ id, phase, leg }) => ({ id, up: phase !== 'dialling', ...(leg === null ? {} : { bridgedTo: leg }) }));
    return { epoch: this.epoch, attempts, legs: this.phones.up(), legsRinging: this.phones.ringing() };
  }

  facts(attempt: AttemptId): CallFacts | null {
    return this.book.facts(attempt);
  }

  attach(): void {
    this.attached = true;
  }

  /** The line is cut: whoever waits is on his own from now on. */
  detach(now: Millis): void {
    this.attached = false;
    for (const call of this.book.living()) if (call.phase === 'up') this.planRelease(now - this.originMs, call);
  }

  disturb(now: Millis, disturbance: Disturbance): void {
    const at = now - this.originMs;
    if (disturbance.kind === 'restart') this.restart(at);
    else if (disturbance.kind === 'loseLeg') this.closeLeg(at, disturbance.leg, 'lost');
    else {
      const call = this.book.find(disturbance.attempt);
      if (call === null || call.phase === 'dialling' || call.phase === 'message') return;
      this.calls.end(call.index);
      this.planEnd(at, call, 'customer');
    }
  }

  // ---- commands

  private dial(at: Millis, { attempt, number, ringMs, amd }: Extract<TelephonyCommand, { kind: 'dial' }>): Ack {
    if (this.book.isKnown(attempt)) return { ok: false, why: 'duplicate' };
    const customer = customerOf(number);
    const dialNumber = (this.dialled.get(customer) ?? 0) + 1;
    this.dialled.set(customer, dialNumber);
    const ringsAt = at + this.fates.setUpMs(customer, dialNumber);
    const rings = RINGING_CLASSES.includes(this.fates.classOf(customer, dialNumber, at));
    const call = this.book.add(attempt, customer, dialNumber, amd === 'first', ringsAt + ringMs);
    // Before the call's own plan: where it is answered at once, it has rung.
    if (rings) this.calendar.push(ringsAt, RINGS, call.index, 0);
    this.calls.dial(at, call.index, customer, dialNumber, false, ringMs);
    this.options.onPlaced?.(attempt, number, at + this.originMs);
    return OK;
  }

  private bridge(at: Millis, attempt: AttemptId, leg: LegId): Ack {
    const call = this.book.find(attempt);
    if (call === null || call.phase === 'message' || !this.phones.isUp(leg)) return GONE;
    if (call.phase === 'dialling') return { ok: false, why: 'refused', detail: 'not answered' };
    if (call.leg === leg) return OK;
    if (this.book.onLeg(leg) !== null) return { ok: false, why: 'refused', detail: 'leg in use' };
    if (!call.talks) {
      this.calls.connect(at, call.index);
      call.talks = true;
      call.handleClass = this.fates.handleClass;
      call.wrapMs = this.fates.wrapMs;
    }
    call.phase = 'bridged';
    call.leg = leg;
    call.stamp += 1;
    this.calendar.push(at, BRIDGED, call.index, call.stamp);
    return OK;
  }

  private drop(at: Millis, attempt: AttemptId): Ack {
    const call = this.book.find(attempt);
    if (call === null) return GONE;
    if (call.phase === 'dialling') return { ok: false, why: 'refused', detail: 'not answered' };
    if (call.phase !== 'message') this.playMessage(at, call);
    return OK;
  }

  private playMessage(at: Millis, call: RehearsedCall): void {
    this.calls.end(call.index);
    call.phase = 'message';
    call.leg = null;
    call.stamp += 1;
    this.calendar.push(at, MESSAGE_STARTED, call.index, 0);
    this.calendar.push(at + MESSAGE_MS, MESSAGE_FINISHED, call.index, 0);
    this.calendar.push(at + MESSAGE_MS, ENDED_BY_US, call.index, BY_US);
  }

  private hangUp(at: Millis, attempt: AttemptId): Ack {
    const call = this.book.find(attempt);
    if (call === null) return GONE;
    if (call.phase === 'dialling') {
      this.calls.cancel(at, call.index);
      return OK;
    }
    if (call.phase !== 'message') this.calls.end(call.index);
    this.planEnd(at, call, 'us');
    return OK;
  }

  /** The call is over for the commands that follow; its end is told at once, but not within the command. */
  private planEnd(at: Millis, call: RehearsedCall, by: 'us' | 'customer'): void {
    call.phase = 'over';
    call.leg = null;
    call.stamp += 1;
    this.calendar.push(at, ENDED_BY_US, call.index, by === 'us' ? BY_US : BY_CUSTOMER);
  }

  private closeLeg(at: Millis, leg: LegId, why: string): boolean {
    if (!this.phones.close(at, leg, why)) return false;
    const call = this.book.onLeg(leg);
    if (call !== null) {
      call.leg = null;
      call.phase = 'up';
      this.planRelease(at, call);
    }
    return true;
  }

  private planRelease(at: Millis, call: RehearsedCall): void {
    call.stamp += 1;
    this.calendar.push(at + DEAD_MAN_MS, DEAD_MAN, call.index, call.stamp);
  }

  private restart(at: Millis): void {
    this.restarts += 1;
    this.isDown = true;
    this.calendar.clear();
    this.book.forgetAll();
    this.calls = this.newCalls();
    this.phones = new AgentPhones(this.options.seed, this.calendar, this.options.phones ?? {});
    this.calendar.push(at, EPOCH_BEGINS, 0, 0);
    this.calendar.push(at + RESTART_MS, EPOCH_BEGINS, 1, 0);
  }

  /** Calls' own ring limit is never used: each dial brings one. */
  private newCalls(): Calls {
    return new Calls(this.fates, null, this.calendar, null);
  }

  // ---- what happens

  private fire(at: Millis, code: number, a: number, b: number): TelephonyEvent | null {
    if (code <= CALL_ENDED) return this.fireCall(at, code, a, b);
    if (code === EPOCH_BEGINS) {
      this.isDown = a === 0;
      return this.state();
    }
    if (code === LEG_EVENT) return this.phones.fire(a, b);
    const call = this.book.at(a);
    if (call === null) return null;
    switch (code) {
      case RINGS: return call.phase === 'dialling' ? { kind: 'ringing', attempt: call.id, early: false } : null;
      case BRIDGED: return call.stamp === b && call.leg !== null ? { kind: 'bridged', attempt: call.id, leg: call.leg } : null;
      case VERDICT: return call.phase === 'up' ? { kind: 'amd', attempt: call.id, verdict: b === MACHINE_HEARD ? 'machine' : 'human', cause: 'NETWORK' } : null;
      case MESSAGE_STARTED: return call.phase !== 'message' ? null : { kind: 'message', attempt: call.id, phase: 'started' };
      case MESSAGE_FINISHED: return call.phase === 'message' ? { kind: 'message', attempt: call.id, phase: 'finished' } : null;
      case DEAD_MAN: {
        if (call.stamp !== b) return null;
        this.calls.end(call.index);
        return this.over(call, 'network');
      }
      default: return this.over(call, b === BY_CUSTOMER ? 'customer' : 'us');
    }
  }

  private over(call: RehearsedCall, by: 'us' | 'customer' | 'network'): TelephonyEvent {
    this.book.close(call);
    return { kind: 'ended', attempt: call.id, outcome: 'answered', by, raw: by === 'us' ? { cause: 16 } : { cause: 0 } };
  }

  private fireCall(at: Millis, code: number, slot: number, stamp: number): TelephonyEvent | null {
    const event = this.calls.fire(at, code, slot, stamp);
    if (event === null) return null;
    if (event.kind === 'attemptEnded') {
      const call = this.book.at(event.attempt)!;
      this.book.close(call);
      return endedEvent(call, event.cause, at);
    }
    if (event.kind === 'attemptClassified') return this.classified(event.attempt, event.machine);
    return event.kind === 'attemptAnswered' ? this.answered(at, event.attempt, event.verdict) : null;
  }

  private answered(at: Millis, index: number, verdict: Verdict): TelephonyEvent {
    const call = this.book.at(index)!;
    call.phase = 'up';
    // What the network recognises is a verdict at the same instant, told as the next event.
    if (call.detects && verdict !== 'pending') this.calendar.push(at, VERDICT, index, verdict === 'machine' ? MACHINE_HEARD : PERSON_HEARD);
    return { kind: 'answered', attempt: call.id };
  }

  private classified(index: number, machine: boolean): TelephonyEvent | null {
    const call = this.book.at(index)!;
    return call.detects ? { kind: 'amd', attempt: call.id, verdict: machine ? 'machine' : 'human', cause: 'AUDIO' } : null;
  }

  /** Nobody is attached: the dialplan plays the message to whoever answers. */
  private leftAlone(at: Millis, event: TelephonyEvent): void {
    if (event.kind !== 'answered') return;
    const call = this.book.find(event.attempt);
    if (call?.phase === 'up') this.playMessage(at, call);
  }
}

const OK: Ack = { ok: true };
const GONE: Ack = { ok: false, why: 'gone' };
const BY_US = 0;
const BY_CUSTOMER = 1;
const PERSON_HEARD = 0;
const MACHINE_HEARD = 1;
const RINGING_CLASSES = (['person', 'machine', 'noAnswer', 'fax'] as const).map((name) => CUSTOMER_CLASSES.indexOf(name));
/** Beyond this an instant is NEVER, to which nothing is added. */
const FAR = Number.MAX_SAFE_INTEGER / 2;
