/** What agents save after a call: a list of results with their shares, each with a status and perhaps a next call. */
import { z } from 'zod';
import { checkAddsUp, name, percent } from './basics.ts';
import { distribution } from './distribution.ts';

export const saves = z.array(z.strictObject({
  share: percent,
  status: name.optional().describe('Id of a status of the campaign; default: none.'),
  nextCall: z.strictObject({
    after: distribution.describe('Seconds from the save.'),
    share: percent.optional().describe('Percent of these saves that have one; default 100.'),
    passPercent: percent.optional().describe('Percent of these next calls that are passed to another agent; default 0. Needs campaign.changeUser.'),
    roundUp: z.number().min(0).optional().describe('Rounded up to whole multiples of so many seconds; default 0: not rounded.'),
  }).optional().describe('When the customer is to be called again; outside the shift it is moved into the next.'),
})).min(1).superRefine((value, context) => { checkAddsUp(value.map((one) => one.share), 'shares of save', context); });
export type SavesData = z.infer<typeof saves>;
