/**
 * Agents' phones at the exchange: legs that ring, are up, and go down.
 *
 * Rule: the phone of an agent who signs in is in his hand: it is up at once. In mode auto the phone is called again for every turn; then
 * it rings for a while, and some calls are missed (the scenario's `phoneAnswer` and `phoneMissedShare`), drawn by (agent, number of the leg).
 * Source: live, section 4 (agent-first); records, section 4.
 */
import type { EventCalendar } from '../../../base/eventCalendar.ts';
import { createKeyedStream, streamKey, type KeyedStream } from '../../../base/random.ts';
import type { Millis } from '../../../base/time.ts';
import { compileDistribution } from '../../../world/distributions/compile.ts';
import type { Sampler } from '../../../world/distributions/sampler.ts';
import { toMillis } from '../../../world/keyedDuration.ts';
import type { DistributionSpec } from '../../../world/spec.ts';
import type { LegId, TelephonyEvent } from '../port/port.ts';
import { LEG_EVENT } from './exchangeCodes.ts';

export interface PhoneHabits {
  /** Mode auto: how a turn's call is answered; absent: at once. */
  readonly turns?: { readonly answerAfter: DistributionSpec; readonly missedShare: number; readonly ringMs: Millis };
}

interface Leg { readonly id: LegId; readonly index: number; readonly agent: string; state: 'ringing' | 'up' | 'down'; why: string }

export class AgentPhones {
  private readonly calendar: EventCalendar;
  private readonly habits: PhoneHabits;
  private readonly answers: KeyedStream;
  private readonly answerAfter: Sampler | null;
  private readonly byId = new Map<LegId, Leg>();
  private readonly byIndex = new Map<number, Leg>();
  private readonly agents = new Map<string, { readonly key: number; legs: number }>();
  private nextIndex = 0;

  constructor(seed: string, calendar: EventCalendar, habits: PhoneHabits) {
    this.calendar = calendar;
    this.habits = habits;
    this.answers = createKeyedStream(streamKey(seed, 'agents/phone'));
    this.answerAfter = habits.turns === undefined ? null : compileDistribution(habits.turns.answerAfter);
  }

  /** False: this leg is known already. */
  open(at: Millis, id: LegId, agent: string): boolean {
    if (this.byId.has(id)) return false;
    const leg: Leg = { id, index: this.nextIndex++, agent, state: 'ringing', why: '' };
    this.byId.set(id, leg);
    this.byIndex.set(leg.index, leg);
    const { turns } = this.habits;
    if (turns === undefined || this.answerAfter === null) {
      this.calendar.push(at, LEG_EVENT, leg.index, UP);
      return true;
    }
    const legs = this.legsOf(agent);
    const stream = this.answers.at(legs.key, legs.number);
    const missed = stream.next() < turns.missedShare;
    const afterMs = toMillis(this.answerAfter.sample(stream));
    if (missed || afterMs > turns.ringMs) this.calendar.push(at + turns.ringMs, LEG_EVENT, leg.index, MISSED);
    else this.calendar.push(at + afterMs, LEG_EVENT, leg.index, UP);
    return true;
  }

  /** False: it is down already, or never was. */
  close(at: Millis, id: LegId, why: string): boolean {
    const leg = this.byId.get(id);
    if (leg === undefined || leg.state === 'down') return false;
    leg.state = 'down';
    leg.why = why;
    this.calendar.push(at, LEG_EVENT, leg.index, DOWN);
    return true;
  }

  isUp(id: LegId): boolean {
    return this.byId.get(id)?.state === 'up';
  }

  up(): LegId[] {
    return this.inState('up');
  }

  ringing(): LegId[] {
    return this.inState('ringing');
  }

  fire(index: number, what: number): TelephonyEvent | null {
    const leg = this.byIndex.get(index);
    if (leg === undefined) return null;
    if (what === DOWN) return this.down(leg);
    if (leg.state !== 'ringing') return null;
    if (what === UP) {
      leg.state = 'up';
      return { kind: 'leg.up', leg: leg.id };
    }
    leg.why = 'noAnswer';
    return this.down(leg);
  }

  private down(leg: Leg): TelephonyEvent {
    leg.state = 'down';
    this.byId.delete(leg.id);
    this.byIndex.delete(leg.index);
    return { kind: 'leg.down', leg: leg.id, why: leg.why };
  }

  private inState(state: Leg['state']): LegId[] {
    return [...this.byId.values()].filter((leg) => leg.state === state).map((leg) => leg.id);
  }

  private legsOf(agent: string): { readonly key: number; readonly number: number } {
    let entry = this.agents.get(agent);
    if (entry === undefined) this.agents.set(agent, (entry = { key: this.agents.size, legs: 0 }));
    entry.legs += 1;
    return { key: entry.key, number: entry.legs };
  }
}

const UP = 0;
const DOWN = 1;
const MISSED = 2;
