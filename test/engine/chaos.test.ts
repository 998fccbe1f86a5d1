/** Whatever happens in whatever order, the judge finds no breach, and in the end everything is over. A failure names the number that repeats it. */
import { describe, expect, it } from 'vitest';
import { createSequentialStream, streamKey } from '../../src/base/random.ts';
import { dictionaryIdOf, type BundleId } from '../../src/engine/bundles.ts';
import type { DialerOptions } from '../../src/engine/options.ts';
import { DICTIONARIES } from '../../src/engine/records/dictionaries.ts';
import { OUTCOMES, type Mode } from '../../src/engine/vocabulary.ts';
import { Chaos } from '../support/engineChaos.ts';
import { engineOptions, ownStatus } from '../support/engineOptions.ts';

const NUMBERS = Array.from({ length: 200 }, (_, index) => index + 1);

describe('any sequence of events', () => {
  const outcomes = new Set<string>();
  let dials = 0;

  it.each(NUMBERS)('number %i breaks no rule', (number) => {
    const chaos = new Chaos(number, chaoticOptions(number));
    try {
      chaos.run(500);
      chaos.drain();
    } catch (error) {
      throw new Error(`chaos ${number}, after\n${chaos.told.slice(-15).join('\n')}`, { cause: error });
    }
    expect(chaos.checker.problems, `chaos ${number}`).toEqual([]);
    for (const outcome of Object.keys(chaos.checker.outcomes)) outcomes.add(outcome);
    dials += chaos.checker.dials;
  });

  it('meets every outcome, and thousands of calls', () => {
    expect([...outcomes].sort()).toEqual([...OUTCOMES].sort());
    expect(dials).toBeGreaterThan(3_000);
  });
});

function chaoticOptions(number: number): DialerOptions {
  const random = createSequentialStream(streamKey(number, 'chaos options'));
  const of = <T>(...values: readonly T[]): T => values[Math.floor(random.next() * values.length)]!;
  const mode: Mode = of('predictive', 'predictive', 'progressive');
  const bundle: BundleId = of('default', 'daktela', 'thulium', 'kavkom', 'vicidial');
  const dictionary = dictionaryIdOf(bundle);
  const windows: readonly (readonly [number, number])[] = [[100_000, 2_000_000], [2_300_000, 9_000_000]];
  return engineOptions({
    mode, bundle, agents: of(1, 2, 5), databases: [true, of(true, false)], channels: of(null, 1, 4), startsPerSecond: of(null, 1, 2),
    policy: of(bundle === 'thulium' ? 'thulium' : `daktela-${mode}`, 'kavkom', 'vicidial'),
    zones: [{ name: 'a', open: of(null, windows), offsets: [[0, 0]] }, { name: 'b', open: of(null, windows.slice(1)), offsets: [[0, 3_600_000]] }],
    statuses: [
      ...(dictionary === null ? [] : DICTIONARIES[dictionary]), ownStatus('spad', { systemStatus: 'callProgressive', setBy: of([], ['dropped']) }), ownStatus('mine', { systemStatus: 'myRecord' }),
      ownStatus('later', { systemStatus: 'notEarlierThan' }), ownStatus('again', { systemStatus: 'toCall' }), ownStatus('number', { blocks: 'number' }), ownStatus('record', { blocks: 'record' }),
      ownStatus('valid', { validation: true }), ownStatus('hidden', { hidden: true }), ownStatus('old', { active: false }),
    ],
    settings: {
      numberStrategy: of('sweepInOneAttempt', 'onePerTurn', 'nextNow'), answeredGate: of(true, false), personalBlocks: of('queue', 'agent', 'never'),
      missedPromise: of('retry', 'agentDecides', 'done'), dialerRescheduleAssigns: of(true, false), contactTimeoutMs: of(null, 0, 60_000), readyHoldMs: of(null, 0, 30_000),
      callsPerAgent: of(null, 1, 3), maxRepeatAttempts: of(0, 1, 3), maxTotalAttempts: of(0, 3), attemptDelayMs: of([1_000], [20_000, 60_000]), outcomeDelayMs: { dropped: of(1_000, 5_000) },
      dropLockoutMs: of(0, 60_000), callInvalidNumbers: of(true, false), dropLimitMs: of(0, 2_000, 20_000), dropLimitFrom: of('connected', 'greetingStart', 'greetingEnd', 'verdict'),
      formLoadMs: of(0, 3_000), formSaveMs: of(5_000, 60_000), pauseAfterAnsweredMs: of(0, 2_000), pauseAfterUnansweredMs: of(0, 1_000), callbackEarlyMs: of(0, 10_000),
      changeUser: of(true, false), guard: of('off', 'strict'), active: of(true, true, false),
    },
  });
}
