import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexedHeap } from '../../src/base/indexedHeap.ts';
import { NEVER } from '../../src/base/time.ts';

const change = fc.record({ id: fc.nat(30), key: fc.nat(50), leaves: fc.boolean() });

describe('a heap of rows', () => {
  it('names the earliest key and its lowest number after every change, and none when it is empty', () => {
    fc.assert(fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const heap = new IndexedHeap();
      const keys = new Map<number, number>();
      for (const { id, key, leaves } of changes) {
        if (leaves) {
          heap.delete(id);
          keys.delete(id);
        } else {
          heap.set(id, key);
          keys.set(id, key);
        }
        const [first] = [...keys].sort(([id1, key1], [id2, key2]) => key1 - key2 || id1 - id2);
        expect([heap.peek(), heap.peekKey(), heap.size, heap.keyOf(id)]).toEqual([first?.[0] ?? -1, first?.[1] ?? NEVER, keys.size, keys.get(id) ?? NEVER]);
      }
      const loaded = new IndexedHeap();
      loaded.load(heap.save());
      expect([loaded.peek(), loaded.peekKey(), loaded.size]).toEqual([heap.peek(), heap.peekKey(), heap.size]);
    }));
  });
});
