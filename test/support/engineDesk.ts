/**
 * A desk at which a test plays world: it sends events to a dialer and reads the commands as text.
 *
 * Rule: `at` moves the time and first delivers every wake that the dialer asked for up to it. A wake at the very instant
 * comes after the test's own events of that instant, as the dialer's contract says; `wake` delivers it.
 */
import { NEVER, UNSET, type Millis } from '../../src/base/time.ts';
import type { Commands } from '../../src/engine/commands.ts';
import { createDialer, type Dialer } from '../../src/engine/dialer.ts';
import type { DialerEvent, EventKind, RecordCreated } from '../../src/engine/events.ts';
import type { DialerOptions } from '../../src/engine/options.ts';
import type { CreateStrategy, PacingView } from '../../src/engine/pacing/strategy.ts';
import { createCommandTexts } from '../../src/journal/commandTexts.ts';
import { engineOptions, type EngineInput } from './engineOptions.ts';

type FieldsOf<K extends EventKind> = Omit<Extract<DialerEvent, { kind: K }>, 'kind' | 'at'>;

export class EngineDesk {
  readonly options: DialerOptions;
  readonly dialer: Dialer;
  /** Every command so far, as text, oldest first. */
  readonly commands: string[] = [];
  /** Every event so far, copied. */
  readonly events: DialerEvent[] = [];
  now: Millis = 0;
  private records = 0;
  private readonly sink: Commands = createCommandTexts((text) => this.commands.push(text.trim().slice(2)));

  constructor(input: EngineInput = {}, createStrategy?: CreateStrategy) {
    this.options = engineOptions(input);
    this.dialer = createDialer(this.options, createStrategy === undefined ? {} : { createStrategy });
  }

  /** Moves to an instant; wakes before it are delivered. */
  at(now: Millis): this {
    while (this.dialer.nextWakeAt() < now) {
      this.now = Math.max(this.now, this.dialer.nextWakeAt());
      this.send('wake', {});
    }
    this.now = now;
    return this;
  }

  /** Delivers every wake that is due now. Returns their commands. */
  wake(): string[] {
    const from = this.commands.length;
    while (this.dialer.nextWakeAt() <= this.now) this.send('wake', {});
    return this.commands.slice(from);
  }

  /** Sends one event now. Returns its commands. */
  send<K extends EventKind>(kind: K, fields: FieldsOf<K>): string[] {
    return this.handle({ kind, at: this.now, ...fields } as unknown as DialerEvent);
  }

  handle(event: DialerEvent): string[] {
    const from = this.commands.length;
    this.events.push({ ...event });
    this.dialer.handle(event, this.sink);
    return this.commands.slice(from);
  }

  /** Creates the next record, with one number of its own unless told otherwise. Returns its index. */
  record(fields: Partial<RecordCreated> = {}): number {
    const record = this.records;
    this.records += 1;
    this.send('recordCreated', {
      record, recordType: 0, database: 0, zone: 0, priority: 0, createdAt: this.now, action: 'notAssigned', nextCallAt: UNSET, hardOwner: -1, softOwner: -1,
      status: -1, phones: [record], ...fields,
    });
    return record;
  }

  recordsMany(count: number): void {
    for (let index = 0; index < count; index += 1) this.record();
  }
}

/** The commands of one kind. */
export function only(kind: string, commands: readonly string[]): string[] {
  return commands.filter((command) => command.startsWith(`${kind} `));
}

/** A strategy whose every answer a test gives. */
export function answering(dialCount: (view: PacingView) => number, nextReviewAt?: (view: PacingView) => Millis): CreateStrategy {
  return () => ({ id: 'test', dialCount, nextReviewAt: nextReviewAt ?? ((): Millis => NEVER), readings: () => ({}) });
}
