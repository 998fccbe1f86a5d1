import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../../src/live/desk/apiProblem.ts';
import { instantOf } from '../../../src/live/desk/nextCall.ts';

describe('when to call again', () => {
  it('without an offset is time at the customer, with one an instant', () => {
    const at = Date.UTC(2026, 10, 24, 9);
    expect(instantOf('2026-11-24T10:00', 'Europe/Prague')).toBe(at);
    expect(instantOf('2026-11-24T04:00', 'America/New_York')).toBe(at);
    expect(instantOf('2026-11-24T09:00Z', 'America/New_York')).toBe(at);
    expect(instantOf('2026-11-24T09:00:00.000Z', 'UTC')).toBe(at);
    expect(instantOf('2026-11-24T11:00+02:00', 'Europe/Prague')).toBe(at);
    expect(instantOf(at, 'Europe/Prague')).toBe(at);
    expect(instantOf(null, 'Europe/Prague')).toBeNull();
  });

  it('in a rehearsal is local time of the scenario\'s calendar, while an instant is an instant', () => {
    const shift = -86_400_000 * 600;
    expect(instantOf('2025-03-03T10:00', 'Europe/Prague', shift)).toBe(Date.UTC(2025, 2, 3, 9) - shift);
    expect(instantOf('2026-11-24T09:00Z', 'Europe/Prague', shift)).toBe(Date.UTC(2026, 10, 24, 9));
  });

  it('at an hour that the clock skips is refused, at one that comes twice it is the first', () => {
    expect(() => instantOf('2027-03-28T02:30', 'Europe/Prague')).toThrow(/does not exist in Europe\/Prague/);
    expect(instantOf('2026-10-25T02:30', 'Europe/Prague')).toBe(Date.UTC(2026, 9, 25, 0, 30));
  });

  it.each(['tomorrow', '2026-11-24', '2026-11-24 10:00', '2026-02-30T10:00', '2026-11-24T25:00', '2026-11-24T10:00+99:00', '1700000000000', '2026-W48-1T10:00'])('%j is refused', (text) => {
    expect(() => instantOf(text, 'Europe/Prague')).toThrow(ApiProblem);
  });
});
