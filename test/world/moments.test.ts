import { describe, expect, test } from 'vitest';
import { worldMoments } from '../../src/world/moments.ts';
import { AUDIO, CARRIER, constant, customers, lognormal, OUTCOME_SETS, uniform } from './commonWorld.ts';

const common = { carrier: CARRIER, detector: { kind: 'network' }, ringLimitMs: 25_000 } as const;

describe('what follows from the outcome shares', () => {
  test.each(OUTCOME_SETS.map(([name, , , , , , share, seconds]) => [name, share, seconds] as const))('%s: p = %f, E[R] = %f s', (name, share, seconds) => {
    const moments = worldMoments({ ...common, customers: customers(name) });
    expect(Math.abs(moments.offeredShare - share)).toBeLessThan(0.5e-5 + 1e-12);
    expect(Math.abs(moments.resolutionSeconds - seconds)).toBeLessThan(0.5e-3 + 1e-9);
  });

  test('the bank mixture: talk 268.08 s, handle time 292.60 s', () => {
    const moments = worldMoments({ ...common, customers: customers() });
    expect(moments.talkSeconds).toBeCloseTo(268.08, 2);
    expect(moments.handleSeconds).toBeCloseTo(292.6, 2);
  });

  test('0.822 % of the persons ring longer than the limit', () => {
    expect(1 - worldMoments({ ...common, customers: customers() }).personShare / 0.25).toBeCloseTo(0.00822, 5);
  });

  test('other handle times: long talk 690 s, short talk 51 s, limited trunks 144.52 s', () => {
    const tau = (talkMean: number, talkCv: number, wrapMean: number, wrapCv: number) => {
      const handle = [{ id: 'all', share: 1, talk: lognormal(talkMean, talkCv), wrap: lognormal(wrapMean, wrapCv) }];
      return worldMoments({ ...common, customers: { ...customers(), handle } }).handleSeconds;
    };
    expect(tau(600, 0.9, 90, 0.7)).toBeCloseTo(690, 9);
    expect(tau(45, 0.8, 6, 0.5)).toBeCloseTo(51, 9);
    const bank = customers().handle;
    const limited = bank.map((handle) => ({ ...handle, talk: lognormal(120, 1) }));
    expect(worldMoments({ ...common, customers: { ...customers(), handle: limited } }).handleSeconds).toBeCloseTo(144.52, 2);
  });

  test('another share of persons scales all other shares in proportion', () => {
    const at12 = worldMoments({ ...common, customers: customers('poor') });
    const same = worldMoments({ ...common, customers: customers('poor'), personShare: 0.12 });
    expect(same.resolutionSeconds).toBeCloseTo(at12.resolutionSeconds, 12);
    // R of persons alone and of the others alone, from the set, mixed anew.
    const persons = worldMoments({ ...common, customers: customers('poor'), personShare: 1 }).resolutionSeconds;
    const others = worldMoments({ ...common, customers: customers('poor'), personShare: 0 }).resolutionSeconds;
    expect(worldMoments({ ...common, customers: customers('poor'), personShare: 0.35 }).resolutionSeconds).toBeCloseTo(0.35 * persons + 0.65 * others, 12);
  });
});

describe('with a detector that errs', () => {
  const moments = worldMoments({ ...common, customers: customers(), detector: AUDIO });

  test('p offered 0.2493, E[R] 18.997 s, mean handle time 263.5 s', () => {
    expect(moments.offeredShare).toBeCloseTo(0.2493, 4);
    expect(moments.resolutionSeconds).toBeCloseTo(18.997, 3);
    expect(moments.handleSeconds).toBeCloseTo(263.5, 1);
  });

  test('0.01607 of the machine verdicts are persons; 8.3 % of the persons hang up before the verdict', () => {
    expect(moments.falsePositiveShare).toBeCloseTo(0.01607, 5);
    expect(moments.hangupBeforeVerdictShare).toBeCloseTo(0.083, 3);
  });
});

describe('a world without limits', () => {
  test('the Markov world: every attempt ends after 12 s on average, a person with probability 0.25', () => {
    const exponential = { distribution: 'exponential', mean: 12 } as const;
    const base = customers();
    const moments = worldMoments({
      carrier: { setUp: constant(0) }, detector: { kind: 'none' }, ringLimitMs: null,
      customers: {
        ...base, shares: { person: 0.25, machine: 0, noAnswer: 0.75, busy: 0, rejected: 0, invalidNumber: 0, fax: 0, congestion: 0 },
        eventAfter: { ...base.eventAfter, person: exponential, noAnswer: exponential }, patience: null,
        handle: [{ id: 'all', share: 1, talk: { distribution: 'exponential', mean: 120 }, wrap: constant(0) }],
      },
    });
    expect(moments.offeredShare).toBeCloseTo(0.25, 12);
    expect(moments.resolutionSeconds).toBeCloseTo(12, 12);
    expect(moments.handleSeconds).toBeCloseTo(120, 12);
  });

  test('where nobody listens, machines and faxes are offered to agents too', () => {
    const moments = worldMoments({ ...common, customers: customers(), detector: { kind: 'none' } });
    expect(moments.offeredShare).toBeCloseTo(0.24794 + 0.33 + 0.01, 5);
    expect(moments.talkSeconds).toBeCloseTo((0.247945 * 268.078 + 0.34 * 15) / 0.587945, 2);
  });

  test('an answer later than the ring limit is none', () => {
    const late = { ...customers(), eventAfter: { ...customers().eventAfter, person: uniform(0, 50) } };
    expect(worldMoments({ ...common, customers: late }).personShare).toBeCloseTo(0.125, 12);
    expect(worldMoments({ ...common, customers: late, ringLimitMs: 60_000 }).personShare).toBeCloseTo(0.25, 12);
  });
});
