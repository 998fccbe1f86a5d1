/**
 * What a driver has told of each call and leg, so that nothing is told twice, out of order, or after its end.
 */
import type { AttemptId, LegId, TelephonyEvent } from '../port/port.ts';
import type { ExchangeSnapshot } from './exchangeLine.ts';

interface ToldCall { readonly detects: boolean; up: boolean; ringing: boolean; answered: boolean; verdict: boolean; bridgedTo: LegId | null }

/** So many calls that are over are remembered, so that nothing that comes late is told of them. */
const OVER_MAX = 8_192;

export class ToldTable {
  private readonly told = new Map<AttemptId, ToldCall>();
  /** Dials that were perhaps placed. */
  private readonly doubtful = new Set<AttemptId>();
  private readonly over = new Set<AttemptId>();
  /** Legs that were opened; true: up. */
  private readonly legs = new Map<LegId, boolean>();

  /** Calls whose end is still to be told. */
  get calls(): number {
    return this.told.size;
  }

  dialled(attempt: AttemptId, detects: boolean): void {
    if (this.told.has(attempt) || this.over.has(attempt)) return;
    this.doubtful.delete(attempt);
    this.told.set(attempt, { detects, up: false, ringing: false, answered: false, verdict: false, bridgedTo: null });
  }

  /** Is the id used, or was it? */
  knows(attempt: AttemptId): boolean {
    return this.told.has(attempt) || this.over.has(attempt);
  }

  /** Its acknowledgement was lost: it may be there. */
  doubted(attempt: AttemptId): void {
    this.doubtful.add(attempt);
  }

  /** It stands in a snapshot that somebody was given. */
  seen(attempt: AttemptId, up: boolean): void {
    this.dialled(attempt, false);
    const call = this.told.get(attempt);
    if (up && call !== undefined) call.up = true;
  }

  opened(leg: LegId): void {
    if (!this.legs.has(leg)) this.legs.set(leg, false);
  }

  unanswered(): AttemptId[] {
    return [...this.told].flatMap(([attempt, call]) => (call.answered || call.up ? [] : [attempt]));
  }

  /** What is to be told of an event: nothing, itself, or an answer that was missed and then itself. */
  tell(event: CallOrLegEvent): readonly CallOrLegEvent[] {
    if (!('attempt' in event)) return this.tellLeg(event.leg, event.kind === 'leg.up') ? [event] : [];
    const { attempt } = event;
    if (event.kind === 'ended') return this.end(attempt) ? [event] : [];
    this.dialled(attempt, false);
    const call = this.told.get(attempt);
    if (call === undefined) return [];
    if (event.kind === 'ringing') return !call.answered && !call.ringing && (call.ringing = true) ? [event] : [];
    const wasAnswered = call.answered;
    call.answered = true;
    if (event.kind === 'answered') return wasAnswered ? [] : [event];
    if (event.kind === 'amd') {
      if (call.verdict) return [];
      call.verdict = true;
    }
    if (event.kind === 'bridged') call.bridgedTo = event.leg;
    return wasAnswered ? [event] : [{ kind: 'answered', attempt }, event];
  }

  /** The end of everything: all calls and legs were lost. */
  all(): CallOrLegEvent[] {
    return [
      ...[...this.told.keys()].map((attempt) => endedUnheard(attempt)),
      ...[...this.legs.keys()].map((leg): CallOrLegEvent => ({ kind: 'leg.down', leg, why: 'lost' })),
    ];
  }

  /** What must be told so that it agrees with what is there. */
  differences({ attempts, legs, legsRinging }: ExchangeSnapshot): CallOrLegEvent[] {
    const there = new Map(attempts.map((attempt) => [attempt.id, attempt]));
    const events: CallOrLegEvent[] = [];
    for (const [leg, up] of this.legs) {
      if (legs.includes(leg)) {
        if (!up) events.push({ kind: 'leg.up', leg });
      } else if (!legsRinging.includes(leg)) events.push({ kind: 'leg.down', leg, why: 'lost' });
    }
    for (const [id, call] of this.told) {
      const now = there.get(id);
      if (now === undefined) {
        events.push(endedUnheard(id));
        continue;
      }
      if (now.up && !call.answered) events.push({ kind: 'answered', attempt: id });
      if (now.up && call.detects && !call.verdict) events.push({ kind: 'amd', attempt: id, verdict: 'notsure', cause: 'MISSED' });
      if (now.bridgedTo !== undefined && call.bridgedTo !== now.bridgedTo) events.push({ kind: 'bridged', attempt: id, leg: now.bridgedTo });
    }
    return events;
  }

  private tellLeg(leg: LegId, isUp: boolean): boolean {
    if (!isUp) return this.legs.delete(leg);
    if (this.legs.get(leg) === true) return false;
    this.legs.set(leg, true);
    return true;
  }

  private end(attempt: AttemptId): boolean {
    const isDoubtful = this.doubtful.delete(attempt);
    if (!this.told.delete(attempt) && !isDoubtful) return false;
    this.over.add(attempt);
    if (this.over.size > OVER_MAX) this.over.delete(this.over.values().next().value!);
    return true;
  }
}

export type CallOrLegEvent = Exclude<TelephonyEvent, { kind: 'driver' | 'trunks' }>;

function endedUnheard(attempt: AttemptId): CallOrLegEvent {
  return { kind: 'ended', attempt, outcome: 'unknown', by: 'unknown', raw: {} };
}
