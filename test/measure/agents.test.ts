/** Agents' time and waits. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, Script } from './support/script.ts';

describe('agents', () => {
  it('occupancy is talk and wrap-up over staffed time; machines count in it but are not productive', () => {
    const script = new Script();
    script.signIn(0, 0);
    const person = script.dial(0);
    script.answers(100_000, person);
    script.connect(person, 0);
    script.talkEnds(400_000, person, 0);
    script.saves(450_000, 0);
    const machine = script.dial(450_000);
    script.answers(480_000, machine, 'machine');
    script.connect(machine, 0);
    script.talkEnds(490_000, machine, 0, 'agentHangup');
    script.saves(500_000, 0);
    script.pause(500_000, 0);
    script.resume(700_000, 0);
    script.signOut(800_000, 0);
    const { agents } = script.result();
    expect(agents).toMatchObject({
      staffedMs: 600_000, pausedMs: 200_000, talkMs: 310_000, wrapMs: 60_000, readyMs: 230_000, reservedMs: 0, personTalkMs: 300_000, personWrapMs: 50_000,
    });
    expect(agents.occupancy).toBeCloseTo(370 / 600, 12);
    expect(agents.productiveOccupancy).toBeCloseTo(350 / 600, 12);
    expect(agents.talkMinutesPerAgentHour).toBeCloseTo(30, 12);
    expect(agents.byAgent[0]!.occupancy).toBeCloseTo(370 / 600, 12);
    expect(agents.byAgent[1]).toEqual({ staffedMs: 0, pausedMs: 0, talkMs: 0, wrapMs: 0, readyMs: 0, reservedMs: 0, occupancy: null });
  });

  it('waits run from becoming ready to the next connected call; those cut by pause and sign-out are left out', () => {
    const script = new Script();
    script.signIn(0, 0);
    script.handledCall(10_000, 0);
    script.handledCall(31_000, 0);
    script.pause(50_000, 0);
    script.resume(60_000, 0);
    script.handledCall(64_000, 0);
    script.signOut(70_000, 0);
    const { agents } = script.result();
    expect(agents).toMatchObject({ waits: 3, waitSumMs: 10_000 + 20_000 + 4_000, waitsCut: 2 });
    expect(agents.waitMeanMs).toBeCloseTo(34_000 / 3, 9);
  });

  it('an attended turn reserves the agent and is part of his wait', () => {
    const script = new Script();
    script.signIn(0, 0);
    script.wake(5_000);
    script.recorder.showRecord(0, 7);
    script.recorder.agentState(0, 'reserved');
    const unanswered = script.dial(6_000, 7, 0);
    script.ends(30_000, unanswered, 'noAnswer');
    script.recorder.agentState(0, 'ready');
    script.recorder.showRecord(0, 8);
    script.recorder.agentState(0, 'reserved');
    const answered = script.dial(31_000, 8, 0);
    script.answers(40_000, answered);
    script.connect(answered, 0);
    script.talkEnds(100_000, answered, 0);
    script.saves(100_000, 0);
    script.signOut(100_000, 0);
    const { agents } = script.result();
    expect(agents).toMatchObject({ reservedMs: 35_000, readyMs: 5_000, talkMs: 60_000, waits: 1, waitSumMs: 40_000, waitsCut: 1 });
  });

  it('time is clipped to the scoring interval, nights excluded, and waits that its ends cut are counted', () => {
    const script = new Script({ scored: [[9 * HOUR, 17 * HOUR], [DAY + 9 * HOUR, DAY + 17 * HOUR]], dayStarts: [0, DAY, 2 * DAY] });
    script.signIn(8 * HOUR, 0);
    script.handledCall(10 * HOUR, 0);
    script.wake(20 * HOUR);
    script.handledCall(DAY + 10 * HOUR, 0);
    script.recorder.finish(2 * DAY);
    const { agents, interval } = script.result();
    expect(interval).toEqual({ from: 9 * HOUR, to: DAY + 17 * HOUR });
    expect(agents.staffedMs).toBe(16 * HOUR);
    expect(agents.talkMs).toBe(2_000);
    // Cut: begun before the interval; open over the first night (once); open at the second end.
    expect(agents).toMatchObject({ waits: 0, waitsCut: 3 });
  });

  it('the run ends at its last event unless it is told otherwise', () => {
    const told = new Script();
    told.signIn(0, 0);
    told.wake(1_000);
    told.recorder.finish(5_000);
    expect(told.result().agents.readyMs).toBe(5_000);
    const untold = new Script();
    untold.signIn(0, 0);
    untold.wake(1_000);
    expect(untold.result().agents).toMatchObject({ readyMs: 1_000, waitsCut: 1 });
  });
});

describe('series over the day', () => {
  it('books calls in the bin of their answer and agents’ time in the bins it passed through', () => {
    const script = new Script({ scored: [[9 * HOUR, 10 * HOUR], [DAY + 9 * HOUR, DAY + 10 * HOUR]], dayStarts: [0, DAY, 2 * DAY], binMs: HOUR / 2 });
    script.signIn(9 * HOUR, 0);
    for (const day of [0, 1]) {
      const attempt = script.dial(day * DAY + 9 * HOUR + 1_795_000);
      script.answers(day * DAY + 9 * HOUR + 1_799_000, attempt);
      script.connect(attempt, 0);
      script.talkEnds(day * DAY + 9 * HOUR + 1_810_000, attempt, 0);
      script.saves(day * DAY + 9 * HOUR + 1_810_000, 0);
    }
    script.signOut(DAY + 11 * HOUR, 0);
    const series = script.recorder.series();
    expect(series.binMs).toBe(HOUR / 2);
    expect(series.bins).toEqual([
      { at: 9 * HOUR, dials: 2, liveAnswers: 2, abandoned: 0, connects: 2, talkMs: 2_000, wrapMs: 0, readyMs: HOUR - 2_000, reservedMs: 0, pausedMs: 0 },
      { at: 9.5 * HOUR, dials: 0, liveAnswers: 0, abandoned: 0, connects: 0, talkMs: 20_000, wrapMs: 0, readyMs: HOUR - 20_000, reservedMs: 0, pausedMs: 0 },
    ]);
    expect(series.waits.reduce((total, { count }) => total + count, 0)).toBe(1);
    expect(series.waits.find(({ upToSeconds }) => upToSeconds === 3_600)!.count).toBe(1);
  });
});
