/**
 * What of an agent's day stands in the calendar.
 *
 * Rule: the next sign-in is planned when the one before it comes, and everything else of a day at its sign-in, so that the
 * calendar never holds more than a day of an agent. What would lie in the past is planned for now; a break is left out.
 */
import type { EventCalendar } from '../base/eventCalendar.ts';
import type { Millis } from '../base/time.ts';
import type { AgentDays } from './agentDays.ts';
import { BREAK_ANNOUNCED, BREAK_STARTED, BREAKS_MAX, SIGN_IN, SIGN_OUT, SIGN_OUT_ANNOUNCED } from './codes.ts';

/** How long before an announced sign-out it is announced. */
const SIGN_OUT_NOTICE_MS: Millis = 60_000;

/** Plans the sign-in of the agent's first day from `from` on, if there is one. */
export function planSignIn(days: AgentDays, calendar: EventCalendar, now: Millis, agent: number, from: number): void {
  const day = days.nextDay(agent, from);
  if (day >= 0) calendar.push(Math.max(now, days.signInAt(agent, day)), SIGN_IN, agent, day);
}

/** Plans the breaks and the sign-out of the day that begins now. */
export function planDay(days: AgentDays, calendar: EventCalendar, now: Millis, agent: number, day: number): void {
  const plan = days.plan(agent, day);
  for (let index = 0; index < plan.breaks.length; index++) {
    days.drawBreak(agent, day, index);
    const { breakAt } = days;
    const noticeMs = plan.breaks[index]!.announcedMs;
    if (breakAt < now) continue;
    if (noticeMs > 0) calendar.push(Math.max(now, breakAt - noticeMs), BREAK_ANNOUNCED, agent, day * BREAKS_MAX + index);
    calendar.push(breakAt, BREAK_STARTED, agent, day * BREAKS_MAX + index);
  }
  const signOutAt = Math.max(now, days.signOutAt(agent, day));
  if (plan.signOut === 'announced') calendar.push(Math.max(now, signOutAt - SIGN_OUT_NOTICE_MS), SIGN_OUT_ANNOUNCED, agent, day);
  calendar.push(signOutAt, SIGN_OUT, agent, day);
}
