/**
 * Attempts by outcome. The frequent outcomes have a field each, which takes a third of the instructions of finding the place in a table
 * (20 a dial on workload W2).
 */
import { OUTCOMES, type OutcomeName } from '../../engine/vocabulary.ts';
import { outcomeNumber } from '../../engine/wordNumbers.ts';

export class OutcomeCounts {
  /** Counted by whoever calls, where most attempts pass. */
  noAnswer = 0;
  answered = 0;
  private busy = 0;
  private readonly others = new Int32Array(OUTCOMES.length);

  add(outcome: OutcomeName): void {
    switch (outcome) {
      case 'noAnswer': this.noAnswer += 1; return;
      case 'answered': this.answered += 1; return;
      case 'busy': this.busy += 1; return;
      default: this.others[outcomeNumber(outcome)]! += 1;
    }
  }

  total(): number {
    return this.others.reduce((sum, count) => sum + count, this.noAnswer + this.answered + this.busy);
  }

  of(outcome: OutcomeName): number {
    switch (outcome) {
      case 'noAnswer': return this.noAnswer;
      case 'answered': return this.answered;
      case 'busy': return this.busy;
      default: return this.others[outcomeNumber(outcome)]!;
    }
  }
}
