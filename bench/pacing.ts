/**
 * The cost of one decision: microseconds per `dialCount` call, for every registered strategy at 10, 50 and 500 agents.
 *
 * Rule: a busy floor (85 % talking, 5 % wrapping up, the rest ready, elapsed times spread as in practice), two hours of history, and
 * time that moves on by as much as a floor of that size leaves between two events, so that rules with a grid act as often as they do
 * in a run. Targets at 50 agents: 2 µs for rules without forecasts, 20 for forecasting ones; the simulations inside `impact` and the
 * solves of `base-stock` apart. Run: `npx tsx bench/pacing.ts [id …]`.
 */
import { pathToFileURL } from 'node:url';
import { Bench } from 'tinybench';
import { createSequentialStream, streamKey } from '../src/base/random.ts';
import { HOUR_MS, type Millis } from '../src/base/time.ts';
import { STRATEGIES } from '../src/engine/pacing/registry.ts';
import type { InstantList, PacingStrategy, PacingView, ParameterValues, RollingCounts, StrategyDefinition } from '../src/engine/pacing/strategy.ts';

/** Mean cost of one call, µs; null where the strategy refuses so many agents. */
export interface PacingCost { readonly id: string; readonly agents: number; readonly meanMicros: number | null; readonly p99Micros: number | null }

export const AGENT_COUNTS: readonly number[] = [10, 50, 500];

const PRIORS = { answerRate: 0.2, resolutionMs: 15_000, talkMs: 180_000, wrapMs: 20_000 };
/** Events of all kinds that an agent causes per ms, about: 4 attempts and 4 events of a call each 300 s, 2 events an attempt. */
const EVENTS_PER_AGENT_MS = 12 / 300_000;
/** Calls asked in one timed round, so that the clock's own cost disappears. */
const CALLS_PER_ROUND = 64;

/** Measures these strategies, one after the other. `timeMs`: how long each is measured. */
export async function benchPacing(definitions: readonly StrategyDefinition[] = STRATEGIES, timeMs = 200): Promise<PacingCost[]> {
  const costs: PacingCost[] = [];
  for (const definition of definitions) {
    for (const agents of AGENT_COUNTS) costs.push(await costOf(definition, agents, timeMs));
  }
  return costs;
}

async function costOf(definition: StrategyDefinition, agents: number, timeMs: number): Promise<PacingCost> {
  const floor = new Floor(agents);
  const strategy = definition.create(parametersOf(definition, agents), createSequentialStream(streamKey('bench', definition.id)), PRIORS);
  try {
    teach(strategy, floor);
    strategy.dialCount(floor);
  } catch (error) {
    if (error instanceof RangeError) return { id: definition.id, agents, meanMicros: null, p99Micros: null };
    throw error;
  }
  const bench = new Bench({ time: timeMs, warmupTime: timeMs / 4 });
  bench.add(definition.id, () => {
    for (let call = 0; call < CALLS_PER_ROUND; call += 1) {
      floor.pass();
      strategy.dialCount(floor);
    }
  });
  await bench.run();
  const result = bench.tasks[0]!.result;
  if (!('latency' in result)) throw new Error(`${definition.id} could not be measured: ${result.state}`);
  const { latency } = result;
  return { id: definition.id, agents, meanMicros: (latency.mean * 1_000) / CALLS_PER_ROUND, p99Micros: (latency.p99 * 1_000) / CALLS_PER_ROUND };
}

function parametersOf(definition: StrategyDefinition, agents: number): ParameterValues {
  if (definition.id === 'astercc-channels') return { channels: Math.round(1.3 * agents) };
  return definition.id === 'open-loop' ? { ratePerSecond: agents / 60 } : {};
}

/** Gives the strategy a past: attempts, a quarter of them answered, and handled calls. */
function teach(strategy: PacingStrategy, floor: Floor): void {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    const isPerson = attempt % 4 === 0;
    strategy.onAttemptStarted?.(floor.now);
    if (isPerson) strategy.onAttemptAnswered?.(floor.now, 8_000);
    strategy.onAttemptEnded?.(floor.now, isPerson ? 'answered' : 'noAnswer', isPerson ? 8_000 : 25_000);
    if (isPerson) strategy.onHandled?.(floor.now, 1_000 * (20 + ((attempt * 37) % 500)), 20_000);
  }
}

/** A list whose elapsed times stay as they are while time passes. */
class Elapsed implements InstantList {
  readonly length: number;
  private readonly floor: Floor;
  private readonly elapsedMs: Float64Array;

  constructor(floor: Floor, count: number, meanMs: Millis) {
    this.floor = floor;
    this.length = count;
    // Quantiles of an exponential law: spread as in practice, and the same at every run.
    this.elapsedMs = Float64Array.from({ length: count }, (_, index) => Math.round(-Math.log(1 - (index + 0.5) / count) * meanMs));
  }

  at(index: number): Millis {
    return this.floor.now - this.elapsedMs[index]!;
  }
}

class Floor implements PacingView {
  now: Millis = 11 * HOUR_MS;
  readonly callingWindowEndsAt = Number.MAX_SAFE_INTEGER;
  readonly localMinuteOfDay = 11 * 60;
  readonly ready: number; readonly reserved = 0; readonly talking: number; readonly wrapping: number; readonly paused = 0; readonly leaving = 0;
  readonly readySince: InstantList; readonly talkingSince: InstantList; readonly wrappingSince: InstantList; readonly handlingSince: InstantList;
  readonly ringingSince: InstantList; readonly analysingSince: InstantList; readonly waitingSince: InstantList;
  readonly last60s: RollingCounts; readonly last900s: RollingCounts; readonly last1800s: RollingCounts; readonly last3600s: RollingCounts;
  readonly today: RollingCounts; readonly campaign: RollingCounts;
  readonly windows: PacingView['windows'];
  readonly freeChannels: number; readonly startsPerSecond = Number.MAX_SAFE_INTEGER; readonly startsRoom = Number.MAX_SAFE_INTEGER;
  readonly dueNow = 100_000; readonly nextDueAt = Number.MAX_SAFE_INTEGER; readonly ringLimitMs = 25_000; readonly dropLimitMs = 2_000;
  private readonly stepMs: Millis;
  private fraction = 0;

  constructor(agents: number) {
    this.stepMs = 1 / (EVENTS_PER_AGENT_MS * agents);
    this.talking = Math.round(0.85 * agents);
    this.wrapping = Math.round(0.05 * agents);
    this.ready = agents - this.talking - this.wrapping;
    this.readySince = new Elapsed(this, this.ready, 20_000);
    this.talkingSince = new Elapsed(this, this.talking, 200_000);
    this.wrappingSince = new Elapsed(this, this.wrapping, 20_000);
    this.handlingSince = new Elapsed(this, this.talking + this.wrapping, 210_000);
    this.ringingSince = new Elapsed(this, Math.round(0.25 * agents), 12_000);
    this.analysingSince = new Elapsed(this, 0, 1);
    this.waitingSince = new Elapsed(this, 0, 1);
    this.freeChannels = 10 * agents;
    this.last60s = countsOver(agents, 60);
    this.last900s = countsOver(agents, 900);
    this.last1800s = countsOver(agents, 1_800);
    this.last3600s = countsOver(agents, 3_600);
    this.today = countsOver(agents, 7_200);
    this.campaign = this.today;
    this.windows = [{
      ruleSet: 'us', limit: 0.03, startedAt: 0, endsAt: 24 * HOUR_MS, abandoned: this.today.dropped, answered: this.today.persons, diallingMs: 8 * HOUR_MS,
      diallingMsLeft: 6 * HOUR_MS, previousAnswered: 4 * this.today.persons,
    }];
  }

  /** One event later. */
  pass(): void {
    this.fraction += this.stepMs;
    const whole = Math.floor(this.fraction);
    this.now += whole;
    this.fraction -= whole;
  }
}

/** Counts of a floor that places four attempts for each call, one call an agent in 300 s, 2 % of them abandoned. */
function countsOver(agents: number, seconds: number): RollingCounts {
  const persons = Math.round((agents * seconds) / 300);
  return {
    ended: 4 * persons, persons, machines: persons, ringMsOfEnded: 4 * persons * 17_000, ringMsOfPersons: persons * 9_000, dropped: Math.floor(0.02 * persons),
    customerHangups: 0, handled: persons, talkMs: persons * 250_000, wrapMs: persons * 25_000,
  };
}

function tableOf(costs: readonly PacingCost[]): string {
  const rows = [...new Set(costs.map((cost) => cost.id))].map((id) => {
    const cells = AGENT_COUNTS.map((agents) => {
      const cost = costs.find((one) => one.id === id && one.agents === agents);
      return (cost?.meanMicros?.toFixed(3) ?? 'refused').padStart(12);
    });
    return `${id.padEnd(22)}${cells.join('')}`;
  });
  const head = `${'µs per dialCount'.padEnd(22)}${AGENT_COUNTS.map((agents) => `${agents} agents`.padStart(12)).join('')}`;
  return [head, ...rows].join('\n');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const ids = process.argv.slice(2);
  const chosen = ids.length === 0 ? STRATEGIES : STRATEGIES.filter((definition) => ids.includes(definition.id));
  process.stdout.write(`${tableOf(await benchPacing(chosen))}\n`);
}
