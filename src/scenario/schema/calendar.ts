/** The part `calendar` of a scenario file: when the run begins, how many days it has, which part of it is measured. */
import { z } from 'zod';
import { checkFromTo, count, endOfInterval, localDate, timeOfDay, zoneName } from './basics.ts';

export const shift = z.strictObject({ from: timeOfDay, to: endOfInterval }).superRefine(checkFromTo)
  .describe('Daily working hours, in the campaign’s zone.');

const calendarShift = z.union([
  shift,
  z.strictObject({ from: timeOfDay, hours: z.number().gt(0) }).describe('One shift of so many hours on the first day, over midnights if need be.'),
]);

export const calendar = z.strictObject({
  zone: zoneName.describe('Time zone of the campaign (IANA).'),
  firstDay: localDate.describe('The run begins at the local midnight before this day.'),
  days: count.describe('Consecutive days, each with one shift.'),
  shift: calendarShift,
  warmUp: z.union([z.strictObject({ days: z.int().min(0) }), z.strictObject({ hours: z.number().min(0) })]).optional()
    .describe('What is simulated but not measured: whole days, or hours after the first shift’s start.'),
  end: z.enum(['drained', 'cut']).optional().describe('After the last shift: wait until every call and wrap-up is done (default), or stop at once.'),
  maxDials: count.optional().describe('Stop dialling after so many dials.'),
}).superRefine((value, context) => {
  if ('hours' in value.shift && value.days !== 1) {
    context.addIssue({ code: 'custom', path: ['days'], message: 'must be 1 when the shift is given in hours' });
  }
  if (value.warmUp === undefined) return;
  if ('days' in value.warmUp) {
    if (value.warmUp.days >= value.days) {
      context.addIssue({ code: 'custom', path: ['warmUp', 'days'], message: `must be less than the number of days, ${value.days}` });
    }
  } else if ('hours' in value.shift && value.warmUp.hours >= value.shift.hours) {
    context.addIssue({ code: 'custom', path: ['warmUp', 'hours'], message: `must be less than the hours of the shift, ${value.shift.hours}` });
  } else if (!('hours' in value.shift) && value.warmUp.hours >= 24 * value.days) {
    context.addIssue({ code: 'custom', path: ['warmUp', 'hours'], message: `must be less than the ${24 * value.days} hours of the run` });
  }
});
export type CalendarData = z.infer<typeof calendar>;
