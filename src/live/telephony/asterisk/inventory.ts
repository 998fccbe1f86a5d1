/**
 * What Asterisk has of ours now: calls, legs, who is connected to whom.
 *
 * Rule: read from the lists of channels and bridges; null when they could not be read. Channels without our mark are not ours and left alone.
 * A customer's channel is `up` once it is answered, also if it is not in the application (it hears the message then).
 */
import type { AttemptId, LegId, TelephonySnapshot } from '../port/port.ts';
import type { AriClient } from './ariClient.ts';
import { isObject } from './ariEvents.ts';
import { attemptOfBridge, legChannel, legOf, type Ids } from './ids.ts';

export interface FoundCall { readonly isUp: boolean; readonly leg: LegId | null; readonly hasBridge: boolean }

export interface Inventory {
  readonly calls: ReadonlyMap<AttemptId, FoundCall>;
  /** Leg → is it up. */
  readonly legs: ReadonlyMap<LegId, boolean>;
  /** Bridges of calls that are gone. */
  readonly emptyBridges: readonly string[];
}

export async function readInventory(ari: AriClient, ids: Ids): Promise<Inventory | null> {
  const [channels, bridges] = await Promise.all([ari.get('/channels'), ari.get('/bridges')]);
  if (channels.status !== 200 || bridges.status !== 200 || !Array.isArray(channels.body) || !Array.isArray(bridges.body)) return null;
  const legs = new Map<LegId, boolean>();
  const ups = new Map<AttemptId, boolean>();
  for (const channel of channels.body as readonly unknown[]) {
    if (!isObject(channel) || typeof channel['id'] !== 'string') continue;
    const isUp = channel['state'] === 'Up';
    const leg = legOf(channel['id']);
    const attempt = ids.attemptOf(channel['id']);
    if (leg !== null) legs.set(leg, isUp);
    else if (attempt !== null) ups.set(attempt, isUp);
  }
  const byAttempt = new Map<AttemptId, readonly string[]>();
  for (const bridge of bridges.body as readonly unknown[]) {
    if (!isObject(bridge) || typeof bridge['id'] !== 'string' || !Array.isArray(bridge['channels'])) continue;
    const attempt = attemptOfBridge(bridge['id']);
    if (attempt !== null) byAttempt.set(attempt, bridge['channels'].filter((channel) => typeof channel === 'string'));
  }
  const calls = new Map<AttemptId, FoundCall>();
  for (const [attempt, isUp] of ups) {
    const members = byAttempt.get(attempt);
    const leg = [...legs.keys()].find((candidate) => members?.includes(legChannel(candidate)) === true) ?? null;
    calls.set(attempt, { isUp, leg: members?.includes(ids.channelOf(attempt)) === true ? leg : null, hasBridge: members !== undefined });
  }
  return { calls, legs, emptyBridges: [...byAttempt.keys()].filter((attempt) => !ups.has(attempt)) };
}

export function toSnapshot({ calls, legs }: Inventory, epoch: string): TelephonySnapshot {
  return {
    epoch,
    attempts: [...calls].map(([id, { isUp, leg }]) => ({ id, up: isUp, ...(leg === null ? {} : { bridgedTo: leg }) })),
    legs: [...legs].filter(([, isUp]) => isUp).map(([leg]) => leg),
  };
}
