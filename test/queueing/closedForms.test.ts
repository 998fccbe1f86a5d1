/** Closed forms against published values (rounded there to the digits given) and against each other. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deterministicPatience, deterministicPatienceLoad, deterministicPatienceOccupancy } from '../../src/queueing/deterministicPatience.ts';
import { engsetCallCongestion, engsetTimeCongestion } from '../../src/queueing/engset.ts';
import { erlangA } from '../../src/queueing/erlangA.ts';
import { erlangB, erlangBLoad, erlangBOccupancy } from '../../src/queueing/erlangB.ts';
import { erlangC, erlangCQueue, erlangCWaitSeconds } from '../../src/queueing/erlangC.ts';
import { qedLimit } from '../../src/queueing/qedLimit.ts';
import { waldOccupancy } from '../../src/queueing/wald.ts';

const teams = fc.integer({ min: 1, max: 100 });
const loads = fc.double({ min: 0.01, max: 300, noNaN: true });
const shares = fc.double({ min: 0.0001, max: 0.9, noNaN: true });

describe('Wald: progressive dialling', () => {
  it.each([
    [0.25, 12, 120, 0.714286],
    [0.1, 15, 120, 0.444444],
    [0.25, 12, 240, 0.833333],
    [0.5, 10, 120, 0.857143],
  ])('answer rate %d, %d s to resolve, %d s to handle', (p, resolution, handle, occupancy) => {
    expect(waldOccupancy(p, resolution, handle)).toBeCloseTo(occupancy, 6);
  });

  it('refuses an answer rate that is not one', () => {
    expect(() => waldOccupancy(0, 12, 120)).toThrow('answerRate is 0');
    expect(() => waldOccupancy(1.1, 12, 120)).toThrow(RangeError);
    expect(() => waldOccupancy(0.5, NaN, 120)).toThrow(RangeError);
  });
});

describe('Erlang B', () => {
  it('gives the tabled losses', () => {
    expect(erlangB(30, 25)).toBeCloseTo(0.052603, 6);
    expect(erlangB(10, 8)).toBeCloseTo(0.121661, 6);
    expect(erlangB(0, 3)).toBe(1);
  });

  it.each([
    [5, 1.875, 1.361],
    [10, 5.529, 4.461],
    [20, 13.997, 12.031],
    [50, 41.933, 37.901],
    [100, 90.794, 84.064],
  ])('%d servers carry the tabled loads at 3 %% and at 1 %% loss', (servers, atThree, atOne) => {
    expect(erlangBLoad(servers, 0.03)).toBeCloseTo(atThree, 3);
    expect(erlangBLoad(servers, 0.01)).toBeCloseTo(atOne, 3);
  });

  it.each([
    [1, 0.03],
    [2, 0.1366],
    [3, 0.2312],
    [5, 0.3638],
    [10, 0.5364],
    [20, 0.6789],
    [50, 0.8135],
  ])('open-loop dialling at 3 %% keeps %d agents busy for %d of their time', (agents, occupancy) => {
    expect(erlangBOccupancy(agents, erlangBLoad(agents, 0.03))).toBeCloseTo(occupancy, 4);
  });

  it('has its load as inverse, and more load loses more', () => {
    fc.assert(
      fc.property(teams, shares, (servers, blocking) => {
        const load = erlangBLoad(servers, blocking);
        expect(erlangB(servers, load)).toBeCloseTo(blocking, 9);
        expect(erlangB(servers, load * 1.1)).toBeGreaterThan(blocking);
      }),
    );
    expect(erlangBLoad(5, 0)).toBe(0);
  });

  it('refuses servers that cannot be counted and losses that are none', () => {
    expect(() => erlangB(2.5, 1)).toThrow('servers is 2.5');
    expect(() => erlangB(2, -1)).toThrow(RangeError);
    expect(() => erlangBLoad(2, 1)).toThrow(RangeError);
  });
});

describe('Erlang C', () => {
  it('gives the tabled probabilities of waiting', () => {
    expect(erlangC(10, 8)).toBeCloseTo(0.40918, 6);
    expect(erlangC(20, 18)).toBeCloseTo(0.550769, 6);
    expect(erlangC(14, 10)).toBeCloseTo(0.174132, 6);
  });

  it('gives mean wait and queue of 50 servers at 48 calls a minute of one minute each', () => {
    expect(erlangCWaitSeconds(50, 48 / 60, 60)).toBeCloseTo(20.834, 3);
    expect(erlangCQueue(50, 48 / 60, 60)).toBeCloseTo(16.667, 3);
  });

  it('lets everybody wait for ever once the load reaches the servers', () => {
    expect(erlangC(5, 5)).toBe(1);
    expect(erlangCWaitSeconds(5, 6, 1)).toBe(Infinity);
  });
});

describe('Erlang A', () => {
  it('gives the published queue of 50 servers, 48 calls a minute, mean patience two minutes', () => {
    const queue = erlangA(50, 48 / 60, 60, 120);
    expect(queue.waitProbability).toBeCloseTo(0.467774, 6);
    expect(queue.abandonProbability).toBeCloseTo(0.030912, 6);
    expect(queue.waitSeconds).toBeCloseTo(3.7095, 4);
    expect(queue.queue).toBeCloseTo(2.967576, 6);
    expect(queue.occupancy).toBeCloseTo(0.930324, 6);
  });

  it('is Poisson in its number of callers when patience equals the handle time', () => {
    // With θ = μ the system is M/M/∞, so P(all busy) is a Poisson tail.
    const load = 7;
    let term = Math.exp(-load);
    let below = 0;
    for (let k = 0; k < 10; k++) {
      below += term;
      term *= load / (k + 1);
    }
    expect(erlangA(10, load, 1, 1).waitProbability).toBeCloseTo(1 - below, 12);
  });

  it('tends to Erlang B for callers without patience and to Erlang C for patient ones', () => {
    expect(erlangA(10, 8, 1, 1e-9).abandonProbability).toBeCloseTo(erlangB(10, 8), 6);
    expect(erlangA(10, 8, 1, 1e7).waitProbability).toBeCloseTo(erlangC(10, 8), 5);
  });

  it('serves at most what the servers can, even under tenfold overload with patient callers', () => {
    const queue = erlangA(100, 1000, 1, 1000);
    expect(queue.abandonProbability).toBeCloseTo(0.9, 9);
    expect(queue.occupancy).toBeCloseTo(1, 9);
    expect(erlangA(100, 1e-6, 1, 10).abandonProbability).toBe(0);
  });

  it('refuses to sum an endless queue', () => {
    expect(() => erlangA(1, 2, 1, 1e9)).toThrow('too long');
  });
});

describe('M/M/n+D: open-loop dialling with a grace period', () => {
  it.each([
    [5, 2, 0.037845, 0.034866],
    [10, 6, 0.047119, 0.040192],
    [20, 15, 0.055918, 0.041494],
    [50, 45, 0.089552, 0.047913],
  ])('%d agents, load %d, calls of 120 s, 2 s of grace', (servers, load, waiting, abandoned) => {
    const queue = deterministicPatience(servers, load, 120, 2);
    expect(queue.waitProbability).toBeCloseTo(waiting, 6);
    expect(queue.abandonProbability).toBeCloseTo(abandoned, 6);
  });

  it.each([
    [5, 0.3638, 0.3699],
    [10, 0.5364, 0.5453],
    [20, 0.6789, 0.6901],
    [50, 0.8135, 0.8267],
  ])('%d agents at 3 %% abandoned reach the published occupancy without and with 2 s of grace', (servers, without, withGrace) => {
    expect(deterministicPatienceOccupancy(servers, 0.03, 120, 0)).toBeCloseTo(without, 4);
    expect(deterministicPatienceOccupancy(servers, 0.03, 120, 2)).toBeCloseTo(withGrace, 4);
  });

  it('is Erlang B without grace, and more grace never abandons more', () => {
    fc.assert(
      fc.property(teams, loads, fc.double({ min: 0, max: 1e5, noNaN: true }), (servers, load, grace) => {
        const without = deterministicPatience(servers, load, 120, 0);
        const withGrace = deterministicPatience(servers, load, 120, grace);
        expect(without.abandonProbability).toBeCloseTo(erlangB(servers, load), 12);
        expect(withGrace.abandonProbability).toBeLessThanOrEqual(without.abandonProbability + 1e-12);
        expect(withGrace.waitProbability).toBeLessThanOrEqual(1 + 1e-12);
        expect(withGrace.occupancy).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('passes smoothly through a load equal to the servers', () => {
    const at = deterministicPatience(10, 10, 120, 3).abandonProbability;
    expect(deterministicPatience(10, 10 + 1e-7, 120, 3).abandonProbability).toBeCloseTo(at, 7);
    expect(deterministicPatience(10, 10 - 1e-7, 120, 3).abandonProbability).toBeCloseTo(at, 7);
  });

  it('tends to Erlang C for endless grace below the servers’ load', () => {
    expect(deterministicPatience(10, 8, 120, 1e5).waitProbability).toBeCloseTo(erlangC(10, 8), 9);
  });

  it('has its load as inverse', () => {
    fc.assert(
      fc.property(teams, shares, fc.double({ min: 0, max: 60, noNaN: true }), (servers, abandoned, grace) => {
        const load = deterministicPatienceLoad(servers, abandoned, 120, grace);
        expect(deterministicPatience(servers, load, 120, grace).abandonProbability).toBeCloseTo(abandoned, 9);
      }),
    );
  });
});

describe('Engset', () => {
  it('gives the published time and call congestion of 20 sources on 5 servers', () => {
    expect(engsetTimeCongestion(20, 5, 0.2)).toBeCloseTo(0.144084, 6);
    expect(engsetCallCongestion(20, 5, 0.2)).toBeCloseTo(0.126932, 6);
  });

  it('loses nothing with a server for every source', () => {
    expect(engsetCallCongestion(5, 5, 3)).toBe(0);
    expect(engsetTimeCongestion(5, 5, 1)).toBeCloseTo(1 / 32, 12);
  });

  it('tends to Erlang B for many sources of little load', () => {
    expect(engsetTimeCongestion(10_000_000, 10, 8 / 10_000_000)).toBeCloseTo(erlangB(10, 8), 6);
  });
});

describe('the limit of large teams', () => {
  it('is 0.2876 for a reserve of one root, and 100 servers are close to it', () => {
    expect(qedLimit(1)).toBeCloseTo(0.2876, 6);
    const root = (-1 + Math.sqrt(1 + 4 * 100)) / 2;
    expect(10 * erlangB(100, root * root)).toBeCloseTo(0.288051, 6);
  });

  it('is √(2/π) without reserve, and the load itself far below it', () => {
    expect(qedLimit(0)).toBeCloseTo(Math.sqrt(2 / Math.PI), 14);
    expect(qedLimit(-1e6)).toBeCloseTo(1e6, 5);
    expect(qedLimit(50)).toBe(0);
  });

  it('has no seam where one expansion hands over to the other', () => {
    expect(qedLimit(-3 - 1e-9) - qedLimit(-3)).toBeCloseTo(0, 7);
  });
});
