/** `overdial benchmark` on the command line: what it refuses, and with what words. */
import { describe, expect, it } from 'vitest';
import { overdialEach } from '../support/cli.ts';

describe('overdial benchmark', () => {
  it('refuses unknown scenarios and strategies with the known ones, and settings that do not go together', async () => {
    const [scenario, strategy, quick, update, budget, both, fewer, one] = await overdialEach([
      ['benchmark', '--scenarios', 'moon'], ['benchmark', '--strategies', 'warp'], ['benchmark', '--quick', '--strategies', 'fractile'], ['benchmark', '--update'],
      ['benchmark', '--budget', '12'], ['benchmark', '--quick', '--full'], ['benchmark', '--quick', '--replications', '5'], ['benchmark', '--full', '--replications', '1'],
    ]);
    for (const ended of [scenario, strategy, quick, update, budget, both, fewer, one]) expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(scenario!.stderr).toMatch(/--scenarios: 'moon' is not in the profile; allowed: markov-5, .*cold-start/);
    expect(strategy!.stderr).toMatch(/--strategies: 'warp' takes no part in the benchmark; allowed: progressive, .*clairvoyant/);
    expect(quick!.stderr).toContain('--strategies: the quick profile has its own');
    expect(update!.stderr).toContain('--update: belongs to --quick');
    expect(both!.stderr).toContain('--quick: does not go with --full');
    expect(fewer!.stderr).toContain('--replications: the quick profile has its own');
    expect(one!.stderr).toContain('allowed: whole numbers from 2');
    expect(budget!.stderr).toContain('allowed: a time such as 90s, 5m or 2h');
  }, 120_000);
});
