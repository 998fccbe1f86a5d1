/**
 * A strategy that says how little it follows from is asked less often, and what it does not read is not kept. Nothing else changes: against
 * the same strategy that does not say so.
 */
import { describe, expect, it } from 'vitest';
import { findStrategy } from '../../src/engine/pacing/registry.ts';
import { type CreateStrategy, type PacingStrategy, type PacingView, pendingCalls } from '../../src/engine/pacing/strategy.ts';
import type { StrategyChoice } from '../../src/engine/options.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { shortened, scenarioFile } from '../support/simulation.ts';
import { hardScenario } from '../support/simulationSwarm.ts';

const CHOICES: readonly StrategyChoice[] = [
  { id: 'fixed-ratio-all', parameters: { level: 1.4, countWaiting: true } },
  { id: 'fixed-ratio-all', parameters: { level: 2.3, countWaiting: false } },
  { id: 'fixed-ratio-idle', parameters: { ratio: 2.2 } },
  { id: 'progressive', parameters: {} },
];

/** The strategy, counting how often it is asked; `says`: what it follows from. */
function counted(strategy: StrategyChoice, says: boolean): { readonly create: CreateStrategy; asked: number } {
  const counter = {
    asked: 0,
    create: (...given: Parameters<CreateStrategy>): PacingStrategy => {
      const made = findStrategy(strategy.id)!.create(...given);
      const dialCount = (view: PacingView): number => {
        counter.asked += 1;
        return made.dialCount(view);
      };
      // A strategy may have methods of its class, which go on working on it.
      return new Proxy(made, {
        get: (target, name) => {
          if (name === 'dialCount') return dialCount;
          if (name === 'follows' && !says) return undefined;
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? (...arguments_: unknown[]): unknown => Reflect.apply(value, target, arguments_) : value;
        },
      });
    },
  };
  return counter;
}

describe.each(CHOICES)('$id $parameters', (strategy) => {
  it('does the same in hard scenarios', () => {
    // In the last one an agent is hidden whose own records turn out to have no number: the next cycle shows him again, so it must run.
    for (const number of [...Array.from({ length: 40 }, (_, index) => index + 1), 224]) {
      const digests = [true, false].map((says) => {
        const { create } = counted(strategy, says);
        return simulate({ scenario: hardScenario(number), seed: `${number}`, replication: 1, strategy, createStrategy: create }).replication.digest;
      });
      expect([number, digests[0]]).toEqual([number, digests[1]]);
    }
  });

  it('does the same on an ordinary day, asked less often', () => {
    const [said, silent] = [counted(strategy, true), counted(strategy, false)];
    const scenario = shortened(scenarioFile('scenarios/telesales-20.yaml'), 0.5);
    const digest = ({ create }: typeof said): string => simulate({ scenario, seed: '7', replication: 1, strategy, createStrategy: create }).replication.digest;
    expect(digest(said)).toBe(digest(silent));
    expect(said.asked).toBeLessThan(0.95 * silent.asked);
  });
});

describe('a strategy that says that it follows from counts', () => {
  const scenario = shortened(scenarioFile('scenarios/telesales-20.yaml'), 0.5);
  const run = (read: (view: PacingView) => number, follows?: 'counts'): (() => unknown) => () => simulate({
    scenario, seed: '7', replication: 1,
    createStrategy: () => {
      const dialCount = (view: PacingView): number => (Number.isFinite(read(view)) ? Math.max(0, view.ready - pendingCalls(view)) : 0);
      return { id: 'test', dialCount, readings: () => ({}), ...(follows === undefined ? {} : { follows }) };
    },
  });
  const reads: readonly (readonly [string, (view: PacingView) => number])[] = [
    ['the last 60 s', ({ last60s }) => last60s.ended],
    ['today', ({ today }) => today.talkMs],
    ['the whole campaign', ({ campaign }) => campaign.persons],
    ['since when agents talk', ({ talkingSince }) => (talkingSince.length > 0 ? talkingSince.at(0) : 0)],
    ['since when calls ring', ({ ringingSince }) => (ringingSince.length > 0 ? ringingSince.at(0) : 0)],
    ['since when talks last', ({ handlingSince }) => (handlingSince.length > 0 ? handlingSince.at(0) : 0)],
  ];

  it.each(reads)('is told so when it reads %s, which are not kept for it', (_what, read) => {
    expect(run(read, 'counts')).toThrow(/follows from counts only/);
    expect(run(read)).not.toThrow();
  });

  it('makes no snapshot in a simulation, as little is kept', () => {
    const { dialer } = simulate({ scenario, seed: '7', replication: 1 });
    expect(() => dialer.snapshot()).toThrow(/made without snapshots/);
  });
});
