/**
 * What `overdial bench` runs, always the same: workloads for speed, and strategies in short forms of three scenarios for quality.
 *
 * Rule: scenarios, workloads, seed and replications are in the suite's digest, which the baseline carries; a suite that differs
 * in one of them cannot be compared. Strategies are compared one by one, so a new one needs no new baseline for the others. Short forms keep a scenario's world and shorten its horizon.
 */
import { createHash } from 'node:crypto';
import type { StrategyChoice } from '../../engine/options.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { HOUR_MS } from '../../base/time.ts';
import { STRATEGIES } from '../../engine/pacing/registry.ts';
import { resolveStrategyChoice } from '../../scenario/strategyChoice.ts';
import { strategyText } from '../laboratory.ts';

/** Reads a shipped scenario by its name. */
export type LoadScenario = (name: string) => CompiledScenario;

export interface Workload { readonly id: string; readonly scenario: CompiledScenario; readonly strategy: StrategyChoice; readonly dials: number }

/** One strategy with its parameters in one scenario. `sweep`: a value of a knob that is swept to find the occupancy at the limit. */
export interface Cell { readonly scenario: CompiledScenario; readonly strategy: StrategyChoice; readonly label: string; readonly sweep: string | null }

export interface BenchSuite {
  readonly digest: string;
  readonly seed: string;
  readonly replications: number;
  readonly workloads: readonly Workload[];
  readonly cells: readonly Cell[];
}

/** @param only strategies to be judged; without it all of them */
export function benchSuite(load: LoadScenario, only?: readonly string[]): BenchSuite {
  const scenarios = [shortForm(load('opb-1/markov-5'), 2, 24), shortForm(load('opb-1/markov-20'), 2, 6), twoDays(load('opb-1/steady-5'))];
  const cells = scenarios.flatMap(cellsOf);
  const workloads: Workload[] = [
    workload('fixed ratio, 50 agents', shortList(load('performance/w2'), 50_000), load('performance/w2').dialer.strategy, 50_000),
    workload('fractile, 20 agents', load('opb-1/steady-20'), resolveStrategyChoice('fractile', { target: 0.022 }), 10_000),
    workload('foresight, 20 agents', load('opb-1/steady-20'), resolveStrategyChoice('foresight', {}), 2_500),
  ];
  const named = [...scenarios.map(({ digest, horizon }) => `${digest} ${JSON.stringify(horizon.scored)}`),
    ...workloads.map(({ id, scenario, strategy, dials }) => `${id} ${scenario.digest} ${strategyText(strategy)} ${dials}`), SEED, String(REPLICATIONS)];
  return {
    digest: createHash('sha256').update(named.join('\n')).digest('hex').slice(0, 16), seed: SEED, replications: REPLICATIONS, workloads,
    cells: only === undefined ? cells : cells.filter(({ strategy }) => only.includes(strategy.id)),
  };
}

/** Strategies that a bench can be limited to. */
export function benchStrategies(): string[] {
  return STRATEGIES.map(({ id }) => id).filter((id) => !LEFT_OUT.includes(id));
}

function cellsOf(scenario: CompiledScenario): Cell[] {
  const agents = scenario.dialer.agents.length;
  const asGiven = benchStrategies().map((id): Cell => {
    const strategy = resolveStrategyChoice(id, id === 'astercc-channels' ? { channels: Math.round(1.3 * agents) } : {});
    return { scenario, strategy, label: id, sweep: null };
  });
  const swept = SWEPT.flatMap(({ id, setting, valuesOf }) => valuesOf(agents).map((value): Cell => (
    { scenario, strategy: resolveStrategyChoice(id, { [setting]: value }), label: `${id}:${setting}=${value}`, sweep: id })));
  return [...asGiven, ...swept];
}

/** So many hours that count, after others that do not. */
function shortForm(scenario: CompiledScenario, warmUpHours: number, hours: number): CompiledScenario {
  const from = warmUpHours * HOUR_MS;
  const endsAt = from + hours * HOUR_MS;
  return { ...scenario, horizon: { ...scenario.horizon, scored: [[from, endsAt]], endsAt } };
}

/** The first two days that count, after the one that does not. */
function twoDays(scenario: CompiledScenario): CompiledScenario {
  const scored = scenario.horizon.scored.slice(0, 2);
  return { ...scenario, horizon: { ...scenario.horizon, scored, endsAt: scored.at(-1)![1] } };
}

function shortList(scenario: CompiledScenario, records: number): CompiledScenario {
  const { list } = scenario.world;
  return list.kind === 'plain' ? { ...scenario, world: { ...scenario.world, list: { ...list, count: records } } } : scenario;
}

function workload(id: string, scenario: CompiledScenario, strategy: StrategyChoice, dials: number): Workload {
  return { id, scenario: { ...scenario, horizon: { ...scenario.horizon, maxDials: dials } }, strategy, dials };
}

const SEED = 'bench';
const REPLICATIONS = 8;
/** It has no default: without a rate it does nothing. */
const LEFT_OUT: readonly string[] = ['open-loop'];
/** From the gentlest value to the boldest, on both sides of the limit. */
const SWEPT: readonly { readonly id: string; readonly setting: string; readonly valuesOf: (agents: number) => readonly number[] }[] = [
  { id: 'fixed-ratio-idle', setting: 'ratio', valuesOf: (agents) => (agents < 10 ? [1, 1.2, 1.4, 1.7] : [2, 2.5, 3]) },
  { id: 'fractile', setting: 'target', valuesOf: () => [0.022, 0.028, 0.034] },
];
