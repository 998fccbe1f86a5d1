/** A clock that only moves when a test says so; whatever is due on the way is called back at its instant. */
import { NEVER, type Millis } from '../../../src/base/time.ts';
import type { LiveClock } from '../../../src/live/loop/clock.ts';

export interface ManualClock extends LiveClock {
  /** Lets so many ms pass, and lets promises settle after each callback. */
  pass(ms: number): Promise<void>;
}

export function createManualClock(startsAt: Millis = 1_740_000_000_000, speed = 1): ManualClock {
  let now = startsAt;
  let timers: { at: Millis; callback: () => void }[] = [];
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    speed,
    now: () => now,
    at(at, callback) {
      const timer = { at, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    hold: () => () => {},
    close: () => {
      timers = [];
    },
    async pass(ms) {
      const until = now + ms;
      await settle();
      for (;;) {
        const at = timers.reduce((earliest, timer) => Math.min(earliest, timer.at), NEVER);
        if (at > until) break;
        now = Math.max(now, at);
        const timer = timers.find((each) => each.at === at)!;
        timers = timers.filter((each) => each !== timer);
        timer.callback();
        await settle();
      }
      now = until;
    },
  };
}
