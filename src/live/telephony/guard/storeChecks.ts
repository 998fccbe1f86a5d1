/**
 * What the guard reads from the store: what was used today, and what speaks against calling a record.
 *
 * Rule: counted from what was sent, so that a restart resets nothing; the engine's own memory is not asked, because the guard is there for the
 * day on which it is wrong. Hours are those of the record's time zone, else of the campaign's.
 * Source: live, section 8.
 */
import type { Millis } from '../../../base/time.ts';
import type { DialerOptions } from '../../../engine/options.ts';
import type { Store } from '../../store/openStore.ts';
import type { AttemptId } from '../port/port.ts';
import { digitsOf } from './numberRules.ts';
import type { Dial, RecordRefusal } from './guardTelephony.ts';
import type { UsedToday } from './trunkMeter.ts';

/** @param since the beginning of the day. Calls that are up now count until `now`. */
export function usedToday({ db }: Store, trunk: string, since: Millis, now: Millis): UsedToday {
  const before = (db.prepare('SELECT seq FROM journal WHERE at < ? ORDER BY seq DESC LIMIT 1').get(since) as { seq: number } | undefined)?.seq ?? 0;
  const row = db.prepare(`
    SELECT COUNT(*) AS attempts, COALESCE(SUM(CASE WHEN answered_at IS NULL THEN 0 ELSE COALESCE(ended_at, ?) - MAX(answered_at, ?) END), 0) AS ms
    FROM outbox LEFT JOIN attempt ON attempt.serial = CAST(substr(command ->> '$.attempt', instr(command ->> '$.attempt', '-') + 1) AS INTEGER)
    WHERE seq > ? AND state IN ('sent', 'acked') AND command ->> '$.kind' = 'dial' AND command ->> '$.trunk' = ?
      AND (ack IS NULL OR ack ->> '$.ok' = 1 OR ack ->> '$.why' = 'unknown')`).get(now, since, before, trunk) as { attempts: number; ms: number };
  return { attempts: row.attempts, minutes: row.ms / 60_000 };
}

/** The trunk that an attempt was dialled on, by the outbox. */
export function createTrunkFinder({ db }: Store): (attempt: AttemptId) => string | null {
  const find = db.prepare(`SELECT command ->> '$.trunk' AS trunk FROM outbox WHERE command ->> '$.kind' = 'dial' AND command ->> '$.attempt' = ? ORDER BY seq DESC LIMIT 1`);
  return (attempt) => (find.get(attempt) as { trunk: string } | undefined)?.trunk ?? null;
}

/** @param campaign the store's id of it; @param options instants since 1970 */
export function createRecordCheck({ db }: Store, campaign: number, options: Pick<DialerOptions, 'settings' | 'zones' | 'campaignZone'>): (dial: Dial, at: Millis) => RecordRefusal | null {
  const blocked = db.prepare('SELECT 1 FROM block WHERE number = ? AND scope IN (0, ?)');
  const record = db.prepare('SELECT time_zone AS zone, total_attempts AS attempts FROM record JOIN attempt ON attempt.record = record.id WHERE attempt.serial = ?');
  const { maxTotalAttempts } = options.settings;
  return ({ attempt, number }, at) => {
    if (blocked.get(digitsOf(number), campaign) !== undefined) return 'blocked';
    const found = record.get(Number(attempt.slice(attempt.lastIndexOf('-') + 1))) as { zone: string | null; attempts: number } | undefined;
    // A dial that stands in no table is nobody's: it may not go out.
    if (found === undefined) return 'tooManyAttempts';
    const named = options.zones.find((zone) => zone.name === found.zone);
    const { open } = found.zone === null ? options.zones[options.campaignZone]! : named ?? CLOSED;
    if (open !== null && !open.some(([from, to]) => at >= from && at < to)) return 'closed';
    return maxTotalAttempts > 0 && found.attempts >= maxTotalAttempts ? 'tooManyAttempts' : null;
  };
}

/** A zone without known hours has none. */
const CLOSED: { readonly open: readonly (readonly [Millis, Millis])[] | null } = { open: [] };
