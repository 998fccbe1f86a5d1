/**
 * The agent saves the record in front of him, or his form save time runs out (records: section 7).
 *
 * Rule: the checks S1 to S4 in their order; a failed one rejects the save and the activity stays open. Then the status is
 * written, and S5 and S6 choose the row.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import { startPauseAfter } from '../agents/agentFlow.ts';
import type { Status } from '../options.ts';
import { ROWS, type TransitionRow } from '../records/transitions.ts';
import type { DialerState } from '../state.ts';
import { AgentState, NONE, Outcome, type Reason, type Rejection } from '../vocabulary.ts';
import { closeTurn } from './closing.ts';
import { applyBlocks, delayAfter, finalReason } from './settle.ts';
import { CallState, type Turn } from './turn.ts';

/** What the agent gives with a save. */
export interface SaveInput { readonly status: number; readonly nextCallAt: Millis; readonly passTo: number; readonly formComplete: boolean }

/** `agentSaved`: null when done, else why it was refused. */
export function saveRecord(s: DialerState, agent: number, input: SaveInput): Rejection | null {
  const turn = s.turns.inRow(s.agents.turn[agent]!);
  if (turn === null || turn.dials === 0 || turn.callState !== CallState.idle) return 'notHolder';
  if (input.status !== NONE || input.nextCallAt !== UNSET || input.passTo !== NONE) { // Who gives nothing breaks no rule.
    const problem = checkSave(s, turn, statusOf(s, input), input);
    if (problem !== null) return problem;
  }
  complete(s, agent, turn, input);
  return null;
}

/** `saveTimeout` (R22): the status of trigger noQualification, no next call; validation is not checked. */
export function saveOnTimeout(s: DialerState, agent: number): void {
  complete(s, agent, s.turns.inRow(s.agents.turn[agent]!)!, NOTHING_GIVEN);
}

const NOTHING_GIVEN: SaveInput = { status: NONE, nextCallAt: UNSET, passTo: NONE, formComplete: true };

function statusOf(s: DialerState, input: SaveInput): number {
  return input.status === NONE ? s.statuses.ofNoQualification : input.status;
}

function checkSave(s: DialerState, turn: Turn, statusIndex: number, input: SaveInput): Rejection | null {
  const status = statusIndex === NONE ? undefined : s.statuses.get(statusIndex);
  const hasNextCall = input.nextCallAt !== UNSET;
  if (input.status !== NONE) { // S1
    if (status === undefined) return 'statusNotInCampaign';
    if (!status.active) return 'statusInactive';
    if (status.hidden) return 'statusHidden';
  }
  if (hasNextCall) { // S2
    if (status !== undefined && !mayCarryNextCall(status)) return 'dateNotAllowed';
    if (input.nextCallAt < s.now) return 'timeInPast';
    if (!isInsideWindow(s, turn, input.nextCallAt)) return 'outsideWindow';
  } else if (status !== undefined && input.status !== NONE && needsNextCall(status)) {
    return 'nextCallRequired';
  }
  if (input.status !== NONE && status?.validation === true && !input.formComplete) return 'fieldsMissing'; // S3
  if (input.passTo !== NONE && (!s.settings.changeUser || !hasNextCall)) return 'passNotAllowed'; // S4
  return null;
}

/** S2: may a save with this status give a next call? */
export function mayCarryNextCall(status: Status): boolean {
  const kind = status.systemStatus;
  return (kind === null || kind === 'myRecord' || kind === 'notEarlierThan') && !status.finalUntilRecycled && status.blocks !== 'record';
}

/** S2: must it? */
export function needsNextCall(status: Status): boolean {
  return status.nextCallRequired || status.systemStatus === 'myRecord' || status.systemStatus === 'notEarlierThan';
}

function isInsideWindow(s: DialerState, turn: Turn, at: Millis): boolean {
  const zone = s.options.zones[s.records.zone[turn.record]!]!;
  return zone.open === null || zone.open.some(([opens, closes]) => opens <= at && at < closes);
}

/** S5 and S6. */
function complete(s: DialerState, agent: number, turn: Turn, input: SaveInput): void {
  const { records, settings, values } = s;
  const { nextCallAt, passTo } = input;
  const statusIndex = statusOf(s, input);
  const record = turn.record;
  const status = statusIndex === NONE ? undefined : s.statuses.get(statusIndex);
  if (statusIndex !== NONE) {
    s.statistics.move(records.status[record]!, statusIndex, input.status === NONE);
    records.status[record] = statusIndex;
  }
  if (status !== undefined) applyBlocks(s, turn, status);
  const wasAnswered = turn.outcome === Outcome.answered;
  const reason = finalReasonOfSave(s, record, status);
  let row: TransitionRow = ROWS.R21;
  let closingReason: Reason = reason ?? 'saved';
  if (reason === null) {
    row = rowOfSave(s, status, nextCallAt);
    closingReason = 'saved';
    values.nextCallAt = nextCallAt === UNSET ? s.now + delayAfter(s, null, records.attempts[record]!) : nextCallAt;
    values.retryProgressive = row === ROWS.R20 && settings.mode === 'predictive';
    const hasHardOwner = records.hardOwner[record] !== NONE;
    values.hardOwner = hasHardOwner && passTo !== NONE ? passTo : records.hardOwner[record]!;
    values.softOwner = passTo !== NONE ? passTo : row === ROWS.R18 ? NONE : agent;
  }
  const state = s.agents.stateOf(agent);
  if (wasAnswered && state === AgentState.wrapping) countHandled(s, turn);
  closeTurn(s, turn, row, closingReason);
  if (state !== AgentState.signedOut) startPauseAfter(s, agent, wasAnswered ? settings.pauseAfterAnsweredMs : settings.pauseAfterUnansweredMs);
}

function finalReasonOfSave(s: DialerState, record: number, status: Status | undefined): Reason | null {
  const reason = finalReason(s, record, status);
  if (reason !== null) return reason;
  const { maxTotalAttempts } = s.settings;
  return maxTotalAttempts > 0 && s.records.totalAttempts[record]! >= maxTotalAttempts ? 'maxTotalAttempts' : null;
}

function rowOfSave(s: DialerState, status: Status | undefined, nextCallAt: Millis): TransitionRow {
  switch (status?.systemStatus ?? null) {
    case 'toCall': return ROWS.R19;
    case 'callProgressive': return s.settings.mode === 'predictive' ? ROWS.R20 : ROWS.R19;
    case 'myRecord': return nextCallAt === UNSET ? ROWS.R21 : ROWS.R17;
    case 'notEarlierThan': return nextCallAt === UNSET ? ROWS.R21 : ROWS.R18;
    default: return nextCallAt === UNSET ? ROWS.R21 : ROWS.R16;
  }
}

function countHandled(s: DialerState, turn: Turn): void {
  const talkMs = turn.endedAt - turn.agentAt;
  const wrapMs = s.now - turn.endedAt;
  s.history.handled(s.now, talkMs, wrapMs);
  s.strategy.onHandled?.(s.now, talkMs, wrapMs);
}
