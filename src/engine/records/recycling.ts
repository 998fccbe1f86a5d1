/**
 * Recycling: done records become new again, by status and database (records: section 12, row R31).
 *
 * Rule: at least one filter; filters combine with "and"; open records only with `includeOpen`. Records in turn and blocked
 * ones are skipped, told one by one and counted. Number blocks, record blocks and invalid marks are never lifted, and
 * activities stay. Looks at every record: a rare, manual act.
 */
import type { RecordsRecycled } from '../events.ts';
import type { DialerState } from '../state.ts';
import { changeRecord } from '../turns/closing.ts';
import { NONE, type Rejection } from '../vocabulary.ts';
import { standingOf } from './recordFlow.ts';
import { RecordFlag } from './recordTable.ts';
import { LEGAL_STANDINGS, ROWS } from './transitions.ts';

/** `recordsRecycled`: null when it ran, else why nothing was done. */
export function recycleRecords(s: DialerState, event: RecordsRecycled): Rejection | null {
  const { records } = s;
  if (event.statuses.length === 0 && event.databases.length === 0) return 'filterRequired';
  const statuses = new Set(event.statuses);
  const databases = new Set(event.databases);
  let done = 0;
  let inUse = 0;
  let blocked = 0;
  for (let record = 0; record < records.length; record += 1) {
    if (records.hasFlag(record, RecordFlag.deleted)) continue;
    if (statuses.size > 0 && !statuses.has(records.status[record]!)) continue;
    if (databases.size > 0 && !databases.has(records.database[record]!)) continue;
    const standing = standingOf(s, record);
    if (standing === 'open' && !event.includeOpen) continue;
    if (!LEGAL_STANDINGS.recycle.includes(standing)) {
      inUse += 1;
      skip(s, record, 'recordInUse');
    } else if (records.blockedUntil[record]! > s.now) {
      blocked += 1;
      skip(s, record, 'recordBlocked');
    } else {
      done += 1;
      recycle(s, record);
    }
  }
  s.out.batchDone('recycle', NONE, done, inUse, blocked, false);
  return null;
}

/** R31. */
function recycle(s: DialerState, record: number): void {
  const { records } = s;
  s.index.withdraw(record);
  s.statistics.carry(records.status[record]!, -1);
  records.status[record] = s.statuses.initial;
  s.statistics.carry(s.statuses.initial, 1);
  records.numberIndex[record] = 0;
  records.totalAttempts[record] = 0;
  changeRecord(s, record, ROWS.R31, 'recycle', null);
  s.index.admit(record, s.now);
}

function skip(s: DialerState, record: number, reason: Rejection): void {
  s.rejections += 1;
  s.out.rejected(record, reason);
}
