import { describe, expect, it } from 'vitest';
import { overdial } from '../support/cli.ts';

interface OptimumDocument { progressiveOccupancy: number; optima: { agents: number; occupancy: number; abandonRate: number; below: { levels: number[] } }[] }

const MODEL_A = ['--answer', '0.25', '--ring', '12', '--handle', '120', '--limit', '0.03'];

describe('overdial optimum', () => {
  it('prints the optima of the published table and the levels that reach them', async () => {
    const { code, stdout } = await overdial(['optimum', '--agents', '5..10', ...MODEL_A, '--json']);
    const document = JSON.parse(stdout) as OptimumDocument;
    expect(code).toBe(0);
    expect(document.progressiveOccupancy).toBeCloseTo(0.714286, 6);
    expect(document.optima.map((row) => row.agents)).toEqual([5, 6, 7, 8, 9, 10]);
    expect(document.optima[0]!.occupancy).toBeCloseTo(0.79446, 4);
    expect(document.optima[0]!.abandonRate).toBeCloseTo(0.03, 6);
    expect(document.optima[0]!.below.levels).toEqual([12, 9, 6, 3, 1, 0]);
    expect(document.optima[5]!.occupancy).toBeCloseTo(0.83906, 4);
  });

  it('shows a table and the levels to people', async () => {
    const { stdout } = await overdial(['optimum', '--agents', '5', ...MODEL_A]);
    expect(stdout).toContain('progressive dialling reaches 71.429 % occupancy');
    expect(stdout).toContain('12, 9, 6, 3, 1, 0');
    expect(stdout).toContain('79.446 %');
  });

  it.each([
    ['agents', '0', 'a whole number from 1 to 100'], ['agents', '7..5', 'a range such as 5..20'], ['answer', '1.2', 'above 0 to 1'],
    ['ring', '0', 'seconds above 0'], ['handle', 'x', 'seconds above 0'], ['limit', '1', '0 to below 1'],
  ])('refuses --%s %s and says what is allowed', async (option, value, allowed) => {
    const given = ['--agents', '5', ...MODEL_A];
    given[given.indexOf(`--${option}`) + 1] = value;
    const { code, stdout, stderr } = await overdial(['optimum', ...given]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`--${option}: '${value}' is not allowed; allowed: ${allowed}`.slice(0, 30));
    expect(stderr).toContain(allowed);
  });
});
