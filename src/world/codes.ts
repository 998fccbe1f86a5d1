/**
 * The world's codes in the calendar that it shares with the simulation, which uses codes from 1000 on for itself.
 * What `a` and `b` of an entry mean stands beside each.
 */

/** The next record is created. No arguments. */
export const RECORD_CREATED = 1;
/** The campaign starts. No arguments. */
export const CAMPAIGN_STARTED = 2;

/** a: call slot, b: its stamp. */
export const CALL_ANSWERED = 10;
export const CALL_CLASSIFIED = 11;
export const CALL_ENDED = 12;

/** a: agent, b: day. */
export const SIGN_IN = 20;
export const SIGN_OUT_ANNOUNCED = 21;
export const SIGN_OUT = 22;
/** a: agent. Signs in late, because the day before lasted until now. */
export const SIGN_IN_LATE = 23;
/** a: agent, b: day · BREAKS_MAX + break. */
export const BREAK_ANNOUNCED = 24;
export const BREAK_STARTED = 25;
/** a: agent, b: stamp of the pause. */
export const PAUSE_OVER = 26;
/** a: agent, b: stamp of the staffed stretch. The time to the next unannounced pause has run. */
export const PAUSE_DUE = 27;
/** a: agent, b: stamp of the wrap-up. */
export const WRAP_OVER = 28;
export const RECORD_SAVED = 29;
/** a: agent. He is ready and may have a reason to leave. */
export const READY_CHECK = 30;
/** a: agent, b: stamp of what he is at. He asks for a record (preview) or for more customers (auto). */
export const RECORD_ASKED = 31;
/** a: agent, b: stamp. He has read the record. */
export const READING_OVER = 32;
/** a: agent, b: stamp. He saves a call that nobody answered. */
export const UNANSWERED_SAVED = 33;
/** a: agent, b: his plan. He presses Start to auto-dial. */
export const AUTO_DIAL_STARTED = 34;
/** a: agent, b: stamp. He answers his own phone. */
export const AGENT_LEG_ANSWERED = 35;
/** a: agent, b: his plan. He stops auto-dial. */
export const AUTO_DIAL_STOPPED = 36;
/** a: agent. He saves again, without status and next call, because his save was refused. */
export const PLAINLY_SAVED = 37;

/** Breaks that one agent may have on one day. */
export const BREAKS_MAX = 64;
