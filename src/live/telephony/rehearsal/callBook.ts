/**
 * The exchange's calls by id and by index, and what is still known of those that are over.
 */
import type { Millis } from '../../../base/time.ts';
import type { AttemptId, LegId } from '../port/port.ts';
import type { CallFacts } from './exchangeLine.ts';

export interface RehearsedCall {
  readonly id: AttemptId;
  /** The attempt's number for the world. */
  readonly index: number;
  readonly customer: number;
  readonly dialNumber: number;
  readonly detects: boolean;
  /** When our ring timer ends it. */
  readonly ringEndsAt: Millis;
  phase: 'dialling' | 'up' | 'bridged' | 'message' | 'over';
  leg: LegId | null;
  /** Was bridged once: the end of the talk is planned. */
  talks: boolean;
  handleClass: number | null;
  wrapMs: Millis;
  /** Changes whenever what was planned for its end by neglect no longer holds. */
  stamp: number;
}

/** So many calls that are over are remembered, for the agents who still write. */
const REMEMBERED_MAX = 4_096;

export class CallBook {
  private readonly byId = new Map<AttemptId, RehearsedCall>();
  private readonly byIndex = new Map<number, RehearsedCall>();
  private readonly past = new Map<AttemptId, RehearsedCall>();
  private nextIndex = 0;

  add(id: AttemptId, customer: number, dialNumber: number, detects: boolean, ringEndsAt: Millis): RehearsedCall {
    const call: RehearsedCall = {
      id, index: this.nextIndex++, customer, dialNumber, detects, ringEndsAt, phase: 'dialling', leg: null, talks: false, handleClass: null, wrapMs: 0, stamp: 0,
    };
    this.byId.set(id, call);
    this.byIndex.set(call.index, call);
    return call;
  }

  /** Is the id in use? */
  isKnown(id: AttemptId): boolean {
    return this.byId.has(id);
  }

  /** A call that commands may concern; null: gone. */
  find(id: AttemptId): RehearsedCall | null {
    const call = this.byId.get(id);
    return call === undefined || call.phase === 'over' ? null : call;
  }

  at(index: number): RehearsedCall | null {
    return this.byIndex.get(index) ?? null;
  }

  onLeg(leg: LegId): RehearsedCall | null {
    for (const call of this.byId.values()) if (call.leg === leg) return call;
    return null;
  }

  *living(): Generator<RehearsedCall> {
    for (const call of this.byId.values()) if (call.phase !== 'over') yield call;
  }

  /** Its end was told. */
  close(call: RehearsedCall): void {
    this.byId.delete(call.id);
    this.byIndex.delete(call.index);
    this.past.set(call.id, call);
    if (this.past.size > REMEMBERED_MAX) this.past.delete(this.past.keys().next().value!);
  }

  facts(id: AttemptId): CallFacts | null {
    const call = this.byId.get(id) ?? this.past.get(id);
    return call === undefined ? null : { customer: call.customer, dialNumber: call.dialNumber, handleClass: call.handleClass, wrapMs: call.wrapMs };
  }
}
