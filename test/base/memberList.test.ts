import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemberList } from '../../src/base/memberList.ts';

describe('a list of members', () => {
  it('holds exactly the rows that joined and did not leave', () => {
    fc.assert(fc.property(fc.array(fc.nat(80)), (rows) => {
      const list = new MemberList((row) => row * 10);
      const members = new Set<number>();
      for (const row of rows) {
        if (members.delete(row)) list.remove(row);
        else {
          members.add(row);
          list.add(row);
        }
      }
      expect([...list.save()].sort((a, b) => a - b)).toEqual([...members].sort((a, b) => a - b));
      expect(Array.from({ length: list.length }, (_, index) => list.at(index))).toEqual(list.save().map((row) => row * 10));
    }));
  });

  it('renews a member as if it had left and joined', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.nat(80), { minLength: 1 }), fc.nat(), (rows, pick) => {
      const renewed = new MemberList((row) => row);
      const rejoined = new MemberList((row) => row);
      renewed.load(rows);
      rejoined.load(rows);
      const row = rows[pick % rows.length]!;
      renewed.renew(row);
      rejoined.remove(row);
      rejoined.add(row);
      expect(renewed.save()).toEqual(rejoined.save());
      for (const each of rows) {
        renewed.remove(each);
        rejoined.remove(each);
        expect(renewed.save()).toEqual(rejoined.save());
      }
    }));
  });
});
