/** The engine with what the loop knows beside it, while it takes one item: what the rooms of the loop work on. */
import type { DialerEvent } from '../../engine/events.ts';
import type { Dialer } from '../../engine/dialer.ts';
import type { Millis } from '../../base/time.ts';
import type { TelephonyCommand } from '../telephony/port/port.ts';
import { attemptId, type CoreState, type LiveCall } from './coreState.ts';
import type { Effects } from './effects.ts';

export type EventBody<K extends DialerEvent['kind'] = DialerEvent['kind']> = K extends unknown ? Omit<Extract<DialerEvent, { kind: K }>, 'at'> : never;

export interface Core {
  readonly state: CoreState;
  readonly dialer: Dialer;
  /** Of the item being taken. */
  readonly at: Millis;
  readonly effects: Effects;
  /** Gives the engine an event of this instant; its commands go to the effects. */
  tell(event: EventBody): void;
  /** A command of the loop's own. */
  send(command: TelephonyCommand): void;
}

/** Ends a call in the network: by the message for a person, or at once. */
export function endCall(core: Core, call: LiveCall, how: 'drop' | 'hangup'): void {
  const { state } = core;
  call.ending = how;
  const attempt = attemptId(state, call.serial);
  core.send(how === 'drop' ? { kind: 'drop', attempt, message: state.session.setup.message } : { kind: 'hangup', attempt });
}

/** Opens a new leg to an agent's phone. */
export function openLeg(core: Core, agent: number, phone: string, legFor: 'signIn' | 'turn'): void {
  const { state } = core;
  const one = state.agents[agent]!;
  const leg = `${state.session.run}-L${state.nextLeg}`;
  state.nextLeg += 1;
  Object.assign(one, { phone, leg, legFor, legUp: false });
  core.effects.agents.add(agent);
  core.send({ kind: 'agentLeg.open', leg, agent: state.session.dialer.agents[agent]!, phone });
}

/** Closes an agent's leg, if he has one. */
export function closeLeg(core: Core, agent: number): void {
  const one = core.state.agents[agent]!;
  if (one.leg === null) return;
  core.send({ kind: 'agentLeg.close', leg: one.leg });
  one.leg = null;
  one.legUp = false;
  core.effects.agents.add(agent);
}
