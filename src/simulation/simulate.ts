/**
 * One run: the dialer in the simulated world, from the first record to the last wrap-up.
 *
 * Rule: a run is a function of (scenario, strategy, seed, version). The calendar's order is (time, sequence); world events
 * come before a wake of the same instant. After `horizon.endsAt` nothing more is dialled: a drained run goes on until
 * every call and wrap-up is over, a cut one stops there.
 */
import { EventCalendar } from '../base/eventCalendar.ts';
import { streamKey } from '../base/random.ts';
import { NEVER, UNSET, formatMillis, type Millis } from '../base/time.ts';
import type { AbandonRule } from '../engine/abandon/rule.ts';
import { createDialer, type Dialer } from '../engine/dialer.ts';
import type { CampaignStopped, DialerEvent, Wake } from '../engine/events.ts';
import type { DialerOptions, StrategyChoice } from '../engine/options.ts';
import type { CreateStrategy } from '../engine/pacing/strategy.ts';
import type { TraceSink } from '../engine/selection/traceEntry.ts';
import { createDigest } from '../journal/digest.ts';
import type { RunObserver } from '../measure/observer.ts';
import { createRecorder } from '../measure/recorder.ts';
import type { DaySeries, ReplicationResult } from '../measure/results.ts';
import type { CompiledScenario, Horizon } from '../scenario/compiled.ts';
import { blankEvent } from '../world/blankEvents.ts';
import { createWorld, type World } from '../world/world.ts';
import { CLAIRVOYANT_ID, clairvoyantStrategy } from './clairvoyant.ts';
import { ClairvoyantOracle } from './clairvoyantOracle.ts';
import { RunSink } from './runSink.ts';
import { Watchers } from './watchers.ts';

export interface SimulationInput {
  readonly scenario: CompiledScenario;
  /** Of the experiment; replication r draws from `seed/r`. */
  readonly seed: string;
  readonly replication: number;
  /** Instead of the scenario's own. */
  readonly strategy?: StrategyChoice;
  /** A strategy that is not in the registry. */
  readonly createStrategy?: CreateStrategy;
  /** Made when the dialer's options are known: a journal, a checker, a test's spy. */
  readonly observers?: (options: DialerOptions) => readonly RunObserver[];
  /** Is told of every choice of a record (records: section 11.6); costs a look at every record for each. */
  readonly trace?: TraceSink;
}

/** A run that can be taken in portions, so that whoever waits for it can look at the clock or at Ctrl-C in between. */
export interface Simulation {
  /** Takes up to so many steps. True when the run is over. */
  advance(steps: number): boolean;
  /** Share of the horizon that has passed, 0 to 1. */
  progress(): number;
  /** What came out; only when the run is over, and once. */
  result(): SimulationResult;
}

export interface SimulationResult {
  readonly replication: ReplicationResult;
  readonly series: DaySeries;
  readonly dials: number;
  /** Events handled by the dialer. */
  readonly events: number;
  /** The dialer as it stood at the end, for checks. */
  readonly dialer: Dialer;
}

/** Codes of the simulation itself in the shared calendar. */
const STOP_DIALLING = 1_000;
/** Steps that are taken at once: as a small integer, which costs ten instructions a step less than Infinity does. */
const STEPS_MAX = 1_000_000_000;
/** More wakes than this without time moving on mean that somebody asks to be woken for nothing. */
const WAKES_AT_ONE_INSTANT_MAX = 1_000;

export function simulate(input: SimulationInput): SimulationResult {
  const simulation = createSimulation(input);
  simulation.advance(Number.POSITIVE_INFINITY);
  return simulation.result();
}

export function createSimulation(input: SimulationInput): Simulation {
  return new Run(input);
}

/** The dialer's options of one replication: the scenario's, with its strategy and random keys. */
export function dialerOptions(scenario: CompiledScenario, seed: string, strategy: StrategyChoice = scenario.dialer.strategy): DialerOptions {
  return { ...scenario.dialer, strategy, strategyKey: streamKey(seed, 'strategy'), selectionKey: streamKey(seed, 'selection') };
}

/** Records of the list as the run begins, for which room is made at once. */
function recordsAtStart({ world: { list } }: CompiledScenario): number {
  return list.kind === 'plain' ? list.count : list.kind === 'given' ? list.records.length : list.blockSize;
}

/** The charts show the first rule: the one that the campaign must keep. */
function enforcedFirst({ rules, dialer }: CompiledScenario): AbandonRule[] {
  const enforced = dialer.enforcedRules[0]?.id;
  return [...rules].sort((left, right) => Number(right.id === enforced) - Number(left.id === enforced));
}

/** The series, with what the dialer counted for each status of the campaign. */
function withStatuses(series: DaySeries, { dialer: { statuses } }: CompiledScenario, dialer: Dialer): DaySeries {
  if (statuses.length === 0) return series;
  const counts = dialer.statusCounts();
  return { ...series, statuses: statuses.map(({ id, name, group }, index) => ({ id, name, group, ...counts[index]! })) };
}

class Run implements Simulation {
  private readonly input: SimulationInput;
  private readonly seed: string;
  private readonly horizon: Horizon;
  private readonly dialsMax: number;
  private readonly calendar = new EventCalendar();
  private readonly digest = createDigest();
  private readonly recorder: ReturnType<typeof createRecorder>;
  private readonly world: World;
  private readonly dialer: Dialer;
  private readonly sink: RunSink;
  private readonly wakeEvent: Wake = blankEvent('wake');
  private readonly stopEvent: CampaignStopped = blankEvent('campaignStopped');
  private events = 0;
  private stopped = false;
  /** Begins as UNSET: see the world's. */
  private now: Millis = UNSET;
  /** Before this instant nobody need ask whether the run is over: NEVER as long as it dials. */
  private askFrom: Millis = NEVER;
  private wokenAt: Millis = UNSET;
  private wakesHere = 0;

  constructor(input: SimulationInput) {
    const { scenario } = input;
    this.input = input;
    this.seed = `${input.seed}/${input.replication}`;
    this.horizon = scenario.horizon;
    this.dialsMax = scenario.horizon.maxDials ?? Number.MAX_SAFE_INTEGER;
    const options = dialerOptions(scenario, this.seed, input.strategy);
    const { settings } = options;
    this.recorder = createRecorder({
      rules: enforcedFirst(scenario), scored: scenario.horizon.scored, dayStarts: options.dayStarts, monthStarts: options.monthStarts, agents: options.agents.length,
      callingWindows: options.zones[options.campaignZone]!.open, falsePositiveShare: options.falsePositiveShare, ringLimitMs: settings.ringLimitMs,
    });
    const worldSettings = {
      ringLimitMs: settings.ringLimitMs, recordType: options.recordType, campaignZone: options.campaignZone, active: settings.active,
      mode: settings.mode, allowObtain: settings.allowObtain, windows: options.zones.map((zone) => zone.open),
    };
    this.world = createWorld(scenario.world, worldSettings, this.seed, this.calendar, this.recorder);
    const isClairvoyant = options.strategy.id === CLAIRVOYANT_ID && input.createStrategy === undefined;
    const oracle = isClairvoyant ? new ClairvoyantOracle(scenario.world, settings, options.agents.length, this.seed) : null;
    const createStrategy = oracle === null ? input.createStrategy : clairvoyantStrategy(oracle);
    this.dialer = createDialer(options, { withoutSnapshots: true, recordsExpected: recordsAtStart(scenario), ...(createStrategy === undefined ? {} : { createStrategy }), ...(input.trace === undefined ? {} : { trace: input.trace }) });
    if (oracle !== null) oracle.nextRecord = () => this.dialer.nextInQueue();
    const others = [...(input.observers?.(options) ?? []), ...(oracle === null ? [] : [oracle])];
    this.sink = new RunSink(this.world, this.recorder, others.length === 0 ? this.digest : new Watchers([this.digest, ...others]));
    this.now = 0;
    this.world.start(0);
    if (this.horizon.endsAt < NEVER) this.calendar.push(this.horizon.endsAt, STOP_DIALLING, 0, 0);
  }

  advance(steps: number): boolean {
    for (let left = steps; left > 0; left -= STEPS_MAX) if (this.take(left < STEPS_MAX ? Math.ceil(left) : STEPS_MAX)) return true;
    return false;
  }

  /** Takes so many steps, which here are a small integer. */
  private take(steps: number): boolean {
    const { calendar, dialer } = this;
    for (let step = 0; step < steps; step += 1) {
      const worldAt = calendar.peekTime();
      const wakeAt = dialer.nextWakeAt();
      if (worldAt <= wakeAt) {
        if (worldAt >= this.askFrom && this.isOver(worldAt)) return true;
        this.now = worldAt;
        this.fire();
      } else {
        if (wakeAt >= this.askFrom && this.isOver(wakeAt)) return true;
        this.now = wakeAt;
        this.wake(wakeAt);
      }
    }
    return false;
  }

  progress(): number {
    return Math.min(1, this.now / this.horizon.endsAt);
  }

  result(): SimulationResult {
    this.recorder.finish(this.horizon.end === 'cut' ? Math.max(this.now, this.horizon.endsAt) : this.now);
    return {
      replication: this.recorder.result(this.input.replication, this.seed, this.digest.hex()),
      series: withStatuses(this.recorder.series(), this.input.scenario, this.dialer), dials: this.sink.dials, events: this.events, dialer: this.dialer,
    };
  }

  private isOver(next: Millis): boolean {
    if (next <= this.now) return false;
    if (next >= NEVER) return true;
    if (!this.stopped) return false;
    return this.horizon.end === 'cut' ? next > this.horizon.endsAt : this.dialer.turnsOpen() === 0;
  }

  private wake(at: Millis): void {
    this.wakesHere = at > this.wokenAt ? 1 : this.wakesHere + 1;
    this.wokenAt = at;
    if (this.wakesHere > WAKES_AT_ONE_INSTANT_MAX) throw new Error(`bug: the dialer asks to be woken at ${formatMillis(at)} again and again`);
    this.wakeEvent.at = at;
    this.world.advance(at);
    this.handle(this.wakeEvent);
  }

  private fire(): void {
    const { calendar } = this;
    if (!calendar.pop()) return;
    const { at, code, a, b } = calendar;
    if (code === STOP_DIALLING) {
      this.stop(at);
      return;
    }
    const event = this.world.fire(at, code, a, b);
    if (event === null) return;
    this.handle(event);
    if (this.sink.dials >= this.dialsMax) this.stop(at);
  }

  private stop(at: Millis): void {
    if (this.stopped) return;
    this.stopped = true;
    this.askFrom = UNSET;
    this.world.advance(at);
    this.world.stop();
    this.stopEvent.at = at;
    this.handle(this.stopEvent);
  }

  private handle(event: DialerEvent): void {
    this.events += 1;
    this.sink.event(event);
    this.dialer.handle(event, this.sink);
  }
}
