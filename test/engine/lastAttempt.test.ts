import { describe, expect, it } from 'vitest';
import { MINUTE_MS, UNSET } from '../../src/base/time.ts';
import { CAUSES, type CauseName, type OpenAction } from '../../src/engine/vocabulary.ts';
import { ANN, Scene, type SceneInput } from '../behaviours/scene.ts';

/** Calls a record with one number until the dialer gives up, at most four times, and tells what it asked for. A record that is due since an instant is not plain. */
function called(nextCallAt: number, cause: CauseName, input: SceneInput, action: OpenAction = 'notAssigned'): readonly string[] {
  const scene = new Scene({ ...input, settings: { attemptDelayMs: [MINUTE_MS], maxRepeatAttempts: 9, ...input.settings } });
  scene.at(MINUTE_MS).signIn(ANN);
  scene.record({ phones: [7], nextCallAt, action });
  for (let dials = 1; dials <= 4 && scene.dials.length === dials; dials += 1) {
    scene.end(cause);
    scene.go((2 + 2 * dials) * MINUTE_MS);
  }
  // A cancelled call leaves the record due as it was.
  return scene.commands.map((line) => line.replace('nextCallAtAfter=0 ', 'nextCallAtAfter=unset '));
}

describe('the last attempt of a plain turn', () => {
  for (const bundle of ['default', 'daktela'] as const) {
    for (const maxTotalAttempts of [0, 1, 2, 3]) {
      it(`${bundle}, ${maxTotalAttempts === 0 ? 'no limit' : `at most ${maxTotalAttempts} attempts`}: leaves what it leaves of a record that is not plain`, () => {
        for (const cause of CAUSES) {
          const input: SceneInput = { bundle, settings: { maxTotalAttempts } };
          for (const action of ['notAssigned', 'callImmediately', 'rescheduledByDialer'] as const) {
            const plain = called(UNSET, cause, input, action);
            expect(plain).toEqual(called(0, cause, input, action));
            expect(plain.some((line) => line.startsWith('activity'))).toBe(true);
          }
        }
      });
    }
  }

  it('ends the record when no attempt is left, and not before', () => {
    const ends = (maxTotalAttempts: number): string[] => called(UNSET, 'noAnswer', { settings: { maxTotalAttempts } })
      .filter((line) => line.startsWith('activity')).map((line) => / reason=(\S+)/.exec(line)![1]!);
    expect(ends(1)).toEqual(['maxTotalAttempts']);
    expect(ends(2)).toEqual(['null', 'maxTotalAttempts']);
  });
});
