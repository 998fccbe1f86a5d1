/**
 * What agents do by hand at their desk (records: section 4).
 *
 * Rule: in preview an agent who is ready asks for a record, reads it, and dials it or gives it back; he saves what nobody
 * answered. In auto he presses Start at sign-in and when he is back after a missed call of his own phone, answers that phone or
 * not, and gets more customers where he may. Reading and the phone are drawn by (record, how often it was shown), because a
 * record that is given back has no further dial. Where he may, he also stops auto-dial for a while and works as in preview. Whatever changes
 * what he is at makes his plans stale.
 */
import type { EventCalendar } from '../base/eventCalendar.ts';
import { createKeyedStream, streamKey, type KeyedStream } from '../base/random.ts';
import type { Millis } from '../base/time.ts';
import type { ClosedActivity } from '../engine/commands.ts';
import type {
  AgentLegAnswered, AgentSaved, DialerEvent, DialRequested, RecordCreated, RecordRequested, RecordRestored, RecordsObtained, RecordSkipped,
} from '../engine/events.ts';
import { AgentState, NONE, type AgentStateName, type Mode, type OutcomeName, type Rejection } from '../engine/vocabulary.ts';
import { AutoDialHabit } from './autoDialHabit.ts';
import { blankEvent } from './blankEvents.ts';
import { AGENT_LEG_ANSWERED, AUTO_DIAL_STARTED, AUTO_DIAL_STOPPED, READING_OVER, RECORD_ASKED, UNANSWERED_SAVED } from './codes.ts';
import { compileDistribution } from './distributions/compile.ts';
import type { Sampler } from './distributions/sampler.ts';
import { KeyedDuration, toMillis } from './keyedDuration.ts';
import { NumberChoice } from './numberChoice.ts';
import type { DeskSpec } from './spec.ts';

export class DeskWork {
  private readonly spec: DeskSpec;
  private readonly calendar: EventCalendar;
  private readonly isPreview: boolean;
  private readonly isAuto: boolean;
  private readonly allowObtain: boolean;
  /** Nobody asks for anything any more. */
  private isStopped = false;
  private readonly autoDial: AutoDialHabit;
  /** Null: everybody dials the proposed number. */
  private readonly numbers: NumberChoice | null;
  private readonly readStream: KeyedStream;
  private readonly read: Sampler;
  private readonly phoneStream: KeyedStream;
  private readonly phone: Sampler;
  private readonly unansweredAfter: KeyedDuration;
  private readonly states: Uint8Array;
  private readonly stamps: Int32Array;
  /** The record in front of each agent, and the number of its last dial by him. */
  private readonly records: Int32Array;
  private readonly dialNumbers: Int32Array;
  private readonly phones: Int32Array;
  /** 1: he asked for a record and has none yet; then he gets customers for himself, where he may. */
  private readonly inVain: Uint8Array;
  /** How often each record was shown. */
  private shown = new Int32Array(1_024);
  /** Attempts that an agent holds. */
  private readonly holders = new Map<number, number>();
  private readonly requested: RecordRequested = blankEvent('recordRequested');
  private readonly dialled: DialRequested = blankEvent('dialRequested');
  /** 1: the number of his choice was refused, so that he takes the proposed one. */
  private readonly takesProposed: Uint8Array;
  private readonly skipped: RecordSkipped = blankEvent('recordSkipped');
  private readonly obtained: RecordsObtained = blankEvent('recordsObtained');
  private readonly legAnswered: AgentLegAnswered = blankEvent('agentLegAnswered');
  private readonly saved: AgentSaved = blankEvent('agentSaved');

  constructor(spec: DeskSpec, settings: { readonly mode?: Mode; readonly allowObtain?: boolean }, agents: number, seed: string, calendar: EventCalendar) {
    this.spec = spec;
    this.calendar = calendar;
    this.isPreview = settings.mode === 'preview';
    this.isAuto = settings.mode === 'auto';
    this.allowObtain = this.isAuto && settings.allowObtain === true;
    this.autoDial = new AutoDialHabit(spec.byHand, agents, seed, calendar);
    this.numbers = spec.otherNumberShare > 0 ? new NumberChoice(spec.otherNumberShare, seed) : null;
    this.readStream = createKeyedStream(streamKey(seed, 'agents/read'));
    this.read = compileDistribution(spec.read);
    this.phoneStream = createKeyedStream(streamKey(seed, 'agents/phone'));
    this.phone = compileDistribution(spec.phoneAnswer);
    this.unansweredAfter = new KeyedDuration(streamKey(seed, 'agents/unanswered'), compileDistribution(spec.unansweredAfter));
    this.states = new Uint8Array(agents).fill(AgentState.signedOut);
    this.stamps = new Int32Array(agents);
    this.records = new Int32Array(agents).fill(NONE);
    this.dialNumbers = new Int32Array(agents);
    this.phones = new Int32Array(agents);
    this.inVain = new Uint8Array(agents);
    this.takesProposed = new Uint8Array(agents);
  }

  recordOf(agent: number): number {
    return this.records[agent]!;
  }

  dialNumberOf(agent: number): number {
    return this.dialNumbers[agent]!;
  }

  stop(): void {
    this.isStopped = true;
  }

  recordCreated(event: RecordCreated | RecordRestored): void {
    this.numbers?.created(event);
  }

  agentState(now: Millis, agent: number, name: AgentStateName): void {
    const before = this.states[agent]!;
    const state = AgentState[name];
    if (state === before) return;
    this.states[agent] = state;
    const stamp = this.renew(agent);
    if (this.isAuto && before === AgentState.signedOut) this.autoDial.signedIn(now, agent);
    if (state === AgentState.ready && (this.loadsByHand(agent) || this.allowObtain)) this.asks(now, agent, stamp);
  }

  showRecord(now: Millis, agent: number, record: number): void {
    if (this.states[agent] !== AgentState.reserved) return;
    this.records[agent] = record;
    if (record >= this.shown.length) this.grow(record);
    const showing = (this.shown[record] = this.shown[record]! + 1);
    if (!this.loadsByHand(agent)) return;
    const stream = this.readStream.at(record, showing);
    stream.next(); // Whether he gives it back is read when he has read it.
    this.calendar.push(now + toMillis(this.read.sample(stream)), READING_OVER, agent, this.renew(agent));
  }

  callAgent(now: Millis, agent: number): void {
    const stream = this.phoneStream.at(this.records[agent]!, this.shown[this.records[agent]!]!);
    if (stream.next() < this.spec.phoneMissedShare) return;
    this.calendar.push(now + toMillis(this.phone.sample(stream)), AGENT_LEG_ANSWERED, agent, this.renew(agent));
  }

  /** `phone`: position among the record's numbers. */
  dial(attempt: number, record: number, dialNumber: number, agent: number, phone = 0): void {
    if (agent === NONE) return;
    this.renew(agent);
    this.numbers?.placed();
    this.records[agent] = record;
    this.phones[agent] = phone;
    this.dialNumbers[agent] = dialNumber;
    this.holders.set(attempt, agent);
  }

  /** Nobody answered: if the turn does not close by itself, he saves after a while. */
  attemptOver(now: Millis, attempt: number, outcome: OutcomeName): void {
    const agent = this.holders.get(attempt);
    if (agent === undefined) return;
    this.holders.delete(attempt);
    this.numbers?.over(this.records[agent]!, this.phones[agent]!, outcome);
    if (outcome === 'answered') return;
    const afterMs = this.unansweredAfter.draw(this.records[agent]!, this.dialNumbers[agent]!);
    this.calendar.push(now + afterMs, UNANSWERED_SAVED, agent, this.renew(agent));
  }

  activity(now: Millis, closed: Pick<ClosedActivity, 'agent' | 'kind' | 'reason'>): void {
    const { agent } = closed;
    if (agent === NONE || closed.kind !== 'call') return;
    this.renew(agent);
    if (closed.reason === 'agentLeg') this.autoDial.legMissed(now + this.spec.startAgainMs, agent);
  }

  /** The dialer refused something of this record: an agent who chose a number that cannot be dialled takes the proposed one. */
  rejected(now: Millis, record: number, reason: Rejection): void {
    if (this.numbers === null || !this.numbers.wasRefused(record, reason)) return;
    const { agent } = this.dialled;
    this.takesProposed[agent] = 1;
    this.calendar.push(now, READING_OVER, agent, this.renew(agent));
  }

  /** The event behind a calendar entry, or null. A save is still to be filled. */
  fire(now: Millis, code: number, agent: number, stamp: number): DialerEvent | null {
    if (code === AUTO_DIAL_STARTED || code === AUTO_DIAL_STOPPED) return this.switchAutoDial(now, code, agent, stamp);
    if (this.stamps[agent] !== stamp) return null;
    switch (code) {
      case RECORD_ASKED: return this.ask(now, agent, stamp);
      case READING_OVER: return this.hasRead(now, agent);
      case UNANSWERED_SAVED: return told(this.saved, now, agent);
      default: return told(this.legAnswered, now, agent);
    }
  }

  private loadsByHand(agent: number): boolean {
    return this.isPreview || this.autoDial.isByHand(agent);
  }

  private asks(now: Millis, agent: number, stamp: number): void {
    this.inVain[agent] = 0;
    if (!this.isStopped) this.calendar.push(now, RECORD_ASKED, agent, stamp);
  }

  /** By hand he asks for a record and, in vain, for customers of his own in turn; else for customers alone. */
  private ask(now: Millis, agent: number, stamp: number): DialerEvent | null {
    const isByHand = this.loadsByHand(agent);
    if (this.isStopped || !(isByHand || this.allowObtain)) return null;
    const obtains = this.allowObtain && (!isByHand || this.inVain[agent] === 1);
    this.inVain[agent] = obtains ? 0 : 1;
    const againMs = !isByHand ? this.spec.obtainAgainMs : obtains ? 0 : this.spec.askAgainMs;
    this.calendar.push(now + againMs, RECORD_ASKED, agent, stamp);
    return told(obtains ? this.obtained : this.requested, now, agent);
  }

  private switchAutoDial(now: Millis, code: number, agent: number, plan: number): DialerEvent | null {
    if (this.states[agent] === AgentState.signedOut) return null;
    const event = this.autoDial.fire(now, code, agent, plan);
    if (event !== null && !event.on && this.states[agent] === AgentState.ready) this.asks(now, agent, this.renew(agent));
    return event;
  }

  /** He gives the record back, or dials it. */
  private hasRead(now: Millis, agent: number): DialerEvent {
    const record = this.records[agent]!;
    const showing = this.shown[record]!;
    const takesProposed = this.takesProposed[agent] === 1;
    this.takesProposed[agent] = 0;
    if (!takesProposed && this.readStream.at(record, showing).next() < this.spec.skipShare) return told(this.skipped, now, agent);
    this.dialled.phone = this.numbers === null || takesProposed ? NONE : this.numbers.choose(record, showing);
    return told(this.dialled, now, agent);
  }

  private renew(agent: number): number {
    return (this.stamps[agent] = this.stamps[agent]! + 1);
  }

  private grow(record: number): void {
    const grown = new Int32Array(Math.max(record + 1, this.shown.length * 2));
    grown.set(this.shown);
    this.shown = grown;
  }
}

function told<T extends { at: Millis; agent: number }>(event: T, now: Millis, agent: number): T {
  event.at = now;
  event.agent = agent;
  return event;
}
