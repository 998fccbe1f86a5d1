/** A view made by hand: what a test does not say is empty, zero or without bound. */
import { NEVER, SECOND_MS, type Millis } from '../../../../src/base/time.ts';
import type { InstantList, PacingView, RollingCounts } from '../../../../src/engine/pacing/strategy.ts';

/** Agents as instants since when they are in their state, or only how many (all since `now`). */
type Instants = number | readonly Millis[];

export interface ViewParts {
  now?: Millis; localMinuteOfDay?: number;
  ready?: Instants; reserved?: number; talking?: Instants; wrapping?: Instants; paused?: number; leaving?: number;
  /** Start of talk of the agents who are wrapping up; by default the start of the wrap-up. */
  wrappingTalkSince?: readonly Millis[];
  ringing?: Instants; analysing?: Instants; waiting?: Instants;
  last60s?: Partial<RollingCounts>; last900s?: Partial<RollingCounts>; last1800s?: Partial<RollingCounts>; last3600s?: Partial<RollingCounts>;
  today?: Partial<RollingCounts>; campaign?: Partial<RollingCounts>;
  windows?: PacingView['windows'];
  freeChannels?: number; startsPerSecond?: number; startsRoom?: number; dueNow?: number; nextDueAt?: Millis;
}

export function fakeView(parts: ViewParts = {}): PacingView {
  const now = parts.now ?? 0;
  const readySince = instants(parts.ready, now);
  const talkingSince = instants(parts.talking, now);
  const wrappingSince = instants(parts.wrapping, now);
  const handling = [...elementsOf(talkingSince), ...(parts.wrappingTalkSince ?? elementsOf(wrappingSince))];
  return {
    now, callingWindowEndsAt: NEVER, localMinuteOfDay: parts.localMinuteOfDay ?? Math.floor(now / (60 * SECOND_MS)) % 1_440,
    ready: readySince.length, reserved: parts.reserved ?? 0, talking: talkingSince.length, wrapping: wrappingSince.length, paused: parts.paused ?? 0,
    leaving: parts.leaving ?? 0, readySince, talkingSince, wrappingSince, handlingSince: listOf(handling),
    ringingSince: instants(parts.ringing, now), analysingSince: instants(parts.analysing, now), waitingSince: instants(parts.waiting, now),
    last60s: counts(parts.last60s), last900s: counts(parts.last900s), last1800s: counts(parts.last1800s), last3600s: counts(parts.last3600s),
    today: counts(parts.today), campaign: counts(parts.campaign), windows: parts.windows ?? [],
    freeChannels: parts.freeChannels ?? NEVER, startsPerSecond: parts.startsPerSecond ?? NEVER, startsRoom: parts.startsRoom ?? NEVER,
    dueNow: parts.dueNow ?? 1_000_000, nextDueAt: parts.nextDueAt ?? NEVER, ringLimitMs: 25_000, dropLimitMs: 2_000,
  };
}

export function listOf(instantsInOrder: readonly Millis[]): InstantList {
  return { length: instantsInOrder.length, at: (index) => instantsInOrder[index]! };
}

function instants(value: Instants | undefined, now: Millis): InstantList {
  return listOf(typeof value === 'number' ? Array.from({ length: value }, () => now) : (value ?? []));
}

function elementsOf(list: InstantList): Millis[] {
  return Array.from({ length: list.length }, (_, index) => list.at(index));
}

function counts(part: Partial<RollingCounts> = {}): RollingCounts {
  return { ended: 0, persons: 0, machines: 0, ringMsOfEnded: 0, ringMsOfPersons: 0, dropped: 0, customerHangups: 0, handled: 0, talkMs: 0, wrapMs: 0, ...part };
}
