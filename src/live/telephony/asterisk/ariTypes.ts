/**
 * What Asterisk's REST interface sends and takes: one line a model, generated from its own description.
 *
 * Rule: do not edit; `npm run live:types` writes this file, and a test says when it is out of date. What comes in is checked by hand (ariEvents.ts).
 */

export interface AdditionalParam { readonly parameter_name: string; readonly parameter_value: string }
export interface Application { readonly bridge_ids: readonly string[]; readonly channel_ids: readonly string[]; readonly device_names: readonly string[]; readonly endpoint_ids: readonly string[]; readonly events_allowed: readonly unknown[]; readonly events_disallowed: readonly unknown[]; readonly name: string }
export interface ApplicationMoveFailed extends Omit<Event, 'type'> { readonly type: 'ApplicationMoveFailed'; readonly args: readonly string[]; readonly channel: Channel; readonly destination: string }
export interface ApplicationRegistered extends Omit<Event, 'type'> { readonly type: 'ApplicationRegistered' }
export interface ApplicationReplaced extends Omit<Event, 'type'> { readonly type: 'ApplicationReplaced' }
export interface ApplicationUnregistered extends Omit<Event, 'type'> { readonly type: 'ApplicationUnregistered' }
export interface AsteriskInfo { readonly build?: BuildInfo; readonly config?: ConfigInfo; readonly status?: StatusInfo; readonly system?: SystemInfo }
export interface AsteriskPing { readonly asterisk_id: string; readonly ping: string; readonly timestamp: string }
export interface Bridge { readonly bridge_class: string; readonly bridge_type: 'mixing' | 'holding'; readonly bridgevars?: unknown; readonly channels: readonly string[]; readonly creationtime: string; readonly creator: string; readonly id: string; readonly name: string; readonly technology: string; readonly video_mode?: string; readonly video_source_id?: string }
export interface BridgeAttendedTransfer extends Omit<Event, 'type'> { readonly type: 'BridgeAttendedTransfer'; readonly destination_application?: string; readonly destination_bridge?: string; readonly destination_link_first_leg?: Channel; readonly destination_link_second_leg?: Channel; readonly destination_threeway_bridge?: Bridge; readonly destination_threeway_channel?: Channel; readonly destination_type: string; readonly is_external: boolean; readonly replace_channel?: Channel; readonly result: string; readonly transfer_target?: Channel; readonly transferee?: Channel; readonly transferer_first_leg: Channel; readonly transferer_first_leg_bridge?: Bridge; readonly transferer_second_leg: Channel; readonly transferer_second_leg_bridge?: Bridge }
export interface BridgeBlindTransfer extends Omit<Event, 'type'> { readonly type: 'BridgeBlindTransfer'; readonly bridge?: Bridge; readonly channel: Channel; readonly context: string; readonly exten: string; readonly is_external: boolean; readonly replace_channel?: Channel; readonly result: string; readonly transferee?: Channel }
export interface BridgeCreated extends Omit<Event, 'type'> { readonly type: 'BridgeCreated'; readonly bridge: Bridge }
export interface BridgeDestroyed extends Omit<Event, 'type'> { readonly type: 'BridgeDestroyed'; readonly bridge: Bridge }
export interface BridgeMerged extends Omit<Event, 'type'> { readonly type: 'BridgeMerged'; readonly bridge: Bridge; readonly bridge_from: Bridge }
export interface BridgeVideoSourceChanged extends Omit<Event, 'type'> { readonly type: 'BridgeVideoSourceChanged'; readonly bridge: Bridge; readonly old_video_source_id?: string }
export interface BuildInfo { readonly date: string; readonly kernel: string; readonly machine: string; readonly options: string; readonly os: string; readonly user: string }
export interface CallBroadcast extends Omit<Event, 'type'> { readonly type: 'CallBroadcast'; readonly called?: string; readonly caller?: string; readonly channel: Channel }
export interface CallClaimed extends Omit<Event, 'type'> { readonly type: 'CallClaimed'; readonly channel: Channel; readonly winner_app: string }
export interface CallerID { readonly name: string; readonly number: string }
export interface Channel { readonly accountcode: string; readonly caller: CallerID; readonly caller_rdnis?: string; readonly channelvars?: unknown; readonly connected: CallerID; readonly creationtime: string; readonly dialplan: DialplanCEP; readonly id: string; readonly language: string; readonly name: string; readonly protocol_id: string; readonly state: 'Down' | 'Rsrved' | 'OffHook' | 'Dialing' | 'Ring' | 'Ringing' | 'Up' | 'Busy' | 'Dialing Offhook' | 'Pre-ring' | 'Unknown'; readonly tenantid?: string }
export interface ChannelCallerId extends Omit<Event, 'type'> { readonly type: 'ChannelCallerId'; readonly caller_presentation: number; readonly caller_presentation_txt: string; readonly channel: Channel }
export interface ChannelConnectedLine extends Omit<Event, 'type'> { readonly type: 'ChannelConnectedLine'; readonly channel: Channel }
export interface ChannelCreated extends Omit<Event, 'type'> { readonly type: 'ChannelCreated'; readonly channel: Channel }
export interface ChannelDestroyed extends Omit<Event, 'type'> { readonly type: 'ChannelDestroyed'; readonly cause: number; readonly cause_txt: string; readonly channel: Channel; readonly tech_cause?: number }
export interface ChannelDialplan extends Omit<Event, 'type'> { readonly type: 'ChannelDialplan'; readonly channel: Channel; readonly dialplan_app: string; readonly dialplan_app_data: string }
export interface ChannelDtmfReceived extends Omit<Event, 'type'> { readonly type: 'ChannelDtmfReceived'; readonly channel: Channel; readonly digit: string; readonly duration_ms: number }
export interface ChannelEnteredBridge extends Omit<Event, 'type'> { readonly type: 'ChannelEnteredBridge'; readonly bridge: Bridge; readonly channel?: Channel }
export interface ChannelHangupRequest extends Omit<Event, 'type'> { readonly type: 'ChannelHangupRequest'; readonly cause?: number; readonly channel: Channel; readonly soft?: boolean; readonly tech_cause?: number }
export interface ChannelHold extends Omit<Event, 'type'> { readonly type: 'ChannelHold'; readonly channel: Channel; readonly musicclass?: string }
export interface ChannelLeftBridge extends Omit<Event, 'type'> { readonly type: 'ChannelLeftBridge'; readonly bridge: Bridge; readonly channel: Channel }
export interface ChannelStateChange extends Omit<Event, 'type'> { readonly type: 'ChannelStateChange'; readonly channel: Channel }
export interface ChannelTalkingFinished extends Omit<Event, 'type'> { readonly type: 'ChannelTalkingFinished'; readonly channel: Channel; readonly duration: number }
export interface ChannelTalkingStarted extends Omit<Event, 'type'> { readonly type: 'ChannelTalkingStarted'; readonly channel: Channel }
export interface ChannelToneDetected extends Omit<Event, 'type'> { readonly type: 'ChannelToneDetected'; readonly channel: Channel }
export interface ChannelTransfer extends Omit<Event, 'type'> { readonly type: 'ChannelTransfer'; readonly refer_to: ReferTo; readonly referred_by: ReferredBy; readonly state?: string }
export interface ChannelUnhold extends Omit<Event, 'type'> { readonly type: 'ChannelUnhold'; readonly channel: Channel }
export interface ChannelUserevent extends Omit<Event, 'type'> { readonly type: 'ChannelUserevent'; readonly bridge?: Bridge; readonly channel?: Channel; readonly endpoint?: Endpoint; readonly eventname: string; readonly userevent: unknown }
export interface ChannelVarset extends Omit<Event, 'type'> { readonly type: 'ChannelVarset'; readonly channel?: Channel; readonly value: string; readonly variable: string }
export interface ConfigInfo { readonly default_language: string; readonly max_channels?: number; readonly max_load?: number; readonly max_open_files?: number; readonly name: string; readonly setid: SetId }
export interface ConfigTuple { readonly attribute: string; readonly value: string }
export interface ContactInfo { readonly aor: string; readonly contact_status: 'Unreachable' | 'Reachable' | 'Unknown' | 'NonQualified' | 'Removed'; readonly roundtrip_usec?: string; readonly uri: string }
export interface ContactStatusChange extends Omit<Event, 'type'> { readonly type: 'ContactStatusChange'; readonly contact_info: ContactInfo; readonly endpoint: Endpoint }
export interface DeviceState { readonly name: string; readonly state: 'UNKNOWN' | 'NOT_INUSE' | 'INUSE' | 'BUSY' | 'INVALID' | 'UNAVAILABLE' | 'RINGING' | 'RINGINUSE' | 'ONHOLD' }
export interface DeviceStateChanged extends Omit<Event, 'type'> { readonly type: 'DeviceStateChanged'; readonly device_state: DeviceState }
export interface Dial extends Omit<Event, 'type'> { readonly type: 'Dial'; readonly caller?: Channel; readonly dialstatus: string; readonly dialstring?: string; readonly forward?: string; readonly forwarded?: Channel; readonly peer: Channel }
export interface Dialed {}
export interface DialplanCEP { readonly app_data: string; readonly app_name: string; readonly context: string; readonly exten: string; readonly priority: number }
export interface Endpoint { readonly channel_ids: readonly string[]; readonly resource: string; readonly state?: 'unknown' | 'offline' | 'online'; readonly technology: string }
export interface EndpointStateChange extends Omit<Event, 'type'> { readonly type: 'EndpointStateChange'; readonly endpoint: Endpoint }
export interface Event extends Message { readonly application: string; readonly timestamp: string }
export interface FormatLangPair { readonly format: string; readonly language: string }
export interface LiveRecording { readonly cause?: string; readonly duration?: number; readonly format: string; readonly name: string; readonly silence_duration?: number; readonly state: 'queued' | 'recording' | 'paused' | 'done' | 'failed' | 'canceled'; readonly talking_duration?: number; readonly target_uri: string }
export interface LogChannel { readonly channel: string; readonly configuration: string; readonly status: string; readonly type: string }
export interface Mailbox { readonly name: string; readonly new_messages: number; readonly old_messages: number }
export interface Message { readonly asterisk_id?: string; readonly type: string }
export interface MissingParams extends Message { readonly params: readonly string[] }
export interface Module { readonly description: string; readonly name: string; readonly status: string; readonly support_level: string; readonly use_count: number }
export interface Peer { readonly address?: string; readonly cause?: string; readonly peer_status: string; readonly port?: string; readonly time?: string }
export interface PeerStatusChange extends Omit<Event, 'type'> { readonly type: 'PeerStatusChange'; readonly endpoint: Endpoint; readonly peer: Peer }
export interface Playback { readonly id: string; readonly language?: string; readonly media_uri: string; readonly next_media_uri?: string; readonly state: 'queued' | 'playing' | 'continuing' | 'done' | 'failed'; readonly target_uri: string }
export interface PlaybackContinuing extends Omit<Event, 'type'> { readonly type: 'PlaybackContinuing'; readonly playback: Playback }
export interface PlaybackFinished extends Omit<Event, 'type'> { readonly type: 'PlaybackFinished'; readonly playback: Playback }
export interface PlaybackStarted extends Omit<Event, 'type'> { readonly type: 'PlaybackStarted'; readonly playback: Playback }
export interface RESTHeader { readonly name: string; readonly value: string }
export interface RESTQueryStringParameter { readonly name: string; readonly value: string }
export interface RESTRequest { readonly content_type?: string; readonly message_body?: string; readonly method: string; readonly query_strings?: readonly RESTQueryStringParameter[]; readonly request_id: string; readonly transaction_id: string; readonly type: string; readonly uri: string }
export interface RESTResponse extends Omit<Event, 'type'> { readonly type: 'RESTResponse'; readonly content_type?: string; readonly message_body?: string; readonly reason_phrase: string; readonly request_id: string; readonly status_code: number; readonly transaction_id: string; readonly uri: string }
export interface RTPstat { readonly channel_uniqueid: string; readonly local_maxjitter?: number; readonly local_maxrxploss?: number; readonly local_minjitter?: number; readonly local_minrxploss?: number; readonly local_normdevjitter?: number; readonly local_normdevrxploss?: number; readonly local_ssrc: number; readonly local_stdevjitter?: number; readonly local_stdevrxploss?: number; readonly maxrtt?: number; readonly minrtt?: number; readonly normdevrtt?: number; readonly remote_maxjitter?: number; readonly remote_maxrxploss?: number; readonly remote_minjitter?: number; readonly remote_minrxploss?: number; readonly remote_normdevjitter?: number; readonly remote_normdevrxploss?: number; readonly remote_ssrc: number; readonly remote_stdevjitter?: number; readonly remote_stdevrxploss?: number; readonly rtt?: number; readonly rxcount: number; readonly rxjitter?: number; readonly rxoctetcount: number; readonly rxploss: number; readonly stdevrtt?: number; readonly txcount: number; readonly txjitter?: number; readonly txoctetcount: number; readonly txploss: number }
export interface RecordingFailed extends Omit<Event, 'type'> { readonly type: 'RecordingFailed'; readonly recording: LiveRecording }
export interface RecordingFinished extends Omit<Event, 'type'> { readonly type: 'RecordingFinished'; readonly recording: LiveRecording }
export interface RecordingStarted extends Omit<Event, 'type'> { readonly type: 'RecordingStarted'; readonly recording: LiveRecording }
export interface ReferTo { readonly bridge?: Bridge; readonly connected_channel?: Channel; readonly destination_channel?: Channel; readonly requested_destination: RequiredDestination }
export interface ReferredBy { readonly bridge?: Bridge; readonly connected_channel?: Channel; readonly source_channel: Channel }
export interface RequiredDestination { readonly additional_protocol_params?: readonly AdditionalParam[]; readonly destination?: string; readonly protocol_id?: string }
export interface SetId { readonly group: string; readonly user: string }
export interface Sound { readonly formats: readonly FormatLangPair[]; readonly id: string; readonly text?: string }
export interface StasisEnd extends Omit<Event, 'type'> { readonly type: 'StasisEnd'; readonly channel: Channel }
export interface StasisStart extends Omit<Event, 'type'> { readonly type: 'StasisStart'; readonly args: readonly string[]; readonly channel: Channel; readonly replace_channel?: Channel }
export interface StatusInfo { readonly last_reload_time: string; readonly startup_time: string }
export interface StoredRecording { readonly format: string; readonly name: string }
export interface SystemInfo { readonly entity_id: string; readonly version: string }
export interface TextMessage { readonly body: string; readonly from: string; readonly to: string; readonly variables?: unknown }
export interface TextMessageReceived extends Omit<Event, 'type'> { readonly type: 'TextMessageReceived'; readonly endpoint?: Endpoint; readonly message: TextMessage }
export interface Variable { readonly value: string }
export interface Variables { readonly variables: unknown }

export type AriEvent =
  | ApplicationMoveFailed
  | ApplicationRegistered
  | ApplicationReplaced
  | ApplicationUnregistered
  | BridgeAttendedTransfer
  | BridgeBlindTransfer
  | BridgeCreated
  | BridgeDestroyed
  | BridgeMerged
  | BridgeVideoSourceChanged
  | CallBroadcast
  | CallClaimed
  | ChannelCallerId
  | ChannelConnectedLine
  | ChannelCreated
  | ChannelDestroyed
  | ChannelDialplan
  | ChannelDtmfReceived
  | ChannelEnteredBridge
  | ChannelHangupRequest
  | ChannelHold
  | ChannelLeftBridge
  | ChannelStateChange
  | ChannelTalkingFinished
  | ChannelTalkingStarted
  | ChannelToneDetected
  | ChannelTransfer
  | ChannelUnhold
  | ChannelUserevent
  | ChannelVarset
  | ContactStatusChange
  | DeviceStateChanged
  | Dial
  | EndpointStateChange
  | PeerStatusChange
  | PlaybackContinuing
  | PlaybackFinished
  | PlaybackStarted
  | RESTResponse
  | RecordingFailed
  | RecordingFinished
  | RecordingStarted
  | StasisEnd
  | StasisStart
  | TextMessageReceived;
