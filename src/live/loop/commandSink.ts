/**
 * Where the engine's commands go in live mode: each becomes a row of the outbox, what the telephone system is asked, writes to the tables,
 * and what stands on agents' screens.
 *
 * Rule: the engine's commands are translated, never decided upon. An agent whose leg is gone cannot be given a call: its customer hears
 * the message (live: section 10).
 */
import { UNSET, type Millis } from '../../base/time.ts';
import type { ClosedActivity, CommandKind, Commands } from '../../engine/commands.ts';
import { NONE, type AgentStateName } from '../../engine/vocabulary.ts';
import { createCommandTexts } from '../../journal/commandTexts.ts';
import type { TelephonyCommand } from '../telephony/port/port.ts';
import { closeLeg, endCall, openLeg, type Core } from './core.ts';
import { attemptId, type LiveCall } from './coreState.ts';

/** The sink of one core. */
export function createCommandSink(core: Core): Commands {
  let line = '';
  const texts = createCommandTexts((text) => { line = text.trim().slice(2); });
  const row = (command: TelephonyCommand | null): void => { core.effects.rows.push({ line, command }); };
  const { state } = core;
  const { session } = state;
  return {
    dial: (attempt, record, phone, dialNumber, agent) => {
      texts.dial(attempt, record, phone, dialNumber, agent);
      row(placeCall(core, attempt, record, phone, agent));
    },
    connect: (attempt, agent) => {
      texts.connect(attempt, agent);
      const call = state.calls.get(attempt);
      const { leg, legUp } = state.agents[agent]!;
      const isReachable = call !== undefined && leg !== null && legUp;
      row(isReachable ? { kind: 'bridge', attempt: attemptId(state, attempt), leg } : null);
      if (call !== undefined) {
        call.agent = agent;
        call.isAnalysed = false;
        if (!isReachable) endCall(core, call, 'drop');
      }
      const { screen } = state.agents[agent]!;
      if (screen !== null) Object.assign(screen, { attempt, phase: 'talking', since: core.at, answeredAt: call?.answeredAt ?? core.at });
    },
    drop: (attempt) => {
      texts.drop(attempt);
      state.dropped += 1;
      row(ending(core, attempt, 'drop'));
    },
    hangUp: (attempt) => {
      texts.hangUp(attempt);
      row(ending(core, attempt, 'hangup'));
    },
    cancel: (attempt) => {
      texts.cancel(attempt);
      row(ending(core, attempt, 'hangup'));
    },
    attemptOver: (attempt, outcome) => {
      texts.attemptOver(attempt, outcome);
      row(null);
      const call = state.calls.get(attempt);
      core.effects.writes.push({ kind: 'over', serial: attempt, outcome, trunk: call?.trunk ?? session.setup.trunks[0]!.name });
      core.effects.calls.add(attempt);
      if (call === undefined) return;
      call.isOver = true;
      core.effects.touched.add(call.record);
      const holder = state.agents.findIndex((one) => one.screen?.attempt === attempt);
      if (holder >= 0) {
        Object.assign(state.agents[holder]!.screen!, { phase: 'wrapUp', since: core.at, endedAt: core.at });
        core.effects.agents.add(holder);
      }
    },
    showRecord: (agent, record) => {
      texts.showRecord(agent, record);
      row(null);
      const shown = state.agents[agent]!;
      core.effects.agents.add(agent);
      core.effects.touched.add(record);
      if (shown.screen?.record === record) return;
      // A call that is connected unattended is shown after it is connected.
      const talking = [...state.calls.values()].find((call) => call.agent === agent && call.record === record && !call.isOver);
      shown.screen = {
        record, attempt: talking?.serial ?? null, phase: talking === undefined ? 'loaded' : 'talking', since: core.at, answeredAt: talking?.answeredAt ?? null,
        endedAt: null, chosen: null,
      };
    },
    agentState: (agent, name) => {
      texts.agentState(agent, name);
      row(null);
      enterState(core, agent, name);
    },
    callAgent: (agent) => {
      texts.callAgent(agent);
      row(null);
      openLeg(core, agent, state.agents[agent]!.phone ?? '', 'turn');
    },
    activity: (closed) => {
      texts.activity(closed);
      row(null);
      closeActivity(core, closed);
    },
    blockNumber: (number, scope, record, status) => {
      texts.blockNumber(number, scope, record, status);
      row(null);
      core.effects.writes.push({ kind: 'block', number: state.numbers[number]!, scope, blocked: true, status: session.dialer.statuses[status]?.id ?? null });
    },
    batchDone: (batch, agent, done, inUse, blocked, limitReached) => {
      texts.batchDone(batch, agent, done, inUse, blocked, limitReached);
      row(null);
      core.effects.batch = { batch, done, inUse, blocked, limitReached };
    },
    rejected: (record, reason) => {
      texts.rejected(record, reason);
      row(null);
      core.effects.rejected = reason;
    },
    clipped: (cause, count) => {
      texts.clipped(cause, count);
      row(null);
    },
  };
}

/** Every engine command that reaches the telephone system. The others are for the tables and the screens. */
export const SPOKEN: ReadonlySet<CommandKind> = new Set<CommandKind>(['dial', 'connect', 'drop', 'hangUp', 'cancel', 'callAgent']);

function placeCall(core: Core, attempt: number, record: number, phone: number, agent: number): TelephonyCommand {
  const { state } = core;
  const { setup, dialer } = state.session;
  const usable = setup.trunks.filter((one) => state.trunks?.usable.includes(one.name) ?? true);
  // None is usable: the engine was told, and what it had asked for before is refused by the guard.
  const trunks = usable.length > 0 ? usable : setup.trunks;
  const trunk = trunks[attempt % trunks.length]!;
  const number = state.numbers[core.dialer.record(record).phones[phone]!.number]!;
  const call: LiveCall = { serial: attempt, record, trunk: trunk.name, dialledAt: core.at, answeredAt: null, isAnalysed: false, isOver: false, ending: null, agent: null };
  state.calls.set(attempt, call);
  state.dials += 1;
  state.nextSerial = attempt + 1;
  const earlier = state.turnAttempts.get(record);
  if (earlier === undefined) state.turnAttempts.set(record, [attempt]);
  else earlier.push(attempt);
  core.effects.touched.add(record);
  core.effects.calls.add(attempt);
  core.effects.writes.push({ kind: 'dialled', serial: attempt, record, number });
  const screen = agent === NONE ? null : state.agents[agent]!.screen;
  if (screen !== null) {
    Object.assign(screen, { attempt, phase: 'dialling', since: core.at, answeredAt: null, endedAt: null, chosen: null });
    core.effects.agents.add(agent);
  }
  return {
    kind: 'dial', attempt: attemptId(state, attempt), trunk: trunk.name, number, callerId: trunk.callerIds[attempt % trunk.callerIds.length]!,
    ringMs: dialer.settings.ringLimitMs ?? RING_MAX_MS, amd: setup.amd,
  };
}

/** A campaign that never gives up ringing does so after two minutes. */
const RING_MAX_MS: Millis = 120_000;

function ending(core: Core, attempt: number, how: 'drop' | 'hangup'): TelephonyCommand {
  const call = core.state.calls.get(attempt);
  if (call !== undefined) call.ending = how;
  const id = attemptId(core.state, attempt);
  return how === 'drop' ? { kind: 'drop', attempt: id, message: core.state.session.setup.message } : { kind: 'hangup', attempt: id };
}

function enterState(core: Core, agent: number, name: AgentStateName): void {
  const one = core.state.agents[agent]!;
  const elapsedMs = core.at - one.since;
  if (one.state !== 'signedOut' && one.state !== 'paused') one.staffedMs += elapsedMs;
  if (one.state === 'talking' || one.state === 'wrapping') one.busyMs += elapsedMs;
  one.state = name;
  one.since = core.at;
  core.effects.agents.add(agent);
  if (name === 'ready' || name === 'reserved') one.pauseReason = null;
  if (name === 'signedOut') Object.assign(one, { leaving: false, pauseReason: null });
  if (name === 'paused') one.leaving = false;
  const isTurnOver = one.legFor === 'turn' && name !== 'reserved' && name !== 'talking';
  if (name === 'signedOut' || isTurnOver) closeLeg(core, agent);
}

function closeActivity(core: Core, closed: ClosedActivity): void {
  const { state, effects } = core;
  const { record, agent } = closed;
  effects.touched.add(record);
  const serials = closed.kind === 'call' ? state.turnAttempts.get(record) ?? [] : [];
  if (closed.kind === 'call') {
    state.turnAttempts.delete(record);
    state.agents.forEach((one, index) => {
      if (one.screen?.record !== record) return;
      one.screen = null;
      effects.agents.add(index);
    });
  }
  effects.writes.push({
    kind: 'activity', record, agent, serials: [...serials],
    row: {
      kind: closed.kind, startedAt: closed.startedAt, endedAt: closed.endedAt, dials: closed.dials, outcome: closed.outcome,
      status: state.session.dialer.statuses[closed.status]?.id ?? null, reason: closed.reason, promise: closed.promise, promisedAt: orNull(closed.promisedAt),
      counted: closed.counted, actionAtStart: closed.actionAtStart, actionAfter: closed.actionAfter, attemptsAfter: closed.attemptsAfter,
      nextCallAtAfter: orNull(closed.nextCallAtAfter),
    },
  });
}

function orNull(at: Millis): number | null {
  return at === UNSET ? null : at;
}
