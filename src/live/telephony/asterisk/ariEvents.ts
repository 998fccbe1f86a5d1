/**
 * One frame of Asterisk's WebSocket → one fact that the driver understands.
 *
 * Rule: nothing is believed: a frame that is not JSON, or lacks a field that its fact needs, is `malformed`; a type without a row in the event
 * table is `unknown`. Neither throws; the driver counts them. Only used fields are looked at.
 */
import { factOf, type FactName } from './eventTable.ts';

export interface AriFact {
  readonly fact: Exclude<FactName, 'nothing' | 'replaced'>;
  readonly channel: string;
  readonly bridge: string; readonly playback: string;
  readonly args: readonly string[];
  readonly cause: number; readonly sip: number | null;
}
export type ParsedEvent = AriFact | { readonly fact: 'nothing' | 'replaced' } | { readonly fact: 'unknown' | 'malformed'; readonly type: string };

/** Longer frames are not looked into; Asterisk's own are under 4 kB. */
const LONGEST = 262_144;

export function parseAriEvent(frame: string): ParsedEvent {
  if (frame.length > LONGEST) return { fact: 'malformed', type: '' };
  let event: unknown;
  try {
    event = JSON.parse(frame);
  } catch {
    return { fact: 'malformed', type: '' };
  }
  if (!isObject(event) || typeof event['type'] !== 'string') return { fact: 'malformed', type: '' };
  const type = event['type'];
  const fact = factOf(type, wordOf(event));
  if (fact === null) return { fact: 'unknown', type };
  if (fact === 'nothing' || fact === 'replaced') return { fact };
  const args = event['args'];
  const cause = event['cause'];
  const found: AriFact = {
    fact,
    channel: type === 'Dial' ? idOf(event['peer']) : idOf(event['channel']), bridge: idOf(event['bridge']), playback: idOf(event['playback']),
    args: Array.isArray(args) ? args.filter((arg) => typeof arg === 'string') : [],
    cause: isCode(cause) ? cause : 0, sip: isCode(event['tech_cause']) && event['tech_cause'] > 0 ? event['tech_cause'] : null,
  };
  const needed = NEEDS[fact].every((field) => found[field] !== '') && (fact !== 'destroyed' || isCode(cause));
  return needed ? found : { fact: 'malformed', type };
}

const NEEDS: Readonly<Record<AriFact['fact'], readonly ('channel' | 'bridge' | 'playback')[]>> = {
  ringing: ['channel'], earlyMedia: ['channel'], inStasis: ['channel'], hangupAsked: ['channel'], destroyed: ['channel'], enteredBridge: ['channel', 'bridge'],
  messageStarted: ['playback'], messageFinished: ['playback'], messageFailed: ['playback'],
};

function wordOf(event: Readonly<Record<string, unknown>>): string {
  const { dialstatus, channel, playback } = event;
  if (typeof dialstatus === 'string') return dialstatus;
  const state = isObject(channel) ? channel['state'] : isObject(playback) ? playback['state'] : undefined;
  return typeof state === 'string' ? state : '';
}

/** The id of a thing in an event; empty: none. */
function idOf(thing: unknown): string {
  const id = isObject(thing) ? thing['id'] : undefined;
  return typeof id === 'string' && id.length <= 150 ? id : '';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> { return typeof value === 'object' && value !== null && !Array.isArray(value); }
function isCode(value: unknown): value is number { return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 999; }
