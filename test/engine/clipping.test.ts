/** Pacing asks, the engine clips: channels, starts in a second, calls per free agent, due records, the guard. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, UNSET } from '../../src/base/time.ts';
import { PRESET_RULES } from '../../src/engine/abandon/rule.ts';
import { pendingCalls } from '../../src/engine/pacing/strategy.ts';
import { answering, EngineDesk, only } from '../support/engineDesk.ts';
import type { EngineInput } from '../support/engineOptions.ts';

/** Wants so many more, once, at the instant 0. */
function once(count: number): ReturnType<typeof answering> {
  let asked = false;
  return answering((view) => {
    if (view.now < 1 || asked) return 0;
    asked = true;
    return count;
  });
}

/** Twenty records and three free agents; at 1 pacing asks. */
function asked(count: number, input: EngineInput): EngineDesk {
  const desk = new EngineDesk(input, once(count));
  desk.recordsMany(20);
  for (const agent of [0, 1, 2]) desk.send('agentSignedIn', { agent });
  desk.at(1).send('wake', {});
  return desk;
}

describe('what pacing asks for', () => {
  it('is dialled if nothing stands against it', () => {
    const desk = asked(7, {});
    expect(only('dial', desk.commands)).toHaveLength(7);
    expect(only('clipped', desk.commands)).toEqual([]);
  });

  it('is clipped to the free channels', () => {
    const desk = asked(7, { channels: 4 });
    expect(only('dial', desk.commands)).toHaveLength(4);
    expect(only('clipped', desk.commands)).toEqual(['clipped cause=channels count=3']);
  });

  it('is clipped to the starts of this second, and asked for again in the next', () => {
    const desk = new EngineDesk({ startsPerSecond: 2 }, answering((view) => Math.max(0, 5 - pendingCalls(view))));
    desk.recordsMany(20);
    desk.at(300).send('wake', {});
    expect(only('dial', desk.commands)).toHaveLength(2);
    expect(only('clipped', desk.commands)).toEqual(['clipped cause=starts count=3']);
    expect(desk.dialer.nextWakeAt()).toBe(1_000);
    desk.at(1_000);
    expect(only('dial', desk.wake())).toHaveLength(2);
    expect(desk.dialer.nextWakeAt()).toBe(2_000);
    desk.at(2_000);
    expect(only('dial', desk.wake())).toHaveLength(1);
  });

  it('is clipped to calls per free agent, rounded down, less what is pending', () => {
    const desk = asked(9, { settings: { callsPerAgent: 1.9 } });
    // Three free agents: floor(5.7) = 5.
    expect(only('dial', desk.commands)).toHaveLength(5);
    expect(only('clipped', desk.commands)).toEqual(['clipped cause=callsPerAgent count=4']);
  });

  it('is clipped to the records that are due', () => {
    const desk = new EngineDesk({}, once(5));
    desk.recordsMany(2);
    desk.record({ nextCallAt: 60_000 });
    desk.at(1).send('wake', {});
    expect(only('dial', desk.commands)).toHaveLength(2);
    expect(only('clipped', desk.commands)).toEqual(['clipped cause=due count=3']);
  });

  it('must be a whole number from 0', () => {
    for (const wrong of [-1, 1.5, NaN, Infinity]) expect(() => new EngineDesk({}, answering(() => wrong)).send('wake', {})).toThrow(/bug: strategy test asked for .* dials/);
  });

  it('never takes more than every limit allows, whatever is asked', () => {
    const limit = fc.option(fc.integer({ min: 1, max: 9 }));
    fc.assert(fc.property(fc.nat(12), limit, limit, limit, fc.nat(12), fc.nat(3), (wanted, channels, startsPerSecond, callsPerAgent, due, free) => {
      const desk = new EngineDesk({ channels, startsPerSecond, settings: { callsPerAgent } }, once(wanted));
      desk.recordsMany(due);
      for (let agent = 0; agent < free; agent += 1) desk.send('agentSignedIn', { agent });
      desk.at(1).send('wake', {});
      const cap = callsPerAgent === null ? Infinity : callsPerAgent * free;
      const placed = Math.min(wanted, channels ?? Infinity, startsPerSecond ?? Infinity, cap, due);
      expect(only('dial', desk.commands)).toHaveLength(placed);
      const clipped = only('clipped', desk.commands).reduce((sum, command) => sum + Number(/count=(\d+)/.exec(command)![1]), 0);
      expect(placed + clipped).toBe(wanted);
    }), { numRuns: 60 });
  });
});

describe('an attended dial', () => {
  const progressive: EngineInput = { mode: 'progressive', settings: { formLoadMs: 0 } };

  it('that finds no start waits for the next second', () => {
    const desk = new EngineDesk({ ...progressive, startsPerSecond: 1 });
    desk.recordsMany(3);
    desk.at(500);
    for (const agent of [0, 1, 2]) desk.send('agentSignedIn', { agent });
    expect(only('dial', desk.commands)).toEqual(['dial attempt=0 record=0 phone=0 dialNumber=1 agent=0']);
    desk.at(1_000);
    expect(only('dial', desk.wake())).toEqual(['dial attempt=1 record=1 phone=0 dialNumber=1 agent=1']);
    desk.at(2_000);
    expect(only('dial', desk.wake())).toEqual(['dial attempt=2 record=2 phone=0 dialNumber=1 agent=2']);
  });

  it('that finds no channel is made when one is free', () => {
    const desk = new EngineDesk({ ...progressive, channels: 1 });
    desk.recordsMany(2);
    for (const agent of [0, 1]) desk.send('agentSignedIn', { agent });
    expect(only('dial', desk.commands)).toHaveLength(1);
    desk.at(20_000).send('channelsChanged', { channels: 2 });
    expect(only('dial', desk.commands)).toHaveLength(2);
  });

  it('that waits is given back when the campaign stops', () => {
    const desk = new EngineDesk({ ...progressive, channels: 1 });
    desk.recordsMany(2);
    for (const agent of [0, 1]) desk.send('agentSignedIn', { agent });
    const commands = desk.at(5_000).send('campaignStopped', {});
    expect(commands.find((command) => command.startsWith('activity'))).toMatch(/record=1 kind=call agent=1 .*dials=0 outcome=null reason=stopped .*actionAfter=notAssigned/);
    expect(commands).toContain('agentState agent=1 state=ready');
  });
});

describe('a personal record that stops the others', () => {
  it('stops them only until it is loaded', () => {
    // Ann's own record and a call-progressive one stand before the queue; Bob has been free longest.
    const desk = new EngineDesk({ bundle: 'daktela', settings: { formLoadMs: 0 } }, answering(() => 0));
    desk.send('agentSignedIn', { agent: 0 });
    desk.send('agentPaused', { agent: 0 });
    desk.send('agentSignedIn', { agent: 1 });
    desk.record({ action: 'rescheduledByAgent', nextCallAt: 0, softOwner: 0 });
    desk.record({ hardOwner: 1 });
    expect(only('dial', desk.at(1_000).send('wake', {}))).toEqual([]);
    expect(only('dial', desk.send('agentResumed', { agent: 0 }))).toEqual([
      'dial attempt=0 record=0 phone=0 dialNumber=1 agent=0', 'dial attempt=1 record=1 phone=0 dialNumber=1 agent=1',
    ]);
  });
});

describe('the guard', () => {
  // A window of one day with 50 answers and some abandoned; then pacing wants 10 with one agent free.
  function wantedAfter(guard: 'off' | 'soft' | 'strict', answered: number, abandoned: number, hour: number): string[] {
    const enforcedRules = [{ ...PRESET_RULES.us, window: { kind: 'calendarDay' as const }, limit: 0.1 }];
    let wants = 0;
    const desk = new EngineDesk({ agents: 1, enforcedRules, settings: { guard, dropLimitMs: 0 } }, answering(() => wants));
    desk.recordsMany(answered + 20);
    desk.at(hour * 3_600_000 - answered * 1_000);
    for (let call = 0; call < answered; call += 1) {
      wants = 1;
      desk.send('wake', {});
      wants = 0;
      if (call === abandoned) desk.send('agentSignedIn', { agent: 0 });
      desk.send('attemptAnswered', { attempt: call, verdict: 'none' });
      desk.now += 1_000;
      if (call >= abandoned) {
        desk.send('attemptEnded', { attempt: call, cause: 'customerHangup' });
        desk.send('agentSaved', { agent: 0, status: -1, nextCallAt: UNSET, passTo: -1, formComplete: true });
      }
    }
    wants = 10;
    const commands = desk.send('wake', {});
    return [`dials ${only('dial', commands).length}`, ...only('clipped', commands)];
  }

  it('off lets pacing do as it wants', () => {
    expect(wantedAfter('off', 60, 30, 12)).toEqual(['dials 10']);
  });

  it('strict allows one call per free agent while a window is over its limit', () => {
    expect(wantedAfter('strict', 60, 7, 12)).toEqual(['dials 1', 'clipped cause=guard count=9']);
    expect(wantedAfter('strict', 60, 6, 12)).toEqual(['dials 10']);
  });

  it('judges after 50 answers', () => {
    expect(wantedAfter('strict', 49, 49, 12)).toEqual(['dials 10']);
    expect(wantedAfter('strict', 50, 50, 12)).toEqual(['dials 0', 'clipped cause=guard count=10']);
  });

  it('soft steps in when one more abandoned call would put the window over its limit at its projected end', () => {
    // At noon half of the day's calling time is over: 60 answers so far, 120 at the end, 12 may be abandoned.
    expect(DAY_MS / 2).toBe(12 * 3_600_000);
    expect(wantedAfter('soft', 60, 5, 12)).toEqual(['dials 10']);
    expect(wantedAfter('soft', 60, 6, 12)).toEqual(['dials 10']);
    // Late in the evening hardly anything is left to project: with 6 of 60, one more would be too many.
    expect(wantedAfter('soft', 60, 6, 23.9)).toEqual(['dials 1', 'clipped cause=guard count=9']);
    expect(wantedAfter('soft', 60, 5, 23.9)).toEqual(['dials 10']);
  });
});
