/**
 * What Asterisk's events mean for a customer's call.
 *
 * Rule: the first 180 or 183 is `ringing` and starts the ring timer; `StasisStart` is the answer; only `ChannelDestroyed` ends, and how is
 * decided by our own memory first (answered? withdrawn, and why?), then by the outcome tables. Source: live, section 4.
 */
import { step } from './ariClient.ts';
import type { AriFact } from './ariEvents.ts';
import { playMessage } from './callCommands.ts';
import { WITHDRAWN, type CustomerCall, type CustomerCalls } from './customerCalls.ts';
import type { DriverContext } from './driverContext.ts';
import { legChannel } from './ids.ts';
import { outcomeOf } from './outcomeTable.ts';

export function onCallFact(context: DriverContext, calls: CustomerCalls, call: CustomerCall, fact: AriFact): void {
  switch (fact.fact) {
    case 'ringing':
    case 'earlyMedia': { onRinging(context, calls, call, fact.fact === 'earlyMedia'); return; }
    case 'inStasis': { onInStasis(context, calls, call, fact.args); return; }
    case 'hangupAsked': { call.isEnding = true; return; }
    case 'destroyed': { onDestroyed(context, calls, call, fact); return; }
    case 'enteredBridge': { onEntered(context, call, fact.channel); return; }
    case 'messageStarted': {
      if (call.message !== 'asked') return;
      call.message = 'started';
      context.emit({ kind: 'message', attempt: call.id, phase: 'started' });
      return;
    }
    default: { onMessageOver(context, calls, call, fact.fact === 'messageFailed'); }
  }
}

function onRinging(context: DriverContext, calls: CustomerCalls, call: CustomerCall, isEarly: boolean): void {
  if (call.isRinging || call.isAnswered) return;
  call.isRinging = true;
  context.emit({ kind: 'ringing', attempt: call.id, early: isEarly });
  if (call.cancelled !== null) return;
  calls.arm(call, call.ringMs, () => { calls.cancel(call, 'ringTimer'); });
  // Made now, so that one request is left when the call is answered.
  void calls.makeBridge(call);
}

function onInStasis(context: DriverContext, calls: CustomerCalls, call: CustomerCall, args: readonly string[]): void {
  if (args[0] === 'amd') {
    if (call.detector !== 'listening') return;
    call.detector = 'done';
    const verdict = ({ HUMAN: 'human', MACHINE: 'machine', NOTSURE: 'notsure' } as const)[args[1] ?? ''];
    if (verdict !== undefined) context.emit({ kind: 'amd', attempt: call.id, verdict, cause: (args[2] ?? '').slice(0, 80) });
    if (call.waitingMessage !== null) void playMessage(context, calls, call, call.waitingMessage);
    return;
  }
  // A new socket is told of old channels again.
  if (call.isAnswered) return;
  answer(context, calls, call);
  if (call.isHungUp || call.amd === 'off') return;
  call.detector = 'listening';
  void listen(context, call);
}

/** The customer is on the line; a call that we had withdrawn just then is hung up (its person is told nothing, and counts as abandoned). */
export function answer(context: DriverContext, calls: CustomerCalls, call: CustomerCall): void {
  call.isAnswered = true;
  if (call.timer !== null) clearTimeout(call.timer);
  call.timer = null;
  context.emit({ kind: 'answered', attempt: call.id });
  if (call.cancelled === null) return;
  context.counts.crossings += 1;
  calls.hangUp(call);
}

async function listen({ ari, emit }: DriverContext, call: CustomerCall): Promise<void> {
  const { status } = await ari.post(`/channels/${step(call.channel)}/continue`, { context: 'overdial-amd', extension: 's', priority: 1 });
  if (status === 204 || status === 404 || call.detector !== 'listening' || call.isEnding) return;
  call.detector = 'done';
  emit({ kind: 'amd', attempt: call.id, verdict: 'notsure', cause: 'notStarted' });
}

function onEntered(context: DriverContext, call: CustomerCall, channel: string): void {
  call.entered.add(channel);
  if (call.isBridged || call.leg === null || !call.entered.has(call.channel) || !call.entered.has(legChannel(call.leg))) return;
  call.isBridged = true;
  context.emit({ kind: 'bridged', attempt: call.id, leg: call.leg });
}

function onMessageOver(context: DriverContext, calls: CustomerCalls, call: CustomerCall, hasFailed: boolean): void {
  if (call.message === 'none' || call.message === 'over' || call.isEnding) return;
  call.message = 'over';
  if (hasFailed) context.counts.messagesFailed += 1;
  context.emit({ kind: 'message', attempt: call.id, phase: hasFailed ? 'failed' : 'finished' });
  calls.hangUp(call);
}

function onDestroyed({ options }: DriverContext, calls: CustomerCalls, call: CustomerCall, { cause, sip }: AriFact): void {
  const codes = { cause, ...(sip === null ? {} : { sip }) };
  if (call.isAnswered) {
    calls.end(call, 'answered', call.isHungUp ? 'us' : 'customer', call.cancelled === null ? codes : { ...codes, reason: 'crossedCancel' });
  } else if (call.cancelled !== null && sip === null) {
    calls.end(call, WITHDRAWN[call.cancelled], 'us', call.cancelled === 'trunkTimeout' ? { ...codes, reason: 'trunkTimeout' } : codes);
  } else {
    const map = options.trunks.find(({ name }) => name === call.trunk)?.outcomeMap;
    const { outcome, raw } = outcomeOf({ cause, sip, provisional: call.isRinging }, map);
    calls.end(call, outcome, 'network', raw);
  }
}
