/**
 * The events that few calls have: the campaign, records, agents, what is done by hand.
 *
 * Rule: what is refused has changed nothing, and the refusal names the record that it is about.
 */
import { announceLeaving, becomeFree, pause, resume, signIn, signOut } from './agents/agentFlow.ts';
import type { DialerEvent } from './events.ts';
import { assignRecords, obtainRecords } from './records/assigning.ts';
import { editRecord, rankRecord } from './records/editing.ts';
import { blockRecord, clearOwner, createRecord, deleteRecord, moveRecord, restoreRecord, setAction, setOwner, setStatus, switchDatabase } from './records/recordFlow.ts';
import { recycleRecords } from './records/recycling.ts';
import { ROWS } from './records/transitions.ts';
import type { DialerState } from './state.ts';
import { agentLegAnswered, agentLegFailed, switchAutoDial } from './turns/agentLeg.ts';
import { closeTurn } from './turns/closing.ts';
import { requestDial, requestRecord } from './turns/handDialing.ts';
import { NONE, type Rejection } from './vocabulary.ts';

/** Applies the event. True if it can change what is selected or dialled. */
export function applyRareEvent(s: DialerState, event: DialerEvent): boolean {
  s.settled = 0;
  switch (event.kind) {
    case 'recordCreated': createRecord(s, event); return s.starved;
    case 'recordRestored': restoreRecord(s, event); return s.starved;
    case 'agentSignedIn': signIn(s, event.agent); return true;
    case 'agentSignedOut': signOut(s, event.agent); return true;
    case 'agentPaused': pause(s, event.agent); return true;
    case 'agentResumed': resume(s, event.agent); return true;
    case 'agentLeaving': announceLeaving(s, event.agent, event.leaving); return true;
    case 'recordSkipped': return skip(s, event.agent);
    case 'campaignStarted': s.active = true; return true;
    case 'campaignStopped': s.active = false; return true;
    case 'channelsChanged': s.channels = event.channels; return true;
    case 'databaseSwitched': switchDatabase(s, event.database, event.active); return true;
    case 'actionSet': return refuse(s, event.record, setAction(s, event));
    case 'ownerSet': return refuse(s, event.record, setOwner(s, event.record, event.agent));
    case 'ownerCleared': return refuse(s, event.record, clearOwner(s, event.record));
    case 'statusSet': return refuse(s, event.record, setStatus(s, event.record, event.status));
    case 'recordMoved': return refuse(s, event.record, moveRecord(s, event));
    case 'recordBlocked': return refuse(s, event.record, blockRecord(s, event.record, event.blocked));
    case 'recordDeleted': return refuse(s, event.record, deleteRecord(s, event.record));
    case 'recordEdited': return refuse(s, event.record, editRecord(s, event));
    case 'recordRanked': return refuse(s, event.record, rankRecord(s, event));
    case 'recordsRecycled': return refuse(s, NONE, recycleRecords(s, event));
    case 'recordsObtained': return refuse(s, NONE, obtainRecords(s, event.agent));
    case 'recordsAssigned': return refuse(s, NONE, assignRecords(s, event));
    case 'recordRequested': return refuse(s, event.record, requestRecord(s, event.agent, event.record));
    case 'dialRequested': return refuseHolder(s, event.agent, requestDial(s, event.agent, event.phone));
    case 'autoDialSwitched': return refuse(s, NONE, switchAutoDial(s, event.agent, event.on));
    case 'agentLegAnswered': agentLegAnswered(s, event.agent); return true;
    case 'agentLegFailed': agentLegFailed(s, event.agent); return true;
    case 'levelOverridden': s.level = event.level; return true;
    case 'numberBlocked': s.records.blockNumber(event.number, event.scope, event.blocked); return true;
    default: throw new RangeError(`this version's engine does not handle the event '${(event as DialerEvent).kind}'`);
  }
}

/** A refusal names the record that the agent holds: most are none, and need not look it up. */
export function refuseHolder(s: DialerState, agent: number, reason: Rejection | null): boolean {
  if (reason === null) return true;
  const turn = s.turns.inRow(s.agents.turn[agent]!);
  return refuse(s, turn === null ? NONE : turn.record, reason);
}

function refuse(s: DialerState, record: number, reason: Rejection | null): boolean {
  if (reason === null) return true;
  s.rejections += 1;
  s.out.rejected(record, reason);
  return false;
}

/** R10: the agent gives the loaded record back. */
function skip(s: DialerState, agent: number): boolean {
  const turn = s.turns.inRow(s.agents.turn[agent]!);
  if (turn === null || turn.dials > 0) return refuse(s, NONE, 'notHolder');
  closeTurn(s, turn, ROWS.R10, 'skipped');
  if (s.agents.isSignedIn(agent)) becomeFree(s, agent);
  return true;
}
