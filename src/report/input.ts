/**
 * What a report is made of: the run's result, its series over the day, and the few words that the result itself does not hold.
 */
import type { DaySeries, RunResult } from '../measure/results.ts';
import type { ReadingPoint } from './charts/strategyReadings.ts';

export interface ReportInput {
  readonly result: RunResult;
  readonly series: DaySeries;
  /** What the strategy read over one day, where that was watched. */
  readonly readings?: readonly ReadingPoint[];
  /** Of the scenario, in words; untrusted text. */
  readonly title: string;
  readonly description: string;
  /** Agents of the campaign: throughput per hour is given for all of them at work. */
  readonly agents: number;
  /** The abandon rule that the campaign enforces: whose rate and limit head the report. */
  readonly limitRuleId: string;
  /** The command that gives this run again. */
  readonly command: string;
  /** Version of the program that wrote the report. */
  readonly generatedWith: string;
}
