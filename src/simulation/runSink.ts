/**
 * Where the dialer's commands go in a simulation: to whoever watches, then to the world.
 *
 * Rule: watchers see a command before the world acts on it; the world's plans never reach a watcher. The recorder and the
 * digest are fields of their own, because a list of watchers costs a call through an array for every command. Are there more, they
 * stand behind the digest (watchers.ts): to ask at each command whether there are any cost 50 machine instructions a dial in workload W2.
 */
import type { ClosedActivity, Commands } from '../engine/commands.ts';
import type { DialerEvent } from '../engine/events.ts';
import type { AgentStateName, Batch, BlockScope, ClipCause, OutcomeName, Rejection } from '../engine/vocabulary.ts';
import type { RunObserver } from '../measure/observer.ts';
import type { Recorder } from '../measure/recorder.ts';
import type { World } from '../world/world.ts';

export class RunSink implements Commands {
  dials = 0;
  private readonly world: World;
  private readonly recorder: Recorder;
  private readonly digest: RunObserver;

  /** @param digest or the watchers, of which it is the first */
  constructor(world: World, recorder: Recorder, digest: RunObserver) {
    this.world = world;
    this.recorder = recorder;
    this.digest = digest;
  }

  /** Shows an event to the watchers, before the dialer handles it. */
  event(event: DialerEvent): void {
    this.recorder.event(event);
    this.digest.event(event);
  }

  dial(attempt: number, record: number, phone: number, dialNumber: number, agent: number): void {
    this.dials += 1;
    this.recorder.dial(attempt, record, phone, dialNumber, agent);
    this.digest.dial(attempt, record, phone, dialNumber, agent);
    this.world.dial(attempt, record, phone, dialNumber, agent);
  }

  connect(attempt: number, agent: number): void {
    this.recorder.connect(attempt, agent);
    this.digest.connect(attempt, agent);
    this.world.connect(attempt, agent);
  }

  drop(attempt: number): void {
    this.recorder.drop(attempt);
    this.digest.drop(attempt);
    this.world.drop(attempt);
  }

  hangUp(attempt: number): void {
    this.recorder.hangUp(attempt);
    this.digest.hangUp(attempt);
    this.world.hangUp(attempt);
  }

  cancel(attempt: number): void {
    this.recorder.cancel(attempt);
    this.digest.cancel(attempt);
    this.world.cancel(attempt);
  }

  attemptOver(attempt: number, outcome: OutcomeName): void {
    this.recorder.attemptOver(attempt, outcome);
    this.digest.attemptOver(attempt, outcome);
    this.world.attemptOver(attempt, outcome);
  }

  showRecord(agent: number, record: number): void {
    this.recorder.showRecord(agent, record);
    this.digest.showRecord(agent, record);
    this.world.showRecord(agent, record);
  }

  agentState(agent: number, state: AgentStateName): void {
    this.recorder.agentState(agent, state);
    this.digest.agentState(agent, state);
    this.world.agentState(agent, state);
  }

  callAgent(agent: number): void {
    this.recorder.callAgent(agent);
    this.digest.callAgent(agent);
    this.world.callAgent(agent);
  }

  activity(closed: ClosedActivity): void {
    this.recorder.activity(closed);
    this.digest.activity(closed);
    this.world.activity(closed);
  }

  blockNumber(number: number, scope: BlockScope, record: number, status: number): void {
    this.recorder.blockNumber(number, scope, record, status);
    this.digest.blockNumber(number, scope, record, status);
    this.world.blockNumber(number, scope, record, status);
  }

  batchDone(batch: Batch, agent: number, done: number, inUse: number, blocked: number, limitReached: boolean): void {
    this.recorder.batchDone(batch, agent, done, inUse, blocked, limitReached);
    this.digest.batchDone(batch, agent, done, inUse, blocked, limitReached);
    this.world.batchDone(batch, agent, done, inUse, blocked, limitReached);
  }

  rejected(record: number, reason: Rejection): void {
    this.recorder.rejected(record, reason);
    this.digest.rejected(record, reason);
    this.world.rejected(record, reason);
  }

  clipped(cause: ClipCause, count: number): void {
    this.recorder.clipped(cause, count);
    this.digest.clipped(cause, count);
    this.world.clipped(cause, count);
  }
}
