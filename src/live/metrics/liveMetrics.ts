/**
 * What live mode tells its metrics: one method for each fact. The loop, the drivers and the guard call them; /metrics serves the text.
 *
 * Rule: no number, name or agent id is ever passed here; labels are campaign, trunk, outcome, state, command and reason, all of closed lists.
 * Source: live, section 7.
 */
import type { AgentStateName, OutcomeName } from '../../engine/vocabulary.ts';
import type { TelephonyCommand } from '../telephony/port/port.ts';

export interface LiveMetrics {
  attemptEnded(trunk: string, outcome: OutcomeName): void;
  /** A person was answered and got no agent in time. */
  abandoned(): void;
  /** Abandoned over answered of the last 30 days, 0 to 1. */
  abandonRatio(ratio: number): void;
  answerToBridge(seconds: number): void;
  answerToMessage(seconds: number): void;
  /** From the driver's hearing of an event to the loop's taking it. */
  eventLag(seconds: number): void;
  /** From the command to its acknowledgement. */
  command(kind: TelephonyCommand['kind'], seconds: number): void;
  commit(seconds: number): void;
  inboxDepth(items: number): void;
  channels(trunk: string, calls: number): void;
  agents(state: AgentStateName, count: number): void;
  driverState(state: 'ready' | 'blind' | 'down'): void;
  /** A call with our prefix that the journal does not know. */
  orphan(): void;
  /** An acknowledgement or an outcome that nobody can tell any more. */
  unknown(): void;
  /** `reason`: a word of a closed list, such as one of the guard's. */
  refused(reason: string): void;
  messageFailed(): void;
  /** What /metrics answers, and its content type. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Metrics that nobody reads. */
export const NO_METRICS: LiveMetrics = {
  attemptEnded: () => {}, abandoned: () => {}, abandonRatio: () => {}, answerToBridge: () => {}, answerToMessage: () => {}, eventLag: () => {},
  command: () => {}, commit: () => {}, inboxDepth: () => {}, channels: () => {}, agents: () => {}, driverState: () => {}, orphan: () => {},
  unknown: () => {}, refused: () => {}, messageFailed: () => {}, text: () => Promise.resolve(''), contentType: 'text/plain',
};
