import { describe, expect, it } from 'vitest';
import { fakeView, type ViewParts } from './support/fakeView.ts';
import { make, type MadeStrategy } from './support/strategies.ts';

/** p = 0.2 exactly, whether from the prior alone or with these counts: γ = 2.5. */
const GAIN = 2.5;

function target(made: MadeStrategy, parts: ViewParts): number {
  made.strategy.dialCount(fakeView(parts));
  return made.strategy.readings()['target']!;
}

/** `reserve` 0 and equal instants: nothing drifts. */
function started(ready: number, talking = 0): MadeStrategy {
  const made = make('invitation', { reserve: 0 });
  expect(target(made, { ready, talking })).toBe(GAIN * ready);
  return made;
}

describe('invitation', () => {
  it('starts with γ calls for each free agent', () => {
    const { strategy } = make('invitation');
    expect(strategy.dialCount(fakeView({ ready: 5, ringing: 2, analysing: 1 }))).toBe(13 - 3);
  });

  it('adds γ for an agent who becomes free and takes γ when a person answers', () => {
    const made = started(2, 4);
    expect(target(made, { ready: 3, talking: 3 })).toBe(GAIN * 3);
    expect(target(made, { ready: 2, talking: 4, campaign: { ended: 1, persons: 1 } })).toBe(GAIN * 2);
  });

  it('takes γ when a ready agent leaves, and nothing when a busy one does', () => {
    const made = started(3, 3);
    expect(target(made, { ready: 2, talking: 3 })).toBe(GAIN * 2);
    expect(target(made, { ready: 2, talking: 2 })).toBe(GAIN * 2);
  });

  it('takes γ for a person who must wait, and gives nothing back when he is dropped', () => {
    const made = started(3, 5);
    expect(target(made, { talking: 8 })).toBe(0);
    const busy = started(3, 5);
    expect(target(busy, { ready: 1, talking: 7, campaign: { ended: 2, persons: 2 } })).toBe(GAIN);
    expect(target(busy, { ready: 1, talking: 7, waiting: 1, campaign: { ended: 3, persons: 3 } })).toBe(0);
    expect(target(busy, { ready: 1, talking: 7, campaign: { ended: 3, persons: 3, dropped: 1 } })).toBe(0);
  });

  it('gives nothing back either when the waiting person hangs up, and is not moved by calls that nobody answers', () => {
    const made = started(4, 4);
    expect(target(made, { ready: 4, talking: 4, waiting: 1, campaign: { ended: 1, persons: 1 } })).toBe(GAIN * 3);
    made.strategy.onAttemptEnded!(0, 'customerHangup', 9_000);
    expect(target(made, { ready: 4, talking: 4, campaign: { ended: 1, persons: 1, customerHangups: 1 } })).toBe(GAIN * 3);
    made.strategy.onAttemptEnded!(0, 'noAnswer', 25_000);
    made.strategy.onAttemptEnded!(0, 'customerHangup', 9_000);
    // The second hang-up happened under analysis: the call was no person yet, and is counted as ended only now.
    expect(target(made, { ready: 4, talking: 4, campaign: { ended: 3, persons: 1, customerHangups: 2 } })).toBe(GAIN * 3);
  });

  it('drifts up with more free agents than the reserve, and down with fewer', () => {
    const made = make('invitation', { reserve: 2 });
    expect(target(made, { ready: 3 })).toBe(7.5);
    expect(target(made, { now: 500, ready: 3 })).toBeCloseTo(7.51, 9);
    expect(target(made, { now: 500, ready: 1, talking: 2 })).toBeCloseTo(2.51, 9);
    expect(target(made, { now: 1_500, ready: 1, talking: 2 })).toBeCloseTo(2.49, 9);
  });

  it('does not drift while the campaign is closed', () => {
    const made = make('invitation', { reserve: 0 });
    expect(target(made, { ready: 3 })).toBe(7.5);
    expect(target(made, { now: 57_600_000, ready: 3 })).toBeCloseTo(7.56, 9);
  });

  it('keeps the target within 0 and ten calls an agent', () => {
    expect(target(make('invitation'), { ready: 3, last1800s: { ended: 100_000, persons: 10 } })).toBe(30);
    const made = started(3);
    expect(target(made, { talking: 3, waiting: 9 })).toBe(0);
    expect(target(made, {})).toBe(0);
  });
});
