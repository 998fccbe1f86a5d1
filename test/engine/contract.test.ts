/** The dialer's contract, as it stands at the top of the engine. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { NEVER, UNSET } from '../../src/base/time.ts';
import type { Commands } from '../../src/engine/commands.ts';
import { createDialer } from '../../src/engine/dialer.ts';
import type { DialerEvent } from '../../src/engine/events.ts';
import type { DialerSnapshot } from '../../src/engine/snapshot.ts';
import { createCommandTexts } from '../../src/journal/commandTexts.ts';
import { answering, EngineDesk, only } from '../support/engineDesk.ts';
import { engineOptions } from '../support/engineOptions.ts';
import { observerOf } from '../support/engineObserver.ts';
import { tapeOf, type Tape } from '../support/simulation.ts';
import { hardScenario } from '../support/simulationSwarm.ts';

const NUMBERS = [2, 9, 12, 20, 23, 30, 46, 54, 57, 71, 90, 100, 109, 119];
const tapes = new Map<number, Tape>();

describe('time', () => {
  it('never goes back', () => {
    const desk = new EngineDesk().at(1_000);
    desk.send('agentSignedIn', { agent: 0 });
    desk.now = 999;
    expect(() => desk.send('wake', {})).toThrow(/bug: time went back from .*01\.000 to .*00\.999 \(wake\)/);
    desk.now = 1_000;
    expect(() => desk.send('wake', {})).not.toThrow();
  });
});

describe('one event', () => {
  it('is fully handled before the next: a sink that calls the dialer back is a bug', () => {
    const dialer = createDialer(engineOptions());
    const sink: Commands = observerOf({ agentState: () => dialer.handle({ kind: 'wake', at: 0 }, sink) });
    expect(() => dialer.handle({ kind: 'agentSignedIn', at: 0, agent: 0 }, sink)).toThrow(/bug: a sink called the dialer back/);
  });

  it('may be one object that is refilled: the dialer keeps none', () => {
    const { options, steps } = tapeFor(2);
    const dialer = createDialer(options);
    const shared: Record<string, unknown> = {};
    for (const { event, commands } of steps) {
      for (const key of Object.keys(shared)) delete shared[key];
      Object.assign(shared, structuredClone(event));
      same(given(dialer, shared as unknown as DialerEvent), commands);
      for (const key of Object.keys(shared)) if (Array.isArray(shared[key])) (shared[key] as number[]).fill(-99);
    }
  });

  it('that this version does not know is refused by name', () => {
    expect(() => new EngineDesk().send('recordSung' as never, {})).toThrow(/recordSung/);
  });
});

describe.each(NUMBERS)('hard run %i', (number) => {
  it('gives the same commands for the same events', () => {
    const { options, steps } = tapeFor(number);
    const dialer = createDialer(options);
    for (const { event, commands } of steps) same(given(dialer, event), commands);
  });

  it('is not changed by early and repeated wakes', () => {
    const { options, steps } = tapeFor(number);
    const dialer = createDialer(options);
    steps.forEach(({ event, commands }, index) => {
      same(unclipped(given(dialer, event)), unclipped(commands));
      const gap = (steps[index + 1]?.event.at ?? NEVER) - event.at;
      // At equal times a wake comes after the world's events: here, when the instant is over.
      const wakes = gap === 0 ? [] : gap > 1 ? [event.at, event.at, event.at + Math.min(Math.floor(gap / 2), 100_000)] : [event.at];
      for (const at of wakes) if (at < dialer.nextWakeAt()) same(unclipped(given(dialer, { kind: 'wake', at })), []);
    });
  });

  it('goes on from a snapshot as if nothing had been', () => {
    const { options, steps } = tapeFor(number);
    // Three places in each run, another in each.
    const cuts = new Set([0.1, 0.45, 0.8].map((share) => Math.floor((share + (number % 10) / 100) * steps.length)));
    let dialer = createDialer(options);
    steps.forEach(({ event, commands }, index) => {
      if (cuts.has(index)) {
        const snapshot = structuredClone(dialer.snapshot());
        const wakeAt = dialer.nextWakeAt();
        dialer = createDialer(options, { snapshot });
        expect(dialer.nextWakeAt()).toBe(wakeAt);
        expect(isDeepStrictEqual(dialer.snapshot(), snapshot)).toBe(true);
      }
      same(given(dialer, event), commands);
    });
  });
});

describe('a fact about an attempt', () => {
  it('that is unknown, late or repeated is counted and changes nothing', () => {
    const desk = new EngineDesk({ agents: 1 }, answering((view) => (view.now === 0 && view.ringingSince.length === 0 ? 1 : 0)));
    desk.record();
    desk.send('agentSignedIn', { agent: 0 });
    expect(only('dial', desk.commands)).toHaveLength(1);
    const ignored = (send: () => string[]): void => {
      // Whether selection came up short was noted anew; it decides about commands only, and there are none.
      const before = { ...desk.dialer.snapshot(), starved: true };
      expect(send().filter((command) => !command.startsWith('clipped'))).toEqual([]);
      expect(isDeepStrictEqual({ ...desk.dialer.snapshot(), starved: true }, { ...before, lateFacts: before.lateFacts + 1 })).toBe(true);
    };
    const answer = (attempt: number): string[] => desk.send('attemptAnswered', { attempt, verdict: 'none' });
    const classify = (attempt: number): string[] => desk.send('attemptClassified', { attempt, machine: true, greetingStartAt: UNSET, greetingEndAt: UNSET });
    const end = (attempt: number): string[] => desk.send('attemptEnded', { attempt, cause: 'noAnswer' });
    for (const send of [() => answer(7), () => classify(7), () => end(7), () => classify(0)]) ignored(send);
    expect(answer(0)).toContain('connect attempt=0 agent=0');
    for (const send of [() => answer(0), () => classify(0)]) ignored(send);
    expect(end(0)).toContain('attemptOver attempt=0 outcome=answered');
    for (const send of [() => end(0), () => answer(0)]) ignored(send);
    expect(desk.dialer.facts().lateFacts).toBe(8);
  });

  it('comes too late after the dialer itself ended the call', () => {
    const desk = new EngineDesk({ agents: 1 }, answering((view) => (view.now === 0 && view.ringingSince.length === 0 ? 1 : 0)));
    desk.record();
    desk.send('wake', {});
    desk.send('attemptAnswered', { attempt: 0, verdict: 'machine' });
    expect(desk.commands.slice(1, 3)).toEqual(['hangUp attempt=0', 'attemptOver attempt=0 outcome=machine']);
    expect(only('attemptOver', desk.send('attemptEnded', { attempt: 0, cause: 'customerHangup' }))).toEqual([]);
    expect(desk.dialer.facts()).toMatchObject({ lateFacts: 1, callsInProgress: 0, turnsOpen: 0 });
  });
});

describe('a snapshot', () => {
  it('is not taken inside handle', () => {
    const dialer = createDialer(engineOptions());
    const sink: Commands = observerOf({ agentState: () => { dialer.snapshot(); } });
    expect(() => dialer.handle({ kind: 'agentSignedIn', at: 0, agent: 0 }, sink)).toThrow(/bug: a snapshot was asked for inside handle/);
  });

  it('of another version is refused', () => {
    const snapshot = { ...createDialer(engineOptions()).snapshot(), version: 99 } as unknown as DialerSnapshot;
    expect(() => createDialer(engineOptions(), { snapshot })).toThrow(/snapshot version 99/);
  });
});

function tapeFor(number: number): Tape {
  let tape = tapes.get(number);
  if (tape === undefined) {
    tape = tapeOf({ scenario: hardScenario(number), seed: `${number}`, replication: 1 });
    tapes.set(number, tape);
  }
  return tape;
}

function given(dialer: ReturnType<typeof createDialer>, event: DialerEvent): string[] {
  const commands: string[] = [];
  dialer.handle(event, createCommandTexts((text) => commands.push(text.trim())));
  return commands;
}

/** As `toEqual`, but without its price for the many that are equal. */
function same(actual: readonly string[], expected: readonly string[]): void {
  if (actual.length !== expected.length || actual.some((command, index) => command !== expected[index])) expect(actual).toEqual(expected);
}

/** Without what was only said of wishes: a strategy that is asked again wishes again. */
function unclipped(commands: readonly string[]): string[] {
  return commands.filter((command) => !command.startsWith('> clipped'));
}
