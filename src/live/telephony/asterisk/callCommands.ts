/**
 * The port's commands for customers' calls, as requests to Asterisk.
 *
 * Rule: the endpoint's text is built from a configured trunk's name and checked digits, nothing else ever enters it. A call is placed into the
 * dialplan (never into the application), so that a person who answers while nobody listens hears the message. Every acknowledgement is one of
 * the port's words; a request that nobody knows the fate of is settled by looking, never by doing it again. Source: live, section 4.
 */
import { trunkEndpoint } from '../../asteriskConfig/settings.ts';
import type { Ack, TelephonyCommand } from '../port/port.ts';
import { step, type AriReply } from './ariClient.ts';
import type { CustomerCall, CustomerCalls } from './customerCalls.ts';
import type { DriverContext } from './driverContext.ts';
import { callBridge, isFitting, legChannel, playbackOf } from './ids.ts';

type Dial = Extract<TelephonyCommand, { kind: 'dial' }>;
const NUMBER = /^\+?[1-9][0-9]{6,14}$/;
const SOUND = /^[0-9A-Za-z_/-]{1,80}$/;
const OK: Ack = { ok: true };
/** A message is never longer. */
const MESSAGE_SECONDS = 60;

export async function dial(context: DriverContext, calls: CustomerCalls, command: Dial): Promise<Ack> {
  const { ari, options, times, counts } = context;
  if (!isFitting(command.attempt)) return refused('the attempt\'s id has other than letters, digits, hyphens and underscores');
  if (calls.get(command.attempt) !== undefined || calls.wasUsed(command.attempt)) return { ok: false, why: 'duplicate' };
  if (!context.isReady()) return refused('the connection to Asterisk is not ready');
  if (!options.trunks.some(({ name }) => name === command.trunk)) return refused('no such trunk');
  if (!NUMBER.test(command.number) || !NUMBER.test(command.callerId)) return refused('not a number with its country\'s code');
  const call = calls.add(command.attempt, { trunk: command.trunk, ringMs: command.ringMs, amd: command.amd });
  calls.arm(call, times.firstProvisionalMs, () => { calls.cancel(call, 'trunkTimeout'); });
  const reply = await ari.post(`/channels/${step(call.channel)}`, {
    endpoint: `PJSIP/${command.number}@${trunkEndpoint(command.trunk)}`, context: 'overdial-out', extension: 's', priority: 1, timeout: -1, callerId: command.callerId,
  }, { variables: { OD_ATTEMPT: command.attempt } });
  if (reply.status === 200) return OK;
  if (reply.status === null) {
    counts.unknownRequests += 1;
    call.isUnsure = true;
    void settle(context, calls, call, 0);
    return { ok: false, why: 'unknown', detail: reply.detail };
  }
  if (reply.status === 409) {
    calls.remove(call);
    return { ok: false, why: 'duplicate' };
  }
  if (reply.status >= 500) {
    // The trunk is unknown or unreachable; no event will come. The acknowledgement goes first.
    setImmediate(() => { calls.end(call, 'congestion', 'network', { reason: 'configError' }); });
    return OK;
  }
  calls.remove(call);
  return refused(`Asterisk answered ${reply.status}`);
}

/** Did the call come about? Two looks that do not find it say no. Events that come meanwhile are taken as usual. */
async function settle(context: DriverContext, calls: CustomerCalls, call: CustomerCall, misses: number): Promise<void> {
  await new Promise((resolve) => { setTimeout(resolve, context.times.secondLookMs); });
  if (calls.get(call.id) !== call || call.isAnswered) return;
  const { status } = await context.ari.get(`/channels/${step(call.channel)}`);
  if (calls.get(call.id) !== call) return;
  if (status === 200) {
    call.isUnsure = false;
    return;
  }
  const seen = status === 404 ? misses + 1 : 0;
  if (seen >= 2) calls.end(call, 'unknown', 'unknown', { reason: 'dialUnknown' });
  else await settle(context, calls, call, seen);
}

export async function bridge(context: DriverContext, calls: CustomerCalls, { attempt, leg }: Extract<TelephonyCommand, { kind: 'bridge' }>): Promise<Ack> {
  const call = calls.get(attempt);
  if (call === undefined || call.isEnding || call.isHungUp || !context.isLegUp(leg)) return GONE;
  if (!call.isAnswered) return refused('not answered');
  if (call.message !== 'none') return refused('the message is playing');
  if (call.detector === 'listening') return refused('the detector is listening');
  calls.giveLeg(leg, call);
  const id = callBridge(attempt);
  if (!await calls.makeBridge(call)) return { ok: false, why: 'unknown', detail: 'no bridge' };
  // Both at once: the switch is lifted before it can strike, and the customer waits for one answer instead of two.
  const [added] = await Promise.all([
    context.ari.post(`/bridges/${step(id)}/addChannel`, { channel: `${call.channel},${legChannel(leg)}` }),
    lift(context, calls, call, context.options.maxCallSeconds),
  ]);
  return ackOf(context, added);
}

export async function drop(context: DriverContext, calls: CustomerCalls, { attempt, message }: Extract<TelephonyCommand, { kind: 'drop' }>): Promise<Ack> {
  const call = calls.get(attempt);
  if (call === undefined || call.isEnding || call.isHungUp) return GONE;
  if (!SOUND.test(message)) return refused('not the name of a sound');
  if (!call.isAnswered) {
    calls.cancel(call, 'asked');
    return OK;
  }
  if (call.message !== 'none') return OK;
  call.message = 'asked';
  if (call.detector === 'listening') {
    // While the detector listens the call is out of our hands; the message follows at once.
    call.waitingMessage = message;
    return OK;
  }
  return playMessage(context, calls, call, message);
}

export async function playMessage(context: DriverContext, calls: CustomerCalls, call: CustomerCall, message: string): Promise<Ack> {
  if (call.entered.has(call.channel)) {
    // His agent is lost: a channel in a bridge hears no message of its own.
    await context.ari.post(`/bridges/${step(callBridge(call.id))}/removeChannel`, { channel: call.channel });
  }
  const [played] = await Promise.all([
    context.ari.post(`/channels/${step(call.channel)}/play/${step(playbackOf(call.id))}`, { media: `sound:${message}` }),
    lift(context, calls, call, MESSAGE_SECONDS),
  ]);
  return ackOf(context, played);
}

export function hangup(calls: CustomerCalls, { attempt }: Extract<TelephonyCommand, { kind: 'hangup' }>): Ack {
  const call = calls.get(attempt);
  if (call === undefined) return GONE;
  if (call.isAnswered) calls.hangUp(call);
  else calls.cancel(call, 'asked');
  return OK;
}

const GONE: Ack = { ok: false, why: 'gone' };

/** Takes back the limit that ends a forgotten call; tried again until it is known to be done or the call is over. */
async function lift(context: DriverContext, calls: CustomerCalls, call: CustomerCall, seconds: number): Promise<void> {
  for (let tries = 0; tries < 3 && calls.get(call.id) === call; tries += 1) {
    const { status } = await context.ari.post(`/channels/${step(call.channel)}/variable`, { variable: 'TIMEOUT(absolute)', value: seconds });
    if (status !== null && status < 500) return;
  }
}

function ackOf({ counts }: DriverContext, { status, detail }: AriReply): Ack {
  if (status === null) {
    counts.unknownRequests += 1;
    return { ok: false, why: 'unknown', detail };
  }
  if (status < 300) return OK;
  // 400, 404, 409, 412 and 422 all say that a channel is no longer there, or no longer ours.
  return status < 500 ? { ok: false, why: 'gone', detail } : { ok: false, why: 'unknown', detail };
}

function refused(detail: string): Ack { return { ok: false, why: 'refused', detail }; }
