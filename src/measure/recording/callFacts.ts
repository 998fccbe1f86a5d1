/**
 * Facts of an attempt that rates are made of, one bit each, and their counts by day.
 *
 * Rule: every window that is a union of local days is a sum over rows of this table, so that a call costs a few increments
 * and windows are cut when the run is over. The last four facts depend on the abandon rule and are counted per rule.
 */
import type { OutcomeName } from '../../engine/vocabulary.ts';

export const CALL_FACTS = [
  'attempts', 'answers', 'persons', 'connects', 'machineConnects', 'dropped', 'droppedAny', 'customerHangups', 'falsePositives', 'falseNegatives',
  'machineVerdicts', 'shortRings', 'lost',
  'failingPersons', 'failingCalls', 'timelyConnects', 'lateConnects',
] as const;

export type CallFact = (typeof CALL_FACTS)[number];

/** Counts of every fact over some window. */
export type FactCounts = Record<CallFact, number>;

/** The bit of each fact. Frozen, because counts have the same names: V8 would give both one layout, in which a bit is a double that may change. */
export const FACT = Object.freeze(Object.fromEntries(CALL_FACTS.map((name, index) => [name, 1 << index])) as { readonly [K in CallFact]: number });

export function emptyFacts(): FactCounts {
  return Object.fromEntries(CALL_FACTS.map((name) => [name, 0])) as FactCounts;
}

/** Adds (sign 1) or takes away (sign -1) the facts of one attempt. */
export function countFacts(counts: FactCounts, bits: number, sign: 1 | -1): void {
  CALL_FACTS.forEach((name, index) => {
    if ((bits & (1 << index)) !== 0) counts[name] += sign;
  });
}

/** The fate of a person who answered. */
export function personFacts(connected: boolean, outcome: OutcomeName): number {
  if (connected) return FACT.persons | FACT.connects;
  switch (outcome) {
    case 'dropped':
      return FACT.persons | FACT.dropped | FACT.droppedAny;
    case 'customerHangup':
      return FACT.persons | FACT.customerHangups;
    case 'machine':
      return FACT.persons | FACT.falsePositives;
    case 'unknown':
    case 'cancelled':
      return FACT.persons | FACT.lost;
    default:
      return FACT.persons;
  }
}

/** The fate of a call that a machine answered. */
export function machineFacts(connected: boolean, outcome: OutcomeName, saidPerson: boolean): number {
  const fate = connected ? FACT.machineConnects : outcome === 'dropped' ? FACT.droppedAny : 0;
  return saidPerson ? fate | FACT.falseNegatives : fate;
}

/**
 * Counts by day. The combination that is frequent is counted as a whole while the day lasts and comes apart when the day changes or is
 * asked for: 75 instructions a dial less than a loop over its bits.
 */
export class DailyFacts {
  private readonly rows: Float64Array;
  private readonly frequent: number;
  private day = 0;
  private count = 0;

  constructor(days: number, frequent: number) {
    this.rows = new Float64Array(days * CALL_FACTS.length);
    this.frequent = frequent;
  }

  add(day: number, bits: number): void {
    if (bits === this.frequent && day === this.day) this.count += 1;
    else this.addOther(day, bits);
  }

  /** The same facts of many attempts. */
  addMany(day: number, bits: number, times: number): void {
    if (times !== 0) this.book(day, bits, times);
  }

  /** Adds the days [fromDay, toDay) to `counts`. */
  addTo(counts: FactCounts, fromDay: number, toDay: number): void {
    this.unfold();
    for (let day = fromDay; day < toDay; day++) {
      CALL_FACTS.forEach((name, index) => {
        counts[name] += this.rows[day * CALL_FACTS.length + index]!;
      });
    }
  }

  private addOther(day: number, bits: number): void {
    if (bits !== this.frequent) this.book(day, bits, 1);
    else {
      this.unfold();
      this.day = day;
      this.count = 1;
    }
  }

  private unfold(): void {
    this.book(this.day, this.frequent, this.count);
    this.count = 0;
  }

  private book(day: number, bits: number, times: number): void {
    const row = day * CALL_FACTS.length;
    for (let left = bits; left !== 0; left &= left - 1) this.rows[row + 31 - Math.clz32(left & -left)]! += times;
  }
}
