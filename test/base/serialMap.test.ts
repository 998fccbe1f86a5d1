import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SerialMap } from '../../src/base/serialMap.ts';

describe('the map of serial numbers', () => {
  test('an absent key has value -1 and cannot be deleted', () => {
    const map = new SerialMap();
    expect(map.get(0)).toBe(-1);
    expect(map.delete(0)).toBe(false);
  });

  test('setting a key again replaces its value', () => {
    const map = new SerialMap();
    map.set(5, 1);
    map.set(5, 2);
    expect(map.get(5)).toBe(2);
    expect(map.size).toBe(1);
  });

  test('serial numbers come and go by the thousand while the map stays small', () => {
    const map = new SerialMap(16);
    for (let serial = 0; serial < 20_000; serial++) {
      map.set(serial, serial * 2);
      if (serial >= 40) expect(map.delete(serial - 40)).toBe(true);
      expect(map.get(Math.max(0, serial - 20))).toBe(Math.max(0, serial - 20) * 2);
    }
    expect(map.size).toBe(40);
  });

  test('any mixture of sets and deletes behaves like the built-in map', () => {
    const action = fc.record({ remove: fc.boolean(), key: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2_147_483_647 })) });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 400 }), (actions) => {
        const map = new SerialMap(1);
        const model = new Map<number, number>();
        actions.forEach(({ remove, key }, i) => {
          if (remove) expect(map.delete(key)).toBe(model.delete(key));
          else {
            map.set(key, i);
            model.set(key, i);
          }
        });
        expect(map.size).toBe(model.size);
        for (let key = 0; key <= 40; key++) expect(map.get(key)).toBe(model.get(key) ?? -1);
        for (const [key, value] of model) expect(map.get(key)).toBe(value);
      }),
    );
  });
});
