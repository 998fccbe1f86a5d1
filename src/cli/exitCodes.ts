/** What overdial's exit codes mean (README: Exit codes), and the error that carries one to the top. */
export const ExitCode = { success: 0, checkFailed: 1, badInput: 2, interrupted: 130, internal: 70, replaced: 75 } as const;

/** Bad input from a person: the message is all he needs; no stack is shown. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
