import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyedStream, streamKey } from '../../src/base/random.ts';

const owner = fc.tuple(fc.integer({ min: 0, max: 2_147_483_647 }), fc.integer({ min: 0, max: 1_000_000 }));

describe('a keyed stream', () => {
  test('the first uniform alone is the first of the seated stream', () => {
    fc.assert(fc.property(fc.nat(), owner, (seed, [entity, occasion]) => {
      const stream = createKeyedStream(streamKey(seed, 'a'));
      expect(stream.first(entity, occasion)).toBe(stream.at(entity, occasion).next());
    }));
  });

  test('the bits of a first uniform are its 26 highest', () => {
    fc.assert(fc.property(fc.nat(), owner, (seed, [entity, occasion]) => {
      const stream = createKeyedStream(streamKey(seed, 'a'));
      expect(stream.firstBits(entity, occasion)).toBe(Math.floor(stream.first(entity, occasion) * 2 ** 26));
    }));
  });

  test('asking for a first uniform does not disturb where the stream is seated', () => {
    fc.assert(fc.property(owner, owner, fc.integer({ min: 0, max: 5 }), ([entity, occasion], [other, otherOccasion], taken) => {
      const stream = createKeyedStream(streamKey(1, 'a'));
      const alone = stream.at(entity, occasion);
      const expected = Array.from({ length: 8 }, () => alone.next());
      const disturbed = stream.at(entity, occasion);
      const seen = Array.from({ length: 8 }, (_, i) => {
        if (i === taken) stream.first(other, otherOccasion);
        return disturbed.next();
      });
      expect(seen).toEqual(expected);
    }));
  });
});
