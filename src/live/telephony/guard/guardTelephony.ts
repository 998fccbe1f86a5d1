/**
 * The guard around a telephone driver: what must never be dialled is not dialled, whatever the engine, the loop or a file say.
 *
 * Rule: every dial is checked here once more, after the engine, against number, caller id, allow list, limits and what `again` knows of the
 * record; the first reason is given and counted. On a trunk in dry run every check runs and nothing is sent: the attempt is over as
 * `cancelled` after its ring limit, which is no attempt against the record. Events go through unchanged; to them comes `trunks` where a trunk
 * stops, uses up its day or comes back, so that the engine asks for no call that would be refused.
 * Source: live, section 8.
 */
import { DateTime } from 'luxon';
import type { Millis } from '../../../base/time.ts';
import type { LiveClock } from '../../loop/clock.ts';
import type { Ack, AttemptId, Telephony, TelephonyCommand, TelephonyEvent, TelephonySnapshot } from '../port/port.ts';
import { createNumberRules, digitsOf, isNumber, type NumberRefusal } from './numberRules.ts';
import { TrunkBoard } from './trunkBoard.ts';
import { TrunkMeter, type LimitRefusal, type TrunkLimits, type UsedToday } from './trunkMeter.ts';

export interface GuardedTrunk extends TrunkLimits { readonly name: string; readonly callerIds: readonly string[]; readonly dryRun: boolean }

/** What is known of the record behind a number, checked again. */
export type RecordRefusal = 'blocked' | 'closed' | 'tooManyAttempts';
export type RefusalReason =
  | NumberRefusal | 'badId' | 'badCallerId' | 'callerIdNotListed' | 'unknownTrunk' | LimitRefusal | `total.${LimitRefusal}` | RecordRefusal;

export type Dial = Extract<TelephonyCommand, { kind: 'dial' }>;

export interface GuardOptions {
  readonly trunks: readonly GuardedTrunk[];
  /** Of all trunks together. */
  readonly total: TrunkLimits;
  /** Beginnings of numbers that may be called; empty: none. */
  readonly allow: readonly string[];
  readonly clock: LiveClock;
  /** Days are this zone's. */
  readonly zone: string;
  /** What was used today already, by trunk: so that a restart resets nothing. */
  readonly used: (trunk: string) => UsedToday;
  /** The trunk of an attempt that an earlier process dialled. */
  readonly trunkOf?: (attempt: AttemptId) => string | null;
  readonly again?: (dial: Dial, at: Millis) => RecordRefusal | null;
  readonly onRefused?: (reason: RefusalReason) => void;
  /** What would have been dialled. */
  readonly onDryRun?: (dial: Dial) => void;
  /** A trunk has stopped itself. */
  readonly onStopped?: (trunk: string) => void;
}

export interface GuardedTelephony extends Telephony {
  /** Dials that were refused, by reason, since the start. */
  readonly refusals: Readonly<Partial<Record<RefusalReason, number>>>;
  readonly stoppedTrunks: readonly string[];
  /** A person says that the trunk is well again; without a name: every one that stopped. */
  resumeTrunk(trunk?: string): void;
}

/** Throws a RangeError where limits or prefixes are malformed. */
export function guardTelephony(inner: Telephony, options: GuardOptions): GuardedTelephony {
  return new Guard(inner, options);
}

interface GuardedCall { readonly trunk: string; readonly isDry: boolean; answeredAt: Millis | null; isCertain: boolean; readonly withdraw: () => void }

const ATTEMPT_ID = /^[0-9A-Za-z_-]{1,64}$/;

class Guard implements GuardedTelephony {
  readonly refusals: Partial<Record<RefusalReason, number>> = {};
  private readonly inner: Telephony;
  private readonly options: GuardOptions;
  private readonly numberRefusal: (number: string) => NumberRefusal | null;
  private readonly trunks: ReadonlyMap<string, GuardedTrunk>;
  private readonly meters: ReadonlyMap<string, TrunkMeter>;
  private readonly total: TrunkMeter;
  private readonly calls = new Map<AttemptId, GuardedCall>();
  private readonly board: TrunkBoard;
  private dayEndsAt: Millis;
  private sink: (event: TelephonyEvent) => void = () => {};
  private withdrawDay: () => void = () => {};

  constructor(inner: Telephony, options: GuardOptions) {
    const { trunks, total, allow, used } = options;
    for (const [name, limits] of [...trunks.map((trunk) => [trunk.name, trunk] as const), ['total', total] as const]) checkLimits(name, limits);
    this.inner = inner;
    this.options = options;
    this.numberRefusal = createNumberRules(allow);
    this.trunks = new Map(trunks.map((trunk) => [trunk.name, trunk]));
    const before = trunks.map((trunk) => used(trunk.name));
    this.meters = new Map(trunks.map((trunk, index) => [trunk.name, new TrunkMeter(trunk, before[index]!)]));
    const sum = (key: keyof UsedToday): number => before.reduce((all, each) => all + each[key], 0);
    this.total = new TrunkMeter(total, { attempts: sum('attempts'), minutes: sum('minutes') });
    this.dayEndsAt = endOfDay(options.clock.now(), options.zone);
    this.board = new TrunkBoard(trunks, this.meters, { limits: total, meter: this.total }, (event) => { this.sink(event); });
  }

  get stoppedTrunks(): string[] {
    return [...this.meters].flatMap(([name, meter]) => (meter.stopped ? [name] : []));
  }

  resumeTrunk(trunk?: string): void {
    for (const [name, meter] of this.meters) if (trunk === undefined || trunk === name) meter.resume();
    this.tellTrunks();
  }

  start(sink: (event: TelephonyEvent) => void): Promise<void> {
    this.sink = sink;
    this.tellTrunks();
    return this.inner.start((event) => {
      this.hear(event);
      sink(event);
    });
  }

  async execute(command: TelephonyCommand): Promise<Ack> {
    if (command.kind === 'dial') return this.dial(command);
    const dry = 'attempt' in command ? this.calls.get(command.attempt) : undefined;
    if (dry?.isDry !== true || !('attempt' in command)) return this.inner.execute(command);
    if (command.kind !== 'hangup') return { ok: false, why: 'refused', detail: 'not answered' };
    this.endDryRun(command.attempt);
    return { ok: true };
  }

  async snapshot(): Promise<TelephonySnapshot> {
    const snapshot = await this.inner.snapshot();
    const there = new Set(snapshot.attempts.map((attempt) => attempt.id));
    for (const { id, up } of snapshot.attempts) this.adopt(id, up);
    for (const [id, call] of this.calls) if (!call.isDry && !call.isCertain && !there.has(id)) this.forget(id, call);
    const dry = [...this.calls].flatMap(([id, call]) => (call.isDry ? [{ id, up: false }] : []));
    return { ...snapshot, attempts: [...snapshot.attempts, ...dry] };
  }

  async stop(mode: 'drain' | 'now'): Promise<void> {
    if (mode === 'drain') for (const [id, call] of this.calls) if (call.isDry) this.endDryRun(id);
    for (const call of this.calls.values()) call.withdraw();
    this.withdrawDay();
    await this.inner.stop(mode);
  }

  // ---- dials

  private async dial(dial: Dial): Promise<Ack> {
    const now = this.options.clock.now();
    this.turnDay(now);
    if (this.calls.has(dial.attempt)) return { ok: false, why: 'duplicate' };
    const reason = this.refusal(dial, now);
    if (reason !== null) {
      this.refusals[reason] = (this.refusals[reason] ?? 0) + 1;
      this.options.onRefused?.(reason);
      // Minutes run out while calls go on: nothing else tells of it.
      this.tellTrunks();
      return { ok: false, why: 'refused', detail: reason };
    }
    const isDry = this.trunks.get(dial.trunk)!.dryRun;
    const withdraw = isDry ? this.options.clock.at(now + dial.ringMs, () => { this.endDryRun(dial.attempt); }) : () => {};
    const call: GuardedCall = { trunk: dial.trunk, isDry, answeredAt: null, isCertain: true, withdraw };
    this.calls.set(dial.attempt, call);
    for (const meter of this.metersOf(dial.trunk)) meter.placed(now);
    this.tellTrunks();
    if (isDry) {
      this.options.onDryRun?.(dial);
      return { ok: true };
    }
    const ack = await this.inner.execute(dial);
    if (!ack.ok && ack.why === 'unknown') call.isCertain = false;
    else if (!ack.ok && ack.why !== 'duplicate') this.forget(dial.attempt, call);
    return ack;
  }

  private refusal(dial: Dial, now: Millis): RefusalReason | null {
    if (!ATTEMPT_ID.test(dial.attempt)) return 'badId';
    const trunk = this.trunks.get(dial.trunk);
    if (trunk === undefined) return 'unknownTrunk';
    const wrong = this.numberRefusal(dial.number);
    if (wrong !== null) return wrong;
    if (!isNumber(dial.callerId)) return 'badCallerId';
    if (!trunk.callerIds.some((id) => digitsOf(id) === digitsOf(dial.callerId))) return 'callerIdNotListed';
    const record = this.options.again?.(dial, now) ?? null;
    if (record !== null) return record;
    const limit = this.meters.get(dial.trunk)!.refusal(now);
    if (limit !== null) return limit;
    const total = this.total.refusal(now);
    return total === null ? null : `total.${total}`;
  }

  private endDryRun(attempt: AttemptId): void {
    const call = this.calls.get(attempt);
    if (call === undefined) return;
    call.withdraw();
    this.forget(attempt, call);
    // As every driver tells it: never within the command.
    const { clock } = this.options;
    clock.at(clock.now(), () => {
      this.sink({ kind: 'ended', attempt, outcome: 'cancelled', by: 'us', raw: { reason: 'dryRun' } });
    });
  }

  // ---- what is heard

  private hear(event: TelephonyEvent): void {
    if (event.kind !== 'answered' && event.kind !== 'ended') return;
    const call = this.calls.get(event.attempt);
    if (call === undefined) return;
    const now = this.options.clock.now();
    this.turnDay(now);
    if (event.kind === 'answered') {
      this.noteAnswer(call, now);
      return;
    }
    this.forget(event.attempt, call);
    const meter = this.meters.get(call.trunk);
    if (meter === undefined) return;
    if (event.outcome === 'congestion') {
      const wasStopped = meter.stopped;
      meter.congested(now, event.raw.reason === 'configError');
      if (meter.stopped && !wasStopped) this.options.onStopped?.(call.trunk);
    } else if (event.outcome !== 'cancelled' && event.outcome !== 'unknown') meter.carried();
    this.tellTrunks();
  }

  /** Where a trunk cannot be used until tomorrow, it is looked at again then. */
  private tellTrunks(): void {
    const { clock } = this.options;
    this.turnDay(clock.now());
    this.withdrawDay();
    if (this.board.tell(clock.now())) this.withdrawDay = clock.at(this.dayEndsAt, () => { this.tellTrunks(); });
  }

  private noteAnswer(call: GuardedCall, now: Millis): void {
    if (call.answeredAt !== null) return;
    call.answeredAt = now;
    for (const meter of this.metersOf(call.trunk)) meter.answered(now);
  }

  private adopt(attempt: AttemptId, up: boolean): void {
    const known = this.calls.get(attempt);
    if (known !== undefined) {
      known.isCertain = true;
      return;
    }
    const trunk = this.options.trunkOf?.(attempt) ?? this.options.trunks[0]?.name ?? '';
    const call: GuardedCall = { trunk, isDry: false, answeredAt: null, isCertain: true, withdraw: () => {} };
    this.calls.set(attempt, call);
    for (const meter of this.metersOf(trunk)) meter.adopted();
    if (up) this.noteAnswer(call, this.options.clock.now());
  }

  private forget(attempt: AttemptId, call: GuardedCall): void {
    this.calls.delete(attempt);
    const now = this.options.clock.now();
    for (const meter of this.metersOf(call.trunk)) meter.ended(now, call.answeredAt);
  }

  private metersOf(trunk: string): TrunkMeter[] {
    const meter = this.meters.get(trunk);
    return meter === undefined ? [this.total] : [meter, this.total];
  }

  private turnDay(now: Millis): void {
    if (now < this.dayEndsAt) return;
    const midnight = endOfDay(this.dayEndsAt, this.options.zone) <= now ? now : this.dayEndsAt;
    for (const meter of [...this.meters.values(), this.total]) meter.newDay(midnight);
    this.dayEndsAt = endOfDay(now, this.options.zone);
  }
}

function endOfDay(at: Millis, zone: string): Millis {
  return DateTime.fromMillis(at, { zone }).startOf('day').plus({ days: 1 }).toMillis();
}

function checkLimits(name: string, limits: TrunkLimits): void {
  for (const key of ['maxChannels', 'maxCallsPerSecond', 'maxMinutesPerDay', 'maxAttemptsPerDay'] as const) {
    if (!(Number.isFinite(limits[key]) && limits[key] > 0)) throw new RangeError(`${name}.${key} must be a number above 0; no limit is left out`);
  }
}
