/** A run is a function of scenario, strategy and seed; its journal says so, line by line; and chance is common to all strategies. */
import { describe, expect, it } from 'vitest';
import { createDialer } from '../../src/engine/dialer.ts';
import type { DialerEvent } from '../../src/engine/events.ts';
import type { StrategyChoice } from '../../src/engine/options.ts';
import { replayJournal, type ReplayResult } from '../../src/journal/replay.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { observerOf } from '../support/engineObserver.ts';
import { scenarioFile, shortened, simulateAndReplay, smallScenario } from '../support/simulation.ts';

const TELESALES = shortened(scenarioFile('scenarios/telesales-20.yaml'), 0.5);

describe('a run', () => {
  const digest = (seed: string, replication = 1, strategy?: StrategyChoice): string =>
    simulate({ scenario: TELESALES, seed, replication, ...(strategy === undefined ? {} : { strategy }) }).replication.digest;

  it('is the same for the same seed and replication, another for another', () => {
    expect(digest('7')).toBe(digest('7'));
    const digests = [digest('7'), digest('8'), digest('7', 2), digest('7', 1, { id: 'progressive', parameters: {} })];
    expect(new Set(digests).size).toBe(4);
  });

  it('gives the same numbers whether somebody watches or not', () => {
    const plain = simulate({ scenario: TELESALES, seed: '7', replication: 1 });
    const watched = simulateAndReplay({ scenario: TELESALES, seed: '7', replication: 1 });
    expect(watched.replication).toEqual(plain.replication);
  });
});

describe('a journal', () => {
  const { journal } = simulateAndReplay({ scenario: smallScenario(''), seed: 'journal', replication: 1 });
  const replay = (lines: readonly string[]): ReplayResult => replayJournal(lines, (options) => createDialer(options));

  it('replays to every command', () => {
    const result = replay(journal);
    expect(result).toMatchObject({ kind: 'replayed', difference: null, cutShort: null });
    expect(journal.length).toBeGreaterThan(2_000);
  });

  it.each([2, 7, 100, 1_234, 2_000])('with line %i altered is reported at that line', (number) => {
    const lines = [...journal];
    const line = lines[number - 1]!;
    const altered = line.replace(/\d(?=[^#]*#)/, (digit) => String((Number(digit) + 1) % 10));
    expect(altered).not.toBe(line);
    lines[number - 1] = altered;
    const result = replay(lines);
    expect(result.kind === 'replayed' && result.difference).toMatchObject({ line: number });
  });

  it.each([50, 1_500])('without line %i is reported at that line', (number) => {
    const result = replay(journal.toSpliced(number - 1, 1));
    expect(result.kind === 'replayed' && result.difference).toMatchObject({ line: number });
  });

  it('cut short is replayed as far as it goes, and said to be', () => {
    const result = replay(journal.slice(0, 1_000));
    expect(result).toMatchObject({ kind: 'replayed', difference: null });
    expect(result.kind === 'replayed' && result.cutShort).not.toBeNull();
  });
});

describe('common random numbers', () => {
  // Short delays, so that records are called again and again, at other times under each strategy.
  const scenario = smallScenario(`
campaign: { mode: predictive, strategy: { id: progressive }, attemptDelayMs: [60000], maxRepeatAttempts: 9, formSaveMs: 36000000 }
list: { records: 400 }
carrier: { setUp: { distribution: uniform, min: 1, max: 3 } }
detector: network
customers:
  shares: { person: 25, machine: 20, noAnswer: 35, busy: 10, invalidNumber: 5, congestion: 5 }
  ring: { person: { distribution: exponential, mean: 8 }, machine: { distribution: uniform, min: 1, max: 20 }, noAnswer: 20, busy: 2, invalidNumber: 1 }
`);

  /** By record and number of its dial: what the network said first, and after how long. */
  function fates(strategy: StrategyChoice): Map<string, string> {
    const found = new Map<string, string>();
    const open = new Map<number, { key: string; dialledAt: number }>();
    let now = 0;
    simulate({
      scenario, seed: 'common', replication: 1, strategy,
      observers: () => [observerOf({
        event: (event: DialerEvent) => {
          now = event.at;
          if (event.kind !== 'attemptAnswered' && event.kind !== 'attemptEnded') return;
          const attempt = open.get(event.attempt);
          open.delete(event.attempt);
          if (attempt !== undefined) found.set(attempt.key, `${event.kind === 'attemptEnded' ? event.cause : event.verdict} after ${event.at - attempt.dialledAt}`);
        },
        dial: (attempt: number, record: number, _phone: number, dialNumber: number) => { open.set(attempt, { key: `${record}/${dialNumber}`, dialledAt: now }); },
      })],
    });
    return found;
  }

  it('under different strategies record r’s attempt a has the same outcome and ring time', () => {
    const runs = [
      fates({ id: 'progressive', parameters: {} }), fates({ id: 'fixed-ratio-idle', parameters: { ratio: 3 } }), fates({ id: 'open-loop', parameters: { ratePerSecond: 0.2 } }),
    ];
    for (const other of runs.slice(1)) {
      const shared = [...runs[0]!.keys()].filter((key) => other.has(key));
      expect(shared.length).toBeGreaterThan(400);
      expect(shared.filter((key) => !key.endsWith('/1')).length).toBeGreaterThan(50);
      expect(shared.map((key) => [key, other.get(key)])).toEqual(shared.map((key) => [key, runs[0]!.get(key)]));
    }
  });

  it('differ from record to record and from attempt to attempt', () => {
    const found = fates({ id: 'progressive', parameters: {} });
    const times = [...found].filter(([, fate]) => fate.startsWith('machine')).map(([, fate]) => fate);
    expect(new Set(times).size).toBeGreaterThan(0.9 * times.length);
  });
});
