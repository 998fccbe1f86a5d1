/** How far the list was worked off, and whether promises to call back were kept. */
import { describe, expect, it } from 'vitest';
import { UNSET } from '../../src/base/time.ts';
import { DAY, HOUR, Script } from './support/script.ts';

describe('list', () => {
  it('penetration, records reached and at rest are shares of the records loaded and allowed', () => {
    const script = new Script();
    script.signIn(0, 0);
    for (let record = 0; record < 6; record++) script.creates(0, record, record === 5 ? { action: 'done' } : {});
    script.handledCall(1_000, 0);
    script.activity(0, { outcome: 'answered', actionAfter: 'done' });
    script.ends(30_000, script.dial(10_000), 'noAnswer');
    script.activity(1, {});
    script.activity(2, { kind: 'change', actionAfter: 'done', outcome: null, dials: 0 });
    script.event({ kind: 'recordDeleted', at: 40_000, record: 4 });
    script.event({ kind: 'recordDeleted', at: 41_000, record: 3 });
    script.recorder.rejected(3, 'recordInUse');
    expect(script.result().list).toMatchObject({
      records: 4, penetration: 0.5, reached: 0.25, final: 0.5, dialsPerConnect: 2, turnsPerConnect: 2,
    });
  });

  it('a record whose creation was refused was never there', () => {
    const script = new Script();
    script.creates(0, 0, { action: 'rescheduledByAgent', nextCallAt: -5 });
    script.recorder.rejected(0, 'timeInPast');
    script.wake(HOUR);
    expect(script.result().list.records).toBe(0);
    expect(script.result().callbacks.due).toBe(0);
  });

  it('counted attempts are those that raised a record’s counter', () => {
    const script = new Script();
    script.creates(0, 0);
    for (const attemptsAfter of [0, 1, 2, 0, 1]) script.activity(0, { attemptsAfter });
    expect(script.result().counts).toMatchObject({ turns: 5, countedAttempts: 3 });
  });

  it('occupancy while a record is due leaves out the time from the word that none is until the next dial', () => {
    const script = new Script();
    script.signIn(0, 0);
    script.signIn(0, 1);
    const first = script.dial(0);
    script.answers(10_000, first);
    script.connect(first, 0);
    script.wake(20_000);
    script.recorder.clipped('due', 1);
    // Agent 0 talks on until 40 s, agent 1 is ready: from 20 s to 60 s nothing is due, and neither counts.
    script.talkEnds(40_000, first, 0);
    script.saves(40_000, 0);
    const second = script.dial(60_000);
    script.answers(70_000, second);
    script.connect(second, 1);
    script.talkEnds(90_000, second, 1);
    script.saves(90_000, 1);
    script.recorder.finish(100_000);
    const { agents, list } = script.result();
    expect(agents).toMatchObject({ staffedMs: 200_000, talkMs: 50_000, wrapMs: 0, occupancy: 0.25 });
    expect(list).toMatchObject({ dueStaffedMs: 120_000, dueBusyMs: 30_000, occupancyWhileDue: 0.25, starvedMs: 40_000 });
  });

  it('the time until 95 % of the records are done is counted where the run is measured, and does not change when some are opened again', () => {
    const script = new Script({ scored: [[0, HOUR], [DAY, DAY + HOUR]] });
    for (let record = 0; record < 21; record++) script.creates(0, record, record === 20 ? { action: 'done' } : {});
    const done = (at: number, records: readonly number[]): void => {
      script.wake(at);
      for (const record of records) script.activity(record, { actionAfter: 'done' });
    };
    done(60_000, Array.from({ length: 18 }, (_, record) => record));
    done(DAY + 60_000, [18]);
    script.activity(3, { kind: 'recycle', actionAfter: 'notAssigned' });
    done(DAY + 120_000, [3, 19]);
    script.recorder.finish(DAY + HOUR);
    expect(script.result().list).toMatchObject({ records: 20, final: 1, done95Ms: HOUR + 60_000 });
  });

  it('the time until 95 % are done is unknown where they are not', () => {
    const script = new Script();
    for (let record = 0; record < 20; record++) script.creates(0, record);
    for (let record = 0; record < 18; record++) script.activity(record, { actionAfter: 'done' });
    expect(script.result().list).toMatchObject({ final: 0.9, done95Ms: null });
  });

  it('agents starve from the moment no record is due until the next dial, while one of them is ready', () => {
    const script = new Script();
    script.signIn(0, 0);
    script.wake(10_000);
    script.recorder.clipped('due', 3);
    script.wake(20_000);
    const attempt = script.dial(30_000);
    script.answers(31_000, attempt);
    script.connect(attempt, 0);
    script.recorder.clipped('due', 1);
    script.talkEnds(90_000, attempt, 0);
    script.saves(95_000, 0);
    script.wake(100_000);
    script.recorder.finish(100_000);
    // 10 s to 30 s, and from 95 s, when the agent is ready again and still nothing is due.
    expect(script.result().list.starvedMs).toBe(25_000);
  });
});

describe('callbacks', () => {
  const promised = (script: Script, record: number, at: number, more = {}): void => {
    script.activity(record, { outcome: 'answered', actionAfter: 'rescheduledByAgent', nextCallAtAfter: at, softOwnerAfter: 0, ...more });
  };
  const turn = (script: Script, record: number, at: number, promise: 'kept' | 'late', more = {}): void => {
    script.activity(record, { actionAtStart: 'rescheduledByAgent', promise, promisedAt: at, ...more });
  };
  const answeredBy = (script: Script, at: number, record: number, agent: number): void => {
    const attempt = script.dial(at, record);
    script.answers(at + 5_000, attempt);
    script.connect(attempt, agent);
    script.talkEnds(at + 60_000, attempt, agent);
    script.saves(at + 60_000, agent);
  };

  it('are kept when begun in time, fulfilled when the promised agent gets the person', () => {
    const script = new Script();
    script.signIn(0, 0);
    script.signIn(0, 1);
    for (let record = 0; record < 5; record++) promised(script, record, HOUR);
    answeredBy(script, HOUR, 0, 0);
    turn(script, 0, HOUR, 'kept', { actionAfter: 'done' });
    answeredBy(script, HOUR + 120_000, 1, 1);
    turn(script, 1, HOUR, 'kept', { actionAfter: 'done' });
    script.ends(HOUR + 300_000, script.dial(HOUR + 240_000, 2), 'noAnswer');
    turn(script, 2, HOUR, 'kept');
    script.ends(HOUR + 700_000, script.dial(HOUR + 600_000, 3), 'noAnswer');
    turn(script, 3, HOUR, 'late');
    script.wake(2 * HOUR);
    expect(script.result().callbacks).toEqual({
      due: 5, kept: 3, keptRate: 0.6, keptAnswered: 2, fulfilled: 1, fulfilledRate: 0.5, begun: 4, delaySumMs: 960_000, delayMeanMs: 240_000,
    });
  });

  it('promised to nobody in particular are fulfilled by any agent', () => {
    const script = new Script();
    script.signIn(0, 1);
    promised(script, 0, HOUR, { softOwnerAfter: -1 });
    answeredBy(script, HOUR, 0, 1);
    turn(script, 0, HOUR, 'kept', { actionAfter: 'done' });
    expect(script.result().callbacks).toMatchObject({ due: 1, kept: 1, fulfilled: 1 });
  });

  it('are due only in the interval, in a calling window, and if not withdrawn before', () => {
    const script = new Script({ callingWindows: [[9 * HOUR, 17 * HOUR]], scored: [[8 * HOUR, 12 * HOUR]] });
    promised(script, 0, 8.5 * HOUR);
    promised(script, 1, 13 * HOUR);
    promised(script, 2, 10 * HOUR);
    promised(script, 3, 11 * HOUR);
    script.wake(9 * HOUR);
    script.activity(2, { kind: 'change', actionAtStart: 'rescheduledByAgent', actionAfter: 'done' });
    script.wake(11.5 * HOUR);
    script.activity(3, { kind: 'change', actionAtStart: 'rescheduledByAgent', actionAfter: 'done' });
    script.wake(14 * HOUR);
    expect(script.result().callbacks).toMatchObject({ due: 1, kept: 0, begun: 0, delayMeanMs: null, fulfilledRate: null });
  });

  it('moved before their time are due at the new time only', () => {
    const script = new Script();
    promised(script, 0, 2 * HOUR);
    script.wake(HOUR);
    script.activity(0, { kind: 'change', actionAtStart: 'rescheduledByAgent', actionAfter: 'rescheduledByAgent', nextCallAtAfter: 3 * HOUR });
    script.wake(2.5 * HOUR);
    expect(script.result().callbacks.due).toBe(0);
  });

  it('whose turn congestion cut off do not become a second promise', () => {
    const script = new Script();
    promised(script, 0, HOUR);
    script.ends(HOUR + 3_000, script.dial(HOUR, 0), 'congestion');
    turn(script, 0, HOUR, 'kept', { outcome: 'congestion', actionAfter: 'rescheduledByAgent', nextCallAtAfter: 2 * HOUR });
    script.ends(2 * HOUR + 30_000, script.dial(2 * HOUR, 0), 'noAnswer');
    turn(script, 0, 2 * HOUR, 'kept');
    expect(script.result().callbacks).toMatchObject({ due: 1, kept: 1 });
  });

  it('may be given with the record itself', () => {
    const script = new Script();
    script.creates(0, 0, { action: 'rescheduledByAgent', nextCallAt: HOUR });
    script.creates(0, 1, { action: 'notAssigned', nextCallAt: UNSET });
    script.wake(DAY - 1);
    expect(script.result().callbacks).toMatchObject({ due: 1, kept: 0, keptRate: 0 });
  });
});
