import { describe, expect, it } from 'vitest';
import { rankValues } from '../../../src/engine/selection/rankValues.ts';

const order = (values: readonly (string | number)[]): (string | number)[] => {
  const ranks = rankValues(values);
  return [...values].sort((a, b) => ranks.get(a)! - ranks.get(b)!);
};

describe('ranks of form values', () => {
  it('follow numbers as numbers, also where they are written as texts, before all other texts', () => {
    expect(order(['Abel', '10', 9, '-2', '1.5', '9a'])).toEqual(['-2', '1.5', 9, '10', '9a', 'Abel']);
  });

  it('follow names without regard to case and marks, and then by the text itself', () => {
    expect(order(['Dvořák', 'zeman', 'Čapek', 'capek', 'Žák', 'Abel'])).toEqual(['Abel', 'capek', 'Čapek', 'Dvořák', 'Žák', 'zeman']);
  });

  it('are equal for equal values, and have no gaps', () => {
    expect([...rankValues(['b', 7, 'a', 'b', '7'])]).toEqual([[7, 0], ['7', 0], ['a', 1], ['b', 2]]);
  });
});
