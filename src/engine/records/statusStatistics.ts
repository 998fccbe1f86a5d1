/**
 * Statistics of a campaign by status: how often each was set, automatically and by people, and how many records carry it
 * now (records: section 10.1; K08).
 *
 * Rule: every change of a record's status goes through `move` or `carry`; setting the same status again counts again.
 */
import { NONE } from '../vocabulary.ts';

export interface StatusCounts {
  readonly setAutomatically: number;
  /** By agents with a save, or by hand in the record's detail. */
  readonly setByAgents: number;
  readonly carriedNow: number;
}

export class StatusStatistics {
  private readonly automatic: Float64Array;
  private readonly byAgents: Float64Array;
  private readonly carried: Float64Array;

  constructor(statuses: number) {
    this.automatic = new Float64Array(statuses);
    this.byAgents = new Float64Array(statuses);
    this.carried = new Float64Array(statuses);
  }

  /** A record's status changes from one to another, set by the dialler or by a person. */
  move(from: number, to: number, automatically: boolean): void {
    this.carry(from, -1);
    this.carry(to, 1);
    if (to === NONE || to >= this.carried.length) return;
    const counter = automatically ? this.automatic : this.byAgents;
    counter[to] = counter[to]! + 1;
  }

  /** A record with this status comes or goes; nobody set it. */
  carry(status: number, step: 1 | -1): void {
    if (status !== NONE && status < this.carried.length) this.carried[status] = this.carried[status]! + step;
  }

  of(status: number): StatusCounts {
    return { setAutomatically: this.automatic[status]!, setByAgents: this.byAgents[status]!, carriedNow: this.carried[status]! };
  }

  save(): { readonly automatic: Float64Array; readonly byAgents: Float64Array; readonly carried: Float64Array } {
    return { automatic: this.automatic.slice(), byAgents: this.byAgents.slice(), carried: this.carried.slice() };
  }

  /** Statuses that the campaign has got since are at 0. */
  load(saved: ReturnType<StatusStatistics['save']>): void {
    this.automatic.set(saved.automatic);
    this.byAgents.set(saved.byAgents);
    this.carried.set(saved.carried);
  }
}
