import { describe, expect, it } from 'vitest';
import { fakeView } from './support/fakeView.ts';
import { make, makeFromText, saveToText } from './support/strategies.ts';

describe('eis-window', () => {
  it('dials for the agents who are free or will be within the window, divided by the answer rate', () => {
    // The prior: handling takes 200 s on average, one call in five is answered, the window is 10 s.
    const soon = 1 - Math.exp(-10 / 200);
    const view = fakeView({ now: 500_000, ready: 2, talking: 30, wrapping: 10, ringing: 4, analysing: 1, waiting: 1 });
    expect(make('eis-window').strategy.dialCount(view)).toBe(Math.floor((2 - 1 + 40 * soon) / 0.2) - 5);
    expect(make('eis-window', { share: 0.5 }).strategy.dialCount(view)).toBe(Math.floor((0.5 * (1 + 40 * soon)) / 0.2) - 5);
  });

  it('never asks for less than nothing', () => {
    expect(make('eis-window').strategy.dialCount(fakeView({ talking: 3, waiting: 3, ringing: 9 }))).toBe(0);
    expect(make('eis-window').strategy.dialCount(fakeView())).toBe(0);
  });

  it('widens the window by a tenth after 100 persons below the limit, and narrows it at or above', () => {
    const { strategy } = make('eis-window');
    const hundred = (dropped: number): number => {
      for (let each = 0; each < dropped; each += 1) strategy.onDropped!(0, 0);
      for (let each = 0; each < 100; each += 1) strategy.onAttemptAnswered!(0, 9_000);
      return strategy.readings()['windowSeconds']!;
    };
    expect(hundred(2)).toBeCloseTo(11, 10);
    expect(hundred(3)).toBeCloseTo(10, 10);
    expect(hundred(9)).toBeCloseTo(10 / 1.1, 10);
    for (let each = 0; each < 100; each += 1) hundred(0);
    expect(hundred(0)).toBe(60);
    for (let each = 0; each < 100; each += 1) hundred(50);
    expect(hundred(50)).toBe(0.5);
  });

  it('learns how long calls last', () => {
    const { strategy } = make('eis-window');
    const view = fakeView({ now: 100_000, talking: Array.from({ length: 20 }, () => 70_000) });
    const before = strategy.dialCount(view);
    // All calls end 30 to 40 s after they began.
    for (let call = 0; call < 400; call += 1) strategy.onHandled!(call, 25_000 + (call % 10) * 1_000, 5_000);
    expect(strategy.dialCount(view)).toBeGreaterThan(2 * before);
  });

  it('goes on from a stored state as if nothing had happened', () => {
    const made = make('eis-window');
    const view = fakeView({ now: 300_000, ready: 1, talking: [290_000, 200_000, 100_000] });
    for (let call = 0; call < 205; call += 1) {
      made.strategy.onAttemptAnswered!(call, 8_000);
      made.strategy.onAttemptEnded!(call, 'busy', 3_000);
      made.strategy.onHandled!(call, 50_000 + call * 100, 9_000);
      if (call % 50 === 7) made.strategy.dialCount(view);
    }
    const restored = makeFromText('eis-window', saveToText(made));
    for (let call = 0; call < 120; call += 1) {
      for (const { strategy } of [made, restored]) {
        strategy.onAttemptAnswered!(call, 8_000);
        strategy.onHandled!(call, 150_000, 9_000);
      }
      expect(restored.strategy.dialCount(view)).toBe(made.strategy.dialCount(view));
    }
  });
});
