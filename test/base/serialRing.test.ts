import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SerialRing } from '../../src/base/serialRing.ts';

interface Thing {
  serial: number;
}

/** A ring as its users use it: the thing's own number is compared, set and taken back by them. */
class Desk {
  readonly ring: SerialRing<Thing>;

  constructor(capacity?: number) {
    this.ring = new SerialRing<Thing>({ serial: -1 }, (thing) => thing.serial, capacity);
  }

  find(serial: number): Thing | null {
    const thing = this.ring.near(serial);
    return thing.serial === serial ? thing : this.ring.far(serial);
  }

  enter(serial: number, thing: Thing): void {
    this.ring.seat(serial, thing, this.ring.near(serial).serial);
    thing.serial = serial;
  }

  leave(thing: Thing): void {
    this.ring.leave(thing.serial);
    thing.serial = -1;
  }
}

describe('the ring of serial numbers', () => {
  test('an absent number finds nothing', () => {
    const desk = new Desk();
    expect(desk.find(0)).toBe(null);
    expect(desk.find(2_147_483_647)).toBe(null);
  });

  test('things that are used again under new numbers are found under these only', () => {
    const desk = new Desk(4);
    const things = Array.from({ length: 40 }, (): Thing => ({ serial: -1 }));
    for (let serial = 0; serial < 20_000; serial++) {
      const thing = things[serial % 40]!;
      if (thing.serial >= 0) desk.leave(thing);
      desk.enter(serial, thing);
      if (serial >= 40) expect(desk.find(serial - 40)).toBe(null);
      if (serial >= 20) expect(desk.find(serial - 20)).toBe(things[(serial - 20) % 40]);
    }
  });

  test('who stays for ever is found for ever', () => {
    const desk = new Desk(1);
    const lasting = Array.from({ length: 12 }, (): Thing => ({ serial: -1 }));
    lasting.forEach((thing, i) => desk.enter(i * 8, thing));
    const passing: Thing = { serial: -1 };
    for (let serial = 100; serial < 5_000; serial++) {
      desk.enter(serial, passing);
      expect(desk.find(serial)).toBe(passing);
      desk.leave(passing);
    }
    lasting.forEach((thing, i) => expect(desk.find(i * 8)).toBe(thing));
  });

  test('any mixture of coming and going behaves like the built-in map, with things used again in any order', () => {
    const serial = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2_147_483_647 }));
    fc.assert(
      fc.property(fc.array(fc.record({ serial, leaves: fc.boolean(), from: fc.nat() }), { maxLength: 400 }), (steps) => {
        const desk = new Desk(1);
        const model = new Map<number, Thing>();
        const free: Thing[] = [];
        for (const step of steps) {
          const present = model.get(step.serial);
          if (present === undefined) {
            const thing = free.splice(step.from % (free.length + 1), 1)[0] ?? { serial: -1 };
            desk.enter(step.serial, thing);
            model.set(step.serial, thing);
          } else if (step.leaves) {
            desk.leave(present);
            model.delete(step.serial);
            free.push(present);
          }
        }
        for (let number = 0; number <= 40; number++) expect(desk.find(number)).toBe(model.get(number) ?? null);
        for (const [number, thing] of model) expect(desk.find(number)).toBe(thing);
      }),
    );
  });
});
