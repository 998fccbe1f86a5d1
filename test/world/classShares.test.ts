import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyedStream, streamKey, type KeyedStream } from '../../src/base/random.ts';
import { ClassShares, classShares, NO_ANSWER, PERSON } from '../../src/world/classShares.ts';
import { CUSTOMER_CLASSES } from '../../src/world/spec.ts';
import { commonWorld, customers } from './commonWorld.ts';

type Shares = ReturnType<typeof customers>['shares'];

/** A stream that gives one uniform, in 53 bits. */
const streamOf = (bits: number): KeyedStream => {
  const stream: KeyedStream = {
    at: () => stream, next: () => bits * 2 ** -53, first: () => bits * 2 ** -53, firstBits: () => Math.floor(bits / 2 ** 27),
  };
  return stream;
};

/** The class by the definition: persons lowest, the others share what is left in proportion. */
function byDefinition(shares: Shares, uniform: number): number {
  const normal = classShares(shares, null);
  const person = normal[PERSON]!;
  if (uniform < person) return PERSON;
  const left = normal.slice(1).reduce((sum, share) => sum + share, 0);
  if (!(left > 0)) return NO_ANSWER;
  const rest = (uniform - person) / (1 - person);
  let bound = 0;
  let last = PERSON;
  for (let place = 1; place < normal.length; place++) {
    if (normal[place] === 0) continue;
    last = place;
    bound += normal[place]! / left;
    if (rest < bound) return place;
  }
  return last;
}

const sharesOf = (list: readonly number[]): Shares => Object.fromEntries(CUSTOMER_CLASSES.map((name, place) => [name, list[place]!])) as Shares;
const worldOf = (shares: Shares) => new ClassShares(commonWorld({ customers: { ...customers(), shares } }));
const weight = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100 }));
const weights = fc.array(weight, { minLength: 8, maxLength: 8 }).filter((list) => list.some((one) => one > 0));

describe('the class of an attempt', () => {
  test('is the one that its share of the uniform says, whatever the shares', () => {
    fc.assert(fc.property(weights, fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 50 }), (list, uniforms) => {
      const shares = sharesOf(list);
      const classes = worldOf(shares);
      for (const bits of uniforms) expect(classes.classOf(streamOf(bits), 1, 1, 0, false)).toBe(byDefinition(shares, bits * 2 ** -53));
    }));
  });

  test('is exact to the last bit around every bound', () => {
    fc.assert(fc.property(weights, (list) => {
      const shares = sharesOf(list);
      const classes = worldOf(shares);
      const normal = classShares(shares, null);
      let bound = 0;
      for (const share of normal) {
        bound += share;
        const middle = Math.round(bound * 2 ** 53);
        for (let bits = Math.max(0, middle - 8); bits <= Math.min(middle + 8, 2 ** 53 - 1); bits++) {
          expect(classes.classOf(streamOf(bits), 1, 1, 0, false)).toBe(byDefinition(shares, bits * 2 ** -53));
        }
      }
    }));
  });

  test('comes from the stream by record and dial', () => {
    const shares = sharesOf([30, 5, 40, 10, 5, 4, 3, 3]);
    const classes = worldOf(shares);
    const stream = createKeyedStream(streamKey(1, 'class'));
    for (let record = 0; record < 20_000; record++) {
      expect(classes.classOf(stream, record, 2, 0, false)).toBe(byDefinition(shares, stream.first(record, 2)));
    }
  });
});
