/**
 * A world without sense: events of every kind at random instants, most of them possible, some of them not, with the judge watching.
 *
 * Rule: everything comes from one number; what happens is remembered as text, so that a failure can be read.
 */
import { createSequentialStream, streamKey, type RandomStream } from '../../src/base/random.ts';
import { NEVER, UNSET, type Millis } from '../../src/base/time.ts';
import type { Commands } from '../../src/engine/commands.ts';
import { createDialer, type Dialer } from '../../src/engine/dialer.ts';
import type { DialerEvent } from '../../src/engine/events.ts';
import type { DialerOptions } from '../../src/engine/options.ts';
import { pendingCalls, type CreateStrategy } from '../../src/engine/pacing/strategy.ts';
import { ACTIONS, CAUSES, NONE, VERDICTS } from '../../src/engine/vocabulary.ts';
import { formatEvent } from '../../src/journal/codec.ts';
import { createCommandTexts } from '../../src/journal/commandTexts.ts';
import { RunChecker } from './checkers.ts';
import { observerOf, tee } from './engineObserver.ts';

export class Chaos {
  readonly checker: RunChecker;
  /** Events and commands, the last ones. */
  readonly told: string[] = [];
  dialer: Dialer;
  private readonly options: DialerOptions;
  private readonly random: RandomStream;
  private readonly sink: Commands;
  private readonly calls: number[] = [];
  private now: Millis = 0;
  private records = 0;

  constructor(number: number, options: DialerOptions) {
    this.options = options;
    this.random = createSequentialStream(streamKey(number, 'chaos'));
    this.checker = new RunChecker(options);
    this.dialer = createDialer(options, { createStrategy: EAGER });
    const calls = observerOf({
      dial: (attempt: number) => { this.calls.push(attempt); },
      attemptOver: (attempt: number) => { this.calls.splice(this.calls.indexOf(attempt), 1); },
    });
    this.sink = tee(createCommandTexts((text) => this.told.push(text)), this.checker.observer, calls);
  }

  /** So many random events. */
  run(steps: number): void {
    for (let step = 0; step < steps; step += 1) {
      this.passTime(this.of(0, 0, 1, 700, 4_000, 30_000, 200_000));
      if (this.upTo(40) === 0) this.dialer = createDialer(this.options, { createStrategy: EAGER, snapshot: structuredClone(this.dialer.snapshot()) });
      this.send(this.randomEvent());
    }
  }

  /** Nothing more is dialled, every call ends, everybody saves, and time passes: nothing may be left under way. */
  drain(): void {
    this.send({ kind: 'campaignStopped', at: this.now });
    while (this.calls.length > 0) this.send({ kind: 'attemptEnded', at: this.now, attempt: this.calls[0]!, cause: 'noAnswer' });
    for (let hour = 0; hour < 3; hour += 1) {
      this.passTime(3_600_000);
      for (let agent = 0; agent < this.options.agents.length; agent += 1) this.send({ kind: 'agentSignedIn', at: this.now, agent });
    }
    this.checker.finish(this.dialer.facts(), true);
    const { turnsOpen } = this.dialer.facts();
    if (turnsOpen > 0) this.checker.problems.push(`${turnsOpen} turns are open after everything is over`);
  }

  private passTime(ms: Millis): void {
    const to = this.now + ms;
    for (let wakes = 0; this.dialer.nextWakeAt() <= to; wakes += 1) {
      if (wakes > 10_000) throw new Error(`the dialer asks to be woken at ${this.dialer.nextWakeAt()} again and again`);
      this.now = Math.max(this.now, this.dialer.nextWakeAt());
      this.send({ kind: 'wake', at: this.now });
    }
    this.now = to;
  }

  private send(event: DialerEvent): void {
    this.told.push(formatEvent(event));
    if (this.told.length > 4_000) this.told.splice(0, 2_000);
    this.checker.observer.event(event);
    this.dialer.handle(event, this.sink);
  }

  private randomEvent(): DialerEvent {
    const at = this.now;
    const kind = this.of('answered', 'answered', 'answered', 'classified', 'classified', 'ended', 'ended', 'ended', 'agent', 'agent', 'saved', 'saved', 'created', 'record', 'campaign');
    if (this.records < 5 || (kind === 'created' && this.records < 60)) return this.created();
    const attempt = this.calls.length > 0 && this.upTo(20) > 0 ? this.calls[this.upTo(this.calls.length - 1)]! : this.upTo(50);
    const agent = this.upTo(this.options.agents.length - 1);
    switch (kind) {
      case 'answered': return { kind: 'attemptAnswered', at, attempt, verdict: this.of(...VERDICTS) };
      case 'classified': {
        const heard = this.of(true, false);
        return { kind: 'attemptClassified', at, attempt, machine: this.of(true, false, false), greetingStartAt: heard ? at - 500 : UNSET, greetingEndAt: heard ? at - 100 : UNSET };
      }
      case 'ended': return { kind: 'attemptEnded', at, attempt, cause: this.of(...CAUSES) };
      case 'saved': return {
        kind: 'agentSaved', at, agent, status: this.of(NONE, NONE, this.upTo(this.options.statuses.length)), nextCallAt: this.of(UNSET, UNSET, at + this.upTo(600_000), at - 5),
        passTo: this.of(NONE, NONE, this.upTo(2)), formComplete: this.of(true, true, false),
      };
      case 'agent': {
        const what = this.of('agentSignedIn', 'agentSignedIn', 'agentSignedIn', 'agentSignedOut', 'agentPaused', 'agentResumed', 'agentLeaving', 'recordSkipped');
        return what === 'agentLeaving' ? { kind: what, at, agent, leaving: this.of(true, false) } : { kind: what, at, agent };
      }
      case 'campaign': return this.of<DialerEvent>(
        { kind: 'campaignStopped', at }, { kind: 'campaignStarted', at }, { kind: 'campaignStarted', at }, { kind: 'channelsChanged', at, channels: this.upTo(8) },
        { kind: 'databaseSwitched', at, database: this.upTo(1), active: this.of(true, true, false) },
        { kind: 'numberBlocked', at, number: this.upTo(30), scope: 'global', blocked: this.of(true, true, false) },
      );
      default: return this.recordEvent(agent);
    }
  }

  private recordEvent(agent: number): DialerEvent {
    const at = this.now;
    const record = this.upTo(this.records);
    const nextCallAt = this.of(UNSET, at + this.upTo(300_000), at + this.upTo(300_000), at - 1);
    return this.of<DialerEvent>(
      { kind: 'actionSet', at, record, action: this.of(...ACTIONS), nextCallAt, softOwner: this.of(NONE, agent) },
      { kind: 'actionSet', at, record, action: this.of('notAssigned', 'callImmediately', 'rescheduledByAgent'), nextCallAt, softOwner: this.of(NONE, agent) },
      { kind: 'ownerSet', at, record, agent }, { kind: 'ownerCleared', at, record }, { kind: 'statusSet', at, record, status: this.upTo(this.options.statuses.length) },
      { kind: 'recordMoved', at, record, recordType: this.of(0, 0, 1), database: this.upTo(2) }, { kind: 'recordBlocked', at, record, blocked: this.of(true, false) },
      this.upTo(3) === 0 ? { kind: 'recordDeleted', at, record } : { kind: 'ownerCleared', at, record },
    );
  }

  private created(): DialerEvent {
    const at = this.now;
    const action = this.of('notAssigned', 'notAssigned', 'callImmediately', 'rescheduledByAgent', 'done');
    const agent = this.upTo(this.options.agents.length - 1);
    const owner = this.of('none', 'none', 'hard', 'soft');
    this.records += 1;
    return {
      kind: 'recordCreated', at, record: this.records - 1, recordType: this.of(0, 0, 0, 1), database: this.upTo(1), zone: this.upTo(this.options.zones.length - 1),
      priority: this.upTo(3), createdAt: at, action, nextCallAt: action === 'rescheduledByAgent' ? at + this.upTo(200_000) : this.of(UNSET, UNSET, at + this.upTo(60_000)),
      hardOwner: owner === 'hard' ? agent : NONE, softOwner: owner === 'soft' ? agent : NONE, status: NONE, phones: Array.from({ length: this.upTo(3) }, () => this.upTo(40)),
    };
  }

  private of<T>(...values: readonly T[]): T {
    return values[Math.floor(this.random.next() * values.length)]!;
  }

  private upTo(high: number): number {
    return Math.floor(this.random.next() * (high + 1));
  }
}

/** Wants two calls pending for each ready agent and one more, and to be asked again soon. */
const EAGER: CreateStrategy = () => ({
  id: 'eager',
  dialCount: (view) => Math.max(0, 2 * view.ready + 1 - pendingCalls(view)),
  nextReviewAt: (view) => (view.ready > 0 ? view.now + 60_000 : NEVER),
  readings: () => ({}),
});
