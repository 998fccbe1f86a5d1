/** The charts of one run's report, in their order on the page: each a name for its files and a specification for a size. */
import type { TopLevelSpec } from 'vega-lite';
import { agentStates } from './charts/agentStates.ts';
import { agentWaits } from './charts/agentWaits.ts';
import { customerWaits } from './charts/customerWaits.ts';
import { listBurnDown } from './charts/listBurnDown.ts';
import { occupancyAndAbandon } from './charts/occupancyAndAbandon.ts';
import { recordsByAction } from './charts/recordsByAction.ts';
import { sortReadings, strategyReadings } from './charts/strategyReadings.ts';
import type { ChartSize } from './charts/theme.ts';
import { complianceOf } from './compliance.ts';
import type { ReportInput } from './input.ts';

export interface RunChart { readonly name: string; readonly spec: (size: ChartSize) => TopLevelSpec }

export function runCharts({ result, series, readings, limitRuleId }: ReportInput): RunChart[] {
  const { limit } = complianceOf(undefined, result.replications.flatMap((replication) => replication.abandon[limitRuleId] ?? []));
  const marks = { meanMs: result.summary['agents.waitMeanMs']?.estimate ?? null, p95Ms: result.summary['agents.waitP95Ms']?.estimate ?? null };
  const { list, customerWaits: waits } = series;
  return [
    { name: 'occupancy-and-abandon', spec: (size) => occupancyAndAbandon(series, limit, size) }, { name: 'agent-states', spec: (size) => agentStates(series, size) },
    { name: 'agent-waits', spec: (size) => agentWaits(series, marks, size) },
    ...(waits === undefined ? [] : [{ name: 'customer-waits', spec: (size: ChartSize) => customerWaits(waits, size) }]),
    ...(readings === undefined || sortReadings(readings).moving.length === 0 ? [] : [{ name: 'readings', spec: (size: ChartSize) => strategyReadings(readings, result.strategy.id, size) }]),
    ...(list === undefined ? [] : [
      { name: 'list-burn-down', spec: (size: ChartSize) => listBurnDown(list, size) }, { name: 'records-by-action', spec: (size: ChartSize) => recordsByAction(list, size) },
    ]),
  ];
}
