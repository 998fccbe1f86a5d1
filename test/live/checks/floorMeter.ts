/**
 * Occupancy, abandon rate and counts of a stretch of time, from the dialer's commands: one measure for a simulated run and for the journal
 * of a rehearsed one.
 */
import type { Millis } from '../../../src/base/time.ts';
import type { DialerEvent } from '../../../src/engine/events.ts';
import type { AgentStateName } from '../../../src/engine/vocabulary.ts';
import { parseCommandLine } from '../../../src/journal/codec.ts';
import type { RunObserver } from '../../../src/measure/observer.ts';
import { observerOf } from '../../support/engineObserver.ts';
import type { Store } from '../../../src/live/store/openStore.ts';

export interface FloorFigures {
  readonly dials: number;
  readonly connects: number;
  /** Abandoned over answered by a person. */
  readonly abandonRate: number;
  /** Share of the staffed time in talk and wrap-up. */
  readonly occupancy: number;
}

export class FloorMeter {
  private readonly from: Millis;
  private readonly to: Millis;
  private readonly agents = new Map<number, { state: AgentStateName; since: Millis }>();
  private dials = 0;
  private connects = 0;
  private drops = 0;
  private staffedMs = 0;
  private busyMs = 0;

  constructor(from: Millis, to: Millis) {
    this.from = from;
    this.to = to;
  }

  command(at: Millis, kind: string, values: readonly unknown[]): void {
    if (kind === 'agentState') this.enter(at, values[0] as number, values[1] as AgentStateName);
    if (at < this.from || at >= this.to) return;
    if (kind === 'dial') this.dials += 1;
    if (kind === 'connect') this.connects += 1;
    if (kind === 'drop') this.drops += 1;
  }

  figures(): FloorFigures {
    for (const agent of this.agents.keys()) this.enter(this.to, agent, 'signedOut');
    return { dials: this.dials, connects: this.connects, abandonRate: this.drops / Math.max(1, this.drops + this.connects), occupancy: this.busyMs / this.staffedMs };
  }

  private enter(at: Millis, agent: number, state: AgentStateName): void {
    const before = this.agents.get(agent);
    this.agents.set(agent, { state, since: at });
    if (before === undefined || before.state === 'signedOut' || before.state === 'paused') return;
    const ms = Math.max(0, Math.min(at, this.to) - Math.max(before.since, this.from));
    this.staffedMs += ms;
    if (before.state === 'talking' || before.state === 'wrapping') this.busyMs += ms;
  }
}

/** Lets a meter watch a simulated run. */
export function meterObserver(meter: FloorMeter): RunObserver {
  let now: Millis = 0;
  const watch = (kind: string) => (...values: unknown[]): void => { meter.command(now, kind, values); };
  return observerOf({
    event: (event: DialerEvent) => { now = event.at; }, dial: watch('dial'), connect: watch('connect'), drop: watch('drop'), agentState: watch('agentState'),
  });
}

/** Gives a meter every command of a live store's journal; instants are those of the journal. */
export function meterJournal({ db }: Store, meter: FloorMeter): void {
  const rows = db.prepare('SELECT at, line FROM outbox JOIN journal ON journal.seq = outbox.seq WHERE line IS NOT NULL ORDER BY outbox.seq, n');
  for (const { at, line } of rows.all() as { at: Millis; line: string }[]) {
    if (!/^(dial|connect|drop|agentState) /.test(line)) continue;
    const parsed = parseCommandLine(`> ${line}`, 1);
    if (!parsed.ok) throw new Error(`the journal's command "${line}" cannot be read`);
    meter.command(at, parsed.value.kind, parsed.value.values);
  }
}
