/**
 * When agents start auto-dial, and when they stop it to work by hand (records: section 4, `dialWay: optional`).
 *
 * Rule: an agent presses Start at sign-in and when he is back after a missed call of his own phone. Of some agents each Start is
 * followed by a Stop after a while, and that by a Start. Both times are drawn by (agent, number of the start), so that they do
 * not depend on what else happens. A later plan of the same agent makes an earlier one stale.
 */
import type { EventCalendar } from '../base/eventCalendar.ts';
import { createKeyedStream, streamKey } from '../base/random.ts';
import type { Millis } from '../base/time.ts';
import type { AutoDialSwitched } from '../engine/events.ts';
import { blankEvent } from './blankEvents.ts';
import { AUTO_DIAL_STARTED, AUTO_DIAL_STOPPED } from './codes.ts';
import { compileDistribution } from './distributions/compile.ts';
import { KeyedDuration } from './keyedDuration.ts';
import type { ByHandSpec } from './spec.ts';

export class AutoDialHabit {
  private readonly calendar: EventCalendar;
  private readonly stopAfter: KeyedDuration | null;
  private readonly byHandFor: KeyedDuration | null;
  /** 1: this agent stops auto-dial now and then. */
  private readonly stops: Uint8Array;
  private readonly byHand: Uint8Array;
  private readonly plans: Int32Array;
  private readonly starts: Int32Array;
  private readonly switched: AutoDialSwitched = blankEvent('autoDialSwitched');

  constructor(spec: ByHandSpec | null, agents: number, seed: string, calendar: EventCalendar) {
    this.calendar = calendar;
    this.stopAfter = spec === null ? null : new KeyedDuration(streamKey(seed, 'agents/stopAutoDial'), compileDistribution(spec.stopAfter));
    this.byHandFor = spec === null ? null : new KeyedDuration(streamKey(seed, 'agents/byHand'), compileDistribution(spec.byHandFor));
    const who = createKeyedStream(streamKey(seed, 'agents/whoStopsAutoDial'));
    this.stops = Uint8Array.from({ length: agents }, (_, agent) => (spec !== null && who.at(agent, 0).next() < spec.agentShare ? 1 : 0));
    this.byHand = new Uint8Array(agents);
    this.plans = new Int32Array(agents);
    this.starts = new Int32Array(agents);
  }

  /** Has he stopped auto-dial himself, to load records by hand? */
  isByHand(agent: number): boolean {
    return this.byHand[agent] === 1;
  }

  signedIn(now: Millis, agent: number): void {
    this.byHand[agent] = 0;
    this.plan(now, AUTO_DIAL_STARTED, agent);
  }

  /** He did not answer his own phone, and is back at `at`. Who works by hand has a plan already. */
  legMissed(at: Millis, agent: number): void {
    if (this.byHand[agent] === 0) this.plan(at, AUTO_DIAL_STARTED, agent);
  }

  /** The switch behind a calendar entry; null: it is stale. */
  fire(now: Millis, code: number, agent: number, plan: number): AutoDialSwitched | null {
    if (this.plans[agent] !== plan) return null;
    const on = code === AUTO_DIAL_STARTED;
    this.byHand[agent] = on ? 0 : 1;
    const start = (this.starts[agent] = this.starts[agent]! + (on ? 1 : 0));
    if (!on) this.plan(now + this.byHandFor!.draw(agent, start), AUTO_DIAL_STARTED, agent);
    else if (this.stops[agent] === 1) this.plan(now + this.stopAfter!.draw(agent, start), AUTO_DIAL_STOPPED, agent);
    this.switched.at = now;
    this.switched.agent = agent;
    this.switched.on = on;
    return this.switched;
  }

  private plan(at: Millis, code: number, agent: number): void {
    const plan = (this.plans[agent] = this.plans[agent]! + 1);
    this.calendar.push(at, code, agent, plan);
  }
}
