/**
 * A driver of the telephony port under test, with everything that it said, and the rules that must hold of it.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Ack, AttemptId, LegId, Telephony, TelephonyCommand, TelephonyEvent } from '../../../src/live/telephony/port/port.ts';

export interface ConformanceDriver {
  readonly telephony: Telephony;
  readonly trunk: string;
  readonly callerId: string;
  readonly message: string;
  /** A telephone of an agent, who answers it within `ringMs`. */
  readonly phone: string;
  readonly numbers: {
    /** A person answers within `ringMs`, and talks for more than `talkMs` once bridged. */
    readonly person: string;
    /** Rings longer than `ringMs`. */
    readonly rings: string;
    readonly busy: string;
    readonly invalid: string;
  };
  readonly ringMs: number;
  readonly talkMs: number;
  /** Longer than the message. */
  readonly messageMs: number;
  /** Lets time pass, until whatever was due in it has come. */
  pass(ms: number): Promise<void>;
  /** The telephone system loses its calls and is back. */
  restart(): Promise<void>;
  /** The customer of a call that is up hangs up now; absent: cannot be told to. */
  customerHangsUp?(attempt: AttemptId): Promise<void>;
  close(): Promise<void>;
}

export type Step =
  | { readonly do: 'dial'; readonly number: keyof ConformanceDriver['numbers']; readonly amd: boolean }
  | { readonly do: 'again' | 'drop' | 'hangup' | 'bridge'; readonly pick: number; readonly leg: number }
  | { readonly do: 'open' }
  | { readonly do: 'close'; readonly leg: number }
  | { readonly do: 'pass'; readonly share: number }
  | { readonly do: 'restart' };

export const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('dial' as const), number: fc.constantFrom('person', 'person', 'rings', 'busy', 'invalid'), amd: fc.boolean() }) },
  { weight: 10, arbitrary: fc.record({ do: fc.constantFrom('again', 'drop', 'hangup', 'bridge', 'bridge'), pick: fc.nat(5), leg: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), leg: fc.nat(5) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pass' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

export function word(ack: Ack): string {
  return ack.ok ? 'ok' : ack.why;
}

/** A driver under test, with everything that it said. */
export class Probe {
  readonly driver: ConformanceDriver;
  readonly telephony: Telephony;
  readonly events: TelephonyEvent[] = [];
  readonly acks: Ack[] = [];
  /** Dials that were acknowledged with ok. */
  readonly accepted = new Set<AttemptId>();
  /** Dials that may have been placed. */
  readonly doubtful = new Set<AttemptId>();
  private readonly dials: { readonly attempt: AttemptId; readonly number: keyof ConformanceDriver['numbers'] }[] = [];
  private readonly legs: LegId[] = [];

  private constructor(driver: ConformanceDriver) {
    this.driver = driver;
    this.telephony = driver.telephony;
  }

  static async start(driver: ConformanceDriver): Promise<Probe> {
    const probe = new Probe(driver);
    await driver.telephony.start((event) => {
      probe.events.push(event);
    });
    await probe.until(() => probe.isReady());
    return probe;
  }

  dialCommand(attempt: AttemptId, number: keyof ConformanceDriver['numbers']): Extract<TelephonyCommand, { kind: 'dial' }> {
    const { trunk, callerId, ringMs, numbers } = this.driver;
    return { kind: 'dial', attempt, trunk, number: numbers[number], callerId, ringMs, amd: 'off' };
  }

  async execute(command: TelephonyCommand): Promise<Ack> {
    const ack = await this.telephony.execute(command);
    this.acks.push(ack);
    if (command.kind === 'dial') {
      if (ack.ok) this.accepted.add(command.attempt);
      else if (ack.why === 'unknown') this.doubtful.add(command.attempt);
    }
    return ack;
  }

  /** An agent's leg that is up. With faults it may take more than one call. */
  async leg(): Promise<LegId> {
    for (let call = 0; call < 10; call += 1) {
      const leg = `leg-${this.legs.length}`;
      this.legs.push(leg);
      await this.execute({ kind: 'agentLeg.open', leg, agent: 'a1', phone: this.driver.phone });
      await this.pass(this.driver.ringMs);
      if (this.events.some((event) => event.kind === 'leg.up' && event.leg === leg)) return leg;
    }
    throw new Error('no leg came up');
  }

  pass(ms: number): Promise<void> {
    return this.driver.pass(ms);
  }

  async until(condition: () => boolean): Promise<void> {
    for (let step = 0; step < 60 && !condition(); step += 1) await this.pass(this.driver.ringMs / 20);
    expect(condition(), `what was waited for has come; events: ${JSON.stringify(this.events)}`).toBe(true);
  }

  isReady(): boolean {
    const last = this.events.filter((event) => event.kind === 'driver').at(-1);
    return last?.kind === 'driver' && last.state === 'ready';
  }

  epoch(): string | null {
    const last = this.events.filter((event) => event.kind === 'driver').at(-1);
    return last?.kind === 'driver' ? last.epoch : null;
  }

  /** What was heard of an attempt. */
  of(attempt: AttemptId): string[] {
    return this.events.flatMap((event) => ('attempt' in event && event.attempt === attempt ? [event.kind] : []));
  }

  ended(attempt: AttemptId): TelephonyEvent | undefined {
    return this.events.find((event) => event.kind === 'ended' && event.attempt === attempt);
  }

  async take(step: Step): Promise<void> {
    const { driver, dials, legs } = this;
    if (step.do === 'pass') return this.pass(Math.round(step.share * driver.ringMs));
    if (step.do === 'restart') return driver.restart();
    if (step.do === 'open') {
      const leg = `leg-${legs.length}`;
      legs.push(leg);
      await this.execute({ kind: 'agentLeg.open', leg, agent: 'a1', phone: driver.phone });
      return;
    }
    if (step.do === 'close') {
      if (legs.length > 0) await this.execute({ kind: 'agentLeg.close', leg: legs[step.leg % legs.length]! });
      return;
    }
    if (step.do === 'dial') {
      const attempt = `t-${dials.length}`;
      dials.push({ attempt, number: step.number });
      await this.execute({ ...this.dialCommand(attempt, step.number), amd: step.amd ? 'first' : 'off' });
      return;
    }
    if (dials.length === 0) return;
    const { attempt, number } = dials[dials.length - 1 - (step.pick % dials.length)]!;
    if (step.do === 'again') {
      // Ids are never used again: only one that is in use may be repeated, and then it is a duplicate.
      if (!this.accepted.has(attempt) || this.of(attempt).includes('ended')) return;
      const ack = await this.telephony.execute(this.dialCommand(attempt, number));
      expect(['duplicate', 'unknown', 'refused', 'ok']).toContain(word(ack));
      if (ack.ok) expect(this.of(attempt), 'an accepted repeat means that the first call was over').toContain('ended');
      return;
    }
    const wasOver = this.of(attempt).includes('ended');
    const leg = legs.length === 0 ? 'never-was' : legs[step.leg % legs.length]!;
    const ack = step.do === 'bridge' ? await this.execute({ kind: 'bridge', attempt, leg })
      : step.do === 'drop' ? await this.execute({ kind: 'drop', attempt, message: driver.message })
        : await this.execute({ kind: 'hangup', attempt });
    if (wasOver) expect(['gone', 'unknown', 'refused']).toContain(word(ack));
  }

  /** Hangs up whatever is left, and waits until its end was heard. */
  async finish(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) {
      const { attempts } = await this.telephony.snapshot();
      if (attempts.length === 0) break;
      for (const { id } of attempts) await this.telephony.execute({ kind: 'hangup', attempt: id });
      await this.pass(this.driver.ringMs / 2);
    }
    for (let turn = 0; turn < 20 && ([...this.accepted].some((attempt) => this.ended(attempt) === undefined) || !this.isReady()); turn += 1) {
      await this.pass(this.driver.ringMs / 2);
    }
  }

  /** Rules 1 and 2, on everything that was heard; all calls must be over. */
  checkRules(): void {
    for (const attempt of this.accepted) expect(this.of(attempt).filter((kind) => kind === 'ended'), `ends of ${attempt}`).toEqual(['ended']);
    const heard = new Set(this.events.flatMap((event) => ('attempt' in event ? [event.attempt] : [])));
    for (const attempt of heard) {
      expect(this.accepted.has(attempt) || this.doubtful.has(attempt), `${attempt} was dialled`).toBe(true);
      const kinds = this.of(attempt);
      const said = `${attempt}: ${kinds.join(', ')}`;
      if (kinds.includes('ended')) expect(kinds.indexOf('ended'), `nothing after the end; ${said}`).toBe(kinds.length - 1);
      for (const once of ['ringing', 'answered', 'amd']) expect(kinds.filter((kind) => kind === once).length, `${once} at most once; ${said}`).toBeLessThanOrEqual(1);
      const answered = kinds.indexOf('answered');
      for (const later of ['amd', 'bridged', 'message']) {
        const at = kinds.indexOf(later);
        if (at >= 0) expect(answered >= 0 && answered < at, `answered before ${later}; ${said}`).toBe(true);
      }
    }
    const legsHeard = this.events.flatMap((event) => (event.kind === 'leg.up' || event.kind === 'leg.down' ? [event] : []));
    for (const leg of new Set(legsHeard.map((event) => event.leg))) {
      const kinds = legsHeard.filter((event) => event.leg === leg).map((event) => event.kind);
      expect(['leg.up', 'leg.down', 'leg.up,leg.down'], `leg ${leg}`).toContain(kinds.join(','));
    }
  }
}
