/** What the engine's refusals say to people, and which times it would take. */
import type { Millis } from '../../base/time.ts';
import type { Dialer } from '../../engine/dialer.ts';
import type { Rejection } from '../../engine/vocabulary.ts';
import type { CoreState } from './coreState.ts';

export const REFUSAL_WORDS: Readonly<Record<Rejection, string>> = {
  recordDone: 'the record is done', recordInUse: 'the record is in use', recordBlocked: 'the record is blocked', notDue: 'the record is not due yet',
  notEligible: 'nothing here can be called now', notHolder: 'there is no record in front of you', numberBlocked: 'the number is on the block list',
  actionNotSettable: 'this action cannot be set by hand', timeRequired: 'a time is needed', timeInPast: 'the next call is in the past',
  outsideWindow: 'the time is outside the hours in which this customer may be called', noActivity: 'there is nothing to save now',
  databaseMismatch: 'the record is in another database', statusNotInCampaign: 'the campaign does not have this status', statusInactive: 'this status is not in use any more',
  statusHidden: 'agents may not give this status', nextCallRequired: 'this status needs a next call', dateNotAllowed: 'this status takes no next call',
  fieldsMissing: 'this status needs every mandatory field of the form', passNotAllowed: 'records may not be passed on in this campaign',
  obtainNotAllowed: 'records may not be taken in this campaign', filterRequired: 'a filter is needed', noSuchRecord: 'there is no such record',
};

/** What is asked of the core to say it. */
export interface AskedCore { readonly state: CoreState; readonly dialer: Dialer }

/** The next calling hours of a record, in its own local time; empty where it may always be called. */
export function callingHoursOf({ state, dialer }: AskedCore, record: number, now: Millis): string[] {
  const { setup, dialer: options } = state.session;
  const zone = options.zones[dialer.record(record).zone]!;
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone: zone.name, dateStyle: 'short', timeStyle: 'short' });
  const text = (at: Millis): string => local.format(at + (setup.calendarShiftMs ?? 0)).replace(' ', 'T');
  const next = (zone.open ?? []).filter(([, to]) => to > now).slice(0, 3);
  return next.map(([from, to]) => `${text(Math.max(from, now))} to ${text(to)} (${zone.name})`);
}
