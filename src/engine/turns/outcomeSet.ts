/**
 * A set of outcomes, a bit each: a call asks four of them, and a bit costs two instructions.
 */
import type { Outcome } from '../vocabulary.ts';

export function outcomeSet(...outcomes: readonly Outcome[]): number {
  return outcomes.reduce<number>((bits, outcome) => bits | (1 << outcome), 0);
}

export function outcomeIn(set: number, outcome: Outcome): boolean {
  return (set & (1 << outcome)) !== 0;
}
