/**
 * One run of foresight for the evidence: a scenario of the benchmark, perhaps changed, and what of the run counts.
 *
 * Rule: a change is a piece of scenario text of its own that extends the scenario, so it is checked like any other. Runs
 * use no parameter; `without` names an ingredient that is switched off.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HOUR_MS } from '../../src/base/time.ts';
import { createForesight } from '../../src/engine/pacing/foresight.ts';
import { compileScenario } from '../../src/scenario/compile.ts';
import type { CompiledScenario } from '../../src/scenario/compiled.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { formatProblem } from '../../src/scenario/problem.ts';
import { simulate } from '../../src/simulation/simulate.ts';

export interface Task {
  /** Id of the scenario, and what is changed in it (YAML; empty: nothing). */
  readonly scenario: string;
  readonly change: string;
  /** An ingredient; empty: all are on. */
  readonly without: string;
  readonly seed: string;
  readonly replication: number;
  /** Local hour of which abandoned and answered are asked for besides; −1: none. */
  readonly hour: number;
}

export interface Run {
  readonly task: Task;
  readonly busyMs: number; readonly staffedMs: number;
  readonly abandoned: number; readonly answered: number;
  readonly windowsOver: number; readonly windowsCounted: number;
  readonly hourAbandoned: number; readonly hourAnswered: number;
  readonly dials: number; readonly cpuSeconds: number;
}

export function perform(task: Task): Run {
  const scenario = loadOpb(task.scenario, task.change);
  const before = process.cpuUsage();
  const { replication, series, dials } = simulate({
    scenario, seed: task.seed, replication: task.replication, strategy: { id: 'foresight', parameters: {} },
    createStrategy: createForesight(task.without === '' ? {} : { [task.without]: false }),
  });
  const { user, system } = process.cpuUsage(before);
  const { agents } = replication;
  const abandon = replication.abandon['score']!;
  const bins = series.bins.filter(({ at }) => Math.floor(at / HOUR_MS) === task.hour);
  return {
    task, busyMs: agents.talkMs + agents.wrapMs, staffedMs: agents.staffedMs, abandoned: abandon.numerator, answered: abandon.denominator,
    windowsOver: abandon.windowsExceeding, windowsCounted: abandon.windowsCounted,
    hourAbandoned: bins.reduce((sum, bin) => sum + bin.abandoned, 0), hourAnswered: bins.reduce((sum, bin) => sum + bin.liveAnswers, 0),
    dials, cpuSeconds: (user + system) / 1e6,
  };
}

/** A scenario of `scenarios/opb-1`, with a change. Throws what is wrong with the change. */
export function loadOpb(id: string, change = ''): CompiledScenario {
  const key = `${id}\n${change}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const file = fileURLToPath(new URL(`../../scenarios/opb-1/${change === '' ? id : `changed-${id}`}.yaml`, import.meta.url));
  const text = `extends: ${id}.yaml\n${change}`;
  const parsed = parseScenario(file, (path) => (change !== '' && path === file ? text : existsSync(path) ? readFileSync(path, 'utf8') : null));
  if ('problems' in parsed) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  const scenario = compileScenario(parsed.scenario);
  compiled.set(key, scenario);
  return scenario;
}

const compiled = new Map<string, CompiledScenario>();
