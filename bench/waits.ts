/**
 * The mean wait of everybody who answered, whether an agent took the call or not: what queueing theory calls the wait. The
 * recorder keeps the waits of those who were connected only.
 */
import type { Commands } from '../src/engine/commands.ts';
import type { RunObserver } from '../src/measure/observer.ts';

export interface Waits extends RunObserver {
  meanMinutes(): number;
}

/** Watches answers, connects and ends; everything else passes by. */
export function createWaits(): Waits {
  const answeredAt = new Map<number, number>();
  let now = 0;
  let sumMs = 0;
  let count = 0;
  const over = (attempt: number): void => {
    const since = answeredAt.get(attempt);
    if (since === undefined) return;
    answeredAt.delete(attempt);
    sumMs += now - since;
    count += 1;
  };
  const nothing = (): void => {};
  const others = {
    dial: nothing, drop: nothing, hangUp: nothing, cancel: nothing, showRecord: nothing, agentState: nothing, callAgent: nothing, activity: nothing,
    blockNumber: nothing, batchDone: nothing, rejected: nothing, clipped: nothing,
  } satisfies Omit<Commands, 'connect' | 'attemptOver'>;
  return {
    ...others,
    event: (event) => {
      now = event.at;
      if (event.kind === 'attemptAnswered') answeredAt.set(event.attempt, now);
    },
    connect: over,
    attemptOver: over,
    meanMinutes: () => sumMs / count / 60_000,
  };
}
