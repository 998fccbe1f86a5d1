/** Nothing is lost and nothing counted twice, whatever the calls and wherever the interval is cut. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { PRESET_RULES, type AbandonRule } from '../../src/engine/abandon/rule.ts';
import type { ReplicationResult } from '../../src/measure/results.ts';
import { Script, type Who } from './support/script.ts';

/** One call with an agent of its own, so that calls do not stand in each other's way. */
interface Call {
  readonly dialAt: number; readonly ringMs: number; readonly waitMs: number; readonly talkMs: number; readonly wrapMs: number; readonly who: Who;
  readonly fate: 'noAnswer' | 'busy' | 'handled' | 'dropped' | 'customerHangup' | 'machine';
}

const END = 100_000;
const duration = fc.integer({ min: 0, max: 20_000 });
const anyCall: fc.Arbitrary<Call> = fc.record({
  dialAt: fc.integer({ min: 0, max: END }), ringMs: duration, waitMs: duration, talkMs: duration, wrapMs: duration,
  who: fc.constantFrom<Who>('person', 'person', 'machine', 'fax'),
  fate: fc.constantFrom<Call['fate']>('noAnswer', 'busy', 'handled', 'handled', 'dropped', 'customerHangup', 'machine'),
});

const rules: AbandonRule[] = Object.values(PRESET_RULES);

function run(calls: readonly Call[], scored: readonly (readonly [number, number])[]): ReplicationResult {
  return play(calls, scored).result();
}

function play(calls: readonly Call[], scored: readonly (readonly [number, number])[]): Script {
  const script = new Script({ rules, scored, dayStarts: [0, 50_000, 200_000], agents: Math.max(1, calls.length), binMs: 7_000 });
  const steps: { at: number; order: number; act: () => void }[] = [];
  calls.forEach((call, agent) => {
    let attempt = -1;
    let at = call.dialAt;
    const then = (afterMs: number, act: (at: number) => void): void => {
      at += afterMs;
      const when = at;
      steps.push({ at: when, order: steps.length, act: () => act(when) });
    };
    then(0, (when) => script.signIn(when, agent));
    then(0, (when) => {
      attempt = script.dial(when, agent);
    });
    const { fate } = call;
    if (fate === 'noAnswer' || fate === 'busy') {
      then(call.ringMs, (when) => script.ends(when, attempt, fate));
    } else {
      then(call.ringMs, (when) => script.answers(when, attempt, call.who, fate === 'machine' ? 'pending' : 'none'));
      if (fate === 'machine') {
        then(call.waitMs, (when) => {
          script.classified(when, attempt, true);
          script.hangUpMachine(attempt);
        });
      } else if (fate === 'dropped') then(call.waitMs, (when) => script.drops(when, attempt));
      else if (fate === 'customerHangup') then(call.waitMs, (when) => script.customerHangsUp(when, attempt));
      else {
        then(call.waitMs, (when) => {
          script.wake(when);
          script.connect(attempt, agent);
        });
        then(call.talkMs, (when) => script.talkEnds(when, attempt, agent));
        then(call.wrapMs, (when) => script.saves(when, agent));
      }
    }
    then(0, (when) => script.signOut(when, agent));
  });
  for (const step of steps.toSorted((a, b) => a.at - b.at || a.order - b.order)) step.act();
  return script;
}

describe('conservation', () => {
  it('every attempt ends in one outcome, every person in one fate, every staffed moment in one state', () => {
    fc.assert(fc.property(fc.array(anyCall, { maxLength: 40 }), (calls) => {
      const { counts, abandon, agents } = run(calls, [[0, 200_000]]);
      expect(counts.attempts).toBe(calls.length);
      expect(counts.dials).toBe(calls.length);
      expect(counts.liveAnswers).toBe(counts.connects + counts.dropped + counts.customerHangups + counts.amdFalsePositives);
      expect(counts.liveAnswers).toBe(calls.filter((call) => call.who === 'person' && call.fate !== 'noAnswer' && call.fate !== 'busy').length);
      expect(counts.noAnswer + counts.busy + counts.machines).toBe(calls.filter((call) => ['noAnswer', 'busy', 'machine'].includes(call.fate)).length);
      expect(abandon.us!.denominator).toBe(counts.liveAnswers);
      expect(abandon.us!.windows.reduce((sum, window) => sum + window.numerator, 0)).toBe(abandon.us!.numerator);
      expect(agents.staffedMs).toBe(agents.talkMs + agents.wrapMs + agents.readyMs + agents.reservedMs);
      const handled = calls.filter((call) => call.fate === 'handled');
      expect(agents.talkMs).toBe(handled.reduce((sum, call) => sum + call.talkMs, 0));
      expect(agents.personWrapMs).toBe(handled.filter((call) => call.who === 'person').reduce((sum, call) => sum + call.wrapMs, 0));
    }));
  });

  it('two intervals side by side hold together what one over both holds', () => {
    fc.assert(fc.property(fc.array(anyCall, { maxLength: 30 }), fc.integer({ min: 1, max: 199_999 }), (calls, cut) => {
      const whole = run(calls, [[0, 200_000]]);
      const parts = [run(calls, [[0, cut]]), run(calls, [[cut, 200_000]])];
      const sum = (of: (result: ReplicationResult) => number): number => parts.reduce((total, part) => total + of(part), 0);
      for (const name of ['dials', 'attempts', 'liveAnswers', 'connects', 'machineConnects', 'droppedAny', 'customerHangups', 'machines', 'fax'] as const) {
        expect(sum((result) => result.counts[name])).toBe(whole.counts[name]);
      }
      for (const name of ['staffedMs', 'talkMs', 'wrapMs', 'readyMs', 'personTalkMs', 'personWrapMs'] as const) {
        expect(sum((result) => result.agents[name])).toBe(whole.agents[name]);
      }
      for (const rule of ['us', 'allDials', 'allAnswers']) {
        expect(sum((result) => result.abandon[rule]!.numerator)).toBe(whole.abandon[rule]!.numerator);
        expect(sum((result) => result.abandon[rule]!.denominator)).toBe(whole.abandon[rule]!.denominator);
      }
      expect(Math.max(...parts.map((part) => part.trunks.peak))).toBe(whole.trunks.peak);
    }));
  });
});

describe('series', () => {
  it('hold the same time and calls as the metrics', () => {
    fc.assert(fc.property(fc.array(anyCall, { maxLength: 20 }), (calls) => {
      // An interval that touches no edge of a bin.
      const script = play(calls, [[3_333, 48_888], [60_001, 150_000]]);
      const { counts, agents } = script.result();
      const { bins, waits } = script.recorder.series();
      const sum = (name: keyof (typeof bins)[number]): number => bins.reduce((total, bin) => total + bin[name], 0);
      expect([sum('dials'), sum('liveAnswers'), sum('connects')]).toEqual([counts.dials, counts.liveAnswers, counts.connects]);
      expect([sum('talkMs'), sum('wrapMs'), sum('readyMs'), sum('pausedMs')]).toEqual([agents.talkMs, agents.wrapMs, agents.readyMs, agents.pausedMs]);
      expect(waits.reduce((total, { count }) => total + count, 0)).toBe(agents.waits);
      expect(counts.dials).toBe(calls.filter(({ dialAt }) => (dialAt >= 3_333 && dialAt < 48_888) || dialAt >= 60_001).length);
    }));
  });
});
