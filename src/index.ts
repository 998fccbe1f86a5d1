/**
 * The public API of overdial: everything that a program outside may build on, by name. What is not here may change.
 */
export { createDialer, type Dialer, type DialerExtras, type DialerFacts } from './engine/dialer.ts';
export type { DialerSnapshot } from './engine/snapshot.ts';
export type { DialerEvent, EventKind } from './engine/events.ts';
export type { ClosedActivity, Commands, CommandKind } from './engine/commands.ts';
export type { CampaignSettings, DialerOptions, Priors, Status, StrategyChoice, ZoneCalendar } from './engine/options.ts';
export { BUNDLES, resolveSettings } from './engine/bundles.ts';
export { callFails, PRESET_RULES, type AbandonRule, type AnsweredCall } from './engine/abandon/rule.ts';
export { PRESET_POLICIES } from './engine/selection/presets.ts';
export type { Bucket, OrderKey, SelectionPolicy } from './engine/selection/policy.ts';
export { findStrategy, STRATEGIES } from './engine/pacing/registry.ts';
export {
  pendingCalls, staffedAgents, type CreateStrategy, type PacingStrategy, type PacingView, type ParameterSpec, type StrategyDefinition,
} from './engine/pacing/strategy.ts';
export { parseScenario, type ParsedScenario } from './scenario/parse.ts';
export { compileScenario } from './scenario/compile.ts';
export { scenarioJsonSchema } from './scenario/jsonSchema.ts';
export { formatProblem, type Problem } from './scenario/problem.ts';
export type { CompiledScenario, Horizon } from './scenario/compiled.ts';
export { createSimulation, simulate, type Simulation, type SimulationInput, type SimulationResult } from './simulation/simulate.ts';
export { runExperiment, type ExperimentInput, type ExperimentResult } from './experiment/runExperiment.ts';
export { compare, type CompareInput } from './experiment/compare/compare.ts';
export type { CompareResult } from './experiment/compare/compareSchema.ts';
export type { StopRule } from './experiment/compare/stopRule.ts';
export { tune, type TuneInput } from './experiment/tune/tune.ts';
export type { TuneResult } from './experiment/tune/tuneSchema.ts';
export { createWorkforce, defaultWorkers } from './experiment/workers/createWorkforce.ts';
export type { Workforce } from './experiment/workers/workforce.ts';
export { createJournalWriter } from './journal/writer.ts';
export { replayJournal, type ReplayResult } from './journal/replay.ts';
export type { RunObserver, Truth } from './measure/observer.ts';
export type { DaySeries, ReplicationResult, RunResult, SummaryEntry } from './measure/results.ts';
export { summarise } from './measure/summary.ts';
export { renderHtml } from './report/html.ts';
export { renderTable } from './report/table.ts';
export { NEVER, UNSET, type Millis } from './base/time.ts';
export { VERSION } from './base/version.ts';
