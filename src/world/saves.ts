/**
 * What agents save: status and next call, by shares of each class of call.
 *
 * Rule: both are drawn by (record, number of the dial), like every other fate, so that a call ends alike under every strategy.
 * A next call may be passed to any other agent. One outside the shifts or the record's calling windows is moved into them; one that fits nowhere is not given. A save
 * that the dialer refuses is repeated at once without status and next call.
 */
import type { EventCalendar } from '../base/eventCalendar.ts';
import { createKeyedStream, streamKey, type KeyedStream } from '../base/random.ts';
import { UNSET, type Millis } from '../base/time.ts';
import type { AgentSaved } from '../engine/events.ts';
import { NONE } from '../engine/vocabulary.ts';
import { blankEvent } from './blankEvents.ts';
import { PLAINLY_SAVED } from './codes.ts';
import { compileDistribution } from './distributions/compile.ts';
import type { Sampler } from './distributions/sampler.ts';
import { toMillis } from './keyedDuration.ts';
import { movedInto, type Intervals } from './nextCalls.ts';
import { zoneOfRecord } from './recordColumns.ts';
import type { SaveHabit, WorldSpec } from './spec.ts';

/** Does anybody save more than that the work is done? */
export function needsSaves({ customers, desk }: WorldSpec): boolean {
  return desk !== undefined || customers.handle.some((handle) => handle.save !== undefined);
}

interface Habit { readonly upTo: number; readonly status: number; readonly nextCallShare: number; readonly after: Sampler | null; readonly roundUpMs: Millis; readonly passShare: number }

export class Saves {
  private readonly calendar: EventCalendar;
  /** By class of call; then machines, which have none; then unanswered calls. */
  private readonly habits: readonly (readonly Habit[])[];
  private readonly statusStream: KeyedStream;
  private readonly nextCallStream: KeyedStream;
  private readonly passStream: KeyedStream;
  /** Agents who come at all: nobody passes a record to one who never does. */
  private readonly colleagues: readonly number[];
  private readonly shifts: Intervals;
  private readonly windows: readonly Intervals[] | null;
  private readonly campaignZone: number;
  private readonly list: WorldSpec['list'];
  private readonly records: Int32Array;
  private readonly dialNumbers: Int32Array;
  private readonly classes: Int32Array;
  /** Whose save the dialer is looking at. */
  private saving = NONE;
  private readonly plainEvent: AgentSaved = blankEvent('agentSaved');

  constructor(spec: WorldSpec, settings: { readonly campaignZone: number; readonly windows?: readonly Intervals[] }, seed: string, calendar: EventCalendar) {
    const { customers, desk } = spec;
    const agents = spec.agents.length;
    this.calendar = calendar;
    this.habits = [...customers.handle.map((handle) => handle.save ?? []), [], desk?.unanswered ?? []].map(compileHabits);
    this.statusStream = createKeyedStream(streamKey(seed, 'agents/status'));
    this.nextCallStream = createKeyedStream(streamKey(seed, 'agents/nextCall'));
    this.passStream = createKeyedStream(streamKey(seed, 'agents/pass'));
    this.colleagues = spec.agents.flatMap((days, agent) => (days.some((day) => day !== null) ? [agent] : []));
    this.shifts = spec.shifts ?? null;
    this.windows = settings.windows ?? null;
    this.campaignZone = settings.campaignZone;
    this.list = spec.list;
    this.records = new Int32Array(agents).fill(NONE);
    this.dialNumbers = new Int32Array(agents);
    this.classes = new Int32Array(agents);
  }

  /** The agent talks: what he will save is settled by this. `handleClass`: position of the class of call. */
  connected(agent: number, record: number, dialNumber: number, handleClass: number): void {
    this.records[agent] = record;
    this.dialNumbers[agent] = dialNumber;
    this.classes[agent] = handleClass;
  }

  /** Fills a save after a talk. */
  fill(event: AgentSaved): void {
    this.choose(event, this.habits[this.classes[event.agent]!]!);
  }

  /** Fills a save after an attempt that nobody answered. */
  unanswered(event: AgentSaved, record: number, dialNumber: number): void {
    this.connected(event.agent, record, dialNumber, this.habits.length - 1);
    this.choose(event, this.habits[this.habits.length - 1]!);
  }

  /** The dialer refused something of this record. */
  rejected(now: Millis, record: number): void {
    if (this.saving === NONE || this.records[this.saving] !== record) return;
    this.calendar.push(now, PLAINLY_SAVED, this.saving, 0);
    this.saving = NONE;
  }

  /** An activity closed: the save, if it was his, was taken. */
  closed(agent: number): void {
    if (agent === this.saving) this.saving = NONE;
  }

  plain(now: Millis, agent: number): AgentSaved {
    this.plainEvent.at = now;
    this.plainEvent.agent = agent;
    return this.plainEvent;
  }

  private choose(event: AgentSaved, habits: readonly Habit[]): void {
    event.status = NONE;
    event.nextCallAt = UNSET;
    event.passTo = NONE;
    if (habits.length === 0) return;
    const record = this.records[event.agent]!;
    const dialNumber = this.dialNumbers[event.agent]!;
    const luck = this.statusStream.at(record, dialNumber).next();
    let place = 0;
    while (place < habits.length - 1 && luck >= habits[place]!.upTo) place += 1;
    const habit = habits[place]!;
    this.saving = event.agent;
    if (habit.after === null) {
      event.status = habit.status;
      return;
    }
    const stream = this.nextCallStream.at(record, dialNumber);
    if (stream.next() < habit.nextCallShare) event.nextCallAt = this.instant(event.at + toMillis(habit.after.sample(stream)), habit.roundUpMs, record);
    if (event.nextCallAt !== UNSET && habit.passShare > 0) event.passTo = this.passedTo(event.agent, habit.passShare);
    // A status that lives from its date is not given where no date could be: a promise that nobody can make is none.
    if (event.nextCallAt !== UNSET || habit.nextCallShare < 1) event.status = habit.status;
  }

  /** Another agent, all equally likely, or NONE. */
  private passedTo(agent: number, share: number): number {
    const stream = this.passStream.at(this.records[agent]!, this.dialNumbers[agent]!);
    const others = this.colleagues.length - 1;
    if (stream.next() >= share || others < 1) return NONE;
    const place = Math.min(others - 1, Math.floor(stream.next() * others));
    return this.colleagues[place < this.colleagues.indexOf(agent) ? place : place + 1]!;
  }

  private instant(at: Millis, roundUpMs: Millis, record: number): Millis {
    const rounded = roundUpMs > 0 ? Math.ceil(at / roundUpMs) * roundUpMs : at;
    return movedInto(this.shifts, this.windows === null ? null : this.windows[this.zoneOf(record)]!, rounded);
  }

  private zoneOf(record: number): number {
    return this.list.kind === 'given' ? zoneOfRecord(this.list.records, record) : this.campaignZone;
  }
}

function compileHabits(habits: readonly SaveHabit[]): readonly Habit[] {
  const total = habits.reduce((sum, habit) => sum + habit.share, 0);
  let upTo = 0;
  return habits.map(({ share, status, nextCall }) => ({
    upTo: (upTo += share / total), status, nextCallShare: nextCall?.share ?? 0, after: nextCall === null ? null : compileDistribution(nextCall.after),
    roundUpMs: nextCall?.roundUpMs ?? 0, passShare: nextCall?.passShare ?? 0,
  }));
}
