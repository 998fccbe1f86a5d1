/**
 * What a campaign file says otherwise than the session that goes on with it: a session keeps the setup that it began with.
 *
 * Rule: meanings are compared, not texts. Left out is what follows from the present instant or from the store: calendars, databases, owners and
 * statuses that only records name.
 */
import { isDeepStrictEqual } from 'node:util';
import type { SessionStart } from './inboxItem.ts';
import type { LiveSetup } from './liveSetup.ts';

/** Names of what differs, in the words of the campaign file where it has some; empty: nothing. */
export function changesOf({ setup: before, dialer: was, staff }: SessionStart, { dialer: is, ...now }: LiveSetup): string[] {
  const changes = differing(before, now).filter((key) => key !== 'definition' && key !== 'calendarShiftMs')
    .concat(differing(before.definition, now.definition).map((key) => `campaign.${key}`));
  if (!isDeepStrictEqual(was.agents.slice(0, staff), is.agents)) changes.push('agents');
  if (!isDeepStrictEqual(was.statuses.slice(0, is.statuses.length), is.statuses) || was.statuses.slice(is.statuses.length).some((status) => status.active)) changes.push('statuses');
  // What is forced or worked out from the file; named only where the file's own words do not say it.
  const rest = differing({ ...was, ...LEFT_OUT }, { ...is, ...LEFT_OUT });
  return changes.length > 0 ? changes : rest;
}

const LEFT_OUT = { agents: null, statuses: null, databases: null, zones: null, dayStarts: null, monthStarts: null };

function differing(left: object, right: object): string[] {
  const [a, b] = [left, right] as [Record<string, unknown>, Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !isDeepStrictEqual(a[key], b[key]));
}
