/**
 * What the telephone system says, as events of the engine.
 *
 * Rule: outcomes become causes; the engine makes its own outcome of them. What concerns an unknown or ended attempt is counted and ignored.
 * An agent whose leg is lost pauses with the reason `leg lost`, and his customer hears the message (live: sections 3 and 10).
 */
import { UNSET } from '../../base/time.ts';
import type { CauseName, OutcomeName } from '../../engine/vocabulary.ts';
import type { Ack, TelephonyCommand, TelephonyEvent } from '../telephony/port/port.ts';
import { closeLeg, endCall, type Core } from './core.ts';
import { serialOf, type LiveCall } from './coreState.ts';

export const LEG_LOST = 'leg lost';
export const NOT_REACHED = 'phone not reached';

/** Takes an event of the driver. */
export function hear(core: Core, event: TelephonyEvent): void {
  switch (event.kind) {
    case 'leg.up': legUp(core, event.leg); return;
    case 'leg.down': legDown(core, event.leg); return;
    case 'trunks':
      core.state.trunks = { usable: event.usable, channels: event.channels };
      core.effects.campaignChanged = true;
      tellChannels(core);
      return;
    case 'driver': driverState(core, event.state, event.epoch); return;
    default: {
      const call = callOf(core, event.attempt);
      if (call === null) core.effects.counted.push('stranger');
      else hearOfCall(core, call, event);
    }
  }
}

/** Takes the answer to a command that did not say ok. Null commands never come here. */
export function notDone(core: Core, command: TelephonyCommand, ack: Ack & { readonly ok: false }): void {
  if (command.kind === 'agentLeg.open') {
    if (ack.why === 'refused' || ack.why === 'gone') legDown(core, command.leg);
    return;
  }
  if (command.kind === 'agentLeg.close') return;
  const call = callOf(core, command.attempt);
  if (call === null || command.kind !== 'dial') return;
  // `duplicate`: the call is there already; `unknown`: a look at the telephone system will tell.
  if (ack.why !== 'refused' && ack.why !== 'gone') return;
  core.effects.counted.push('refused');
  core.effects.refusals.push(ack.detail ?? ack.why);
  endInEngine(core, call, refusedAs(ack.detail ?? ''));
  core.state.calls.delete(call.serial);
}

/**
 * Refusals that will be the same next time must not come again and again: a number that may never be called is marked as invalid, and its
 * record is over when it has no other; a record that may not be called counts an attempt. The others pass.
 */
function refusedAs(reason: string): CauseName {
  if (OF_THE_NUMBER.has(reason)) return 'invalidNumber';
  return reason === 'blocked' || reason === 'tooManyAttempts' ? 'rejected' : 'congestion';
}

const OF_THE_NUMBER: ReadonlySet<string> = new Set(['badNumber', 'notAllowed', 'premium', 'satellite', 'emergency', 'short']);

/** The engine's end of a call that the network has ended, or that is given up. */
export function endInEngine(core: Core, call: LiveCall, cause: CauseName): void {
  core.effects.calls.add(call.serial);
  if (!call.isOver) core.tell({ kind: 'attemptEnded', attempt: call.serial, cause });
  call.isOver = true;
}

/** The customer is there. `isListening`: the detector's word follows. */
export function answer(core: Core, call: LiveCall, isListening: boolean): void {
  if (call.answeredAt !== null || call.isOver) return;
  call.answeredAt = core.at;
  call.isAnalysed = isListening;
  core.state.answered += 1;
  core.effects.calls.add(call.serial);
  core.effects.writes.push({ kind: 'answered', serial: call.serial });
  core.tell({ kind: 'attemptAnswered', attempt: call.serial, verdict: isListening ? 'pending' : 'none' });
}

/** The detector's word, or that there will be none: then a person is taken to be there. */
export function classify(core: Core, call: LiveCall, isMachine: boolean): void {
  if (!call.isAnalysed || call.isOver) return;
  call.isAnalysed = false;
  core.tell({ kind: 'attemptClassified', attempt: call.serial, machine: isMachine, greetingStartAt: UNSET, greetingEndAt: UNSET });
}

/** The leg of an agent is gone. */
export function loseLeg(core: Core, agent: number): void {
  const { state } = core;
  const one = state.agents[agent]!;
  const wasUp = one.legUp;
  one.leg = null;
  one.legUp = false;
  core.effects.agents.add(agent);
  if (one.legFor === 'turn' && !wasUp) {
    core.tell({ kind: 'agentLegFailed', agent });
    return;
  }
  for (const call of state.calls.values()) if (call.agent === agent && !call.isOver && call.ending === null) endCall(core, call, 'drop');
  if (one.legFor === 'turn') return;
  if (!wasUp) {
    one.pauseReason = NOT_REACHED;
    return;
  }
  core.tell({ kind: 'agentPaused', agent });
  one.pauseReason = LEG_LOST;
}

/** An agent's phone was answered. */
export function raiseLeg(core: Core, agent: number): void {
  const one = core.state.agents[agent]!;
  if (one.legUp) return;
  one.legUp = true;
  core.effects.agents.add(agent);
  if (one.legFor === 'turn') {
    core.tell({ kind: 'agentLegAnswered', agent });
    return;
  }
  one.pauseReason = null;
  core.tell(one.state === 'signedOut' ? { kind: 'agentSignedIn', agent } : { kind: 'agentResumed', agent });
}

/** May calls be placed now? The engine is told by the number of calls that the carrier takes. */
export function tellChannels(core: Core): void {
  const { telephony, isJumped, isSettling, session, trunks } = core.state;
  const isOpen = telephony === 'ready' && !isJumped && !isSettling;
  core.tell({ kind: 'channelsChanged', channels: isOpen ? Math.min(session.dialer.channels ?? CHANNELS_MAX, trunks?.channels ?? CHANNELS_MAX) : 0 });
}

const CHANNELS_MAX = 1_000_000;

function callOf(core: Core, attempt: string): LiveCall | null {
  const serial = serialOf(core.state, attempt);
  return serial === null ? null : core.state.calls.get(serial) ?? null;
}

type CallEvent = Extract<TelephonyEvent, { readonly attempt: string }>;

function hearOfCall(core: Core, call: LiveCall, event: CallEvent): void {
  switch (event.kind) {
    case 'ringing': if (!call.isOver) core.tell({ kind: 'attemptRinging', attempt: call.serial }); return;
    case 'answered': answer(core, call, core.state.session.setup.amd === 'first'); return;
    case 'amd': classify(core, call, event.verdict === 'machine'); return;
    case 'bridged': waited(core, call, 'bridge'); return;
    case 'message':
      if (event.phase === 'started') waited(core, call, 'message');
      if (event.phase === 'failed') core.effects.counted.push('messageFailed');
      return;
    case 'ended': {
      if (event.outcome === 'unknown' && !call.isOver) core.effects.counted.push('unknown');
      endInEngine(core, call, causeOf(event.outcome, event.by));
      core.state.calls.delete(call.serial);
    }
  }
}

function waited(core: Core, call: LiveCall, until: 'bridge' | 'message'): void {
  if (call.answeredAt !== null) core.effects.waited.push({ until, ms: core.at - call.answeredAt });
}

function causeOf(outcome: OutcomeName, by: 'customer' | 'us' | 'network' | 'unknown'): CauseName {
  switch (outcome) {
    case 'answered': case 'machine': case 'dropped': return by === 'us' ? 'agentHangup' : 'customerHangup';
    default: return outcome;
  }
}

function agentOfLeg(core: Core, leg: string): number {
  return core.state.agents.findIndex((one) => one.leg === leg);
}

function legUp(core: Core, leg: string): void {
  const agent = agentOfLeg(core, leg);
  if (agent >= 0) {
    raiseLeg(core, agent);
    return;
  }
  // He signed out while his phone rang.
  core.effects.counted.push('stranger');
  core.send({ kind: 'agentLeg.close', leg });
}

function legDown(core: Core, leg: string): void {
  const agent = agentOfLeg(core, leg);
  if (agent >= 0) loseLeg(core, agent);
}

function driverState(core: Core, telephony: 'ready' | 'blind' | 'down', epoch: string): void {
  const { state } = core;
  const hasLostAll = state.epoch !== null && state.epoch !== epoch;
  state.telephony = telephony;
  state.epoch = epoch;
  core.effects.campaignChanged = true;
  if (hasLostAll) loseAll(core);
  tellChannels(core);
}

/** The telephone system has lost its calls: nobody knows how they ended (live: section 10). */
function loseAll(core: Core): void {
  const { state } = core;
  // Nothing is dialled in their place before it is known what works again.
  core.tell({ kind: 'channelsChanged', channels: 0 });
  const lost = [...state.calls.values()];
  for (const call of lost) {
    if (!call.isOver) core.effects.counted.push('unknown');
    endInEngine(core, call, 'unknown');
    state.calls.delete(call.serial);
  }
  state.agents.forEach((one, agent) => { if (one.leg !== null) loseLeg(core, agent); });
}

/** Nobody may stay: every agent is signed out, and his leg closed. */
export function signEveryoneOut(core: Core): void {
  core.state.agents.forEach((one, agent) => {
    if (one.state !== 'signedOut') core.tell({ kind: 'agentSignedOut', agent });
    else if (one.leg !== null) closeLeg(core, agent);
  });
}
