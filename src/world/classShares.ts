/**
 * The class of an attempt: person, machine, no answer and so on, from one uniform.
 *
 * Rule: persons take the lowest share of the uniform's range, so that a person stays a person when the share of persons
 * rises; the other classes share the rest in proportion to their own shares. With a profile over the day the person's
 * share is read at the instant of the dial; it may also depend on the dial's number, and on whether a promise is kept by it.
 */
import type { KeyedStream } from '../base/random.ts';
import type { Millis } from '../base/time.ts';
import { createDayProfileReader, type DayProfileReader } from './dayProfile.ts';
import { CUSTOMER_CLASSES, type CustomersSpec, type WorldSpec } from './spec.ts';

/** Numbers of the classes: their positions in CUSTOMER_CLASSES. */
export const PERSON = CUSTOMER_CLASSES.indexOf('person');
export const MACHINE = CUSTOMER_CLASSES.indexOf('machine');
export const NO_ANSWER = CUSTOMER_CLASSES.indexOf('noAnswer');
export const FAX = CUSTOMER_CLASSES.indexOf('fax');

export class ClassShares {
  private readonly personShare: number;
  private readonly profile: DayProfileReader | null;
  private readonly byDial: readonly number[] | null;
  /** -1: as in other turns. */
  private readonly inPromise: number;
  /** The classes after the person that have a share, and their upper bounds within what is left without persons. */
  private readonly classes: Uint8Array;
  private readonly bounds: Float64Array;
  /** The class of all uniforms with the same eight highest bits, or MIXED; null where the day, the dial or a promise alters the share of persons. */
  private readonly classByBits: Uint8Array | null;

  constructor(spec: WorldSpec) {
    const shares = classShares(spec.customers.shares, null);
    this.personShare = shares[PERSON]!;
    this.profile = spec.customers.personShare === null ? null : createDayProfileReader(spec.customers.personShare, spec.offsets);
    this.byDial = spec.customers.personShareByDial ?? null;
    this.inPromise = spec.customers.personShareInPromise ?? -1;
    const others = othersOf(shares);
    this.classes = Uint8Array.from(others.flatMap((share, i) => (share > 0 ? [i + 1] : [])));
    let bound = 0;
    this.bounds = Float64Array.from(this.classes, (customerClass) => (bound += others[customerClass - 1]!));
    // Whatever rounding does to the sum: the last class takes the rest.
    this.bounds[this.bounds.length - 1] = 2;
    const isFixed = this.profile === null && this.byDial === null && this.inPromise < 0;
    this.classByBits = isFixed ? Uint8Array.from({ length: CELLS }, (_, cell) => this.classOfCell(cell)) : null;
  }

  /**
   * The class that the stream gives for this dial; `dialNumber` from 1.
   *
   * Where the shares are fixed, the uniform's highest bits tell the class of most dials: a division, a hash, a conversion and a search less
   * (W2: 30 instructions a dial).
   */
  classOf(stream: KeyedStream, record: number, dialNumber: number, now: Millis, isPromise: boolean | undefined): number {
    const { classByBits } = this;
    if (classByBits === null) return this.classAt(stream.first(record, dialNumber), this.shareOf(now, dialNumber, isPromise));
    const customerClass = classByBits[stream.firstBits(record, dialNumber) >>> BITS_WITHIN_CELL]!;
    return customerClass === MIXED ? this.classAt(stream.first(record, dialNumber), this.personShare) : customerClass;
  }

  private classAt(uniform: number, personShare: number): number {
    if (uniform < personShare) return PERSON;
    const rest = (uniform - personShare) / (1 - personShare);
    const bounds = this.bounds;
    let i = 0;
    while (rest >= bounds[i]!) i++;
    return this.classes[i]!;
  }

  /** Classes follow one another as the uniform grows: where the cell's first and last uniform have the same class, so have all. */
  private classOfCell(cell: number): number {
    const first = this.classAt(cell / CELLS, this.personShare);
    const last = this.classAt((cell + 1) / CELLS - UNIFORM_STEP, this.personShare);
    return first === last ? first : MIXED;
  }

  private shareOf(now: Millis, dialNumber: number, isPromise: boolean | undefined): number {
    if (isPromise === true && this.inPromise >= 0) return this.inPromise;
    const byDial = this.byDial;
    if (byDial !== null) return byDial[Math.min(dialNumber, byDial.length) - 1]!;
    return this.profile === null ? this.personShare : this.profile.at(now);
  }
}

/** Of the 26 bits that `firstBits` gives, eight tell the cell. */
const CELLS = 256;
const BITS_WITHIN_CELL = 18;
const MIXED = 255;
/** Uniforms are multiples of this. */
const UNIFORM_STEP = 2 ** -53;

/** Shares in the order of CUSTOMER_CLASSES, adding up to 1; with `personShare` the others are scaled in proportion. */
export function classShares(shares: CustomersSpec['shares'], personShare: number | null): readonly number[] {
  const total = CUSTOMER_CLASSES.reduce((sum, name) => sum + shares[name], 0);
  if (!(total > 0)) throw new RangeError('the shares of the customer classes must have a positive sum');
  const normal = CUSTOMER_CLASSES.map((name) => shares[name] / total);
  if (personShare === null) return normal;
  return [personShare, ...othersOf(normal).map((share) => share * (1 - personShare))];
}

/** The classes after the person, adding up to 1. Where everybody is a person there is nothing to scale: no answer. */
function othersOf(shares: readonly number[]): readonly number[] {
  const rest = shares.slice(1).reduce((sum, share) => sum + share, 0);
  return shares.slice(1).map((share, i) => (rest > 0 ? share / rest : i + 1 === NO_ANSWER ? 1 : 0));
}
