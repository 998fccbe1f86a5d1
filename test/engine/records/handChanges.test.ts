/** Records that come from a store, and what a person changes on one by hand. */
import { describe, expect, it } from 'vitest';
import { UNSET } from '../../../src/base/time.ts';
import type { RecordRestored } from '../../../src/engine/events.ts';
import { NONE } from '../../../src/engine/vocabulary.ts';
import { EngineDesk } from '../../support/engineDesk.ts';
import { ownStatus } from '../../support/engineOptions.ts';

const HOUR = 3_600_000;
const restored = (record: number, more: Partial<RecordRestored> = {}): Omit<RecordRestored, 'kind' | 'at'> => ({
  record, recordType: 0, database: 0, zone: 0, priority: 3, createdAt: -500, action: 'rescheduledByDialer', nextCallAt: 70, hardOwner: -1, softOwner: -1, status: 0,
  phones: [8, 9], attempts: 2, totalAttempts: 4, dials: 6, autoDials: 5, lastCalledAt: -20, blockedUntilAt: UNSET, numberIndex: 1, retryProgressive: true,
  hasCallActivity: true, invalid: [0], ...more,
});

describe('a record out of a store', () => {
  it('stands as it was left, with its counters and marks', () => {
    const desk = new EngineDesk({ statuses: [ownStatus('a')] });
    desk.send('recordRestored', restored(0));
    expect(desk.dialer.record(0)).toMatchObject({
      action: 'rescheduledByDialer', nextCallAt: 70, priority: 3, createdAt: -500, status: 0, attempts: 2, totalAttempts: 4, dials: 6, autoDials: 5, lastCalledAt: -20,
      numberIndex: 1, retryProgressive: true, hasCallActivity: true, phones: [{ number: 8, invalid: true }, { number: 9, invalid: false }],
    });
    expect(desk.dialer.statusCounts()).toMatchObject([{ carriedNow: 1 }]);
    expect(desk.dialer.explain(0)).toMatchObject({ rule: 'notDue', until: 70 });
  });

  it('is never in a turn', () => {
    expect(() => new EngineDesk().send('recordRestored', restored(0, { action: 'ready' }))).toThrow(/record 0 cannot be restored as ready/);
  });
});

describe('an action set by hand', () => {
  const set = (desk: EngineDesk, more: object): string[] =>
    desk.send('actionSet', { record: 0, action: 'rescheduledByAgent', nextCallAt: HOUR, softOwner: NONE, ...more });
  const shut = { zones: [{ name: 'UTC', open: [[0, 2 * HOUR]] as const, offsets: [[0, 0] as const] }] };

  it('gives a callback to the agent named, else keeps its agent if it was one already (R25)', () => {
    const desk = new EngineDesk();
    desk.record();
    set(desk, { softOwner: 2 });
    expect(desk.dialer.record(0)).toMatchObject({ action: 'rescheduledByAgent', nextCallAt: HOUR, softOwner: 2 });
    set(desk, { nextCallAt: 2 * HOUR });
    expect(desk.dialer.record(0)).toMatchObject({ nextCallAt: 2 * HOUR, softOwner: 2 });
    set(desk, { action: 'notAssigned', nextCallAt: UNSET });
    expect(desk.dialer.record(0).softOwner).toBe(NONE);
    set(desk, {});
    expect(desk.dialer.record(0).softOwner).toBe(NONE);
  });

  it('keeps the agent of a record that is not assigned only with a time (R23)', () => {
    const desk = new EngineDesk();
    desk.record();
    set(desk, { softOwner: 1 });
    set(desk, { action: 'notAssigned', nextCallAt: HOUR });
    expect(desk.dialer.record(0)).toMatchObject({ action: 'notAssigned', nextCallAt: HOUR, softOwner: 1 });
    set(desk, { action: 'callImmediately', nextCallAt: UNSET });
    expect(desk.dialer.record(0)).toMatchObject({ action: 'callImmediately', nextCallAt: 0, softOwner: NONE });
  });

  it('takes no time that is past or outside the window; at this very instant is in time', () => {
    const desk = new EngineDesk(shut).at(1_000);
    desk.record();
    expect(set(desk, { nextCallAt: 999 }).join()).toContain('timeInPast');
    expect(set(desk, { nextCallAt: 2 * HOUR }).join()).toContain('outsideWindow');
    expect(set(desk, { nextCallAt: UNSET }).join()).toContain('timeRequired');
    expect(desk.dialer.record(0).action).toBe('notAssigned');
    expect(set(desk, { nextCallAt: 1_000 }).join()).not.toContain('rejected');
    // A time given with other actions binds nobody.
    expect(set(desk, { action: 'done', nextCallAt: 1 }).join()).not.toContain('rejected');
  });
});

describe('a status set by hand', () => {
  it('must be active, and is counted as it moves and goes', () => {
    const desk = new EngineDesk({ statuses: [ownStatus('a'), ownStatus('old', { active: false }), ownStatus('b')] });
    desk.send('recordRestored', restored(0));
    expect(desk.send('statusSet', { record: 0, status: 1 }).join()).toContain('statusInactive');
    desk.send('statusSet', { record: 0, status: 2 });
    expect(desk.dialer.statusCounts().map((one) => [one.carriedNow, one.setByAgents, one.setAutomatically])).toEqual([[0, 0, 0], [0, 0, 0], [1, 1, 0]]);
    desk.send('recordDeleted', { record: 0 });
    expect(desk.dialer.statusCounts().map((one) => one.carriedNow)).toEqual([0, 0, 0]);
    expect(desk.dialer.record(0).deleted).toBe(true);
    expect(desk.send('statusSet', { record: 0, status: 0 }).join()).toContain('noSuchRecord');
    expect(desk.send('statusSet', { record: 1, status: 0 }).join()).toContain('noSuchRecord');
    expect(desk.send('statusSet', { record: -1, status: 0 }).join()).toContain('noSuchRecord');
  });
});

describe('an explanation', () => {
  it('knows deleted records, those of another type, and none that were never created', () => {
    const desk = new EngineDesk();
    desk.send('campaignStarted', {});
    desk.recordsMany(2);
    desk.send('recordDeleted', { record: 0 });
    desk.send('recordMoved', { record: 1, recordType: 1, database: 0 });
    expect([0, 1].map((record) => desk.dialer.explain(record))).toMatchObject([
      { by: 'nobody', rule: 'recordDeleted', agent: NONE, bucket: null, until: null }, { by: 'nobody', rule: 'wrongRecordType' },
    ]);
    expect(() => desk.dialer.explain(2)).toThrow('there is no record 2; there are 2');
    expect(() => desk.dialer.explain(-1)).toThrow(RangeError);
  });

  it('of a callback that is not due tells when its own agent may have it', () => {
    const desk = new EngineDesk({ mode: 'progressive' });
    desk.send('campaignStarted', {});
    desk.record({ action: 'rescheduledByAgent', nextCallAt: HOUR, softOwner: 1 });
    expect(desk.dialer.explain(0)).toMatchObject({ by: 'nobody', rule: 'notDue', until: HOUR });
    expect(desk.dialer.explain(0, NONE, HOUR)).toMatchObject({ by: 'agent', agent: 1, rule: null });
    expect(desk.dialer.explain(0, NONE, HOUR + 900_000)).toMatchObject({ by: 'everyAgent', agent: NONE, rule: null });
  });
});
