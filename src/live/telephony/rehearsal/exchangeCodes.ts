/**
 * The exchange's codes in the calendar that it shares with the world's calls (src/world/codes.ts uses those below 1000).
 */

/** a: call. Its phone rings. */
export const RINGS = 2_000;
/** a: call, b: PERSON_HEARD or MACHINE_HEARD. What the network recognised. */
export const VERDICT = 2_001;
/** a: call, b: its stamp. Both legs are in the bridge. */
export const BRIDGED = 2_002;
/** a: call. */
export const MESSAGE_STARTED = 2_003;
export const MESSAGE_FINISHED = 2_004;
/** a: call, b: by whom. An end that a command brought about. */
export const ENDED_BY_US = 2_005;
/** a: call, b: its stamp. Nobody cared for it long enough. */
export const DEAD_MAN = 2_006;
/** a: leg, b: what happens to it. */
export const LEG_EVENT = 2_007;
/** a: 0 all calls were lost, 1 the system is back. */
export const EPOCH_BEGINS = 2_008;
