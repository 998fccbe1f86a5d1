/**
 * Finds things that come and go, such as calls in progress, by their serial numbers. Each carries its number itself.
 *
 * Rule: a thing's place in the ring is its number's lowest bits, so numbers that follow one another share no place until the ring is once
 * around: nothing is searched and nothing moves. Whoever reads a place compares the number that the thing there carries (`near`); so a
 * thing that is through needs no taking out: it gets another number, or -1, and its place is free. Who finds his place taken by
 * somebody who stays long goes to an ordinary map; as soon as that holds more than a few, the ring grows.
 * A look-up takes a dozen instructions, where a map from numbers to places and an array of the things take forty.
 */
export class SerialRing<T extends object> {
  private mask: number;
  private places: T[];
  private readonly nobody: T;
  private readonly serialOf: (thing: T) => number;
  private readonly others = new Map<number, T>();
  private hasOthers = false;

  /**
   * @param nobody stands in empty places; its number is -1 for good
   * @param serialOf the number that a thing carries, -1: none; not called on the frequent ways
   * @param capacity things that fit before the first growth
   */
  constructor(nobody: T, serialOf: (thing: T) => number, capacity = 64) {
    this.nobody = nobody;
    this.serialOf = serialOf;
    this.mask = (1 << Math.max(3, Math.ceil(Math.log2(capacity * PLACES_PER_THING)))) - 1;
    this.places = this.emptyPlaces();
  }

  /** The only thing outside the map that can have this number: compare the one it carries. If it has another, ask `far`. */
  near(serial: number): T {
    return this.places[serial & this.mask]!;
  }

  /** The thing with this number that found its place taken, or null. */
  far(serial: number): T | null {
    return this.hasOthers ? this.others.get(serial) ?? null : null;
  }

  /**
   * Seats a thing under a number that is not in the ring, a non-negative 32-bit integer.
   * @param neighbour the number that the thing `near(serial)` carries now
   */
  seat(serial: number, thing: T, neighbour: number): void {
    const mask = this.mask;
    // A thing that carries a number of another place left this one behind.
    if (((serial ^ neighbour) & mask) !== 0 || neighbour < 0) this.places[serial & mask] = thing;
    else this.seatFar(serial, thing);
  }

  /** The thing with this number is through; its own number changes now. */
  leave(serial: number): void {
    if (this.hasOthers && this.others.delete(serial)) this.hasOthers = this.others.size > 0;
  }

  private seatFar(serial: number, thing: T): void {
    this.others.set(serial, thing);
    this.hasOthers = true;
    if (this.others.size <= OTHERS_MAX) return;
    // Only while things are few for their places: numbers from everywhere would make it grow without end.
    const seated = this.places.filter((other, place) => this.isSeated(other, place));
    if (this.mask < (seated.length + this.others.size) * PLACES_PER_THING_MAX) this.grow(seated);
  }

  private grow(seated: readonly T[]): void {
    const far = [...this.others];
    this.mask = this.mask * 2 + 1;
    this.places = this.emptyPlaces();
    this.others.clear();
    this.hasOthers = false;
    for (const thing of seated) this.seatAnew(this.serialOf(thing), thing);
    for (const [serial, thing] of far) this.seatAnew(serial, thing);
  }

  private seatAnew(serial: number, thing: T): void {
    const place = serial & this.mask;
    if (this.places[place] === this.nobody) this.places[place] = thing;
    else {
      this.others.set(serial, thing);
      this.hasOthers = true;
    }
  }

  private isSeated(thing: T, place: number): boolean {
    const serial = this.serialOf(thing);
    return serial >= 0 && (serial & this.mask) === place;
  }

  private emptyPlaces(): T[] {
    return Array.from({ length: this.mask + 1 }, () => this.nobody);
  }
}

const PLACES_PER_THING = 8;
const PLACES_PER_THING_MAX = 64;
const OTHERS_MAX = 4;
