/**
 * What a new record may be like (records: rows R01 to R04): checked by whoever creates one, before the event `recordCreated`.
 *
 * Rule: only a person gives the time of a callback, so it must not be past and must lie in the record's calling window.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import type { Status, ZoneCalendar } from '../options.ts';
import type { ActionName, Rejection } from '../vocabulary.ts';

/** Why a record with this action, time and status (undefined: not in the campaign; null: none) cannot be created, or null. */
export function creationProblem(
  action: ActionName, nextCallAt: Millis, status: Status | null | undefined, now: Millis, open: () => ZoneCalendar['open'],
): Rejection | null {
  if (action === 'ready' || action === 'rescheduledByDialer') return 'actionNotSettable';
  if (status === undefined) return 'statusNotInCampaign';
  if (status !== null && !status.active) return 'statusInactive';
  if (action !== 'rescheduledByAgent') return null;
  if (nextCallAt === UNSET) return 'timeRequired';
  return timeGivenProblem(nextCallAt, now, open());
}

/** Why a person may not give this time, or null. */
function timeGivenProblem(at: Millis, now: Millis, open: ZoneCalendar['open']): Rejection | null {
  if (at < now) return 'timeInPast';
  return open === null || open.some(([opens, closes]) => opens <= at && at < closes) ? null : 'outsideWindow';
}

/** When a new record is to be called: now, as given, or never. */
export function nextCallAtOfNew(action: ActionName, nextCallAt: Millis, now: Millis): Millis {
  if (action === 'callImmediately') return now;
  return action === 'done' ? UNSET : nextCallAt;
}

/** May a new record have a soft owner? Never beside a hard one, and only with a time. `nextCallAt` is that of the record as created. */
export function mayHaveSoftOwner(action: ActionName, nextCallAt: Millis, hasHardOwner: boolean): boolean {
  return !hasHardOwner && action !== 'done' && nextCallAt !== UNSET;
}
