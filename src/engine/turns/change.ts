/**
 * What an event has changed for selection and pacing, from nothing to anything: after a change that pacing need not know, no pass runs.
 */
export const Change = {
  nothing: 0,
  /** An agent no longer talks but wraps up. */
  talkEnded: 1,
  /** A call that rang, or was being analysed, is with a ready agent. */
  connected: 2,
  anything: 3,
} as const;
export type Change = (typeof Change)[keyof typeof Change];
