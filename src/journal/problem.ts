/** What is wrong in a text that was handed in, and where: bad input is told by line and column, never thrown as a bug. */
export interface Problem {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** What is wrong and what is allowed. */
  readonly message: string;
}

/** A parsed value, or why there is none. */
export type Parsed<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

/** `file:line:column what is wrong; allowed: …` */
export function formatProblem(problem: Problem, file: string): string {
  return `${file}:${problem.line}:${problem.column} ${problem.message}`;
}
