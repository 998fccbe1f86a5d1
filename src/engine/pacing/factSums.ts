/**
 * Sums over the facts of pacing's log, up to some place in it.
 *
 * Rule: a fact is one number: its kind times a power of two that no amount reaches, and its amount. The most frequent kind is 0, so that
 * its number is its amount.
 */
export const FIELD_COUNT = 10;

/** What is summed, by its position. */
export const Tally = {
  ended: 0, persons: 1, machines: 2, ringMsOfEnded: 3, ringMsOfPersons: 4, dropped: 5, customerHangups: 6, handled: 7, talkMs: 8, wrapMs: 9,
} as const;
export type Tally = (typeof Tally)[keyof typeof Tally];

/** Kinds of facts, with what their amount is; from `single` on one for each Tally by itself. */
export const Fact = { unanswered: 0, person: 1, machine: 2, talk: 3, single: 4 } as const;

/** Milliseconds of five hundred years. */
const STEP = 2 ** 44;

/** `amount`: whole, from 0. */
export function numberOfFact(kind: number, amount: number): number {
  return kind * STEP + amount;
}

export class FactSums {
  readonly values = new Float64Array(FIELD_COUNT);
  /** The element of the log before which all is summed. */
  end = 0;

  constructor(other: FactSums | null = null) {
    if (other !== null) this.become(other);
  }

  become(other: FactSums): void {
    this.values.set(other.values);
    this.end = other.end;
  }

  /** Adds the facts of the log up to an element. */
  add(log: Float64Array, end: number): void {
    const { values } = this;
    let unanswered = 0;
    let ringMs = 0;
    for (let place = this.end + 1; place < end; place += 2) {
      const fact = log[place]!;
      if (fact < STEP) {
        unanswered += 1;
        ringMs += fact;
      } else addOther(values, fact);
    }
    values[Tally.ended] = values[Tally.ended]! + unanswered;
    values[Tally.ringMsOfEnded] = values[Tally.ringMsOfEnded]! + ringMs;
    this.end = end;
  }
}

function addOther(values: Float64Array, fact: number): void {
  const kind = Math.floor(fact / STEP);
  const amount = fact - kind * STEP;
  if (kind >= Fact.single) {
    values[kind - Fact.single] = values[kind - Fact.single]! + amount;
    return;
  }
  if (kind === Fact.talk) {
    values[Tally.handled] = values[Tally.handled]! + 1;
    values[Tally.talkMs] = values[Tally.talkMs]! + amount;
    return;
  }
  values[Tally.ended] = values[Tally.ended]! + 1;
  values[Tally.ringMsOfEnded] = values[Tally.ringMsOfEnded]! + amount;
  if (kind === Fact.machine) {
    values[Tally.machines] = values[Tally.machines]! + 1;
    return;
  }
  values[Tally.persons] = values[Tally.persons]! + 1;
  values[Tally.ringMsOfPersons] = values[Tally.ringMsOfPersons]! + amount;
}
