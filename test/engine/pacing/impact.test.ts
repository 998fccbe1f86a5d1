import { describe, expect, it } from 'vitest';
import { createSequentialStream, streamKey } from '../../../src/base/random.ts';
import { ImpactSimulation, type RecentCalls } from '../../../src/engine/pacing/impactSimulation.ts';
import { fakeView, type ViewParts } from './support/fakeView.ts';
import { make, type MadeStrategy } from './support/strategies.ts';

/** A history in which one of `oneIn` attempts is answered and every talk is as long. */
function recentCalls(oneIn: number, talk: number): RecentCalls {
  return {
    answered: Uint8Array.from({ length: 100 }, (_, index) => (index % oneIn === 0 ? 1 : 0)), attempts: 100, talkSeconds: new Float64Array([talk]), talks: 1,
    talkPriorSeconds: 180,
  };
}

function simulate(agents: number, factor: number, recent: RecentCalls): ImpactSimulation {
  const simulation = new ImpactSimulation();
  simulation.run(agents, factor, recent, createSequentialStream(streamKey('impact', 'test')));
  return simulation;
}

describe('the simulation inside impact', () => {
  it('with every call answered and one call a free agent, all agents work in step', () => {
    // From 0 s ring 10, talk 35 and wrap 5: busy 40 of every 50 s. 240 s hold four rounds of 50 and 30 busy seconds of a fifth.
    const { utilisation, abandonRate } = simulate(10, 1, recentCalls(1, 35));
    expect(utilisation).toBeCloseTo((4 * 40 + 30) / 240, 12);
    expect(abandonRate).toBe(0);
  });

  it('loses whoever finds no idle agent', () => {
    // Twenty calls for ten agents, all answered in the same second; nobody is free again within the horizon.
    const { utilisation, abandonRate } = simulate(10, 2, recentCalls(1, 300));
    expect(abandonRate).toBe(0.5);
    expect(utilisation).toBeCloseTo(230 / 240, 12);
  });

  it('over-dialling raises utilisation and abandoned calls', () => {
    const recent = recentCalls(4, 60);
    const modest = simulate(20, 1, recent);
    const bold = simulate(20, 4, recent);
    expect(bold.utilisation).toBeGreaterThan(modest.utilisation);
    expect(bold.abandonRate).toBeGreaterThan(0);
    expect(modest.abandonRate).toBe(0);
  });

  it('uses the prior talk until a talk was seen', () => {
    const none = { ...recentCalls(1, 35), talks: 0, talkPriorSeconds: 35 };
    expect(simulate(10, 1, none).utilisation).toBe(simulate(10, 1, recentCalls(1, 35)).utilisation);
  });

  it('survives an empty floor', () => {
    expect(simulate(0, 3, recentCalls(1, 35))).toMatchObject({ utilisation: 0, abandonRate: 0 });
  });
});

describe('impact', () => {
  /** A strategy that has seen 100 attempts, every fourth of them answered (or so), and as many talks of a minute. */
  function experienced(acceptable = 0.03, oneIn = 4): MadeStrategy {
    const made = make('impact', { acceptable });
    for (let attempt = 0; attempt < 100; attempt += 1) {
      made.strategy.onAttemptStarted!(0);
      made.strategy.onAttemptEnded!(0, attempt % oneIn === 0 ? 'answered' : 'noAnswer', 15_000);
      if (attempt % oneIn === 0) made.strategy.onHandled!(0, 60_000, 5_000);
    }
    return made;
  }

  const history: ViewParts = { last1800s: { ended: 400, persons: 100 } };
  const factor = ({ strategy }: MadeStrategy, parts: ViewParts): number => {
    strategy.dialCount(fakeView({ ...history, ...parts }));
    return strategy.readings()['factor']!;
  };

  it('picks one of six factors from 1 to 1/p', () => {
    const made = experienced();
    const picked = factor(made, { ready: 20 });
    expect([1, 1.6, 2.2, 2.8, 3.4, 4].some((one) => Math.abs(one - picked) < 1e-12)).toBe(true);
    expect(picked).toBeGreaterThan(1);
  });

  it('takes all of 1/p if every abandoned share is acceptable, and one call a free agent if none is', () => {
    expect(factor(experienced(1), { ready: 20 })).toBe(4);
    // Its last attempts were all answered: more than one call a free agent must lose persons.
    expect(factor(experienced(0, 1), { ready: 20 })).toBe(1);
  });

  it('does not simulate with fewer than 5 agents or 50 attempts', () => {
    expect(factor(experienced(1), { ready: 4 })).toBe(1);
    expect(factor(experienced(1), { ready: 20, last1800s: { ended: 49, persons: 12 } })).toBe(1);
  });

  it('picks anew every 60 s and not in between', () => {
    const made = experienced(1);
    expect(factor(made, { ready: 20 })).toBe(4);
    const halved: ViewParts = { ready: 20, last1800s: { ended: 400, persons: 200 } };
    expect(factor(made, { now: 59_999, ...halved })).toBe(4);
    expect(factor(made, { now: 60_000, ...halved })).toBe(2);
  });

  it('dials the factor for free agents, less ringing calls and waiting persons, not calls under analysis', () => {
    const { strategy } = experienced(1);
    expect(strategy.dialCount(fakeView({ ...history, ready: 20, ringing: 30, waiting: 2, analysing: 3 }))).toBe(48);
  });

  it('takes a quarter off while the last half hour is over the acceptable share', () => {
    const { strategy } = experienced(0.03);
    const over: ViewParts = { ready: 4, last1800s: { ended: 400, persons: 100, dropped: 4 } };
    expect([0, 60_000, 120_000].map((now) => strategy.dialCount(fakeView({ now, ...over })))).toEqual([3, 3, 3]);
    expect(strategy.dialCount(fakeView({ now: 180_000, ready: 4, last1800s: { ended: 400, persons: 100, dropped: 3 } }))).toBe(4);
  });

  it('dials at least once when an agent is free and nothing was dialled for ten minutes', () => {
    const { strategy } = make('impact');
    const blocked: ViewParts = { ready: 1, ringing: 5 };
    expect(strategy.dialCount(fakeView({ now: 0, ...blocked }))).toBe(0);
    expect(strategy.dialCount(fakeView({ now: 599_999, ...blocked }))).toBe(0);
    expect(strategy.dialCount(fakeView({ now: 600_000, ...blocked, ready: 0 }))).toBe(0);
    expect(strategy.dialCount(fakeView({ now: 600_000, ...blocked }))).toBe(1);
    strategy.onAttemptStarted!(600_000);
    expect(strategy.dialCount(fakeView({ now: 600_001, ...blocked }))).toBe(0);
  });
});
