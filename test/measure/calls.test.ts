/** Counts of calls: what belongs where, and that no person who answered is lost. */
import { describe, expect, it } from 'vitest';
import { PRESET_RULES } from '../../src/engine/abandon/rule.ts';
import { DAY, HOUR, Script } from './support/script.ts';

describe('counts', () => {
  it('of a small run are those counted by hand', () => {
    const script = new Script({ rules: [PRESET_RULES.us] });
    script.signIn(0, 0);
    script.handledCall(10_000, 0);
    script.handledCall(20_000, 0, 'machine');
    script.droppedCall(30_000);
    script.droppedCall(40_000, 'machine');
    script.machineCall(50_000);
    script.machineCall(51_000, 'fax');
    script.machineCall(52_000, 'person');
    const hangup = script.dial(60_000);
    script.answers(61_000, hangup);
    script.customerHangsUp(62_200, hangup);
    for (const outcome of ['noAnswer', 'busy', 'rejected', 'invalidNumber', 'congestion', 'unknown'] as const) script.ends(95_000, script.dial(70_000 + 1_000 * 25), outcome);
    const { counts } = script.result();
    expect(counts).toMatchObject({
      dials: 14, attempts: 14, liveAnswers: 4, connects: 1, machineConnects: 1, dropped: 1, droppedAny: 2, customerHangups: 1, amdFalsePositives: 1,
      machines: 3, fax: 1, noAnswer: 1, busy: 1, rejected: 1, invalidNumber: 1, congestion: 1, unknown: 1, cancelled: 0, shortRings: 0, nuisance: 3,
    });
    expect(counts.nuisanceRate).toBeCloseTo(3 / 4, 12);
  });

  it('an answered call belongs to its answer, an unanswered one to its end, a dial to itself', () => {
    const script = new Script({ scored: [[HOUR, 2 * HOUR]] });
    script.signIn(0, 0);
    const early = script.dial(HOUR - 20_000);
    const answeredEarly = script.dial(HOUR - 10_000);
    script.answers(HOUR - 1, answeredEarly);
    script.connect(answeredEarly, 0);
    script.ends(HOUR, early, 'noAnswer');
    script.talkEnds(HOUR + 60_000, answeredEarly, 0);
    script.saves(HOUR + 60_000, 0);
    const late = script.dial(2 * HOUR - 10_000);
    const missed = script.dial(2 * HOUR - 9_000);
    script.answers(2 * HOUR - 1, late);
    script.ends(2 * HOUR, missed, 'noAnswer');
    script.drops(2 * HOUR + 2_000, late);
    const { counts, abandon: _ } = script.result();
    expect(counts).toMatchObject({ dials: 2, attempts: 2, noAnswer: 1, liveAnswers: 1, connects: 0, dropped: 1 });
  });

  it('AMD errors are counted as they truly are and as estimated', () => {
    const script = new Script({ falsePositiveShare: 0.016 });
    script.signIn(0, 0);
    const person = script.dial(1_000);
    script.answers(5_000, person, 'person', 'pending');
    script.classified(6_800, person, true);
    script.hangUpMachine(person);
    const machine = script.dial(10_000);
    script.answers(12_000, machine, 'machine', 'pending');
    script.classified(14_000, machine, false);
    script.connect(machine, 0);
    script.talkEnds(30_000, machine, 0);
    const { counts } = script.result();
    expect(counts).toMatchObject({ amdFalsePositives: 1, amdFalseNegatives: 1, machineConnects: 1, liveAnswers: 1, connects: 0, machines: 1 });
    expect(counts.amdFalsePositivesEstimated).toBeCloseTo(0.016, 12);
  });

  it('live, a person is who did not end as a machine, and false positives are an estimate', () => {
    const script = new Script({ truthKnown: false, falsePositiveShare: 0.5, rules: [PRESET_RULES.us] });
    script.signIn(0, 0);
    const answer = (at: number, verdict: 'person' | 'machine'): number => {
      const attempt = script.dial(at);
      script.event({ kind: 'attemptAnswered', at, attempt, verdict });
      return attempt;
    };
    const handled = answer(1_000, 'person');
    script.connect(handled, 0);
    script.talkEnds(5_000, handled, 0);
    script.hangUpMachine(answer(6_000, 'machine'));
    script.drops(10_001, answer(8_000, 'person'));
    const { counts, abandon } = script.result();
    expect(counts).toMatchObject({ liveAnswers: 2, connects: 1, dropped: 1, machines: 1, amdFalsePositives: 0, amdFalsePositivesEstimated: 0.5, nuisance: 1.5 });
    expect(abandon.us).toMatchObject({ startPointUsed: 'connected', numerator: 1.5, denominator: 2 });
  });

  it('a ring is short when we end it before 15 s', () => {
    const script = new Script();
    for (const [at, ringMs] of [[0, 14_999], [60_000, 15_000]] as const) {
      const attempt = script.dial(at);
      script.event({ kind: 'attemptRinging', at: at + 2_000, attempt });
      script.wake(at + 2_000 + ringMs);
      script.recorder.cancel(attempt);
      script.ends(at + 2_000 + ringMs, attempt, 'cancelled');
    }
    expect(script.result().counts).toMatchObject({ shortRings: 1, cancelled: 2 });
  });

  it('a ring limit below 15 s makes short rings, an early end by the network does not', () => {
    const script = new Script({ ringLimitMs: 10_000 });
    const limited = script.dial(0);
    const network = script.dial(0);
    script.event({ kind: 'attemptRinging', at: 2_000, attempt: limited });
    script.event({ kind: 'attemptRinging', at: 2_000, attempt: network });
    script.ends(8_000, network, 'noAnswer');
    script.ends(12_000, limited, 'noAnswer');
    expect(script.result().counts).toMatchObject({ shortRings: 1, noAnswer: 2 });
  });

  it('a lost person is a bug in a drained run', () => {
    const script = new Script();
    const attempt = script.dial(0);
    script.answers(1_000, attempt);
    script.event({ kind: 'attemptEnded', at: 2_000, attempt, cause: 'noAnswer' });
    script.recorder.attemptOver(attempt, 'noAnswer');
    expect(() => script.result()).toThrow(/bug: 1 persons answered/);
  });

  it('a run that is cut off while a person waits is no bug', () => {
    const script = new Script();
    script.answers(1_000, script.dial(0));
    expect(script.result().counts).toMatchObject({ liveAnswers: 1, connects: 0, dropped: 0 });
  });

  it('facts about unknown or ended attempts change nothing', () => {
    const script = new Script();
    const attempt = script.dial(0);
    script.ends(5_000, attempt, 'busy');
    script.answers(6_000, attempt);
    script.recorder.attemptOver(attempt, 'answered');
    script.recorder.drop(999);
    expect(script.result().counts).toMatchObject({ attempts: 1, busy: 1, liveAnswers: 0 });
    expect(script.result().trunks.peak).toBe(1);
  });

  it('time that goes back is a bug', () => {
    const script = new Script();
    script.wake(DAY / 2);
    expect(() => script.wake(DAY / 2 - 1)).toThrow(/bug: time goes back/);
  });
});

describe('customers', () => {
  it('wait from the answer and from the verdict until an agent comes', () => {
    const script = new Script();
    script.signIn(0, 0);
    const first = script.dial(0);
    script.answers(10_000, first, 'person', 'person');
    script.connect(first, 0);
    const second = script.dial(10_000);
    script.answers(20_000, second, 'person', 'pending');
    script.classified(21_500, second, false);
    script.talkEnds(21_500, first, 0);
    script.savesAndConnects(22_000, 0, second);
    script.talkEnds(40_000, second, 0);
    const dropped = script.dial(41_000);
    script.answers(50_000, dropped, 'person', 'person');
    script.drops(53_000, dropped);
    const { customers } = script.result();
    expect(customers).toEqual({
      waitMeanMs: 1_000, waitP95Ms: 1_900, fromVerdict: { waitMeanMs: 250, waitP95Ms: 475 }, waitedShare: 0.5, dropWaitMeanMs: 3_000,
    });
  });
});

describe('trunks', () => {
  it('are in use from the dial to the end, talking included', () => {
    const script = new Script({ scored: [[0, 100_000]] });
    script.signIn(0, 0);
    const first = script.dial(10_000);
    const second = script.dial(10_400);
    const third = script.dial(11_000);
    script.ends(11_500, third, 'busy');
    script.answers(20_000, first);
    script.connect(first, 0);
    script.ends(35_000, second, 'noAnswer');
    script.talkEnds(90_000, first, 0);
    script.recorder.finish(200_000);
    const { trunks } = script.result();
    expect(trunks.peak).toBe(3);
    expect(trunks.startsPeak).toBe(2);
    // Three calls for 0.5 s, two for 0.6 + 23.5 s of 100 s.
    expect(trunks.p99).toBe(2);
  });
});

describe('pacing', () => {
  it('clipped dials are counted by cause, in the interval only', () => {
    const script = new Script({ scored: [[HOUR, DAY]] });
    script.wake(0);
    script.recorder.clipped('channels', 5);
    script.wake(HOUR);
    script.recorder.clipped('channels', 2);
    script.recorder.clipped('guard', 1);
    expect(script.result().pacing.clippedDials).toEqual({ callsPerAgent: 0, channels: 2, starts: 0, due: 0, guard: 1 });
  });
});
