/**
 * The rehearsal driver: the telephony port over a rehearsal exchange, with faults where wanted.
 *
 * Rule: as a driver of a real system it keeps a table of what it has told. When it was blind, or the exchange lost its calls, it compares
 * the table with what is left and tells the difference; a cause that nobody heard is `unknown`. While it is blind it cancels what is not
 * answered and places no call. Speed is that of the clock.
 * Source: live, sections 2, 4 (connection states) and 10.
 */
import { SECOND_MS, type Millis } from '../../../base/time.ts';
import { createSequentialStream, streamKey, type SavableRandomStream } from '../../../base/random.ts';
import type { LiveClock } from '../../loop/clock.ts';
import type { Ack, AttemptId, LegId, Telephony, TelephonyCommand, TelephonyEvent, TelephonySnapshot } from '../port/port.ts';
import type { CallFacts, ExchangeLine, ExchangeSnapshot } from './exchangeLine.ts';
import { NO_FAULTS, type RehearsalFaults } from './faults.ts';
import { ToldTable, type CallOrLegEvent } from './toldTable.ts';

export interface RehearsalOptions {
  readonly line: ExchangeLine;
  /** Shared with the loop. */
  readonly clock: LiveClock;
  /** Of what the faults draw. */
  readonly seed: string;
  readonly faults?: RehearsalFaults;
}

export interface RehearsalDriver extends Telephony {
  /** What the rehearsed agents may ask of the world about their calls. */
  facts(attempt: AttemptId): Promise<CallFacts | null>;
}

/** Throws a RangeError where the clock's speed is outside 0.1 to 100. */
export function createRehearsalDriver(options: RehearsalOptions): RehearsalDriver {
  const { speed } = options.clock;
  if (!(speed >= SPEED_MIN && speed <= SPEED_MAX)) throw new RangeError(`a rehearsal's speed must be ${SPEED_MIN} to ${SPEED_MAX}, not ${speed}`);
  return new Driver(options);
}

export const SPEED_MIN = 0.1;
export const SPEED_MAX = 100;

class Driver implements RehearsalDriver {
  private readonly line: ExchangeLine;
  private readonly clock: LiveClock;
  private readonly faults: RehearsalFaults;
  private readonly luck: SavableRandomStream;
  private readonly table = new ToldTable();
  private sink: (event: TelephonyEvent) => void = () => {};
  private epoch = '';
  private isReady = false;
  private blind = false;
  private stopped = false;
  /** No event is delivered before this instant, so that late ones keep their order. */
  private deliveredUntil: Millis = 0;
  private drained: (() => void) | null = null;

  constructor({ line, clock, seed, faults }: RehearsalOptions) {
    this.line = line;
    this.clock = clock;
    this.faults = faults ?? NO_FAULTS;
    this.luck = createSequentialStream(streamKey(seed, 'rehearsal/faults'));
  }

  async start(sink: (event: TelephonyEvent) => void): Promise<void> {
    this.sink = sink;
    await this.line.attach((event) => {
      this.arrive(event);
    });
    const { blind, lostLegSeconds, restartSeconds } = this.faults;
    if (blind !== null) this.every(blind.everySeconds, () => this.beBlind(blind.lastsSeconds));
    if (lostLegSeconds !== null) this.every(lostLegSeconds, () => this.loseLeg());
    if (restartSeconds !== null) this.every(restartSeconds, () => this.line.disturb({ kind: 'restart' }));
  }

  async execute(command: TelephonyCommand): Promise<Ack> {
    if (this.stopped) return { ok: false, why: 'refused', detail: 'stopped' };
    if (command.kind === 'dial' && (this.blind || !this.isReady)) return { ok: false, why: 'refused', detail: this.blind ? 'blind' : 'down' };
    if (command.kind === 'dial' && this.table.knows(command.attempt)) return { ok: false, why: 'duplicate' };
    const isLost = this.faults.unknownAckShare > 0 && this.luck.next() < this.faults.unknownAckShare;
    if (isLost && command.kind === 'dial') this.table.doubted(command.attempt);
    if (isLost && this.luck.next() < 0.5) return UNKNOWN;
    const ack = await this.line.execute(command);
    if (ack.ok && command.kind === 'agentLeg.open') this.table.opened(command.leg);
    if (ack.ok && !isLost && command.kind === 'dial') this.table.dialled(command.attempt, command.amd === 'first');
    return isLost ? UNKNOWN : ack;
  }

  async snapshot(): Promise<TelephonySnapshot> {
    const { epoch, attempts, legs, legsRinging } = await this.line.snapshot();
    // Whoever sees a call here takes it for his own: its end will be told.
    for (const { id, up } of attempts) this.table.seen(id, up);
    for (const leg of [...legs, ...legsRinging]) this.table.opened(leg);
    return { epoch, attempts, legs };
  }

  facts(attempt: AttemptId): Promise<CallFacts | null> {
    return this.line.facts(attempt);
  }

  async stop(mode: 'drain' | 'now'): Promise<void> {
    if (mode === 'drain' && this.table.calls > 0 && !this.stopped) {
      await new Promise<void>((resolve) => {
        this.drained = resolve;
      });
    }
    this.stopped = true;
    this.line.detach();
  }

  // ---- what is heard

  private arrive(event: TelephonyEvent): void {
    const { eventDelayMs } = this.faults;
    if (eventDelayMs === 0) {
      this.hear(event);
      return;
    }
    const at = Math.max(this.deliveredUntil, this.clock.now() + Math.floor(this.luck.next() * (eventDelayMs + 1)));
    this.deliveredUntil = at;
    this.clock.at(at, () => {
      this.hear(event);
    });
  }

  private hear(event: TelephonyEvent): void {
    if (this.stopped) return;
    if (event.kind === 'driver') {
      this.hearState(event);
      return;
    }
    // A trunk's state is the guard's to tell, no telephone system does.
    if (!this.blind && event.kind !== 'trunks') this.tell(event);
  }

  private hearState(event: Extract<TelephonyEvent, { kind: 'driver' }>): void {
    const isNew = this.epoch !== '' && event.epoch !== this.epoch;
    this.epoch = event.epoch;
    this.isReady = event.state === 'ready';
    if (isNew) for (const lost of this.table.all()) this.tell(lost);
    if (!this.blind || event.state !== 'ready') this.sink(event);
  }

  private tell(event: CallOrLegEvent): void {
    for (const told of this.table.tell(event)) this.sink(told);
    if (event.kind === 'ended' && this.table.calls === 0 && this.drained !== null) this.drained();
  }

  // ---- trouble

  private every(seconds: number, act: () => Promise<void>): void {
    const again = (): void => {
      this.clock.at(this.clock.now() + Math.round(seconds * SECOND_MS), () => {
        if (this.stopped) return;
        void act();
        again();
      });
    };
    again();
  }

  private async beBlind(seconds: number): Promise<void> {
    if (this.blind || !this.isReady) return;
    this.blind = true;
    this.sink({ kind: 'driver', state: 'blind', epoch: this.epoch });
    this.clock.at(this.clock.now() + Math.round(seconds * SECOND_MS), () => void this.see());
    for (const attempt of this.table.unanswered()) await this.line.execute({ kind: 'hangup', attempt });
  }

  private async see(): Promise<void> {
    if (this.stopped) return;
    const snapshot = await this.line.snapshot();
    this.blind = false;
    this.reconcile(snapshot);
    if (this.isReady) this.sink({ kind: 'driver', state: 'ready', epoch: this.epoch });
  }

  private reconcile(snapshot: ExchangeSnapshot): void {
    for (const event of this.table.differences(snapshot)) this.tell(event);
  }

  private async loseLeg(): Promise<void> {
    const legs: readonly LegId[] = (await this.line.snapshot()).legs;
    if (legs.length > 0) await this.line.disturb({ kind: 'loseLeg', leg: legs[Math.floor(this.luck.next() * legs.length)]! });
  }
}

const UNKNOWN: Ack = { ok: false, why: 'unknown' };
