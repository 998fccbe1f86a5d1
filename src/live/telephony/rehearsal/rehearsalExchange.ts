/**
 * The telephone world of a rehearsal: customers, carrier and agents' phones, in virtual time, without a clock of its own.
 *
 * Rule: what befalls a customer's n-th call is drawn as in the simulation, by (seed, customer, n), so that the same seed gives the same
 * fates. Events are told only by `advance`, never within a command. While nobody is attached, an answered call hears the message of the
 * dialplan, and whoever waits is released after ten seconds (dead man's switch).
 * Source: live, sections 2, 4 and 10.
 */
import { EventCalendar } from '../../../base/eventCalendar.ts';
import type { Millis } from '../../../base/time.ts';
import { Fates } from '../../../world/fates.ts';
import type { WorldSpec } from '../../../world/spec.ts';
import type { Ack, AttemptId, TelephonyCommand, TelephonyEvent } from '../port/port.ts';
import { AgentPhones, type PhoneHabits } from './agentPhones.ts';
import { CustomerCalls } from './customerCalls.ts';
import { EPOCH_BEGINS, LEG_EVENT } from './exchangeCodes.ts';
import type { CallFacts, Disturbance, ExchangeSnapshot } from './exchangeLine.ts';

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

/** From the loss of all calls until commands work again. */
export const RESTART_MS: Millis = 800;

export class RehearsalExchange {
  private readonly options: ExchangeOptions;
  private readonly originMs: Millis;
  private readonly calendar = new EventCalendar();
  private readonly fates: Fates;
  private phones: AgentPhones;
  private calls: CustomerCalls;
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
    this.phones = new AgentPhones(options.seed, this.calendar, options.phones ?? {});
    this.calls = new CustomerCalls(this.fates, this.calendar, this.phones, this.dialled);
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
      else this.calls.leftAlone(at, event);
    }
  }

  execute(now: Millis, command: TelephonyCommand): Ack {
    const at = now - this.originMs;
    if (this.isDown) return { ok: false, why: 'refused', detail: 'down' };
    switch (command.kind) {
      case 'dial': {
        const ack = this.calls.dial(at, command);
        if (ack.ok) this.options.onPlaced?.(command.attempt, command.number, now);
        return ack;
      }
      case 'bridge': return this.calls.bridge(at, command.attempt, command.leg);
      case 'drop': return this.calls.drop(at, command.attempt);
      case 'hangup': return this.calls.hangUp(at, command.attempt);
      case 'agentLeg.open': return this.phones.open(at, command.leg, command.agent) ? OK : { ok: false, why: 'duplicate' };
      case 'agentLeg.close': return this.calls.closeLeg(at, command.leg, 'closed') ? OK : { ok: false, why: 'gone' };
    }
  }

  snapshot(): ExchangeSnapshot {
    const attempts = [...this.calls.book.living()].map(({ id, phase, leg }) => ({ id, up: phase !== 'dialling', ...(leg === null ? {} : { bridgedTo: leg }) }));
    return { epoch: this.epoch, attempts, legs: this.phones.up(), legsRinging: this.phones.ringing() };
  }

  facts(attempt: AttemptId): CallFacts | null {
    return this.calls.book.facts(attempt);
  }

  attach(): void {
    this.attached = true;
  }

  /** The line is cut: calls are left to themselves. */
  detach(now: Millis): void {
    this.attached = false;
    this.calls.leaveAll(now - this.originMs);
  }

  disturb(now: Millis, disturbance: Disturbance): void {
    const at = now - this.originMs;
    switch (disturbance.kind) {
      case 'restart': this.restart(at); return;
      case 'loseLeg': this.calls.closeLeg(at, disturbance.leg, 'lost'); return;
      case 'customerHangsUp': this.calls.customerHangsUp(at, disturbance.attempt);
    }
  }

  private restart(at: Millis): void {
    this.restarts += 1;
    this.isDown = true;
    this.calendar.clear();
    this.phones = new AgentPhones(this.options.seed, this.calendar, this.options.phones ?? {});
    this.calls = new CustomerCalls(this.fates, this.calendar, this.phones, this.dialled);
    this.calendar.push(at, EPOCH_BEGINS, 0, 0);
    this.calendar.push(at + RESTART_MS, EPOCH_BEGINS, 1, 0);
  }

  private fire(at: Millis, code: number, a: number, b: number): TelephonyEvent | null {
    if (code === EPOCH_BEGINS) {
      this.isDown = a === 0;
      return this.state();
    }
    if (code === LEG_EVENT) return this.phones.fire(a, b);
    return this.calls.fire(at, code, a, b);
  }
}

const OK: Ack = { ok: true };
/** Beyond this an instant is NEVER, to which nothing is added. */
const FAR = Number.MAX_SAFE_INTEGER / 2;
