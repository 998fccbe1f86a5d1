/**
 * The telephony driver for a real Asterisk (20 or later), by its REST interface and its events.
 *
 * Rule: the port's (telephony/port/port.ts). The driver decides nothing about customers: it carries out commands, keeps the ring timer, and says
 * what happened. On `ApplicationReplaced` (another client took the events) it stops at once. Source: live, section 4.
 */
import type { Ack, Telephony, TelephonyCommand, TelephonyEvent } from '../port/port.ts';
import { createAgentLegs } from './agentLegs.ts';
import { createAriClient, step } from './ariClient.ts';
import { parseAriEvent, type AriFact } from './ariEvents.ts';
import { bridge, dial, drop, hangup } from './callCommands.ts';
import { onCallFact } from './callFacts.ts';
import { createConnection } from './connection.ts';
import { createCustomerCalls } from './customerCalls.ts';
import { DRIVER_TIMES, type AsteriskOptions, type DriverContext, type DriverCounts } from './driverContext.ts';
import { attemptOfBridge, attemptOfPlayback, createIds, legOf } from './ids.ts';
import { readInventory, toSnapshot } from './inventory.ts';
import { loseEverything, reconcile } from './reconcile.ts';

export interface AsteriskDriver extends Telephony { readonly counts: Readonly<DriverCounts> }

/** Throws RangeError for options that cannot be used (address, campaign's id). */
export function createAsteriskDriver(options: AsteriskOptions): AsteriskDriver {
  const times = { ...DRIVER_TIMES, ...options.times };
  const { url, username, password, onTimed } = options;
  const ari = createAriClient({ url, username, password, app: 'overdial', limitMs: times.requestMs, ...(onTimed === undefined ? {} : { onTimed }) });
  const counts: DriverCounts = { unknownEvents: 0, malformedEvents: 0, orphans: 0, messagesFailed: 0, reconnects: 0, unknownRequests: 0, crossings: 0 };
  const orphans = new Set<string>();
  let sink: ((event: TelephonyEvent) => void) | null = null;
  const context: DriverContext = {
    options, times, ari, ids: createIds(options.campaign), counts,
    emit: (event) => { sink?.(event); },
    isReady: () => connection.state === 'ready',
    isSameEpoch: () => connection.isSameEpoch(),
    bringHome: (leg) => legs.bringHome(leg),
    isLegUp: (leg) => legs.isUp(leg),
  };
  const calls = createCustomerCalls(context);
  const legs = createAgentLegs(context, (leg) => { calls.giveLeg(leg, null); });
  const connection = createConnection(context, {
    onFrame,
    onInventory: (found, isRestart) => {
      if (isRestart) loseEverything(calls, legs);
      reconcile(context, calls, legs, found);
    },
    onBlind: () => { for (const call of calls.all()) if (!call.isAnswered) calls.cancel(call, 'asked'); },
    onState: (state, epoch) => { context.emit({ kind: 'driver', state, epoch }); },
  });

  function onFrame(frame: string): void {
    options.onFrame?.(frame);
    const event = parseAriEvent(frame);
    switch (event.fact) {
      case 'nothing': { return; }
      case 'malformed': { counts.malformedEvents += 1; return; }
      case 'unknown': { counts.unknownEvents += 1; return; }
      case 'replaced': { stopAtOnce(); return; }
      default: { route(event); }
    }
  }

  function route(fact: AriFact): void {
    const leg = legOf(fact.channel);
    if (leg !== null) legs.onFact(leg, fact);
    const attempt = attemptOfPlayback(fact.playback) ?? attemptOfBridge(fact.bridge) ?? (leg === null ? context.ids.attemptOf(fact.channel) : null);
    if (attempt === null) return;
    const call = calls.get(attempt);
    if (call !== undefined) onCallFact(context, calls, call, fact);
    else if ((fact.fact === 'inStasis' || fact.fact === 'ringing') && leg === null) endOrphan(fact.channel);
  }

  /** A living call with our mark that is not in the table: nobody would ever end it. */
  function endOrphan(channel: string): void {
    if (orphans.has(channel)) return;
    orphans.add(channel);
    counts.orphans += 1;
    void ari.del(`/channels/${step(channel)}`);
  }

  function stopAtOnce(): void {
    connection.stop();
    calls.stop();
    context.emit({ kind: 'driver', state: 'down', epoch: connection.epoch });
    sink = null;
    options.onFatal?.('replaced', 'another client has taken over the events of this Asterisk');
  }

  return {
    counts,
    start: async (given) => {
      sink = given;
      await connection.start();
    },
    execute: (command) => execute(command),
    snapshot: async () => {
      const found = await readInventory(ari, context.ids);
      if (found === null) throw new Error('Asterisk does not answer');
      return toSnapshot(found, connection.epoch);
    },
    stop: async (mode) => {
      if (mode === 'drain') {
        while (calls.size > 0 && sink !== null) await new Promise((resolve) => { setTimeout(resolve, 50); });
        await Promise.all(legs.all().map((leg) => legs.close(leg)));
      }
      connection.stop();
      calls.stop();
      sink = null;
    },
  };

  function execute(command: TelephonyCommand): Promise<Ack> {
    if (sink === null) return Promise.resolve({ ok: false, why: 'refused', detail: 'not started, or stopped' });
    switch (command.kind) {
      case 'dial': { return dial(context, calls, command); }
      case 'bridge': { return bridge(context, calls, command); }
      case 'drop': { return drop(context, calls, command); }
      case 'hangup': { return Promise.resolve(hangup(calls, command)); }
      case 'agentLeg.open': { return legs.open(command); }
      case 'agentLeg.close': { return legs.close(command.leg); }
    }
  }
}
