import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { overdial } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'overdial-own-'));
const EXAMPLE = resolve('scenarios/examples/my-strategy.js');
afterAll(() => { rmSync(folder, { recursive: true }); });

describe('a strategy of one’s own', () => {
  it('runs from a module, with its parameters', async () => {
    const { code, stdout } = await overdial(['run', 'telesales-20', '--strategy', `${EXAMPLE}:reserve=2`, '--replications', '1', '--json']);
    const result = JSON.parse(stdout) as { strategy: unknown; replications: { agents: { occupancy: number }; abandon: { us: { rate: number } } }[] };
    expect(code).toBe(0);
    expect(result.strategy).toEqual({ id: EXAMPLE, parameters: { reserve: 2 } });
    expect(result.replications[0]!.agents.occupancy).toBeGreaterThan(0.8);
    expect(result.replications[0]!.abandon.us.rate).toBeLessThan(0.03);
  });

  it.each([
    ['is missing', 'none.js', null, 'there is no file'],
    ['does not load', 'broken.mjs', 'export default (', 'cannot be loaded'],
    ['exports nothing', 'empty.mjs', 'export const x = 1;', 'has no default export that is a function'],
  ])('is refused when the module %s', async (_what, name, text, message) => {
    const file = join(folder, name);
    if (text !== null) writeFileSync(file, text);
    const { code, stdout, stderr } = await overdial(['run', 'telesales-20', '--strategy', file]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('a strategy made for small teams is refused for a large one, in words', async () => {
    const { code, stdout, stderr } = await overdial(['run', 'opb-1/steady-100', '--strategy', 'base-stock']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe('--strategy: base-stock is made for at most 60 agents, the campaign has 100; allowed: another strategy, or a smaller team\n');
  });

  it('the clairvoyant is listed, runs, and cannot be journaled', async () => {
    const listed = JSON.parse((await overdial(['strategies', '--json'])).stdout) as { id: string; simulationOnly: boolean }[];
    expect(listed.find((strategy) => strategy.id === 'clairvoyant')?.simulationOnly).toBe(true);
    const { code, stderr } = await overdial(['run', 'opb-1/steady-5', '--strategy', 'clairvoyant', '--journal', join(folder, 'x.journal')]);
    expect(code).toBe(2);
    expect(stderr).toContain('neither journaled nor replayed');
  });
});
