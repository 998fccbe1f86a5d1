/**
 * One day of foresight, written down decision by decision: what it saw, what it thought, how many calls it placed.
 *
 * Rule: the watched strategy is the strategy itself; what it is asked and what it answers is noted and nothing else, so the run is
 * the same as without a watcher.
 */
import { DAY_MS, type Millis } from '../../src/base/time.ts';
import { createForesight } from '../../src/engine/pacing/foresight.ts';
import type { CreateStrategy, PacingView } from '../../src/engine/pacing/strategy.ts';
import type { CompiledScenario } from '../../src/scenario/compiled.ts';
import { simulate } from '../../src/simulation/simulate.ts';

/** One decision. */
export interface Moment {
  /** Ms after local midnight. */
  readonly at: Millis;
  readonly ready: number; readonly reserved: number; readonly talking: number; readonly wrapping: number;
  readonly ringing: number;
  /** Calls that it placed. */
  readonly dials: number;
  /** Chance that the next call is dropped, and how much it may be. */
  readonly psi: number; readonly threshold: number;
  readonly target: number; readonly price: number;
  /** Expected within the time in which a call dialled now is answered. */
  readonly soonFree: number; readonly soonAnswered: number;
  /** Of the day's window so far. */
  readonly answered: number; readonly abandoned: number;
}

/** The first scored day. */
export function recordDay(scenario: CompiledScenario, seed: string): Moment[] {
  const [from, to] = scenario.horizon.scored[0]!;
  const midnight = Math.floor(from / DAY_MS) * DAY_MS;
  const moments: Moment[] = [];
  const create = createForesight({});
  const createStrategy: CreateStrategy = (...given) => {
    const watched = create(...given);
    return new Proxy(watched, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        // Everything runs on the strategy itself, so that its memory is one.
        if (typeof value !== 'function') return value;
        if (name !== 'dialCount') return (...values: unknown[]): unknown => Reflect.apply(value as () => unknown, target, values);
        return (view: PacingView): number => {
          const dials = target.dialCount(view);
          if (view.now >= from && view.now < to) moments.push(momentOf(view, dials, target.readings(), view.now - midnight));
          return dials;
        };
      },
    });
  };
  simulate({ scenario, seed, replication: 1, strategy: { id: 'foresight', parameters: {} }, createStrategy });
  return moments;
}

function momentOf(view: PacingView, dials: number, readings: Readonly<Record<string, number>>, at: Millis): Moment {
  const { ready, reserved, talking, wrapping } = view;
  const window = view.windows[0]!;
  const read = (name: string): number => readings[name]!;
  return {
    at, ready, reserved, talking, wrapping, ringing: view.ringingSince.length, dials, psi: read('psi'), threshold: read('threshold'), target: read('target'), price: read('price'),
    soonFree: read('soonFree'), soonAnswered: read('soonAnswered'), answered: window.answered, abandoned: window.abandoned,
  };
}

/** What stood at these instants: the last decision before each. `moments` ascend. */
export function sampled(moments: readonly Moment[], from: Millis, to: Millis, everyMs: Millis): Moment[] {
  const found: Moment[] = [];
  let index = 0;
  for (let at = from; at <= to; at += everyMs) {
    while (index + 1 < moments.length && moments[index + 1]!.at <= at) index += 1;
    found.push({ ...moments[index]!, at });
  }
  return found;
}
