/**
 * What befalls a record's n-th dial: every draw about customers, carrier and detector.
 *
 * Rule: each cause has a stream of its own and is keyed by (record, number of the dial), so that the fate of a dial does
 * not depend on when it is placed, by whom, and on what else happened (metrics: random numbers). The one exception is
 * the share of persons over the day, which is read at the instant of the dial.
 */
import { createKeyedStream, streamKey, type KeyedStream } from '../base/random.ts';
import type { Millis } from '../base/time.ts';
import { ClassShares, FAX, MACHINE, PERSON } from './classShares.ts';
import { compileDistribution } from './distributions/compile.ts';
import type { Sampler } from './distributions/sampler.ts';
import { KeyedDuration, toMillis } from './keyedDuration.ts';
import { CUSTOMER_CLASSES, type WorldSpec } from './spec.ts';

export class Fates {
  readonly detector: WorldSpec['detector']['kind'];
  readonly hasPatience: boolean;
  /** Set by `drawGreeting`: from the answer to the greeting's start, and from there to its end. */
  greetingDelayMs: Millis = 0;
  greetingLengthMs: Millis = 0;
  /** Set by `drawVerdict`: is the customer judged a machine, and how long after greeting end (person) or answer (machine)? */
  machineVerdict = false;
  verdictMs: Millis = 0;
  /** Set by `drawHandling`. */
  talkMs: Millis = 0;
  wrapMs: Millis = 0;
  /** Position of the class of call in `customers.handle`; its length stands for machines. */
  handleClass = 0;

  private readonly shares: ClassShares;
  private readonly classStream: KeyedStream;
  private readonly setUp: KeyedDuration;
  /** By class; null: rings until the ring limit. */
  private readonly events: readonly (KeyedDuration | null)[];
  /** By class: the duration where it is always the same, else -1. */
  private readonly fixedEventMs: Float64Array;
  private readonly greetingStream: KeyedStream;
  private readonly greetingDelay: Sampler;
  private readonly greetingLength: Sampler;
  /** False: both are constants, drawn once. */
  private readonly drawsGreetings: boolean;
  private readonly patience: KeyedDuration | null;
  private readonly handleClassStream: KeyedStream;
  private readonly handleBounds: Float64Array;
  /** By class of call; the last pair is for machines that reach an agent. */
  private readonly talks: readonly KeyedDuration[];
  private readonly wraps: readonly KeyedDuration[];
  private readonly verdictStream: KeyedStream;
  private readonly falsePositiveShare: number;
  private readonly falseNegativeShare: number;
  private readonly personVerdict: Sampler | null;
  private readonly machineVerdictAfter: Sampler | null;
  private readonly missedVerdict: Sampler | null;

  constructor(spec: WorldSpec, seed: string) {
    const { customers, detector } = spec;
    const eventKey = streamKey(seed, 'customers/event');
    const talkKey = streamKey(seed, 'agents/talk');
    const wrapKey = streamKey(seed, 'agents/wrap');
    const handlings = [...customers.handle, customers.machineHandle];
    this.detector = detector.kind;
    this.hasPatience = customers.patience !== null;
    this.shares = new ClassShares(spec);
    this.classStream = createKeyedStream(streamKey(seed, 'customers/class'));
    this.setUp = new KeyedDuration(streamKey(seed, 'carrier/setUp'), compileDistribution(spec.carrier.setUp));
    this.events = CUSTOMER_CLASSES.map((name) => {
      const after = customers.eventAfter[name];
      return after === null ? null : new KeyedDuration(eventKey, compileDistribution(after));
    });
    this.fixedEventMs = Float64Array.from(this.events, (event) => (event === null ? Infinity : event.constantMs));
    this.greetingStream = createKeyedStream(streamKey(seed, 'customers/greeting'));
    this.greetingDelay = compileDistribution(customers.greetingDelay);
    this.greetingLength = compileDistribution(customers.greetingLength);
    this.drawsGreetings = this.greetingDelay.variance !== 0 || this.greetingLength.variance !== 0;
    this.greetingDelayMs = toMillis(this.greetingDelay.mean);
    this.greetingLengthMs = toMillis(this.greetingLength.mean);
    this.patience =
      customers.patience === null ? null : new KeyedDuration(streamKey(seed, 'customers/patience'), compileDistribution(customers.patience));
    this.handleClassStream = createKeyedStream(streamKey(seed, 'customers/handleClass'));
    this.handleBounds = handleBounds(customers.handle.map((handle) => handle.share));
    this.talks = handlings.map((handle) => new KeyedDuration(talkKey, compileDistribution(handle.talk)));
    this.wraps = handlings.map((handle) => new KeyedDuration(wrapKey, compileDistribution(handle.wrap)));
    this.verdictStream = createKeyedStream(streamKey(seed, 'detector/verdict'));
    this.falsePositiveShare = detector.kind === 'audio' ? detector.falsePositiveShare : 0;
    this.falseNegativeShare = detector.kind === 'audio' ? detector.falseNegativeShare : 0;
    this.personVerdict = detector.kind === 'audio' ? compileDistribution(detector.personVerdictAfterGreeting) : null;
    this.machineVerdictAfter = detector.kind === 'audio' ? compileDistribution(detector.machineVerdict) : null;
    this.missedVerdict = detector.kind === 'audio' ? compileDistribution(detector.missedVerdict) : null;
  }

  /** Number of the class, as in CUSTOMER_CLASSES. */
  classOf(record: number, dialNumber: number, now: Millis, isPromise?: boolean): number {
    return this.shares.classOf(this.classStream, record, dialNumber, now, isPromise);
  }

  /** From the dial to ringing. */
  setUpMs(record: number, dialNumber: number): Millis {
    const { constantMs } = this.setUp;
    return constantMs >= 0 ? constantMs : this.setUp.draw(record, dialNumber);
  }

  /** From ringing to the answer or end, before any ring limit; Infinity: rings for ever. */
  eventMs(customerClass: number, record: number, dialNumber: number): Millis {
    const fixedMs = this.fixedEventMs[customerClass]!;
    return fixedMs >= 0 ? fixedMs : this.events[customerClass]!.draw(record, dialNumber);
  }

  /** From the dial to the answer or the end, where that needs no draw and ringing is not endless, else -1. */
  fixedDelayMs(customerClass: number, ringLimitMs: Millis): Millis {
    const setUpMs = this.setUp.constantMs;
    const afterMs = Math.min(this.fixedEventMs[customerClass]!, ringLimitMs);
    return setUpMs >= 0 && afterMs >= 0 && afterMs < Infinity ? setUpMs + afterMs : -1;
  }

  /** Would ringing, where it always takes the same time, be cut by this limit? */
  isCut(customerClass: number, ringLimitMs: Millis): boolean {
    return this.fixedEventMs[customerClass]! > ringLimitMs;
  }

  drawGreeting(record: number, dialNumber: number): void {
    if (!this.drawsGreetings) return;
    const stream = this.greetingStream.at(record, dialNumber);
    this.greetingDelayMs = toMillis(this.greetingDelay.sample(stream));
    this.greetingLengthMs = toMillis(this.greetingLength.sample(stream));
  }

  /** From the greeting's end until the person hangs up. Only where `hasPatience`. */
  patienceMs(record: number, dialNumber: number): Millis {
    return this.patience!.draw(record, dialNumber);
  }

  /** Only for detectors that listen. A fax gives itself away by its tone and is not drawn for. */
  drawVerdict(customerClass: number, record: number, dialNumber: number): void {
    const stream = this.verdictStream.at(record, dialNumber);
    const luck = stream.next();
    if (customerClass === PERSON) {
      this.machineVerdict = luck < this.falsePositiveShare;
      this.verdictMs = toMillis(this.personVerdict!.sample(stream));
    } else {
      this.machineVerdict = luck >= this.falseNegativeShare;
      this.verdictMs = toMillis((this.machineVerdict ? this.machineVerdictAfter! : this.missedVerdict!).sample(stream));
    }
  }

  /** Talk and wrap-up: first the class of call, then both times from it. */
  drawHandling(customerClass: number, record: number, dialNumber: number): void {
    let handle = this.talks.length - 1;
    if (customerClass === PERSON) {
      handle = 0;
      if (this.handleBounds.length > 0) {
        const share = this.handleClassStream.first(record, dialNumber);
        while (handle < this.handleBounds.length && share >= this.handleBounds[handle]!) handle++;
      }
    }
    this.handleClass = handle;
    this.talkMs = this.talks[handle]!.draw(record, dialNumber);
    this.wrapMs = this.wraps[handle]!.draw(record, dialNumber);
  }
}

/** Is this class somebody, or something, that answers? */
export function answers(customerClass: number): boolean {
  return customerClass === PERSON || customerClass === MACHINE || customerClass === FAX;
}

/** Upper bounds of all classes of call but the last, which takes the rest. */
function handleBounds(shares: readonly number[]): Float64Array {
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (!(total > 0)) throw new RangeError('the shares of the classes of call must have a positive sum');
  const bounds = new Float64Array(shares.length - 1);
  let bound = 0;
  for (let i = 0; i < bounds.length; i++) bounds[i] = bound += shares[i]! / total;
  return bounds;
}
