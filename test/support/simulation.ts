/**
 * Simulated runs for tests: scenarios from the disk or in a few lines, cut short, watched by the judge, journaled and replayed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { HOUR_MS } from '../../src/base/time.ts';
import { createDialer } from '../../src/engine/dialer.ts';
import type { DialerEvent } from '../../src/engine/events.ts';
import type { DialerOptions } from '../../src/engine/options.ts';
import { createCommandTexts } from '../../src/journal/commandTexts.ts';
import { createDigest } from '../../src/journal/digest.ts';
import { replayJournal } from '../../src/journal/replay.ts';
import { createJournalWriter } from '../../src/journal/writer.ts';
import type { RunObserver } from '../../src/measure/observer.ts';
import { compileScenario } from '../../src/scenario/compile.ts';
import type { CompiledScenario } from '../../src/scenario/compiled.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { formatProblem } from '../../src/scenario/problem.ts';
import { simulate, type SimulationInput, type SimulationResult } from '../../src/simulation/simulate.ts';
import { RunChecker } from './checkers.ts';
import { observerOf, tee } from './engineObserver.ts';

/** Small whole world that the tests' own scenarios extend: five agents, everything exponential or constant. */
const BASE = `
id: small
calendar: { zone: UTC, firstDay: 2025-03-03, days: 1, shift: { from: 00:00, hours: 2 } }
campaign: { mode: predictive, strategy: { id: fixed-ratio-idle, ratio: 2 }, formSaveMs: 36000000 }
agents: 5
customers:
  shares: { person: 30, noAnswer: 60, busy: 10 }
  ring: { person: { distribution: exponential, mean: 8 }, noAnswer: 20, busy: 2 }
  patience: { distribution: exponential, mean: 6 }
  handle: [{ id: talk, share: 100, talk: { distribution: exponential, mean: 60 }, wrap: { distribution: exponential, mean: 10 } }]
`;

/** A scenario of the repository's own, or a file of the tests. */
export function scenarioFile(path: string): CompiledScenario {
  return compiled(path, (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null));
}

/** A scenario that changes the small world: the rest of a file that extends it, as YAML or as data. */
export function smallScenario(changes: string | object): CompiledScenario {
  const text = typeof changes === 'string' ? `extends: small.yaml\nid: test\n${changes}` : JSON.stringify({ extends: 'small.yaml', id: 'test', ...changes });
  return compiled('test.yaml', (file) => (file === 'small.yaml' ? BASE : file === 'test.yaml' ? text : null));
}

/** The same run, but over at `endsAt` and measured from its first sign-in on. */
export function shortened(scenario: CompiledScenario, hours: number, list: CompiledScenario['world']['list'] = scenario.world.list): CompiledScenario {
  const from = Math.min(...scenario.world.agents.flat().map((day) => day?.signInAt ?? Infinity));
  const endsAt = from + hours * HOUR_MS;
  const agents = scenario.world.agents.map((days) => days.slice(0, 1).map((day) => day && { ...day, signOutAt: Math.min(day.signOutAt, endsAt) }));
  return { ...scenario, world: { ...scenario.world, agents, list }, horizon: { ...scenario.horizon, endsAt, scored: [[from, endsAt]] } };
}

export interface CheckedRun extends SimulationResult {
  /** The journal, line by line. */
  readonly journal: readonly string[];
  readonly checker: RunChecker;
}

/** Simulates, judges, journals, replays. Throws an Error that names scenario and seed where anything is not as it must be. */
export function simulateAndReplay(input: Omit<SimulationInput, 'observers'>): CheckedRun {
  const { scenario, seed, replication } = input;
  const name = `${scenario.id}, seed ${seed}/${replication}`;
  let text = '';
  let checker!: RunChecker;
  let writer!: ReturnType<typeof createJournalWriter>;
  const observers = (options: DialerOptions): [RunChecker['observer'], typeof writer] => {
    checker = new RunChecker(options);
    const header = { overdial: 'test', scenario: scenario.id, scenarioDigest: scenario.digest, seed: `${seed}/${replication}`, dialer: options };
    writer = createJournalWriter(header, (piece) => { text += piece; });
    return [checker.observer, writer];
  };
  const result = caught(name, () => simulate({ ...input, observers }));
  writer.finish();
  checker.finish(result.dialer.facts(), scenario.horizon.end === 'drained');
  if (checker.problems.length > 0) throw new Error(`${name}:\n${checker.problems.join('\n')}`);
  const journal = text.trimEnd().split('\n');
  const extras = input.createStrategy === undefined ? {} : { createStrategy: input.createStrategy };
  const replayed = caught(name, () => replayJournal(journal, (options) => createDialer(options, extras)));
  if (replayed.kind === 'refused') throw new Error(`${name}: the journal is refused: ${replayed.problem.message}`);
  if (replayed.difference !== null || replayed.cutShort !== null) throw new Error(`${name}: the replay differs: ${replayed.difference?.message ?? 'cut short'}`);
  if (replayed.digest !== result.replication.digest) throw new Error(`${name}: the replay has digest ${replayed.digest}, the run ${result.replication.digest}`);
  return { ...result, journal, checker };
}

/**
 * Simulates, and hands every event to a second dialer at once: the replay of runs that are too long for a journal in memory.
 * Throws an Error that names scenario and seed where the second dialer gives other commands.
 */
export function simulateTwice(input: Omit<SimulationInput, 'observers'> & { readonly watching?: RunObserver }): SimulationResult {
  const { scenario, seed, replication, watching } = input;
  const digest = createDigest();
  const observers = (options: DialerOptions): RunObserver[] => {
    const second = createDialer(structuredClone(options), input.createStrategy === undefined ? {} : { createStrategy: input.createStrategy });
    const replaying = observerOf({
      event: (event: DialerEvent) => {
        digest.event(event);
        second.handle(event, digest);
      },
    });
    return watching === undefined ? [replaying] : [replaying, watching];
  };
  const result = simulate({ ...input, observers });
  if (digest.hex() !== result.replication.digest) throw new Error(`${scenario.id}, seed ${seed}/${replication}: a second dialer gives other commands`);
  return result;
}

/** A run as it was played to the dialer: each event, and the commands that it caused. */
export interface Tape {
  readonly options: DialerOptions;
  readonly steps: readonly { readonly event: DialerEvent; readonly commands: readonly string[] }[];
}

export function tapeOf(input: Omit<SimulationInput, 'observers'>): Tape {
  const steps: { event: DialerEvent; commands: string[] }[] = [];
  let kept!: DialerOptions;
  simulate({
    ...input,
    observers: (options) => {
      kept = options;
      const texts = createCommandTexts((command) => steps.at(-1)!.commands.push(command.trim()));
      return [observerOf({ ...tee(texts), event: (event: DialerEvent) => steps.push({ event: structuredClone(event), commands: [] }) })];
    },
  });
  return { options: kept, steps };
}

function compiled(path: string, read: (file: string) => string | null): CompiledScenario {
  const parsed = parseScenario(path, read);
  if ('problems' in parsed) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return compileScenario(parsed.scenario);
}

function caught<T>(name: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new Error(`${name}: ${String(error)}`, { cause: error });
  }
}
