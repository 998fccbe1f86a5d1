/**
 * What each of Asterisk's events means to the driver, as data: the first row that fits counts.
 *
 * Rule: `word` is the Dial's status, the channel's state or the playback's state. `Dial` NOTHING, CANCEL, NOANSWER, BUSY … are no outcomes, and
 * `StasisEnd` is no end (the detector leaves and comes back): only `ChannelDestroyed` ends a call. Rows with `nothing` are known and left alone;
 * an event without a row is counted as unknown. Source: live, section 4, recorded from Asterisk 22.
 */
import type { AriEvent } from './ariTypes.ts';

export type FactName =
  | 'ringing' | 'earlyMedia' | 'inStasis' | 'hangupAsked' | 'destroyed' | 'enteredBridge' | 'messageStarted' | 'messageFinished' | 'messageFailed' | 'replaced' | 'nothing';

export interface EventRow { readonly type: AriEvent['type']; readonly word?: string; readonly fact: FactName }

export const EVENT_TABLE: readonly EventRow[] = [
  { type: 'Dial', word: 'RINGING', fact: 'ringing' },
  { type: 'Dial', word: 'PROGRESS', fact: 'earlyMedia' },
  { type: 'Dial', fact: 'nothing' },
  { type: 'ChannelStateChange', word: 'Ringing', fact: 'ringing' },
  { type: 'ChannelStateChange', fact: 'nothing' },
  { type: 'StasisStart', fact: 'inStasis' },
  { type: 'StasisEnd', fact: 'nothing' },
  { type: 'ChannelHangupRequest', fact: 'hangupAsked' },
  { type: 'ChannelDestroyed', fact: 'destroyed' },
  { type: 'ChannelEnteredBridge', fact: 'enteredBridge' },
  { type: 'ChannelLeftBridge', fact: 'nothing' },
  { type: 'PlaybackStarted', fact: 'messageStarted' },
  { type: 'PlaybackFinished', word: 'failed', fact: 'messageFailed' },
  { type: 'PlaybackFinished', fact: 'messageFinished' },
  { type: 'ApplicationReplaced', fact: 'replaced' },
  ...([
    'ApplicationRegistered', 'ApplicationUnregistered', 'BridgeCreated', 'BridgeDestroyed', 'BridgeMerged', 'ChannelCallerId', 'ChannelConnectedLine', 'ChannelCreated',
    'ChannelDialplan', 'ChannelDtmfReceived', 'ChannelHold', 'ChannelTalkingFinished', 'ChannelTalkingStarted', 'ChannelUnhold', 'ChannelUserevent',
    'ChannelVarset', 'ContactStatusChange', 'DeviceStateChanged', 'EndpointStateChange', 'PeerStatusChange', 'PlaybackContinuing',
  ] as const).map((type) => ({ type, fact: 'nothing' }) as const),
];

/** null: no row. */
export function factOf(type: string, word: string): FactName | null {
  return EVENT_TABLE.find((row) => row.type === type && (row.word === undefined || row.word === word))?.fact ?? null;
}
