/** What is wrong with an input, where it stands, and what is allowed: one problem a line, all of them together. */

export interface Problem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The place within the scenario, as in `agents.groups[0].count`; empty: the file itself. */
  readonly path: string;
  readonly message: string;
}

/** `file:line:column path: what is wrong, what is allowed`. */
export function formatProblem(problem: Problem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  return problem.path === '' ? `${place} ${problem.message}` : `${place} ${problem.path}: ${problem.message}`;
}

/** `agents.groups[0].count`. A key that holds a dot or a colon is set in brackets too. */
export function formatPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (/^[\w$-]+$/.test(String(part))) text += text === '' ? String(part) : `.${String(part)}`;
    else text += `["${String(part)}"]`;
  }
  return text;
}
