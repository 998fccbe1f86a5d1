/**
 * Several observers as one, for runs that are watched by more than the recorder and the digest: a journal, a checker, a test's spy.
 *
 * Rule: each is told everything, in the order in which they stand.
 */
import type { ClosedActivity } from '../engine/commands.ts';
import type { DialerEvent } from '../engine/events.ts';
import type { AgentStateName, Batch, BlockScope, ClipCause, OutcomeName, Rejection } from '../engine/vocabulary.ts';
import type { RunObserver } from '../measure/observer.ts';

export class Watchers implements RunObserver {
  private readonly all: readonly RunObserver[];

  constructor(all: readonly RunObserver[]) {
    this.all = all;
  }

  event(event: DialerEvent): void {
    for (const one of this.all) one.event(event);
  }

  dial(attempt: number, record: number, phone: number, dialNumber: number, agent: number): void {
    for (const one of this.all) one.dial(attempt, record, phone, dialNumber, agent);
  }

  connect(attempt: number, agent: number): void {
    for (const one of this.all) one.connect(attempt, agent);
  }

  drop(attempt: number): void {
    for (const one of this.all) one.drop(attempt);
  }

  hangUp(attempt: number): void {
    for (const one of this.all) one.hangUp(attempt);
  }

  cancel(attempt: number): void {
    for (const one of this.all) one.cancel(attempt);
  }

  attemptOver(attempt: number, outcome: OutcomeName): void {
    for (const one of this.all) one.attemptOver(attempt, outcome);
  }

  showRecord(agent: number, record: number): void {
    for (const one of this.all) one.showRecord(agent, record);
  }

  agentState(agent: number, state: AgentStateName): void {
    for (const one of this.all) one.agentState(agent, state);
  }

  callAgent(agent: number): void {
    for (const one of this.all) one.callAgent(agent);
  }

  activity(closed: ClosedActivity): void {
    for (const one of this.all) one.activity(closed);
  }

  blockNumber(number: number, scope: BlockScope, record: number, status: number): void {
    for (const one of this.all) one.blockNumber(number, scope, record, status);
  }

  batchDone(batch: Batch, agent: number, done: number, inUse: number, blocked: number, limitReached: boolean): void {
    for (const one of this.all) one.batchDone(batch, agent, done, inUse, blocked, limitReached);
  }

  rejected(record: number, reason: Rejection): void {
    for (const one of this.all) one.rejected(record, reason);
  }

  clipped(cause: ClipCause, count: number): void {
    for (const one of this.all) one.clipped(cause, count);
  }
}
