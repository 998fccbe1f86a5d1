/**
 * A run in which every question to the strategy is watched: its answer is a whole number, the engine places just as many dials as
 * room, channels and records allow, and it sees the world through a spy only.
 */
import { NEVER, SECOND_MS, type Millis } from '../../../../src/base/time.ts';
import { COMMAND_FIELDS } from '../../../../src/engine/commands.ts';
import type { DialerEvent } from '../../../../src/engine/events.ts';
import type { DialerOptions } from '../../../../src/engine/options.ts';
import { findStrategy } from '../../../../src/engine/pacing/registry.ts';
import { staffedAgents, type CreateStrategy, type PacingStrategy, type PacingView, type ParameterValues } from '../../../../src/engine/pacing/strategy.ts';
import type { OutcomeName } from '../../../../src/engine/vocabulary.ts';
import type { RunObserver } from '../../../../src/measure/observer.ts';
import type { CompiledScenario } from '../../../../src/scenario/compiled.ts';
import { simulate, type SimulationResult } from '../../../../src/simulation/simulate.ts';
import { askThroughSpy } from './spyView.ts';

export interface WatchedRun {
  readonly result: SimulationResult;
  /** Instants of the dials, in order. */
  readonly dialledAt: readonly Millis[];
  readonly outcomes: readonly OutcomeName[];
  /** Most calls in progress, dials within a whole second, and agents seen. */
  readonly callsPeak: number;
  readonly startsPeak: number;
  readonly agentsPeak: number;
  readonly questions: number;
  /** Fields of the view that were read. */
  readonly read: ReadonlySet<string>;
  /** Everything that went wrong, in words. */
  readonly faults: readonly string[];
  /** What the dialer was made of, every event it was told and every command it gave, to be told again. */
  readonly options: DialerOptions;
  readonly events: readonly DialerEvent[];
  readonly commands: readonly string[];
}

/** @param create instead of the registered strategy of this id. */
export function watchedRun(id: string, parameters: ParameterValues, scenario: CompiledScenario, create: CreateStrategy = findStrategy(id)!.create): WatchedRun {
  const watch = new Watch();
  let options: DialerOptions | undefined;
  const result = simulate({
    scenario, seed: 'contract', replication: 1, strategy: { id, parameters }, createStrategy: watch.around(create),
    observers: (made) => {
      options = made;
      return [watch.observer];
    },
  });
  watch.settle();
  return { ...watch.seen(), result, options: options! };
}

/** A sink or observer that writes down each command as a line. */
export function commandLog(lines: string[]): RunObserver {
  const commands = Object.keys(COMMAND_FIELDS).map((kind) => [kind, (...fields: unknown[]) => lines.push(`${kind} ${JSON.stringify(fields)}`)]);
  const log: Omit<RunObserver, 'event'> = Object.fromEntries(commands);
  return { ...log, event: () => undefined };
}

class Watch {
  readonly observer: RunObserver;
  private readonly dialledAt: Millis[] = [];
  private readonly outcomes: OutcomeName[] = [];
  private readonly read = new Set<string>();
  private readonly faults: string[] = [];
  private readonly events: DialerEvent[] = [];
  private readonly commands: string[] = [];
  private readonly startsBySecond = new Map<number, number>();
  private callsPeak = 0;
  private agentsPeak = 0;
  private questions = 0;
  private now: Millis = 0;
  /** Dials that the last answer entitled to and dials made since; null before the first question. */
  private due: number | null = null;
  private placed = 0;

  constructor() {
    const log = commandLog(this.commands);
    this.observer = {
      ...log,
      event: (event) => {
        this.settle();
        this.due = 0;
        this.now = event.at;
        this.events.push(structuredClone(event));
      },
      dial: (...fields) => {
        log.dial(...fields);
        this.placed += 1;
        this.dialledAt.push(this.now);
        const second = Math.floor(this.now / SECOND_MS);
        this.startsBySecond.set(second, (this.startsBySecond.get(second) ?? 0) + 1);
        this.callsPeak = Math.max(this.callsPeak, this.dialledAt.length - this.outcomes.length);
      },
      attemptOver: (attempt, outcome) => {
        log.attemptOver(attempt, outcome);
        this.outcomes.push(outcome);
      },
    };
  }

  /** The strategy as it is, watched. */
  around(create: CreateStrategy): CreateStrategy {
    return (parameters, random, priors) => {
      const inner = create(parameters, random, priors);
      const outer: PacingStrategy = {
        id: inner.id,
        dialCount: (view) => this.ask(inner, view),
        nextReviewAt: (view) => this.review(inner, view),
        onAttemptStarted: (now) => inner.onAttemptStarted?.(now),
        onAttemptAnswered: (now, ringMs) => inner.onAttemptAnswered?.(now, ringMs),
        onAttemptEnded: (now, outcome, ringMs) => inner.onAttemptEnded?.(now, outcome, ringMs),
        onDropped: (now, waitMs) => inner.onDropped?.(now, waitMs),
        onHandled: (now, talkMs, wrapMs) => inner.onHandled?.(now, talkMs, wrapMs),
        readings: () => inner.readings(),
      };
      return outer;
    };
  }

  /** Compares what was placed with what the last answer entitled to. */
  settle(): void {
    if (this.due !== null && this.placed !== this.due) this.fault(`placed ${this.placed} dials where ${this.due} were wanted and possible`);
    this.due = null;
    this.placed = 0;
  }

  seen(): Omit<WatchedRun, 'result' | 'options'> {
    const { dialledAt, outcomes, callsPeak, agentsPeak, questions, read, faults, events, commands } = this;
    return { dialledAt, outcomes, callsPeak, agentsPeak, questions, read, faults, events, commands, startsPeak: Math.max(0, ...this.startsBySecond.values()) };
  }

  private ask(inner: PacingStrategy, view: PacingView): number {
    this.settle();
    const wanted = askThroughSpy(view, this.read, (spy) => inner.dialCount(spy));
    const agents = staffedAgents(view);
    this.questions += 1;
    this.agentsPeak = Math.max(this.agentsPeak, agents);
    if (!(Number.isInteger(wanted) && wanted >= 0)) this.fault(`asked for ${wanted} dials`);
    if (agents === 0 && wanted > 0) this.fault(`asked for ${wanted} dials without agents`);
    for (const [name, reading] of Object.entries(inner.readings())) if (!Number.isFinite(reading)) this.fault(`reads ${name} = ${reading}`);
    this.due = Math.max(0, Math.min(wanted, view.freeChannels, view.startsRoom, view.dueNow));
    return wanted;
  }

  private review(inner: PacingStrategy, view: PacingView): Millis {
    if (inner.nextReviewAt === undefined) return NEVER;
    const at = askThroughSpy(view, this.read, (spy) => inner.nextReviewAt!(spy));
    if (!(at > view.now)) this.fault(`wants to be asked again at ${at}`);
    return at;
  }

  private fault(text: string): void {
    if (this.faults.length < 20) this.faults.push(`${this.now}: ${text}`);
  }
}
