/** Every shipped scenario, cut short: judged from outside, journaled, replayed. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scenarioFile, shortened, simulateAndReplay } from '../support/simulation.ts';

const FILES = readdirSync('scenarios', { recursive: true }).map((name) => `scenarios/${String(name).replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.yaml') && !/^abstract: true$/m.test(readFileSync(name, 'utf8'))).sort();

describe('a shipped scenario', () => {
  it.each(FILES)('%s keeps every rule, and its journal replays', (file) => {
    const scenario = scenarioFile(file);
    const agents = scenario.dialer.agents.length;
    // About as many dials for every team; a list of a million is cut, a run is not.
    const list = scenario.world.list.kind === 'plain' ? { kind: 'plain' as const, count: 5_000 } : scenario.world.list;
    const { checker, dials, replication } = simulateAndReplay({ scenario: shortened(scenario, Math.max(0.2, 20 / agents), list), seed: 'short', replication: 1 });
    expect(dials).toBeGreaterThan(100);
    expect(checker.dials).toBe(dials);
    expect(replication.counts.dials).toBeLessThanOrEqual(dials);
  });
});
