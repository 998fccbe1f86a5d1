/**
 * What an event about an attempt has changed for selection and pacing.
 *
 * Rule: in ascending order of what follows from it, so that one comparison tells whether a strategy need be asked (`DialerState.settled`).
 */
export const Change = {
  /** An agent no longer talks but wraps up. */
  talkEnded: 1,
  /** A call that rang, or was being analysed, is with a ready agent. */
  connected: 2,
  anything: 3,
} as const;
export type Change = (typeof Change)[keyof typeof Change];
