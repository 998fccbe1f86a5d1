/**
 * After a connection came (back): what Asterisk has, compared with what the driver knows; the differences become events.
 *
 * Rule: Asterisk tells nothing of what happened meanwhile. A call that is gone ended somehow: as we had ordered, or `unknown`; one that was
 * answered meanwhile is `answered`; one that nobody here knows (we were restarted) is taken over silently, because the snapshot names it. A
 * call gets a moment before it is given up, since its last event may be on its way. Source: live, section 4.
 */
import type { AgentLegs } from './agentLegs.ts';
import { step } from './ariClient.ts';
import { answer } from './callFacts.ts';
import type { CustomerCalls } from './customerCalls.ts';
import type { DriverContext } from './driverContext.ts';
import { callBridge } from './ids.ts';
import type { Inventory } from './inventory.ts';

export function reconcile(context: DriverContext, calls: CustomerCalls, legs: AgentLegs, found: Inventory): void {
  const { ari, times } = context;
  for (const [id, { isUp, leg, hasBridge }] of found.calls) {
    const known = calls.get(id);
    if (known !== undefined) {
      if (isUp && !known.isAnswered) answer(context, calls, known);
      continue;
    }
    if (calls.wasUsed(id)) {
      // Told as ended, and alive after all: nobody would ever end it.
      context.counts.orphans += 1;
      void ari.del(`/channels/${step(context.ids.channelOf(id))}`);
      continue;
    }
    const call = calls.add(id, { trunk: null, ringMs: times.adoptedRingMs, amd: 'off' });
    call.isAnswered = isUp;
    if (hasBridge) call.bridge = Promise.resolve(true);
    if (leg !== null) {
      call.leg = leg;
      call.isBridged = true;
      call.entered.add(call.channel);
      // Its limit may not have been lifted before we were restarted.
      void ari.post(`/channels/${step(call.channel)}/variable`, { variable: 'TIMEOUT(absolute)', value: context.options.maxCallSeconds });
    }
    if (!isUp) calls.arm(call, times.adoptedRingMs, () => { calls.cancel(call, 'ringTimer'); });
  }
  for (const call of calls.all()) if (!found.calls.has(call.id) && !call.isUnsure) calls.expectEnd(call);
  const inCall = new Set([...found.calls.values()].map(({ leg }) => leg));
  for (const [leg, isUp] of found.legs) if (isUp) legs.adopt(leg, inCall.has(leg));
  for (const leg of legs.all()) if (!found.legs.has(leg)) legs.lost(leg, 'gone');
  for (const attempt of found.emptyBridges) if (calls.get(attempt) === undefined) void ari.del(`/bridges/${step(callBridge(attempt))}`);
}

/** Asterisk was started anew: no call and no leg of before exists any more. */
export function loseEverything(calls: CustomerCalls, legs: AgentLegs): void {
  for (const call of calls.all()) calls.end(call, 'unknown', 'unknown', { reason: 'telephonyRestarted' });
  for (const leg of legs.all()) legs.lost(leg, 'telephony restarted');
}
