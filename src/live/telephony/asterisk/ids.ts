/**
 * Names of our channels, bridges and playbacks inside Asterisk, and the way back.
 *
 * Rule: `od-<campaign>-<attempt>`, `od-leg-<leg>`, `od-br-<attempt>`, `od-pb-<attempt>`; only letters, digits, hyphens and underscores, at most
 * 140 characters. Asterisk itself would take spaces, slashes and `..` (live, section 4), so the check is here. A campaign may not be called
 * like one of our other kinds.
 */
import type { AttemptId, LegId } from '../port/port.ts';

/** Where agents' legs wait between calls. */
export const HOLDING_BRIDGE = 'od-hold';
const RESERVED = new Set(['leg', 'br', 'pb', 'hold']);

export interface Ids {
  channelOf(attempt: AttemptId): string;
  attemptOf(channel: string): AttemptId | null;
}

export function createIds(campaign: string): Ids {
  if (!isFitting(campaign, 64) || RESERVED.has(campaign)) {
    throw new RangeError(`a campaign for Asterisk needs an id of 1 to 64 letters, digits, hyphens and underscores, and not ${[...RESERVED].join(', ')}: ${campaign}`);
  }
  const prefix = `od-${campaign}-`;
  return {
    channelOf: (attempt) => checked(`${prefix}${attempt}`),
    attemptOf: (channel) => (channel.startsWith(prefix) && isFitting(channel.slice(prefix.length), 64) ? channel.slice(prefix.length) : null),
  };
}

export function legChannel(leg: LegId): string { return checked(`od-leg-${leg}`); }
export function legOf(channel: string): LegId | null { return channel.startsWith('od-leg-') ? channel.slice('od-leg-'.length) : null; }
export function callBridge(attempt: AttemptId): string { return checked(`od-br-${attempt}`); }
export function attemptOfBridge(bridge: string): AttemptId | null { return bridge.startsWith('od-br-') ? bridge.slice('od-br-'.length) : null; }
export function playbackOf(attempt: AttemptId): string { return checked(`od-pb-${attempt}`); }
export function attemptOfPlayback(playback: string): AttemptId | null { return playback.startsWith('od-pb-') ? playback.slice('od-pb-'.length) : null; }

/** Is this an id of the port: an attempt's or a leg's? */
export function isFitting(id: string, longest = 64): boolean { return id.length <= longest && /^[0-9A-Za-z_-]+$/.test(id); }

function checked(id: string): string {
  if (!isFitting(id, 140)) throw new RangeError('an id for Asterisk has 1 to 140 letters, digits, hyphens and underscores');
  return id;
}
