/**
 * Failures of an abandon rule that pacing did not cause: persons ended as machines (counted by estimate), calls connected too
 * late. They use up part of the limit, and what is left for pacing is known only if they are told apart.
 *
 * Rule: for each window, (its abandoned − the calls dropped by pacing) per answered person, over the last 2,000 answers or so.
 * Source: our own; metrics section 3, example 3 (a detector that errs leaves a third of the limit).
 */
import type { Millis } from '../../../base/time.ts';
import type { AbandonWindow } from '../strategy.ts';

const MEMORY = 2_000;

export class UnavoidableFailures {
  private readonly books: Book[] = [];

  /** Takes in what has changed since the last call. `drops`: calls that pacing has dropped since its start. */
  follow(windows: readonly AbandonWindow[], drops: number): void {
    for (let index = 0; index < windows.length; index += 1) {
      const window = windows[index]!;
      const { startedAt, abandoned, answered } = window;
      const book = (this.books[index] ??= { startedAt, abandoned, answered, drops, failures: 0, answers: 0 });
      const answers = answered - book.answered;
      if (startedAt === book.startedAt) {
        if (answers <= 0) continue;
        const keep = Math.max(0, 1 - answers / MEMORY);
        book.failures = Math.max(0, book.failures * keep + abandoned - book.abandoned - (drops - book.drops));
        book.answers = book.answers * keep + answers;
      }
      book.startedAt = startedAt;
      book.abandoned = abandoned;
      book.answered = answered;
      book.drops = drops;
    }
  }

  /** Per answered person. */
  share(window: number): number {
    const book = this.books[window];
    return book === undefined || book.answers < 1 ? 0 : book.failures / (book.answers + PRIOR_ANSWERS);
  }

  save(): readonly (readonly number[])[] {
    return this.books.map(({ startedAt, abandoned, answered, drops, failures, answers }) => [startedAt, abandoned, answered, drops, failures, answers]);
  }

  load(saved: readonly (readonly number[])[]): void {
    this.books.length = 0;
    for (const [startedAt, abandoned, answered, drops, failures, answers] of saved) {
      this.books.push({ startedAt: startedAt!, abandoned: abandoned!, answered: answered!, drops: drops!, failures: failures!, answers: answers! });
    }
  }
}

/** None are believed in before there are data. */
const PRIOR_ANSWERS = 50;

interface Book { startedAt: Millis; abandoned: number; answered: number; drops: number; failures: number; answers: number }
