/**
 * The engine and what the loop knows beside it, as one state machine: a journalled item in, effects out.
 *
 * Rule: it reads no clock, no table and no driver: the same items with the same stamps give the same state and the same effects. Recovery and
 * `live replay` feed it the journal.
 */
import { deserialize, serialize } from 'node:v8';
import { NEVER, type Millis } from '../../base/time.ts';
import { createDialer, type Dialer } from '../../engine/dialer.ts';
import type { DialerSnapshot } from '../../engine/snapshot.ts';
import type { Commands } from '../../engine/commands.ts';
import type { TelephonyCommand } from '../telephony/port/port.ts';
import type { Core, EventBody } from './core.ts';
import { createCommandSink } from './commandSink.ts';
import { newCoreState, type CoreState } from './coreState.ts';
import { ask } from './deskRequests.ts';
import { newEffects, type Effects } from './effects.ts';
import type { InboxItem, OutboxPlace, SessionStart } from './inboxItem.ts';
import { lookAround } from './lookAround.ts';
import type { RankedField } from './rankBook.ts';
import { hear, notDone, signEveryoneOut, tellChannels } from './telephonyFacts.ts';

export class LiveCore implements Core {
  readonly state: CoreState;
  readonly dialer: Dialer;
  at: Millis;
  effects: Effects = newEffects();
  private readonly sink: Commands;

  constructor(state: CoreState, snapshot: DialerSnapshot | null) {
    this.state = state;
    this.at = state.at;
    this.dialer = createDialer(state.session.dialer, { recordsExpected: state.ids.length, ...(snapshot === null ? {} : { snapshot }) });
    this.sink = createCommandSink(this);
  }

  /** A session's first state: its records and its block list are told to the dialer by `events`, which cause no commands. */
  static begin(session: SessionStart, given: { ids: number[]; numbers: string[]; rankBook: RankedField[]; seq: number; at: Millis }, snapshot: DialerSnapshot): LiveCore {
    return new LiveCore(newCoreState(session, { ...given, nextSerial: snapshot.turns.nextAttempt }), snapshot);
  }

  static load(body: Buffer): LiveCore {
    const { state, dialer } = deserialize(body) as { state: CoreState; dialer: DialerSnapshot };
    return new LiveCore(state, dialer);
  }

  save(): Buffer {
    return serialize({ state: this.state, dialer: this.dialer.snapshot() });
  }

  /** Takes one item. `commandAt` finds what a row of the outbox had asked. */
  apply(item: InboxItem, seq: number, at: Millis, commandAt: (place: OutboxPlace) => TelephonyCommand | null): Effects {
    const { state } = this;
    this.effects = newEffects();
    this.at = at;
    state.seq = seq;
    state.at = at;
    switch (item.kind) {
      case 'session': break;
      case 'resumed':
        state.telephony = 'down';
        // A new process has a new guard, which says so if it is otherwise.
        state.trunks = null;
        state.isSettling = true;
        state.isClosing = false;
        tellChannels(this);
        break;
      case 'wake': this.tell({ kind: 'wake' }); break;
      case 'heard': hear(this, item.event); break;
      case 'acked': {
        const command = item.ack.ok ? null : commandAt(item.place);
        if (command !== null && !item.ack.ok) notDone(this, command, item.ack);
        break;
      }
      case 'asked': ask(this, item.request, item.prepared); break;
      case 'looked': lookAround(this, item.snapshot, item.gone, item.unsent.flatMap((place) => commandAt(place) ?? [])); break;
      case 'jumped':
        state.isJumped = true;
        this.effects.campaignChanged = true;
        tellChannels(this);
        break;
      case 'closing':
        state.dialling = 'stopped';
        state.isClosing = true;
        this.tell({ kind: 'campaignStopped' });
        signEveryoneOut(this);
        break;
      case 'ended': break;
    }
    // Who has paused since everybody was told to go, or lost his phone, goes too.
    if (state.isClosing) state.agents.forEach((one, agent) => { if (one.state === 'paused' || one.state === 'ready') this.tell({ kind: 'agentSignedOut', agent }); });
    if (state.session.dialer.settings.mode === 'auto') this.followAutoDial();
    return this.effects;
  }

  /** The engine ends it by itself where an agent's phone is missed too often. */
  private followAutoDial(): void {
    this.state.agents.forEach((one, agent) => {
      const isOn = this.dialer.isAutoDialling(agent);
      if (one.autoDial === isOn) return;
      one.autoDial = isOn;
      this.effects.agents.add(agent);
    });
  }

  tell(event: EventBody): void {
    this.dialer.handle({ ...event, at: this.at }, this.sink);
  }

  send(command: TelephonyCommand): void {
    this.effects.rows.push({ line: null, command });
  }

  nextWakeAt(): Millis {
    const at = this.dialer.nextWakeAt();
    return at >= NEVER ? NEVER : at;
  }

  /** Is anything under way that a new session could not know? */
  isBusy(): boolean {
    return this.state.calls.size > 0 || this.dialer.turnsOpen() > 0 || this.state.agents.some((one) => one.state !== 'signedOut' || one.leg !== null);
  }
}
