/**
 * Everything that can happen to the dialer. The world, simulated or live, says it; the engine answers with commands.
 *
 * Rule: an event is a plain object with a string `kind` and the instant `at`. The caller may refill one object; the
 * engine keeps none. Agents, records, numbers, databases and statuses are indices (NONE = absent); instants may be UNSET.
 * `EVENT_FIELDS` lists each event's fields in their canonical order: the journal's text, the digest and the table in
 * ARCHITECTURE.md come from it.
 */
import type { Millis } from '../base/time.ts';
import type { ActionName, AssignMethod, BlockScope, CauseName, Verdict } from './vocabulary.ts';

// ---- the clock and the campaign
/** The instant that `nextWakeAt` asked for has come. Early and repeated wakes are harmless. */
export interface Wake { kind: 'wake'; at: Millis }
/** The campaign dials from now on. */
export interface CampaignStarted { kind: 'campaignStarted'; at: Millis }
/** Nothing more is selected or dialled; calls in progress go on. */
export interface CampaignStopped { kind: 'campaignStopped'; at: Millis }
/** The carrier now carries this many calls at once. */
export interface ChannelsChanged { kind: 'channelsChanged'; at: Millis; channels: number }
/** A database was switched on or off. */
export interface DatabaseSwitched { kind: 'databaseSwitched'; at: Millis; database: number; active: boolean }
/** A number was put on the block list or taken off it; `number` is its index in the directory. Entries of other campaigns do not concern this one. */
export interface NumberBlocked { kind: 'numberBlocked'; at: Millis; number: number; scope: BlockScope; blocked: boolean }
/** A team leader overrides how many calls the strategy asks for: so many calls per ready agent, 0 and above; NONE gives it back. */
export interface LevelOverridden { kind: 'levelOverridden'; at: Millis; level: number }

// ---- records
/** A record joins the campaign. `record` must be the next index. A clone (R36) joins like any other: `cloneRecord` fills the event. */
export interface RecordCreated {
  kind: 'recordCreated'; at: Millis; record: number; recordType: number; database: number; zone: number; priority: number; createdAt: Millis;
  action: ActionName; nextCallAt: Millis; hardOwner: number; softOwner: number; status: number;
  /** Indices of its numbers in the directory of distinct numbers, in dialling order. */
  phones: readonly number[];
}
/**
 * A record joins as it stood in a store: like `recordCreated`, with its history, and no default is filled in. It stands in no turn, so
 * `ready` is not allowed. `invalid`: positions of numbers marked invalid.
 */
export interface RecordRestored extends Omit<RecordCreated, 'kind'> {
  kind: 'recordRestored'; attempts: number; totalAttempts: number; dials: number; autoDials: number; lastCalledAt: Millis; blockedUntilAt: Millis;
  numberIndex: number; retryProgressive: boolean; hasCallActivity: boolean; invalid: readonly number[];
}
/** A team leader sets the action (R23–R26). */
export interface ActionSet { kind: 'actionSet'; at: Millis; record: number; action: ActionName; nextCallAt: Millis; softOwner: number }
/** A record gets a hard owner (R27). */
export interface OwnerSet { kind: 'ownerSet'; at: Millis; record: number; agent: number }
/** A record loses both owners (R28). */
export interface OwnerCleared { kind: 'ownerCleared'; at: Millis; record: number }
/** A status is set by hand (R29). */
export interface StatusSet { kind: 'statusSet'; at: Millis; record: number; status: number }
/** A record changes its record type or database (R30). */
export interface RecordMoved { kind: 'recordMoved'; at: Millis; record: number; recordType: number; database: number }
/** A record is blocked or unblocked as a whole (R32, R33). */
export interface RecordBlocked { kind: 'recordBlocked'; at: Millis; record: number; blocked: boolean }
/** A record is deleted (R35). */
export interface RecordDeleted { kind: 'recordDeleted'; at: Millis; record: number }
/** A record's priority, zone or numbers are edited (R34); all are given as they are afterwards. Texts (contact, form) live outside. */
export interface RecordEdited { kind: 'recordEdited'; at: Millis; record: number; priority: number; zone: number; phones: readonly number[] }
/** A record's values of the fields that the policy orders by (`rankedFieldsOf`), as ranks in their sorting order; UNSET = the record has none. */
export interface RecordRanked { kind: 'recordRanked'; at: Millis; record: number; ranks: readonly number[] }
/** Done records are opened again (R31). Lists of statuses and databases; empty = no filter. */
export interface RecordsRecycled { kind: 'recordsRecycled'; at: Millis; statuses: readonly number[]; databases: readonly number[]; includeOpen: boolean }
/** An agent takes unassigned records (section 13). */
export interface RecordsObtained { kind: 'recordsObtained'; at: Millis; agent: number }
/**
 * Records are assigned to agents, in order of creation (section 13). Filters are lists of records, statuses, databases, actions (their
 * numbers) and hard owners (NONE: without one); an empty list does not filter.
 */
export interface RecordsAssigned {
  kind: 'recordsAssigned'; at: Millis; agents: readonly number[]; method: AssignMethod;
  records: readonly number[]; statuses: readonly number[]; databases: readonly number[]; actions: readonly number[]; owners: readonly number[];
}

// ---- agents
/** An agent signs in and is ready. */
export interface AgentSignedIn { kind: 'agentSignedIn'; at: Millis; agent: number }
/** An agent signs out: at once when ready or paused, else after the present call and its wrap-up. */
export interface AgentSignedOut { kind: 'agentSignedOut'; at: Millis; agent: number }
/** An agent pauses: at once when ready, else after the present call and its wrap-up. */
export interface AgentPaused { kind: 'agentPaused'; at: Millis; agent: number }
/** An agent ends his pause, or takes back one that has not begun. */
export interface AgentResumed { kind: 'agentResumed'; at: Millis; agent: number }
/** An agent announces (or takes back) that he pauses or signs out after this call. Told to pacing; changes no state. */
export interface AgentLeaving { kind: 'agentLeaving'; at: Millis; agent: number; leaving: boolean }
/** The agent saves the record in front of him: status, next call, pass to another user; `formComplete`: no mandatory field is empty. */
export interface AgentSaved { kind: 'agentSaved'; at: Millis; agent: number; status: number; nextCallAt: Millis; passTo: number; formComplete: boolean }
/** The agent asks for a record in preview (or by hand in auto); NONE = the next one. */
export interface RecordRequested { kind: 'recordRequested'; at: Millis; agent: number; record: number }
/** The agent presses dial; `phone` is the position among the record's numbers, NONE = the one that is proposed. */
export interface DialRequested { kind: 'dialRequested'; at: Millis; agent: number; phone: number }
/** The agent gives the loaded record back without dialling it (R10). */
export interface RecordSkipped { kind: 'recordSkipped'; at: Millis; agent: number }
/** The agent starts or stops auto-dial (mode auto). Only where `dialWay` is optional may he stop it. */
export interface AutoDialSwitched { kind: 'autoDialSwitched'; at: Millis; agent: number; on: boolean }
/** The agent's own phone was answered, or could not be reached (mode auto). */
export interface AgentLegAnswered { kind: 'agentLegAnswered'; at: Millis; agent: number }
export interface AgentLegFailed { kind: 'agentLegFailed'; at: Millis; agent: number }

// ---- attempts
/** The called phone rings. */
export interface AttemptRinging { kind: 'attemptRinging'; at: Millis; attempt: number }
/** The network says answered (start point `connected`). With `pending`, `attemptClassified` follows. */
export interface AttemptAnswered { kind: 'attemptAnswered'; at: Millis; attempt: number; verdict: Verdict }
/** The detector's verdict. The greeting's instants are what the detector measured, or UNSET. */
export interface AttemptClassified {
  kind: 'attemptClassified'; at: Millis; attempt: number; machine: boolean; greetingStartAt: Millis; greetingEndAt: Millis;
}
/** The call is over: it failed, nobody answered, or a side hung up. Never sent for calls that the engine itself ended. */
export interface AttemptEnded { kind: 'attemptEnded'; at: Millis; attempt: number; cause: CauseName }

export type DialerEvent =
  | Wake | CampaignStarted | CampaignStopped | ChannelsChanged | DatabaseSwitched | NumberBlocked | LevelOverridden
  | RecordCreated | RecordRestored | ActionSet | OwnerSet | OwnerCleared | StatusSet | RecordMoved | RecordBlocked | RecordDeleted | RecordEdited
  | RecordRanked | RecordsRecycled | RecordsObtained | RecordsAssigned
  | AgentSignedIn | AgentSignedOut | AgentPaused | AgentResumed | AgentLeaving | AgentSaved | RecordRequested | DialRequested | RecordSkipped
  | AutoDialSwitched | AgentLegAnswered | AgentLegFailed
  | AttemptRinging | AttemptAnswered | AttemptClassified | AttemptEnded;

export type EventKind = DialerEvent['kind'];

/** What a field holds: a whole number (or instant), a truth value, a word of the vocabulary, or a list of whole numbers. */
export type FieldType = 'integer' | 'number' | 'boolean' | 'word' | 'integers';

/** Field names and types of every event after `at`, in canonical order. */
export const EVENT_FIELDS: { readonly [K in EventKind]: readonly (readonly [string, FieldType])[] } = {
  wake: [],
  campaignStarted: [],
  campaignStopped: [],
  channelsChanged: [['channels', 'integer']],
  databaseSwitched: [['database', 'integer'], ['active', 'boolean']],
  numberBlocked: [['number', 'integer'], ['scope', 'word'], ['blocked', 'boolean']],
  levelOverridden: [['level', 'number']],
  recordCreated: [
    ['record', 'integer'], ['recordType', 'integer'], ['database', 'integer'], ['zone', 'integer'], ['priority', 'integer'], ['createdAt', 'integer'],
    ['action', 'word'], ['nextCallAt', 'integer'], ['hardOwner', 'integer'], ['softOwner', 'integer'], ['status', 'integer'], ['phones', 'integers'],
  ],
  recordRestored: [
    ['record', 'integer'], ['recordType', 'integer'], ['database', 'integer'], ['zone', 'integer'], ['priority', 'integer'], ['createdAt', 'integer'],
    ['action', 'word'], ['nextCallAt', 'integer'], ['hardOwner', 'integer'], ['softOwner', 'integer'], ['status', 'integer'], ['phones', 'integers'],
    ['attempts', 'integer'], ['totalAttempts', 'integer'], ['dials', 'integer'], ['autoDials', 'integer'], ['lastCalledAt', 'integer'],
    ['blockedUntilAt', 'integer'], ['numberIndex', 'integer'], ['retryProgressive', 'boolean'], ['hasCallActivity', 'boolean'], ['invalid', 'integers'],
  ],
  actionSet: [['record', 'integer'], ['action', 'word'], ['nextCallAt', 'integer'], ['softOwner', 'integer']],
  ownerSet: [['record', 'integer'], ['agent', 'integer']],
  ownerCleared: [['record', 'integer']],
  statusSet: [['record', 'integer'], ['status', 'integer']],
  recordMoved: [['record', 'integer'], ['recordType', 'integer'], ['database', 'integer']],
  recordBlocked: [['record', 'integer'], ['blocked', 'boolean']],
  recordDeleted: [['record', 'integer']],
  recordEdited: [['record', 'integer'], ['priority', 'integer'], ['zone', 'integer'], ['phones', 'integers']],
  recordRanked: [['record', 'integer'], ['ranks', 'integers']],
  recordsRecycled: [['statuses', 'integers'], ['databases', 'integers'], ['includeOpen', 'boolean']],
  recordsObtained: [['agent', 'integer']],
  recordsAssigned: [
    ['agents', 'integers'], ['method', 'word'], ['records', 'integers'], ['statuses', 'integers'], ['databases', 'integers'], ['actions', 'integers'],
    ['owners', 'integers'],
  ],
  agentSignedIn: [['agent', 'integer']],
  agentSignedOut: [['agent', 'integer']],
  agentPaused: [['agent', 'integer']],
  agentResumed: [['agent', 'integer']],
  agentLeaving: [['agent', 'integer'], ['leaving', 'boolean']],
  agentSaved: [['agent', 'integer'], ['status', 'integer'], ['nextCallAt', 'integer'], ['passTo', 'integer'], ['formComplete', 'boolean']],
  recordRequested: [['agent', 'integer'], ['record', 'integer']],
  dialRequested: [['agent', 'integer'], ['phone', 'integer']],
  recordSkipped: [['agent', 'integer']],
  autoDialSwitched: [['agent', 'integer'], ['on', 'boolean']],
  agentLegAnswered: [['agent', 'integer']],
  agentLegFailed: [['agent', 'integer']],
  attemptRinging: [['attempt', 'integer']],
  attemptAnswered: [['attempt', 'integer'], ['verdict', 'word']],
  attemptClassified: [['attempt', 'integer'], ['machine', 'boolean'], ['greetingStartAt', 'integer'], ['greetingEndAt', 'integer']],
  attemptEnded: [['attempt', 'integer'], ['cause', 'word']],
};
