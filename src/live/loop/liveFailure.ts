/** Why a live campaign cannot go on, with the exit code that says so: 2 bad input, 70 internal or SQLite failure, 75 another instance. */
export class LiveFailure extends Error {
  override readonly name = 'LiveFailure';
  readonly exitCode: 2 | 70 | 75;

  constructor(exitCode: 2 | 70 | 75, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
