/**
 * The results of a simulated run, written into a copy of the store: activities, attempts, and every record as it ended.
 *
 * Rule: a copy of the store is made beside its place and moved there when the run is over; the store itself is only read. A
 * second dialer, fed with the same events, tells how the records ended: same events, same state.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { NEVER, UNSET, type Millis } from '../../base/time.ts';
import type { ClosedActivity } from '../../engine/commands.ts';
import { createDialer, type Dialer } from '../../engine/dialer.ts';
import type { DialerEvent } from '../../engine/events.ts';
import type { DialerOptions } from '../../engine/options.ts';
import type { OutcomeName } from '../../engine/vocabulary.ts';
import type { RunObserver } from '../../measure/observer.ts';
import type { StoredCampaign } from './campaigns.ts';
import { agentNamed } from './names.ts';
import { guarded, openStore, type Store } from './openStore.ts';
import type { StoredList } from './simulatedList.ts';
import { SILENT } from './storeDialer.ts';
import { StoreError } from './storeError.ts';
import { createActivityWriter, createRecordWriter, type ActivityWriter } from './writeRecords.ts';

export interface WriteBack {
  /** For the run's observers; one run only. */
  observe(options: DialerOptions): RunObserver;
  /** The run is over: writes the records and moves the copy to its place. */
  commit(): void;
  /** Forgets the copy, unless it was committed. */
  abandon(): void;
}

/** Copies the store. Throws a StoreError where the copy's place is taken. */
export function openWriteBack(store: Store, campaign: StoredCampaign, list: StoredList, copyPath: string): WriteBack {
  if (existsSync(copyPath)) throw new StoreError(`${copyPath} exists already; --write-back makes a new file only`);
  const part = `${copyPath}.${process.pid}.part`;
  guarded(copyPath, () => store.db.prepare('VACUUM INTO ?').run(part));
  const copy = openStore(part);
  copy.db.exec('BEGIN IMMEDIATE');
  let observer: WriteBackObserver | null = null;
  let isOpen = true;
  const end = (sql: 'COMMIT' | 'ROLLBACK'): void => {
    isOpen = false;
    copy.db.exec(sql);
    // Without a log beside it the file can be moved.
    copy.db.exec('PRAGMA journal_mode = DELETE');
    copy.close();
  };
  return {
    observe: (options) => {
      observer = new WriteBackObserver(copy, campaign, list, options);
      return observer;
    },
    commit: () => {
      observer?.finish();
      end('COMMIT');
      renameSync(part, copyPath);
    },
    abandon: () => {
      if (!isOpen) return;
      end('ROLLBACK');
      for (const side of ['', '-wal', '-shm', '-journal']) rmSync(part + side, { force: true });
    },
  };
}

class WriteBackObserver implements RunObserver {
  private readonly copy: Store;
  private readonly list: StoredList;
  private readonly replica: Dialer;
  private readonly writer: ActivityWriter;
  private readonly agentIds: readonly number[];
  private readonly touched = new Set<number>();
  /** Attempts under way, and those of each record's open turn. */
  private readonly open = new Map<number, { record: number; phone: number; startedAt: Millis; answeredAt: Millis | null }>();
  private readonly ended = new Map<number, { number: string; startedAt: Millis; answeredAt: Millis | null; endedAt: Millis; outcome: OutcomeName }[]>();
  private readonly phoneOf: (record: number, position: number) => string;
  private readonly insertBlock: (number: string, scope: number, since: Millis, status: string | null) => void;
  private readonly campaign: StoredCampaign;
  private now: Millis = 0;

  constructor(copy: Store, campaign: StoredCampaign, list: StoredList, options: DialerOptions) {
    this.copy = copy;
    this.list = list;
    this.campaign = campaign;
    this.replica = createDialer(options);
    this.agentIds = options.agents.map((name) => agentNamed(copy, name));
    this.writer = createActivityWriter(copy, campaign, options.settings.mode);
    const phone = copy.db.prepare('SELECT number FROM phone WHERE record = ? AND position = ?');
    this.phoneOf = (record, position) => (phone.get(list.ids[record]!, position) as { number: string }).number;
    const block = copy.db.prepare(`INSERT OR IGNORE INTO block (number, scope, since, status, reason) VALUES (?, ?, ?, ?, 'status')`);
    this.insertBlock = (number, scope, since, status) => { block.run(number, scope, since, status); };
  }

  event(event: DialerEvent): void {
    this.now = event.at;
    this.replica.handle(event, SILENT);
    if (event.kind !== 'attemptAnswered') return;
    const attempt = this.open.get(event.attempt);
    if (attempt !== undefined) attempt.answeredAt = this.stored(event.at);
  }

  dial(attempt: number, record: number, phone: number): void {
    this.open.set(attempt, { record, phone, startedAt: this.stored(this.now)!, answeredAt: null });
    this.touched.add(record);
  }

  attemptOver(attempt: number, outcome: OutcomeName): void {
    const { record, phone, startedAt, answeredAt } = this.open.get(attempt)!;
    this.open.delete(attempt);
    const ended = this.ended.get(record) ?? [];
    ended.push({ number: this.phoneOf(record, phone), startedAt, answeredAt, endedAt: this.stored(this.now)!, outcome });
    this.ended.set(record, ended);
  }

  activity(closed: ClosedActivity): void {
    const { record } = closed;
    this.touched.add(record);
    const activity = this.writer.activity({
      record: this.list.ids[record]!, kind: closed.kind, agent: this.agentId(closed.agent), startedAt: this.stored(closed.startedAt)!, endedAt: this.stored(closed.endedAt),
      dials: closed.dials, outcome: closed.outcome, status: this.list.statuses.at(closed.status), reason: closed.reason, promise: closed.promise,
      promisedAt: this.stored(closed.promisedAt), counted: closed.counted, actionAtStart: closed.actionAtStart, actionAfter: closed.actionAfter,
      attemptsAfter: closed.attemptsAfter, nextCallAtAfter: this.stored(closed.nextCallAtAfter),
    });
    if (closed.kind !== 'call') return;
    for (const attempt of this.ended.get(record) ?? []) this.writer.attempt(this.list.ids[record]!, activity, attempt);
    this.ended.delete(record);
  }

  blockNumber(number: number, scope: 'global' | 'campaign', _record: number, status: number): void {
    this.insertBlock(this.list.numbers.at(number), scope === 'global' ? 0 : this.campaign.id, this.stored(this.now)!, this.list.statuses.at(status));
  }

  connect(): void {}
  drop(): void {}
  hangUp(): void {}
  cancel(): void {}
  showRecord(): void {}
  agentState(): void {}
  callAgent(): void {}
  batchDone(): void {}
  rejected(): void {}
  clipped(): void {}

  /** Writes the records that were touched, as they ended. */
  finish(): void {
    const write = createRecordWriter(this.copy, (record) => this.replica.record(record), {
      agentId: (index) => this.agentId(index), status: (index) => this.list.statuses.at(index), database: null, instant: (at) => this.stored(at),
    });
    for (const record of this.touched) write(this.list.ids[record]!, record);
  }

  private agentId(index: number): number | null {
    return this.agentIds[index] ?? null;
  }

  private stored(at: Millis): number | null {
    if (at === UNSET) return null;
    return at >= NEVER ? NEVER : at + this.list.epochUtcMs;
  }
}
