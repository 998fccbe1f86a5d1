/**
 * The journal's calls and legs against what the telephone system has: after a restart, after a connection was lost, after an unclear answer.
 *
 * Rule: a dial is never repeated. What is there is taken over; what is not there and was given up has ended `unknown`; what the journal does
 * not know is hung up (live: section 3, recovery 3 to 8).
 */
import { endCall, type Core } from './core.ts';
import { attemptId, serialOf, type LiveCall } from './coreState.ts';
import type { TelephonyCommand, TelephonySnapshot } from '../telephony/port/port.ts';
import { answer, classify, endInEngine, loseLeg, raiseLeg, tellChannels } from './telephonyFacts.ts';

/** The safe-harbour message must begin within this time of the answer. */
const MESSAGE_WITHIN_MS = 2_000;

/** Compares. `gone`: attempts and legs that are given up where they are absent. `unsent`: what a crash kept from being sent. */
export function lookAround(core: Core, snapshot: TelephonySnapshot, gone: readonly string[] | 'all', unsent: readonly TelephonyCommand[]): void {
  const { state } = core;
  const isGone = (id: string): boolean => gone === 'all' || gone.includes(id);
  const reopened = cancelUnsent(core, unsent);
  const legs = new Set(snapshot.legs);
  state.agents.forEach((one, agent) => {
    if (one.leg === null || reopened.has(one.leg)) return;
    if (legs.has(one.leg)) raiseLeg(core, agent);
    else if (isGone(one.leg)) loseLeg(core, agent);
  });
  const there = new Map(snapshot.attempts.map((one) => [one.id, one]));
  // Calls that are dialled in place of those that are given up are not looked for.
  const known = [...state.calls.values()];
  for (const call of known) {
    const id = attemptId(state, call.serial);
    const found = there.get(id);
    there.delete(id);
    if (found !== undefined) takeOver(core, call, found);
    else if (isGone(id)) {
      if (!call.isOver) core.effects.counted.push('unknown');
      endInEngine(core, call, 'unknown');
      state.calls.delete(call.serial);
    }
  }
  for (const id of there.keys()) {
    // One that has just ended may still stand in the snapshot.
    const serial = serialOf(state, id);
    if (serial === null || serial >= state.nextSerial) core.effects.counted.push('orphan');
    core.send({ kind: 'hangup', attempt: id });
  }
  const ours = new Set(state.agents.flatMap((one) => (one.leg === null ? [] : [one.leg])));
  for (const leg of snapshot.legs) {
    if (ours.has(leg)) continue;
    core.effects.counted.push('orphan');
    core.send({ kind: 'agentLeg.close', leg });
  }
  state.epoch = snapshot.epoch;
  state.isSettling = false;
  tellChannels(core);
}

/** Attempts and legs of the journal that the telephone system does not have. */
export function absentFrom(core: Pick<Core, 'state'>, snapshot: TelephonySnapshot): string[] {
  const { state } = core;
  const there = new Set([...snapshot.attempts.map((one) => one.id), ...snapshot.legs]);
  const known = [
    ...[...state.calls.values()].map((call) => attemptId(state, call.serial)), ...state.agents.flatMap((one) => (one.leg === null ? [] : [one.leg])),
  ];
  return known.filter((id) => !there.has(id));
}

/** Dials that never went out end as cancelled; a leg that was never opened is opened now. Returns the legs that are. */
function cancelUnsent(core: Core, unsent: readonly TelephonyCommand[]): Set<string> {
  const { state } = core;
  const reopened = new Set<string>();
  for (const command of unsent) {
    if (command.kind === 'dial') {
      const call = [...state.calls.values()].find((one) => attemptId(state, one.serial) === command.attempt);
      if (call === undefined) continue;
      endInEngine(core, call, 'cancelled');
      state.calls.delete(call.serial);
    } else if (command.kind === 'agentLeg.open' && state.agents.some((one) => one.leg === command.leg)) {
      core.send(command);
      reopened.add(command.leg);
    }
  }
  return reopened;
}

function takeOver(core: Core, call: LiveCall, found: TelephonySnapshot['attempts'][number]): void {
  if (call.isOver) {
    // The message is played again, rather than cut off in the middle: nobody knows how far it came.
    endCall(core, call, call.ending === 'drop' && found.up ? 'drop' : 'hangup');
    return;
  }
  if (!found.up) return;
  if (call.answeredAt !== null && call.agent === null && core.at - call.answeredAt > MESSAGE_WITHIN_MS) core.effects.counted.push('lateAbandoned');
  const wasTalking = call.agent !== null;
  answer(core, call, false);
  // A verdict that was told while nobody listened will not come again.
  classify(core, call, false);
  // Who has only now been given an agent is being bridged already.
  if (!wasTalking || call.isOver || call.agent === null || found.bridgedTo !== undefined) return;
  const { leg, legUp } = core.state.agents[call.agent]!;
  if (leg !== null && legUp) core.send({ kind: 'bridge', attempt: found.id, leg });
  else endCall(core, call, 'drop');
}

