/**
 * The words of the engine, each with its number in the tables and its name in events, journals and reports.
 *
 * Rule: tables hold numbers, texts hold names, and both come from the lists below. A list only ever grows at its end,
 * because journals and snapshots hold what they name.
 */

/** Queue modes: who is selected for, and who dials. */
export const MODES = ['preview', 'progressive', 'predictive', 'auto'] as const;
export type Mode = (typeof MODES)[number];

/** What is owed to a record. */
export const ACTIONS = ['notAssigned', 'ready', 'callImmediately', 'rescheduledByDialer', 'rescheduledByAgent', 'done'] as const;
export type ActionName = (typeof ACTIONS)[number];
export type OpenAction = Exclude<ActionName, 'ready' | 'done'>;
export const Action = { notAssigned: 0, ready: 1, callImmediately: 2, rescheduledByDialer: 3, rescheduledByAgent: 4, done: 5 } as const;
export type Action = (typeof Action)[keyof typeof Action];

/** How an attempt ended. */
export const OUTCOMES = [
  'answered', 'busy', 'noAnswer', 'rejected', 'machine', 'invalidNumber', 'customerHangup', 'dropped', 'unknown', 'congestion', 'cancelled',
] as const;
export type OutcomeName = (typeof OUTCOMES)[number];
export const Outcome = {
  answered: 0, busy: 1, noAnswer: 2, rejected: 3, machine: 4, invalidNumber: 5, customerHangup: 6, dropped: 7, unknown: 8, congestion: 9, cancelled: 10,
} as const;
export type Outcome = (typeof Outcome)[keyof typeof Outcome];

/** Why the network, the driver or the customer says that an attempt is over. The engine makes the outcome of it. */
export const CAUSES = ['busy', 'noAnswer', 'rejected', 'invalidNumber', 'congestion', 'unknown', 'cancelled', 'customerHangup', 'agentHangup'] as const;
export type CauseName = (typeof CAUSES)[number];

/** Why a status is set automatically. */
export const TRIGGERS = ['busy', 'noAnswer', 'invalidNumber', 'machine', 'customerHangup', 'dropped', 'noQualification', 'congestion'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** Why an activity closed. */
export const REASONS = [
  'saved', 'status', 'maxRepeatAttempts', 'maxTotalAttempts', 'noNumber', 'promiseMissed', 'user', 'skipped', 'agentLeg', 'stopped',
] as const;
export type Reason = (typeof REASONS)[number];

/** Why a record event was refused. */
export const REJECTIONS = [
  'recordDone', 'recordInUse', 'recordBlocked', 'notDue', 'notEligible', 'notHolder', 'numberBlocked', 'actionNotSettable', 'timeRequired', 'timeInPast',
  'outsideWindow', 'noActivity', 'databaseMismatch', 'statusNotInCampaign', 'statusInactive', 'statusHidden', 'nextCallRequired', 'dateNotAllowed',
  'fieldsMissing', 'passNotAllowed', 'obtainNotAllowed', 'filterRequired', 'noSuchRecord',
] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** What an agent is doing. `reserved`: neither ready nor paused, and not with a customer (attended turn before the answer, pauses after calls). */
export const AGENT_STATES = ['signedOut', 'ready', 'reserved', 'talking', 'wrapping', 'paused'] as const;
export type AgentStateName = (typeof AGENT_STATES)[number];
export const AgentState = { signedOut: 0, ready: 1, reserved: 2, talking: 3, wrapping: 4, paused: 5 } as const;
export type AgentState = (typeof AgentState)[keyof typeof AgentState];

/** What the answer detector says when the network reports an answer: nobody listens, still listening, or its verdict. */
export const VERDICTS = ['none', 'pending', 'person', 'machine'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Whom an entry of the block list concerns: every campaign, or this one. */
export const BLOCK_SCOPES = ['global', 'campaign'] as const;
export type BlockScope = (typeof BLOCK_SCOPES)[number];

/** Events that concern many records at once, and report what they did. */
export const BATCHES = ['recycle', 'obtain', 'assign'] as const;
export type Batch = (typeof BATCHES)[number];

/** How records are given to several agents (records: section 13). */
export const ASSIGN_METHODS = ['manual', 'roundRobin', 'leastLoaded'] as const;
export type AssignMethod = (typeof ASSIGN_METHODS)[number];

/** Why wanted dials were not placed. */
export const CLIP_CAUSES = ['callsPerAgent', 'channels', 'starts', 'due', 'guard'] as const;
export type ClipCause = (typeof CLIP_CAUSES)[number];

/** No agent, no user, no status: the absent index in events, commands and tables. */
export const NONE = -1;
