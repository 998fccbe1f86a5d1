/**
 * A view that lets through what the interface documents and nothing else: an undocumented field, a write, a look at the list of
 * fields, an instant in the future, and any use after the question was answered are errors.
 */
import type { AbandonWindow, InstantList, PacingView, RollingCounts } from '../../../../src/engine/pacing/strategy.ts';

const COUNTS: Record<keyof RollingCounts, true> = {
  ended: true, persons: true, machines: true, ringMsOfEnded: true, ringMsOfPersons: true, dropped: true, customerHangups: true, handled: true, talkMs: true, wrapMs: true,
};
const WINDOW: Record<keyof AbandonWindow, true> = {
  ruleSet: true, limit: true, startedAt: true, endsAt: true, abandoned: true, answered: true, diallingMs: true, diallingMsLeft: true, previousAnswered: true,
};
/** `value`: a number; the rest are read through spies of their own. */
const VIEW: Record<keyof PacingView, 'value' | 'instants' | 'counts' | 'windows'> = {
  now: 'value', callingWindowEndsAt: 'value', localMinuteOfDay: 'value', ready: 'value', reserved: 'value', talking: 'value', wrapping: 'value', paused: 'value',
  leaving: 'value', readySince: 'instants', talkingSince: 'instants', wrappingSince: 'instants', handlingSince: 'instants', ringingSince: 'instants',
  analysingSince: 'instants', waitingSince: 'instants', last60s: 'counts', last900s: 'counts', last1800s: 'counts', last3600s: 'counts', today: 'counts',
  campaign: 'counts', windows: 'windows', freeChannels: 'value', startsPerSecond: 'value', startsRoom: 'value', dueNow: 'value', nextDueAt: 'value',
  ringLimitMs: 'value', dropLimitMs: 'value',
};

/** Every field of the interface, those of its parts included: the compiler keeps the tables above whole. */
export const VIEW_FIELDS: readonly string[] = [...Object.keys(VIEW), ...Object.keys(COUNTS), ...Object.keys(WINDOW)];

/** Asks with a spy in the view's place; `read` collects the fields that were read. */
export function askThroughSpy<T>(view: PacingView, read: Set<string>, question: (spy: PacingView) => T): T {
  const revokes: (() => void)[] = [];

  function guard<O extends object>(target: O, path: string, get: (key: string) => unknown): O {
    const refuse = (what: string) => (): never => {
      throw new Error(`a strategy ${what} ${path}`);
    };
    const { proxy, revoke } = Proxy.revocable(target, {
      get: (_target, key) => {
        read.add(`${path}${String(key)}`);
        return get(String(key));
      },
      set: refuse('wrote to'), defineProperty: refuse('defined a field of'), deleteProperty: refuse('deleted a field of'), ownKeys: refuse('listed the fields of'),
      has: refuse('searched'), getOwnPropertyDescriptor: refuse('inspected'), getPrototypeOf: refuse('inspected'),
    });
    revokes.push(revoke);
    return proxy;
  }

  function fields<O extends object>(target: O, allowed: object, path: string): O {
    return guard(target, path, (key) => {
      if (!Object.hasOwn(allowed, key)) throw new Error(`a strategy read the undocumented field ${path}${key}`);
      return target[key as keyof O];
    });
  }

  function instants(list: InstantList, path: string): InstantList {
    return {
      get length() { return list.length; },
      at: (index) => {
        const instant = list.at(index);
        if (!(index >= 0 && index < list.length && instant <= view.now)) throw new Error(`a strategy was shown ${String(instant)} at ${path}[${index}], later than now`);
        return instant;
      },
    };
  }

  const spy = guard({} as PacingView, '', (key) => {
    if (!Object.hasOwn(VIEW, key)) throw new Error(`a strategy read the undocumented field ${key}`);
    const name = key as keyof PacingView;
    switch (VIEW[name]) {
      case 'instants': return instants(view[name] as InstantList, key);
      case 'counts': return fields(view[name] as RollingCounts, COUNTS, `${key}.`);
      case 'windows': return view.windows.map((window, index) => fields(window, WINDOW, `windows[${index}].`));
      default: return view[name];
    }
  });
  try {
    return question(spy);
  } finally {
    for (const revoke of revokes) revoke();
  }
}
