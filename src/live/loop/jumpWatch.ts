/**
 * Watches whether the machine's own clock runs away from the campaign's.
 *
 * Rule: stamps are monotonic, so a jump harms no record; calling hours would be wrong by it, though. More than five seconds are told once.
 * Virtual time is not watched.
 */
import type { Millis } from '../../base/time.ts';
import type { LiveClock } from './clock.ts';

/** How far the clocks may drift apart, and how often they are compared. */
const JUMP_MS: Millis = 5_000;
const EVERY_MS: Millis = 1_000;
/** The campaign's clock is taken to be wall time where it began within this time of it. */
const SAME_MS: Millis = 60_000;

export interface JumpWatch { readonly clock: LiveClock; readonly wallNow: () => Millis; readonly onJump: (ms: number) => void }

/** Returns how to stop. */
export function createJumpWatch({ clock, wallNow, onJump }: JumpWatch): () => void {
  let expected = wallNow() - clock.now();
  if (clock.speed !== 1 || Math.abs(expected) > SAME_MS) return () => undefined;
  let cancel = (): void => undefined;
  const look = (): void => {
    const jump = wallNow() - clock.now() - expected;
    if (Math.abs(jump) > JUMP_MS) {
      expected += jump;
      onJump(jump);
    }
    cancel = clock.at(clock.now() + EVERY_MS, look);
  };
  cancel = clock.at(clock.now() + EVERY_MS, look);
  return () => { cancel(); };
}
