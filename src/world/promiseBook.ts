/** Which records wait for a call that an agent has promised: those whose action is `rescheduledByAgent`, whatever turn they stand in. */
import type { ActionName } from '../engine/vocabulary.ts';

export class PromiseBook {
  private marks = new Uint8Array(1_024);

  /** The record's action as it is when no turn is under way. */
  set(record: number, action: ActionName): void {
    if (record >= this.marks.length) {
      const grown = new Uint8Array(Math.max(record + 1, this.marks.length * 2));
      grown.set(this.marks);
      this.marks = grown;
    }
    this.marks[record] = action === 'rescheduledByAgent' ? 1 : 0;
  }

  has(record: number): boolean {
    return this.marks[record] === 1;
  }
}
