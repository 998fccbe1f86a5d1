/**
 * What people ask, as events of the engine: first whether it is allowed at all, then the events.
 *
 * Rule: `refusal` only looks and changes nothing; what it refuses is never stamped. What the engine itself refuses is part of the journal.
 * Source: live, sections 6 and 9.
 */
import { UNSET } from '../../base/time.ts';
import { NONE, type Rejection } from '../../engine/vocabulary.ts';
import { closeLeg, endCall, openLeg, type Core } from './core.ts';
import { attemptId, indexOfRecord, serialOf, type CoreState, type LastSave } from './coreState.ts';
import type { DeskAnswer, DeskRequest } from './desk.ts';
import { signInProblem } from './signIn.ts';
import { leaderRequest, leaderRefusal } from './leaderRequests.ts';
import type { Prepared } from './inboxItem.ts';
import { callingHoursOf, REFUSAL_WORDS, type AskedCore } from './refusalWords.ts';

export type Refusal = Extract<DeskAnswer, { readonly ok: false }>;
export type AgentRequest = Extract<DeskRequest, { readonly agent: string }>;

/** Why the request cannot be done now, or null. */
export function refusal(state: CoreState, request: DeskRequest): Refusal | null {
  if (state.isClosing && BEGINNINGS.has(request.kind)) return { ok: false, why: 'stopping', message: 'the campaign is stopping' };
  if (!('agent' in request)) return leaderRefusal(state, request);
  const agent = state.session.dialer.agents.indexOf(request.agent);
  if (agent < 0 || agent >= state.session.staff) return { ok: false, why: 'notFound', message: `there is no agent ${request.agent} in this campaign` };
  return request.kind === 'signIn' ? signInProblem(state, agent, request.phone) : agentRefusal(state, agent, request);
}

/** What begins something new. */
const BEGINNINGS: ReadonlySet<DeskRequest['kind']> = new Set<DeskRequest['kind']>(['signIn', 'ready', 'start', 'loadRecord', 'dial', 'obtain', 'autoDial']);

/** Does it. What the engine refuses stands in the effects. */
export function ask(core: Core, request: DeskRequest, prepared: Prepared | undefined): void {
  if ('agent' in request) askForAgent(core, core.state.session.dialer.agents.indexOf(request.agent), request);
  else leaderRequest(core, request, prepared);
}

/** A save that was done already, sent again with the same content. */
export function isSavedAlready(state: CoreState, request: DeskRequest): boolean {
  if (request.kind !== 'save' || request.attempt === undefined) return false;
  const last = state.agents[state.session.dialer.agents.indexOf(request.agent)]?.lastSave;
  return last !== null && last !== undefined && attemptId(state, last.attempt) === request.attempt && sameSave(last, saveOf(request, last.attempt));
}

/** The engine's word about a request. */
export function refusalOf(rejection: Rejection, core: AskedCore, request: DeskRequest): Refusal {
  const { state } = core;
  const agent = 'agent' in request ? state.agents[state.session.dialer.agents.indexOf(request.agent)] : undefined;
  const message = REFUSAL_WORDS[rejection];
  switch (rejection) {
    case 'statusNotInCampaign': case 'statusInactive': case 'statusHidden': return { ok: false, why: 'invalid', message, allowed: statusIds(state) };
    case 'timeInPast': case 'outsideWindow': case 'nextCallRequired': {
      const hours = agent?.screen === null || agent === undefined ? [] : callingHoursOf(core, agent.screen.record, state.at);
      return { ok: false, why: 'invalid', message, ...(hours.length === 0 ? {} : { allowed: hours }) };
    }
    case 'dateNotAllowed': case 'fieldsMissing': case 'passNotAllowed': case 'numberBlocked':
      return { ok: false, why: 'invalid', message };
    case 'noSuchRecord': return { ok: false, why: 'notFound', message };
    default: return { ok: false, why: 'conflict', message, ...(agent === undefined ? {} : { state: agent.state }) };
  }
}

/** Ids of the statuses that an agent may give. */
export function statusIds(state: CoreState): string[] {
  return state.session.dialer.statuses.filter((status) => status.active && !status.hidden).map((status) => status.id);
}

function agentRefusal(state: CoreState, agent: number, request: Exclude<AgentRequest, { readonly kind: 'signIn' }>): Refusal | null {
  const one = state.agents[agent]!;
  const conflict = (message: string): Refusal => ({ ok: false, why: 'conflict', message, state: one.state });
  if (request.kind === 'signOut' && one.leg !== null) return null;
  if (one.state === 'signedOut') return conflict(`${request.agent} is not signed in`);
  const { screen } = one;
  switch (request.kind) {
    case 'ready': {
      const needsLeg = state.session.dialer.settings.mode !== 'auto';
      if (needsLeg && !one.legUp) return conflict('the phone is not connected: sign in again');
      return one.state === 'paused' || one.state === 'talking' || one.state === 'wrapping' || one.state === 'reserved' ? null : conflict('is ready already');
    }
    case 'hangUp': return screen?.attempt === null || screen === null || screen.phase === 'wrapUp' || screen.phase === 'loaded' ? conflict('there is no call to hang up') : null;
    case 'save': return saveRefusal(state, agent, request);
    case 'loadRecord':
      return request.record === null || indexOfRecord(state, request.record) !== null ? null : { ok: false, why: 'notFound', message: `there is no record ${request.record}` };
    case 'chooseNumber':
      return screen === null ? conflict('no record is loaded') : null;
    case 'dial': case 'skip': return screen === null ? conflict('no record is loaded') : null;
    default: return null;
  }
}

function saveRefusal(state: CoreState, agent: number, request: Extract<DeskRequest, { kind: 'save' }>): Refusal | null {
  const { screen, lastSave, state: now } = state.agents[agent]!;
  if (request.attempt !== undefined) {
    const serial = serialOf(state, request.attempt);
    if (lastSave !== null && serial === lastSave.attempt && screen?.attempt !== serial) {
      return { ok: false, why: 'conflict', message: 'this call was saved already, with other content', state: now };
    }
    if (serial === null || screen?.attempt !== serial) return { ok: false, why: 'notFound', message: `attempt ${request.attempt} is not in front of ${request.agent}` };
  }
  if (screen === null || screen.phase !== 'wrapUp') return { ok: false, why: 'conflict', message: 'there is nothing to save now', state: now };
  if (request.status !== null && !state.session.dialer.statuses.some((status) => status.id === request.status)) return { ok: false, why: 'invalid', message: `status '${request.status}' is not in the campaign`, allowed: statusIds(state) };
  if (request.passTo !== null && !state.session.dialer.agents.includes(request.passTo)) {
    return { ok: false, why: 'invalid', message: `there is no agent '${request.passTo}'`, allowed: state.session.dialer.agents };
  }
  if (request.nextCallAt !== null && !Number.isSafeInteger(request.nextCallAt)) return { ok: false, why: 'invalid', message: 'nextCallAt must be whole milliseconds since 1970' };
  return null;
}

function askForAgent(core: Core, agent: number, request: AgentRequest): void {
  const { state } = core;
  const one = state.agents[agent]!;
  core.effects.agents.add(agent);
  switch (request.kind) {
    case 'signIn':
      one.pauseReason = null;
      if (state.session.dialer.settings.mode !== 'auto') openLeg(core, agent, request.phone, 'signIn');
      else {
        one.phone = request.phone;
        core.tell(one.state === 'signedOut' ? { kind: 'agentSignedIn', agent } : { kind: 'agentResumed', agent });
      }
      return;
    case 'ready': core.tell({ kind: 'agentResumed', agent }); return;
    case 'pause':
      core.tell({ kind: 'agentPaused', agent });
      one.pauseReason = request.reason;
      return;
    case 'signOut':
      if (one.state === 'signedOut') closeLeg(core, agent);
      else core.tell({ kind: 'agentSignedOut', agent });
      return;
    case 'announceLeaving':
      one.leaving = request.leaving;
      core.tell({ kind: 'agentLeaving', agent, leaving: request.leaving });
      return;
    case 'hangUp': {
      const call = state.calls.get(one.screen?.attempt ?? NONE);
      if (call !== undefined && !call.isOver) endCall(core, call, 'hangup');
      return;
    }
    case 'save': save(core, agent, request); return;
    case 'loadRecord': core.tell({ kind: 'recordRequested', agent, record: request.record === null ? NONE : indexOfRecord(state, request.record)! }); return;
    case 'chooseNumber': one.screen!.chosen = request.position; return;
    case 'dial': core.tell({ kind: 'dialRequested', agent, phone: one.screen?.chosen ?? NONE }); return;
    case 'skip': core.tell({ kind: 'recordSkipped', agent }); return;
    case 'obtain': core.tell({ kind: 'recordsObtained', agent }); return;
    case 'autoDial': core.tell({ kind: 'autoDialSwitched', agent, on: request.on });
  }
}

function save(core: Core, agent: number, request: Extract<DeskRequest, { kind: 'save' }>): void {
  const { state } = core;
  const { dialer, setup } = state.session;
  const screen = state.agents[agent]!.screen!;
  const attempt = screen.attempt!;
  const isComplete = setup.fields.every((field) => !field.mandatory || !isEmpty(request.form[field.id]));
  const done = saveOf(request, attempt);
  core.tell({
    kind: 'agentSaved', agent, status: request.status === null ? NONE : dialer.statuses.findIndex((status) => status.id === request.status),
    nextCallAt: request.nextCallAt ?? UNSET, passTo: request.passTo === null ? NONE : dialer.agents.indexOf(request.passTo), formComplete: isComplete,
  });
  if (core.effects.rejected !== null) return;
  state.agents[agent]!.lastSave = done;
  core.effects.writes.push({ kind: 'saved', agent, record: screen.record, save: done });
}

function saveOf({ status, form, nextCallAt, passTo }: Extract<DeskRequest, { kind: 'save' }>, attempt: number): LastSave {
  return { attempt, status, form, nextCallAt, passTo };
}

function sameSave(left: LastSave, right: LastSave): boolean {
  const keyed = (save: LastSave): string => JSON.stringify([save.attempt, save.status, Object.entries(save.form).sort(([left], [right]) => (left < right ? -1 : 1)), save.nextCallAt, save.passTo]);
  return keyed(left) === keyed(right);
}

function isEmpty(value: string | number | boolean | null | undefined): boolean {
  return value === undefined || value === null || value === '';
}

