import { describe, expect, it } from 'vitest';
import { UNSET } from '../../../src/base/time.ts';
import { creationProblem, mayHaveSoftOwner, nextCallAtOfNew } from '../../../src/engine/records/creation.ts';
import { ownStatus } from '../../support/engineOptions.ts';

const NOW = 1_000;
const OPEN = [[0, 500], [2_000, 3_000]] as const;
const good = ownStatus('good');
const problem = (action: Parameters<typeof creationProblem>[0], nextCallAt: number = UNSET, status: Parameters<typeof creationProblem>[2] = null, open: typeof OPEN | null = OPEN): ReturnType<typeof creationProblem> =>
  creationProblem(action, nextCallAt, status, NOW, () => open);

describe('a new record', () => {
  it('may be not assigned, due at once, or done, with or without a time (R01, R02, R04)', () => {
    for (const action of ['notAssigned', 'callImmediately', 'done'] as const) expect([problem(action), problem(action, 0), problem(action, 700, good)]).toEqual([null, null, null]);
  });

  it('is never ready and never the dialler\'s to call again', () => {
    expect([problem('ready', 2_500, good), problem('rescheduledByDialer', 2_500, good)]).toEqual(['actionNotSettable', 'actionNotSettable']);
  });

  it('has a status of the campaign that is active, or none', () => {
    expect(creationProblem('notAssigned', UNSET, undefined, NOW, () => null)).toBe('statusNotInCampaign');
    expect(problem('notAssigned', UNSET, ownStatus('old', { active: false }))).toBe('statusInactive');
    expect(problem('notAssigned', UNSET, good)).toBeNull();
  });

  it('with a callback needs a time, not before now and inside the calling window (R03)', () => {
    expect(problem('rescheduledByAgent')).toBe('timeRequired');
    expect(problem('rescheduledByAgent', NOW - 1, null, null)).toBe('timeInPast');
    expect(problem('rescheduledByAgent', NOW, null, null)).toBeNull();
    expect([1_999, 2_000, 2_999, 3_000].map((at) => problem('rescheduledByAgent', at))).toEqual(['outsideWindow', null, null, 'outsideWindow']);
  });

  it('is to be called now, when the file says so, or never', () => {
    expect([nextCallAtOfNew('callImmediately', 9, NOW), nextCallAtOfNew('done', 9, NOW), nextCallAtOfNew('notAssigned', 9, NOW), nextCallAtOfNew('notAssigned', UNSET, NOW)])
      .toEqual([NOW, UNSET, 9, UNSET]);
  });

  it('has a soft owner only with a time, without a hard owner, and while it is open', () => {
    expect([mayHaveSoftOwner('rescheduledByAgent', 9, false), mayHaveSoftOwner('notAssigned', 9, false)]).toEqual([true, true]);
    expect([mayHaveSoftOwner('rescheduledByAgent', 9, true), mayHaveSoftOwner('notAssigned', UNSET, false), mayHaveSoftOwner('done', 9, false)]).toEqual([false, false, false]);
  });
});
