/**
 * What one replication yields: the JSON of a replication, field by field as the metrics are defined, and the series that
 * charts are drawn from. Rates and shares are fractions; a ratio with denominator 0 is null.
 */
import type { Millis } from '../base/time.ts';
import type { StartPoint } from '../engine/abandon/rule.ts';
import type { ActionName, ClipCause } from '../engine/vocabulary.ts';

export interface Counts {
  dials: number; attempts: number; turns: number; countedAttempts: number;
  /** Truth: answered by a person. */
  liveAnswers: number;
  machines: number; fax: number;
  noAnswer: number; busy: number; rejected: number; invalidNumber: number; congestion: number; cancelled: number; unknown: number;
  shortRings: number; connects: number; machineConnects: number; dropped: number; droppedAny: number; customerHangups: number;
  amdFalsePositives: number; amdFalsePositivesEstimated: number; amdFalseNegatives: number;
  lateConnects: Record<string, number>;
  nuisance: number; nuisanceRate: number | null;
}

export interface AbandonWindowResult {
  from: Millis; to: Millis; numerator: number; denominator: number; rate: number | null; exceeds: boolean;
}

export interface AbandonResult {
  startPointUsed: StartPoint; numerator: number; denominator: number; rate: number | null; limit: number;
  windows: AbandonWindowResult[];
  windowsExceeding: number; windowsCounted: number; windowsLeftOut: number;
  windowViolationShare: number | null; worstWindowRate: number | null; windowRateP95: number | null; dispersion: number | null;
}

export interface AgentTimes { staffedMs: number; pausedMs: number; talkMs: number; wrapMs: number; readyMs: number; reservedMs: number }

export interface AgentsResult extends AgentTimes {
  occupancy: number | null; productiveOccupancy: number | null; talkMinutesPerAgentHour: number | null; predictiveGain: number | null;
  /** Talk and wrap-up of calls with persons, ms. */
  personTalkMs: number; personWrapMs: number;
  waitMeanMs: number | null; waitP95Ms: number | null; waits: number; waitSumMs: number; waitsCut: number;
  byAgent: (AgentTimes & { occupancy: number | null })[];
}

export interface CustomersResult {
  waitMeanMs: number | null; waitP95Ms: number | null; fromVerdict: { waitMeanMs: number | null; waitP95Ms: number | null };
  waitedShare: number | null; dropWaitMeanMs: number | null;
}

export interface ListResult {
  records: number; dialsPerConnect: number | null; turnsPerConnect: number | null; penetration: number | null; reached: number | null; final: number | null;
  starvedMs: number;
  /** Staffed time, and talk with wrap-up in it, while a record was due as far as the dialer's wishes told; and their ratio. */
  dueStaffedMs: number; dueBusyMs: number; occupancyWhileDue: number | null;
  /** Time inside the scoring interval until 95 % of the records were done; null: they were not. */
  done95Ms: number | null;
}

export interface CallbacksResult {
  due: number; kept: number; keptRate: number | null;
  /** Kept and answered by a person; of these, connected to an agent (personal ones: to that agent). */
  keptAnswered: number; fulfilled: number; fulfilledRate: number | null;
  /** Due promises whose turn made an attempt, and the sum of their delays. */
  begun: number; delaySumMs: number; delayMeanMs: number | null;
}

export interface TrunksResult { peak: number; p99: number | null; startsPeak: number }

export interface PacingResult { clippedDials: Record<ClipCause, number> }

export interface ComparisonResult { gapClosed: number | null; regret: number | null; capShare: number | null }

/** Numbers over the day, in bins of equal length from the start of the local day; summed over the scored days. */
export interface DaySeries {
  binMs: Millis;
  bins: {
    /** Ms after local midnight. */
    at: Millis; dials: number; liveAnswers: number; abandoned: number; connects: number;
    talkMs: number; wrapMs: number; readyMs: number; reservedMs: number; pausedMs: number;
  }[];
  /** Agents' waits between calls: upper bounds of bins in seconds and how many waits fell into each. */
  waits: { upToSeconds: number; count: number }[];
  /** The same for persons: from the answer until an agent is connected. Absent in series of earlier versions. */
  customerWaits?: { upToSeconds: number; count: number }[];
  /** How the list was worked off; absent for an endless one. */
  list?: ListSeries;
  /** How often each status of the campaign was set, system statuses included, and how many records carry it at the end. */
  statuses?: StatusLine[];
}

/** Records by action at an instant of the run, and how many were called at least once. */
export type ListPoint = { at: Millis; called: number } & Record<ActionName, number>;
/** A point at the end of each bin, and one at the end of the run. */
export interface ListSeries { binMs: Millis; points: ListPoint[] }

export interface StatusLine {
  id: string; name: string; group: 'contact' | 'unableToContact' | 'system';
  setAutomatically: number; setByAgents: number; carriedNow: number;
}

export interface ReplicationResult {
  replication: number; seed: string; digest: string; interval: { from: Millis; to: Millis };
  counts: Counts; abandon: Record<string, AbandonResult>; agents: AgentsResult; customers: CustomersResult; list: ListResult; callbacks: CallbacksResult;
  trunks: TrunksResult; pacing: PacingResult; comparison: ComparisonResult;
}

/** One line of a run's summary. */
export interface SummaryEntry {
  estimate: number | null; lower: number | null; upper: number | null; halfWidth: number | null; level: number;
  method: 't' | 'jackknife' | 'clopperPearson' | 'pooled';
  replications: number;
  /** Set with 2 to 9 replications. */
  fewReplications?: true;
}

/** `overdial-run/1`. */
export interface RunResult {
  schema: 'overdial-run/1'; overdial: string; scenario: string; scenarioDigest: string; strategy: { id: string; parameters: Record<string, number | boolean | string> };
  seed: string; digest: string; wallMs: number; dialsPerSecond: number;
  summary: Record<string, SummaryEntry>; replications: ReplicationResult[];
}
