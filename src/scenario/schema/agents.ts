/** The part `agents` of a scenario file: how many, when they are there, when they pause. */
import { z } from 'zod';
import { minutesOfDay } from '../zones.ts';
import { checkDistinct, count, name, orNone, percent, timeOfDay } from './basics.ts';
import { shift } from './calendar.ts';
import { distribution } from './distribution.ts';
import { saves } from './saves.ts';

const breakStart = z.union([
  timeOfDay,
  z.strictObject({ between: z.tuple([timeOfDay, timeOfDay]) }).superRefine((value, context) => {
    if (minutesOfDay(value.between[0]) > minutesOfDay(value.between[1])) {
      context.addIssue({ code: 'custom', path: ['between', 1], message: `must not be earlier than ${value.between[0]}` });
    }
  }).describe('Uniform between the two.'),
  z.strictObject({ staggered: z.array(timeOfDay).min(1) }).describe('By the agent’s number (from 1): the entry at number modulo length, counted from 0.'),
]);

const oneBreak = z.strictObject({
  start: breakStart,
  length: distribution.describe('Seconds.'),
  announced: z.number().min(0).optional().describe('Seconds ahead at which the dialer is told; default 0.'),
});

/** How an agent behaves; a group's entry stands before the one for all. */
const habits = {
  shift: shift.optional().describe('Default: the shift of the calendar.'),
  signInDelay: distribution.optional().describe('Seconds after the start of the shift; default 0.'),
  signOut: z.enum(['endOfShift', 'announced', 'unannounced']).optional()
    .describe('endOfShift (default): stays until no call is pending; announced: told ahead; unannounced: at the next ready instant.'),
  signOutDelay: distribution.optional().describe('Seconds after the end of the shift; default 0.'),
  breaks: z.array(oneBreak).optional(),
  unannouncedPauses: orNone(z.strictObject({ after: distribution, length: distribution })).optional()
    .describe('Pauses without notice: after so many seconds of staffed time, for so many seconds.'),
};

/** What agents do by hand. One habit for all of them. */
const byHand = {
  preview: z.strictObject({
    read: distribution.optional().describe('Seconds from the record’s load to the dial; default 15.'),
    skipPercent: percent.optional().describe('Of loaded records: given back without a dial; default 0.'),
    otherNumberPercent: percent.optional().describe('Of dials: to another number of the record than the proposed one; default 0.'),
    askAgain: z.number().gt(0).optional().describe('Seconds until he asks again when there was no record; default 30.'),
  }).optional().describe('Mode preview, and mode auto while auto-dial is stopped.'),
  unanswered: z.strictObject({ after: distribution.optional().describe('Seconds from the call’s end to the save; default 5.'), save: saves.optional() }).optional()
    .describe('What is saved where nobody answered and the agent must save (mode preview, missed promises); default: no status, no next call.'),
  phone: z.strictObject({
    answer: distribution.optional().describe('Seconds; default 3.'),
    missedPercent: percent.optional().describe('Of the calls to his own phone; default 0.'),
    startAgain: z.number().gt(0).optional().describe('Seconds from a missed call until he presses Start again; default 60.'),
    obtainAgain: z.number().gt(0).optional().describe('Seconds until he gets customers again while he has none; default 60.'),
  }).optional().describe('The agent’s own phone, mode auto.'),
  byHand: z.strictObject({
    agentsPercent: percent.optional().describe('Of the agents: who do so; default 100.'),
    stopAfter: distribution.describe('Seconds from each Start of auto-dial until he stops it.'),
    for: distribution.describe('Seconds until he presses Start again.'),
  }).optional().describe('Who stops auto-dial now and then and loads records by hand; default: nobody. Needs mode auto and campaign.dialWay optional.'),
};

export const agents = z.strictObject({
  count: count.optional().describe('So many equal agents; or else groups.'),
  names: z.array(name).optional().describe('Names of the agents in order; default Agent 1, Agent 2, …'),
  groups: z.array(z.strictObject({ count, ...habits })).min(1).optional(),
  ...habits,
  ...byHand,
}).superRefine((value, context) => {
  if (value.count === undefined && value.groups === undefined) {
    context.addIssue({ code: 'custom', path: ['count'], message: 'must be a number of agents, or groups must be given' });
  }
  if (value.count !== undefined && value.groups !== undefined) {
    context.addIssue({ code: 'custom', path: ['groups'], params: { whole: true }, message: 'stands beside count; allowed: one of count and groups' });
  }
  if (value.names === undefined) return;
  const total = agentCount(value);
  if (value.names.length !== total) {
    context.addIssue({ code: 'custom', path: ['names'], params: { whole: true }, message: `has ${value.names.length} names; must have ${total}` });
  }
  checkDistinct(value.names, (index) => ['names', index], context);
});
export type AgentsData = z.infer<typeof agents>;

/** How many agents there are in all. */
export function agentCount(data: { count?: number | undefined; groups?: readonly { count: number }[] | undefined }): number {
  return data.groups === undefined ? (data.count ?? 0) : data.groups.reduce((sum, group) => sum + group.count, 0);
}

/** The agents' names, in order of their index. */
export function agentNames(data: AgentsData): string[] {
  return data.names ?? Array.from({ length: agentCount(data) }, (_, index) => `Agent ${index + 1}`);
}
