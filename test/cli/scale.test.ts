/** Scale: a million records and 500 agents for a shift of eight hours are simulated within a gigabyte. */
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../src/base/time.ts';
import type { RunResult } from '../../src/measure/results.ts';
import { overdial, temporaryFolder, TINY } from '../support/cli.ts';

const GIGABYTE = 1e9;
/** Node counts in units of 1,024 bytes. */
const TELL_MEMORY = 'process.on("exit", () => process.stderr.write(`peak ${process.resourceUsage().maxRSS * 1024}`));';

describe('a million records and 500 agents', () => {
  it.each([
    ['as the scenario is', []],
    ['called so fast that a large part of the list is dialled', ['--strategy', 'fixed-ratio-all:level=2.5']],
  ])('need less than a gigabyte, %s', async (_title, more) => {
    const args = ['run', 'examples/shift-1m-500', '--replications', '1', '--json', '--report', 'reports', ...more];
    const { code, stdout, stderr } = await overdial(args, { folder: temporaryFolder(), before: TELL_MEMORY });
    expect(code).toBe(0);
    const { interval, list, agents, counts } = (JSON.parse(stdout) as RunResult).replications[0]!;
    expect(interval.to - interval.from).toBe(8 * HOUR_MS);
    expect(list.records).toBe(1_000_000);
    expect(agents.byAgent).toHaveLength(500);
    expect(counts.dials).toBeGreaterThan(100_000);
    const peak = Number(/^peak (\d+)$/.exec(stderr)![1]);
    expect(peak).toBeGreaterThan(1e7);
    expect(peak).toBeLessThan(GIGABYTE);
  }, 120_000);

  it('need less than a gigabyte also where they come from a file', async () => {
    const folder = temporaryFolder({
      'list.csv': `phone,priority\n${Array.from({ length: 1_000_000 }, (_, index) => `44${2_000_000_000 + index},${index % 10}`).join('\n')}\n`,
      'big.yaml': TINY.replace(/^list:.*$/m, '').concat('list: { csv: list.csv }\n'),
    });
    const { code, stdout, stderr } = await overdial(['run', 'big.yaml', '--replications', '1', '--json'], { folder, before: TELL_MEMORY });
    expect([code, stderr.replace(/peak \d+$/, '')]).toEqual([0, '']);
    expect((JSON.parse(stdout) as RunResult).replications[0]!.list.records).toBe(1_000_000);
    expect(Number(/peak (\d+)$/.exec(stderr)![1])).toBeLessThan(GIGABYTE);
  }, 240_000);
});
