/**
 * Which number an agent dials who dials by hand: the proposed one or, in a share of his dials, another of the record.
 *
 * Rule: the others are equally likely. The proposed number is where the record's next turn starts (records: N5 for preview: the
 * number last reached, else unchanged). Drawn by (record, how often it was shown). An agent whose choice the dialer refuses,
 * because the number is blocked or wrong, dials the proposed one.
 */
import { createKeyedStream, streamKey, type KeyedStream } from '../base/random.ts';
import type { RecordCreated, RecordRestored } from '../engine/events.ts';
import { NONE, type OutcomeName, type Rejection } from '../engine/vocabulary.ts';

export class NumberChoice {
  private readonly share: number;
  private readonly stream: KeyedStream;
  private counts = new Uint8Array(1_024);
  private proposed = new Uint8Array(1_024);
  /** The record whose chosen number the dialer is looking at, or NONE. */
  private choosing = NONE;

  constructor(share: number, seed: string) {
    this.share = share;
    this.stream = createKeyedStream(streamKey(seed, 'agents/number'));
  }

  created(event: RecordCreated | RecordRestored): void {
    const { record } = event;
    if (record >= this.counts.length) this.grow(record);
    this.counts[record] = event.phones.length;
    this.proposed[record] = event.kind === 'recordRestored' ? event.numberIndex : 0;
  }

  /** Position among the record's numbers, or NONE: the proposed one. */
  choose(record: number, showing: number): number {
    const others = this.counts[record]! - 1;
    this.choosing = NONE;
    if (others < 1) return NONE;
    const stream = this.stream.at(record, showing);
    if (stream.next() >= this.share) return NONE;
    const place = Math.min(others - 1, Math.floor(stream.next() * others));
    this.choosing = record;
    return place < this.proposed[record]! ? place : place + 1;
  }

  /** Was it the chosen number of this record that the dialer refused? Asked once a choice. */
  wasRefused(record: number, reason: Rejection): boolean {
    if (record === NONE || this.choosing !== record) return false;
    this.choosing = NONE;
    return reason === 'numberBlocked' || reason === 'notEligible';
  }

  /** The dial was placed: later refusals are about something else. */
  placed(): void {
    this.choosing = NONE;
  }

  /** An attempt of an agent's turn is over. */
  over(record: number, phone: number, outcome: OutcomeName): void {
    if (MOVES.has(outcome)) this.proposed[record] = phone;
  }

  private grow(record: number): void {
    const size = Math.max(record + 1, this.counts.length * 2);
    const counts = new Uint8Array(size);
    const proposed = new Uint8Array(size);
    counts.set(this.counts);
    proposed.set(this.proposed);
    this.counts = counts;
    this.proposed = proposed;
  }
}

/** N5: after these the next turn starts with the number just dialled. */
const MOVES: ReadonlySet<OutcomeName> = new Set(['answered', 'customerHangup', 'dropped', 'congestion', 'cancelled', 'unknown']);
