/**
 * Writes the journal of a run: header, events, commands, and an end line that counts them. Text goes out in large pieces.
 *
 * Rule: every line after the header ends in its checksum; a journal without its end line was cut short.
 */
import type { ClosedActivity, Commands } from '../engine/commands.ts';
import type { DialerEvent } from '../engine/events.ts';
import type { AgentStateName, Batch, BlockScope, ClipCause, OutcomeName, Rejection } from '../engine/vocabulary.ts';
import type { RunObserver } from '../measure/observer.ts';
import { Chain } from './chain.ts';
import { formatEvent } from './codec.ts';
import { createCommandTexts } from './commandTexts.ts';
import { createDigest } from './digest.ts';
import { formatEnd } from './end.ts';
import { formatHeader, type JournalHeader } from './header.ts';

export interface JournalWriter extends RunObserver {
  /** Writes the end line and what is still held back. Nothing may follow; a second call does nothing. */
  finish(): void;
}

/** A journal that hands its text to `write`, about 64 KB at a time. The header is part of the first piece. */
export function createJournalWriter(header: JournalHeader, write: (text: string) => void): JournalWriter {
  return new TextJournalWriter(header, write);
}

const PIECE_LENGTH = 65_536;

class TextJournalWriter implements JournalWriter {
  private readonly write: (text: string) => void;
  private readonly chain = new Chain();
  private readonly digest = createDigest();
  private readonly texts: Commands;
  private held: string;
  private events = 0;
  private commands = 0;
  private finished = false;

  constructor(header: JournalHeader, write: (text: string) => void) {
    this.write = write;
    this.held = `${formatHeader(header, this.chain)}\n`;
    this.texts = createCommandTexts((text) => {
      this.commands += 1;
      this.line(text);
    });
  }

  finish(): void {
    if (this.finished) return;
    this.line(formatEnd({ events: this.events, commands: this.commands, digest: this.digest.hex() }));
    this.finished = true;
    this.write(this.held);
    this.held = '';
  }

  event(event: DialerEvent): void {
    this.digest.event(event);
    this.events += 1;
    this.line(formatEvent(event));
  }

  dial(attempt: number, record: number, phone: number, dialNumber: number, agent: number): void {
    this.digest.dial(attempt, record, phone, dialNumber, agent);
    this.texts.dial(attempt, record, phone, dialNumber, agent);
  }

  connect(attempt: number, agent: number): void {
    this.digest.connect(attempt, agent);
    this.texts.connect(attempt, agent);
  }

  drop(attempt: number): void {
    this.digest.drop(attempt);
    this.texts.drop(attempt);
  }

  hangUp(attempt: number): void {
    this.digest.hangUp(attempt);
    this.texts.hangUp(attempt);
  }

  cancel(attempt: number): void {
    this.digest.cancel(attempt);
    this.texts.cancel(attempt);
  }

  attemptOver(attempt: number, outcome: OutcomeName): void {
    this.digest.attemptOver(attempt, outcome);
    this.texts.attemptOver(attempt, outcome);
  }

  showRecord(agent: number, record: number): void {
    this.digest.showRecord(agent, record);
    this.texts.showRecord(agent, record);
  }

  agentState(agent: number, state: AgentStateName): void {
    this.digest.agentState(agent, state);
    this.texts.agentState(agent, state);
  }

  callAgent(agent: number): void {
    this.digest.callAgent(agent);
    this.texts.callAgent(agent);
  }

  activity(closed: ClosedActivity): void {
    this.digest.activity(closed);
    this.texts.activity(closed);
  }

  blockNumber(number: number, scope: BlockScope, record: number, status: number): void {
    this.digest.blockNumber(number, scope, record, status);
    this.texts.blockNumber(number, scope, record, status);
  }

  batchDone(batch: Batch, agent: number, done: number, inUse: number, blocked: number, limitReached: boolean): void {
    this.digest.batchDone(batch, agent, done, inUse, blocked, limitReached);
    this.texts.batchDone(batch, agent, done, inUse, blocked, limitReached);
  }

  rejected(record: number, reason: Rejection): void {
    this.digest.rejected(record, reason);
    this.texts.rejected(record, reason);
  }

  clipped(cause: ClipCause, count: number): void {
    this.digest.clipped(cause, count);
    this.texts.clipped(cause, count);
  }

  private line(text: string): void {
    if (this.finished) throw new Error('the journal is finished; nothing may be written after its end line');
    this.held += `${text}  #${this.chain.next(text)}\n`;
    if (this.held.length < PIECE_LENGTH) return;
    this.write(this.held);
    this.held = '';
  }
}
