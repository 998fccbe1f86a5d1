/**
 * A campaign at work, for tests of behaviours: the desk with shorter words, statuses by id, and records to look at.
 *
 * Rule: forms load at once and pacing keeps `lines` calls pending whoever is there, unless a test says otherwise.
 */
import { UNSET, type Millis } from '../../src/base/time.ts';
import type { RecordView } from '../../src/engine/records/recordView.ts';
import { pendingCalls, type CreateStrategy } from '../../src/engine/pacing/strategy.ts';
import { NONE, type ActionName, type CauseName } from '../../src/engine/vocabulary.ts';
import { answering, EngineDesk, only } from '../support/engineDesk.ts';
import type { EngineInput } from '../support/engineOptions.ts';

export const [ANN, BOB, CID] = [0, 1, 2] as const;

export interface SceneInput extends EngineInput {
  /** Calls that pacing keeps pending in predictive mode; default 1. */
  readonly lines?: number;
}

export interface Dial { readonly attempt: number; readonly record: number; readonly phone: number; readonly agent: number }

export class Scene extends EngineDesk {
  constructor({ lines = 1, settings = {}, ...input }: SceneInput) {
    super({ ...input, settings: { formLoadMs: 0, ...settings } }, keeping(lines));
  }

  /** Moves to an instant and delivers every wake up to it. */
  go(now: Millis): this {
    this.at(now);
    this.wake();
    return this;
  }

  view(record: number): RecordView {
    return this.dialer.record(record);
  }

  /** Id of the record's status, or null. */
  statusOf(record: number): string | null {
    return this.options.statuses[this.view(record).status]?.id ?? null;
  }

  status(id: string): number {
    return this.options.statuses.findIndex((status) => status.id === id);
  }

  signIn(...agents: number[]): this {
    for (const agent of agents) this.send('agentSignedIn', { agent });
    return this;
  }

  pause(agent: number): this {
    this.send('agentPaused', { agent });
    return this;
  }

  /** Every dial so far. */
  get dials(): Dial[] {
    return only('dial', this.commands).map((text) => {
      const value = (name: string): number => Number((new RegExp(` ${name}=(\\S+)`).exec(text)![1]!).replace('none', '-1'));
      return { attempt: value('attempt'), record: value('record'), phone: value('phone'), agent: value('agent') };
    });
  }

  /** Records in the order in which they were dialled. */
  get dialled(): number[] {
    return this.dials.map((dial) => dial.record);
  }

  /** Reasons of the refusals so far. */
  get refusals(): string[] {
    return only('rejected', this.commands).map((text) => / reason=(\S+)/.exec(text)![1]!);
  }

  /** The last call ends unanswered. */
  end(cause: CauseName, attempt = this.dials.at(-1)!.attempt): this {
    this.send('attemptEnded', { attempt, cause });
    return this;
  }

  answer(attempt = this.dials.at(-1)!.attempt): this {
    this.send('attemptAnswered', { attempt, verdict: 'none' });
    return this;
  }

  /** The last call is answered, talked and hung up; its agent wraps up. */
  talk(): this {
    const { attempt } = this.dials.at(-1)!;
    return this.answer(attempt).end('customerHangup', attempt);
  }

  save(agent: number, status: string | null = null, more: { nextCallAt?: Millis; passTo?: number; formComplete?: boolean } = {}): this {
    this.send('agentSaved', { agent, status: status === null ? NONE : this.status(status), nextCallAt: UNSET, passTo: NONE, formComplete: true, ...more });
    return this;
  }

  request(agent: number, record: number = NONE): this {
    this.send('recordRequested', { agent, record });
    return this;
  }

  dial(agent: number, phone: number = NONE): this {
    this.send('dialRequested', { agent, phone });
    return this;
  }

  setAction(record: number, action: ActionName, nextCallAt: Millis = UNSET, softOwner: number = NONE): this {
    this.send('actionSet', { record, action, nextCallAt, softOwner });
    return this;
  }

  /** What the recycling says of itself. */
  recycle(statuses: readonly string[], more: { databases?: readonly number[]; includeOpen?: boolean } = {}): string[] {
    const commands = this.send('recordsRecycled', { statuses: statuses.map((id) => this.status(id)), databases: [], includeOpen: false, ...more });
    return commands.filter((command) => /^(rejected|batchDone) /.test(command));
  }
}

/** The strategy that keeps so many calls pending, whoever is there. */
export function keeping(lines: number): CreateStrategy {
  return answering((view) => Math.max(0, lines - pendingCalls(view)));
}

/** A record as a callback promised for `at`. */
export function promised(at: Millis, softOwner: number = NONE): { action: ActionName; nextCallAt: Millis; softOwner: number } {
  return { action: 'rescheduledByAgent', nextCallAt: at, softOwner };
}

/** A record that the dialler calls again at `at`. */
export function retried(at: Millis): { action: ActionName; nextCallAt: Millis } {
  return { action: 'rescheduledByDialer', nextCallAt: at };
}
