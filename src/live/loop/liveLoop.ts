/**
 * The loop: one inbox, one consumer, one transaction a batch, and commands that go out only when they are in the journal.
 *
 * Rule: a batch is at most 64 items or 5 ms of work. After its COMMIT the commands are marked `sent` in one further transaction for all of them,
 * and only then carried out; their acknowledgements come back as items. A transaction that fails ends everything before any further command.
 * Source: live, section 3.
 */
import { NEVER, type Millis } from '../../base/time.ts';
import { NO_METRICS, type LiveMetrics } from '../metrics/liveMetrics.ts';
import type { Store } from '../store/openStore.ts';
import type { Ack, Telephony, TelephonyCommand } from '../telephony/port/port.ts';
import { ChangeLog } from './changeLog.ts';
import type { LiveClock } from './clock.ts';
import type { DeskAnswer } from './desk.ts';
import type { Effects } from './effects.ts';
import type { Fence } from './fence.ts';
import type { InboxItem, OutboxPlace } from './inboxItem.ts';
import type { JournalTables } from './journalTables.ts';
import type { LiveCore } from './liveCore.ts';
import { LiveFailure } from './liveFailure.ts';
import type { CrashPoint, LiveCounts, LiveHooks } from './liveHooks.ts';
import type { Projection } from './projection.ts';
import { countEffects } from './countEffects.ts';
import { showGauges } from './showGauges.ts';
import type { TakeItem, Waiting } from './takeItem.ts';

const BATCH_ITEMS_MAX = 64;
const BATCH_MS_MAX = 5;
/**
 * Is it time for a snapshot, so that a restart replays no more than this? The longer the list, the rarer: writing a million records takes
 * half a second.
 */
export function isSnapshotDue(itemsSince: number, records: number): boolean {
  return itemsSince >= Math.max(20_000, records / 5);
}

const STOPPING: DeskAnswer = { ok: false, why: 'stopping', message: 'the campaign is stopping' };

export interface LoopParts {
  readonly store: Store;
  readonly core: LiveCore;
  readonly tables: JournalTables;
  readonly projection: Projection;
  readonly take: TakeItem;
  readonly fence: Fence;
  readonly telephony: Telephony;
  readonly clock: LiveClock;
  readonly metrics?: LiveMetrics;
  readonly hooks?: LiveHooks;
  readonly counts: LiveCounts;
  readonly onFailure: (failure: LiveFailure) => void;
  /** Told after each commit. */
  readonly onCommitted: (items: readonly InboxItem[]) => void;
  /** Told first: records that changed. */
  readonly onTouched: (records: ReadonlySet<number>) => void;
}

export class LiveLoop {
  readonly changes: ChangeLog;
  isOver = false;
  private readonly parts: LoopParts;
  private readonly metrics: LiveMetrics;
  private readonly reached: Record<CrashPoint, number> = { 'before-commit': 0, 'after-commit': 0, 'after-sent': 0, 'after-execute': 0 };
  private inbox: Waiting[] = [];
  private isPlanned = false;
  private letGo: (() => void) | null = null;
  private executing = 0;
  private cancelWake: () => void = () => undefined;
  private lastWakeAt: Millis = Number.NEGATIVE_INFINITY;
  private snapshotSeq: number;

  constructor(parts: LoopParts) {
    this.parts = parts;
    this.metrics = parts.metrics ?? NO_METRICS;
    this.changes = new ChangeLog(parts.core.state.seq);
    this.snapshotSeq = parts.core.state.seq;
  }

  /** Puts an item at the end of the inbox. */
  post(item: InboxItem, more: Pick<Waiting, 'key' | 'answer'> = {}): void {
    if (this.isOver) {
      more.answer?.(STOPPING);
      return;
    }
    this.inbox.push({ item, cameAt: performance.now(), ...more });
    this.plan();
  }

  /** As `post`; resolves when the item is durable, with its answer if it has one. */
  submit(item: InboxItem, key?: string): Promise<DeskAnswer> {
    return new Promise((resolve) => { this.post(item, { answer: resolve, ...(key === undefined ? {} : { key }) }); });
  }

  /** Carries commands out that are in the journal already. */
  sendOut(commands: readonly { readonly place: OutboxPlace; readonly command: TelephonyCommand }[]): void {
    if (commands.length === 0 || this.isOver) return;
    const { store, tables } = this.parts;
    this.guard(() => {
      store.db.exec('BEGIN IMMEDIATE');
      tables.markSent(commands.map((one) => one.place));
      store.db.exec('COMMIT');
    });
    for (const { place, command } of commands) {
      if (this.isOver) return;
      this.reach('after-sent');
      if (this.isOver) return;
      void this.execute(place, command);
      this.reach('after-execute');
    }
  }

  /** No item is taken any more, and no command goes out. */
  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.cancelWake();
    this.letGo?.();
    this.letGo = null;
    for (const { answer } of this.inbox.splice(0)) answer?.(STOPPING);
  }

  fail(error: unknown): void {
    if (this.isOver) return;
    // Whatever it is, once the campaign runs it is an internal failure; only the fence says otherwise.
    const failure = error instanceof LiveFailure ? error : new LiveFailure(70, `live: ${(error as Error).message ?? String(error)}`, { cause: error });
    this.end();
    this.parts.onFailure(failure);
  }

  private plan(): void {
    this.letGo ??= this.parts.clock.hold();
    if (this.isPlanned) return;
    this.isPlanned = true;
    setImmediate(() => {
      this.isPlanned = false;
      this.runBatch();
    });
  }

  private runBatch(): void {
    if (this.isOver || this.inbox.length === 0) return this.settle();
    const { store, core, clock, fence, projection, tables, take } = this.parts;
    const batch: Waiting[] = [];
    const done: ReturnType<TakeItem>[] = [];
    const touched = new Set<number>();
    const startedAt = performance.now();
    this.metrics.inboxDepth(this.inbox.length);
    this.guard(() => {
      store.db.exec('BEGIN IMMEDIATE');
      fence.check();
      while (batch.length < this.inbox.length && batch.length < BATCH_ITEMS_MAX && (batch.length === 0 || performance.now() - startedAt < BATCH_MS_MAX)) {
        const waiting = this.inbox[batch.length]!;
        this.metrics.eventLag(Math.max(0, startedAt - waiting.cameAt) / 1_000);
        const taken = take(waiting, clock.now());
        batch.push(waiting);
        done.push(taken);
        if (taken.effects !== null) for (const record of taken.effects.touched) touched.add(record);
      }
      projection.writeRecords(touched);
      if (isSnapshotDue(core.state.seq - this.snapshotSeq, core.state.ids.length)) {
        this.snapshotSeq = core.state.seq;
        tables.putSnapshot(core.state.seq, false, core.save());
      }
      this.reached['before-commit'] += 1;
      this.parts.hooks?.reach?.('before-commit', this.reached['before-commit']);
      const commitAt = performance.now();
      store.db.exec('COMMIT');
      this.metrics.commit((performance.now() - commitAt) / 1_000);
    });
    if (this.isOver) return;
    this.inbox.splice(0, batch.length);
    this.reach('after-commit');
    if (!this.isOver) this.afterCommit(batch, done, touched);
    else for (const { answer } of batch) answer?.(STOPPING);
  }

  private afterCommit(batch: readonly Waiting[], done: readonly ReturnType<TakeItem>[], touched: ReadonlySet<number>): void {
    this.parts.onTouched(touched);
    this.sendOut(done.flatMap((taken) => taken.commands));
    batch.forEach(({ answer }, index) => answer?.(done[index]!.answer ?? { ok: true, seq: this.parts.core.state.seq }));
    const effects = done.flatMap((taken): Effects[] => (taken.effects === null ? [] : [taken.effects]));
    for (const one of effects) countEffects(one, this.parts.counts, this.metrics);
    if (effects.length > 0 && this.metrics !== NO_METRICS) showGauges(this.parts.core, this.metrics);
    for (const taken of done) if (taken.changes.length > 0) this.changes.tell(taken.changes);
    for (const { item } of batch) if (item.kind === 'wake') this.lastWakeAt = this.parts.core.state.at;
    this.parts.onCommitted(batch.map((one) => one.item));
    this.planWake();
    this.settle();
  }

  private planWake(): void {
    this.cancelWake();
    if (this.isOver) return;
    // A dialer that asks again for the instant at which it was just woken waits for the next one.
    const at = Math.max(this.parts.core.nextWakeAt(), this.lastWakeAt + 1);
    this.cancelWake = at >= NEVER ? () => undefined : this.parts.clock.at(at, () => { this.post({ kind: 'wake' }); });
  }

  /** Time goes on when nothing waits and nothing is being carried out. */
  private settle(): void {
    if (!this.isOver && this.inbox.length > 0) {
      this.plan();
      return;
    }
    if (this.executing > 0) return;
    this.letGo?.();
    this.letGo = null;
  }

  private async execute(place: OutboxPlace, command: TelephonyCommand): Promise<void> {
    const startedAt = performance.now();
    this.executing += 1;
    let ack: Ack;
    try {
      ack = await this.parts.telephony.execute(command);
    } catch (error) {
      ack = { ok: false, why: 'unknown', detail: (error as Error).message };
    }
    this.executing -= 1;
    this.metrics.command(command.kind, (performance.now() - startedAt) / 1_000);
    this.post({ kind: 'acked', place, ack });
  }

  private reach(point: CrashPoint): void {
    this.reached[point] += 1;
    if (this.parts.hooks?.reach === undefined) return;
    this.guard(() => { this.parts.hooks!.reach!(point, this.reached[point]); });
  }

  /** Whatever goes wrong in here ends the loop; an open transaction is taken back. */
  private guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      try {
        this.parts.store.db.exec('ROLLBACK');
      } catch {
        // SQLite has ended the transaction by itself, or there was none.
      }
      this.fail(error);
    }
  }
}
