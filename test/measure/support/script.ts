/**
 * A hand-written run: calls the recorder as world and engine would, in their order, so that tests can say what happened
 * in the words of the field.
 */
import { UNSET, type Millis } from '../../../src/base/time.ts';
import type { ClosedActivity } from '../../../src/engine/commands.ts';
import type { DialerEvent, RecordCreated } from '../../../src/engine/events.ts';
import type { CauseName, OutcomeName, Verdict } from '../../../src/engine/vocabulary.ts';
import { createRecorder, type Recorder, type RecorderInput } from '../../../src/measure/recorder.ts';
import type { ReplicationResult } from '../../../src/measure/results.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export type Who = 'person' | 'machine' | 'fax';

export class Script {
  readonly recorder: Recorder;
  private attempts = 0;

  /** Without more: one day, scored whole, two agents, no rules. */
  constructor(input: Partial<RecorderInput> = {}) {
    this.recorder = createRecorder({ rules: [], scored: [[0, DAY]], dayStarts: [0, DAY], agents: 2, ...input });
  }

  event(event: DialerEvent): void {
    this.recorder.event(event);
  }

  wake(at: Millis): void {
    this.event({ kind: 'wake', at });
  }

  /** Returns the attempt's number. */
  dial(at: Millis, record = this.attempts, agent = -1): number {
    this.wake(at);
    const attempt = this.attempts++;
    this.recorder.dial(attempt, record, 0, 1, agent);
    return attempt;
  }

  signIn(at: Millis, agent: number): void {
    this.event({ kind: 'agentSignedIn', at, agent });
    this.recorder.agentState(agent, 'ready');
  }

  signOut(at: Millis, agent: number): void {
    this.event({ kind: 'agentSignedOut', at, agent });
    this.recorder.agentState(agent, 'signedOut');
  }

  pause(at: Millis, agent: number): void {
    this.event({ kind: 'agentPaused', at, agent });
    this.recorder.agentState(agent, 'paused');
  }

  resume(at: Millis, agent: number): void {
    this.event({ kind: 'agentResumed', at, agent });
    this.recorder.agentState(agent, 'ready');
  }

  /** Unanswered. */
  ends(at: Millis, attempt: number, outcome: Extract<OutcomeName, CauseName>): void {
    this.event({ kind: 'attemptEnded', at, attempt, cause: outcome });
    this.recorder.attemptOver(attempt, outcome);
  }

  /** The network reports an answer; the greeting lasts from 400 ms to 1,300 ms after it. */
  answers(at: Millis, attempt: number, who: Who = 'person', verdict: Verdict = 'none'): void {
    this.recorder.answered(attempt, who, who === 'person' ? at + 400 : UNSET, who === 'person' ? at + 1_300 : UNSET);
    this.event({ kind: 'attemptAnswered', at, attempt, verdict });
  }

  classified(at: Millis, attempt: number, machine: boolean): void {
    this.event({ kind: 'attemptClassified', at, attempt, machine, greetingStartAt: UNSET, greetingEndAt: UNSET });
  }

  /** The agent gets the call within the present event. */
  connect(attempt: number, agent: number): void {
    this.recorder.connect(attempt, agent);
    this.recorder.agentState(agent, 'talking');
  }

  /** A waiting call is connected when its agent saves and is ready. */
  savesAndConnects(at: Millis, agent: number, attempt: number): void {
    this.saves(at, agent);
    this.connect(attempt, agent);
  }

  talkEnds(at: Millis, attempt: number, agent: number, cause: CauseName = 'customerHangup'): void {
    this.event({ kind: 'attemptEnded', at, attempt, cause });
    this.recorder.attemptOver(attempt, 'answered');
    this.recorder.agentState(agent, 'wrapping');
  }

  saves(at: Millis, agent: number): void {
    this.event({ kind: 'agentSaved', at, agent, status: -1, nextCallAt: UNSET, passTo: -1, formComplete: true });
    this.recorder.agentState(agent, 'ready');
  }

  drops(at: Millis, attempt: number): void {
    this.wake(at);
    this.recorder.drop(attempt);
    this.recorder.attemptOver(attempt, 'dropped');
  }

  /** Within the present event. */
  hangUpMachine(attempt: number): void {
    this.recorder.hangUp(attempt);
    this.recorder.attemptOver(attempt, 'machine');
  }

  customerHangsUp(at: Millis, attempt: number): void {
    this.event({ kind: 'attemptEnded', at, attempt, cause: 'customerHangup' });
    this.recorder.attemptOver(attempt, 'customerHangup');
  }

  /** A whole call of 1 s that the agent, ready before, takes at once; he is ready again at its end. */
  handledCall(at: Millis, agent: number, who: Who = 'person'): void {
    const attempt = this.dial(at);
    this.answers(at, attempt, who);
    this.connect(attempt, agent);
    this.talkEnds(at + 1_000, attempt, agent);
    this.saves(at + 1_000, agent);
  }

  /** A call dropped 2 s after its answer. */
  droppedCall(at: Millis, who: Who = 'person'): void {
    const attempt = this.dial(at);
    this.answers(at, attempt, who);
    this.drops(at + 2_000, attempt);
  }

  /** A call that AMD ends as a machine's at its answer. */
  machineCall(at: Millis, who: Who = 'machine'): void {
    const attempt = this.dial(at);
    this.answers(at, attempt, who, 'machine');
    this.hangUpMachine(attempt);
  }

  creates(at: Millis, record: number, more: Partial<RecordCreated> = {}): void {
    this.event({
      kind: 'recordCreated', at, record, recordType: 0, database: 0, zone: 0, priority: 0, createdAt: at, action: 'notAssigned', nextCallAt: UNSET,
      hardOwner: -1, softOwner: -1, status: -1, phones: [record], ...more,
    });
  }

  activity(record: number, more: Partial<ClosedActivity> = {}): void {
    this.recorder.activity({
      record, kind: 'call', agent: -1, startedAt: 0, endedAt: 0, dials: 1, outcome: 'noAnswer', reason: null, promise: null, promisedAt: UNSET,
      counted: true, status: -1, actionAtStart: 'notAssigned', actionAfter: 'rescheduledByDialer', attemptsAfter: 0, nextCallAtAfter: UNSET,
      hardOwnerAfter: -1, softOwnerAfter: -1, ...more,
    });
  }

  result(): ReplicationResult {
    return this.recorder.result(0, 'seed', 'digest');
  }
}
