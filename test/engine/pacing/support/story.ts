/**
 * Random stories for strategies: agents come and go, calls are dialled and end, time passes. A player tells each step to the
 * strategies in the engine's order and shows them a view that agrees with what they were told.
 */
import fc from 'fast-check';
import type { Millis } from '../../../../src/base/time.ts';
import type { PacingStrategy, PacingView } from '../../../../src/engine/pacing/strategy.ts';
import { fakeView } from './fakeView.ts';

export type Ending = 'answered' | 'dropped' | 'noAnswer' | 'busy' | 'machine' | 'hungUpAnalysing' | 'hungUpWaiting';

export type Step =
  | { readonly does: 'pass'; readonly ms: Millis }
  | { readonly does: 'staff'; readonly ready: readonly Millis[]; readonly talking: readonly Millis[]; readonly wrapping: readonly Millis[]; readonly reserved: number; readonly paused: number; readonly leaving: number }
  | { readonly does: 'dial'; readonly count: number }
  | { readonly does: 'end'; readonly ending: Ending }
  | { readonly does: 'handle'; readonly talkMs: Millis; readonly wrapMs: Millis }
  | { readonly does: 'limit'; readonly freeChannels: number; readonly dueNow: number };

const elapsed = fc.array(fc.integer({ min: 0, max: 600_000 }), { maxLength: 4 });
const busyElapsed = fc.array(fc.integer({ min: 0, max: 600_000 }), { maxLength: 3 });

const staff = fc.record({
  does: fc.constant('staff' as const), ready: elapsed, talking: busyElapsed, wrapping: busyElapsed, reserved: fc.integer({ min: 0, max: 1 }),
  paused: fc.integer({ min: 0, max: 3 }), leaving: fc.integer({ min: 0, max: 2 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 70_000 }) }),
  staff,
  fc.record({ does: fc.constant('dial' as const), count: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ does: fc.constant('end' as const), ending: fc.constantFrom<Ending>('answered', 'dropped', 'noAnswer', 'busy', 'machine', 'hungUpAnalysing', 'hungUpWaiting') }),
  fc.record({ does: fc.constant('handle' as const), talkMs: fc.integer({ min: 0, max: 900_000 }), wrapMs: fc.integer({ min: 0, max: 60_000 }) }),
  fc.record({ does: fc.constant('limit' as const), freeChannels: fc.integer({ min: 0, max: 60 }), dueNow: fc.integer({ min: 0, max: 100 }) }),
);

export const stories = fc.array(step, { minLength: 1, maxLength: 60 });

export class StoryPlayer {
  private now: Millis = 0;
  private ringing: Millis[] = [];
  private staff: Extract<Step, { does: 'staff' }> = { does: 'staff', ready: [], talking: [], wrapping: [], reserved: 0, paused: 0, leaving: 0 };
  private limits = { freeChannels: 1_000, dueNow: 1_000 };
  private readonly counts = { ended: 0, persons: 0, machines: 0, ringMsOfEnded: 0, ringMsOfPersons: 0, dropped: 0, customerHangups: 0, handled: 0, talkMs: 0, wrapMs: 0 };

  /** Applies a step and tells it to these strategies. */
  play(move: Step, strategies: readonly PacingStrategy[]): void {
    switch (move.does) {
      case 'pass': this.now += move.ms; return;
      case 'staff': this.staff = move; return;
      case 'limit': this.limits = move; return;
      case 'dial':
        for (let call = 0; call < move.count; call += 1) {
          this.ringing.push(this.now);
          for (const strategy of strategies) strategy.onAttemptStarted?.(this.now);
        }
        return;
      case 'end': this.end(move.ending, strategies); return;
      case 'handle':
        this.counts.handled += 1;
        this.counts.talkMs += move.talkMs;
        this.counts.wrapMs += move.wrapMs;
        for (const strategy of strategies) strategy.onHandled?.(this.now, move.talkMs, move.wrapMs);
    }
  }

  view(changes: { readonly noAgents?: boolean } = {}): PacingView {
    const { now, staff: agents } = this;
    const since = (list: readonly Millis[]): Millis[] => list.map((elapsedMs) => now - elapsedMs);
    const counts = { ...this.counts };
    return fakeView({
      now, paused: agents.paused, ringing: [...this.ringing], ...this.limits,
      ...(changes.noAgents === true ? {} : {
        ready: since(agents.ready), talking: since(agents.talking), wrapping: since(agents.wrapping), reserved: agents.reserved,
        leaving: Math.min(agents.leaving, agents.talking.length + agents.wrapping.length),
      }),
      last60s: counts, last900s: counts, last1800s: counts, last3600s: counts, today: counts, campaign: counts,
      windows: [{
        ruleSet: 'us', limit: 0.03, startedAt: 0, endsAt: 86_400_000, abandoned: counts.dropped, answered: counts.persons, diallingMs: 28_800_000,
        diallingMsLeft: Math.max(0, 28_800_000 - now), previousAnswered: 0,
      }],
    });
  }

  private end(ending: Ending, strategies: readonly PacingStrategy[]): void {
    const dialledAt = this.ringing.shift();
    if (dialledAt === undefined) return;
    const { counts, now } = this;
    const ringMs = now - dialledAt;
    counts.ended += 1;
    counts.ringMsOfEnded += ringMs;
    if (ending === 'machine') counts.machines += 1;
    const isPerson = ending === 'answered' || ending === 'dropped' || ending === 'hungUpWaiting';
    if (isPerson) {
      counts.persons += 1;
      counts.ringMsOfPersons += ringMs;
      for (const strategy of strategies) strategy.onAttemptAnswered?.(now, ringMs);
    }
    if (ending === 'dropped') {
      counts.dropped += 1;
      for (const strategy of strategies) strategy.onDropped?.(now, 2_000);
    }
    const isHangup = ending === 'hungUpAnalysing' || ending === 'hungUpWaiting';
    if (isHangup) counts.customerHangups += 1;
    for (const strategy of strategies) strategy.onAttemptEnded?.(now, isHangup ? 'customerHangup' : ending, ringMs);
  }
}
