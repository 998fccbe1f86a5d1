/** The part `customers` of a scenario file: what becomes of a call, how long it rings, how long it is talked. Shares in percent, times in seconds. */
import { z } from 'zod';
import { CUSTOMER_CLASSES } from '../../world/spec.ts';
import { minutesOfDay } from '../zones.ts';
import { checkAddsUp, checkDistinct, name, orNone, percent, timeOfDay } from './basics.ts';
import { distribution } from './distribution.ts';
import { saves } from './saves.ts';

const shares = z.strictObject({
  person: percent, machine: percent.optional(), noAnswer: percent.optional(), busy: percent.optional(), rejected: percent.optional(),
  invalidNumber: percent.optional(), fax: percent.optional(), congestion: percent.optional(),
}).superRefine((value, context) => checkAddsUp(Object.values(value).map((share) => share ?? 0), 'shares', context));

const points = z.record(timeOfDay, percent).superRefine((value, context) => {
  const times = Object.keys(value);
  if (times.length === 0) context.addIssue({ code: 'custom', params: { whole: true }, message: 'is empty; must have an entry such as "09:00": 14' });
  times.forEach((time, index) => {
    if (index > 0 && minutesOfDay(time) <= minutesOfDay(times[index - 1]!)) {
      context.addIssue({ code: 'custom', path: [time], params: { whole: true }, message: `comes after ${times[index - 1]}; times must ascend` });
    }
  });
});

const personShare = z.union([
  z.strictObject({ steps: points }).describe('Each value holds until the next time.'),
  z.strictObject({ linear: points }).describe('Straight lines between the times.'),
]);

const handle = z.array(z.strictObject({
  id: name, share: percent, talk: distribution, wrap: distribution,
  save: saves.optional().describe('What the agent saves; default: no status and no next call.'),
})).min(1)
  .superRefine((value, context) => {
    checkAddsUp(value.map((part) => part.share), 'shares of handle', context);
    checkDistinct(value.map((part) => part.id), (index) => [index, 'id'], context);
  });

const ring = z.strictObject({
  person: distribution.optional(), machine: distribution.optional(), noAnswer: orNone(distribution).optional(), busy: distribution.optional(),
  rejected: distribution.optional(), invalidNumber: distribution.optional(), fax: distribution.optional(), congestion: distribution.optional(),
}).describe('Seconds from ringing to the event, by class. noAnswer: none = rings until the ring limit (default). congestion: default 0.');

export const customers = z.strictObject({
  shares: shares.describe('Percent of attempts by class; they add up to 100.'),
  personShare: orNone(personShare).optional().describe('Percent of persons over the local day; the other shares are scaled in proportion.'),
  personShareByAttempt: z.array(percent).min(1).optional()
    .describe('Percent of persons at a record’s first dial, its second, …; the last holds for all later ones. Stands instead of personShare.'),
  personShareInPromise: percent.optional().describe('Percent of persons where a promised call is made; default: as in other calls.'),
  ring,
  greeting: z.strictObject({ delay: distribution, length: distribution }).optional()
    .describe('Seconds from the answer to the greeting’s start, and its length; default 0 and 0.'),
  patience: orNone(distribution).optional().describe('Seconds from the greeting’s end until the person hangs up; default none: never.'),
  handle: handle.describe('Classes of talks: share in percent, talk and wrap-up in seconds.'),
  machineHandle: z.strictObject({ talk: distribution, wrap: distribution }).optional()
    .describe('What an agent spends on a machine that was passed to him; default 0 and 0.'),
}).superRefine((value, context) => {
  for (const kind of CUSTOMER_CLASSES) {
    if (kind === 'noAnswer' || kind === 'congestion' || (value.shares[kind] ?? 0) === 0 || value.ring[kind] !== undefined) continue;
    context.addIssue({ code: 'custom', path: ['ring', kind], message: `must be a distribution of seconds, because the share of ${kind} is not 0` });
  }
});
export type CustomersData = z.infer<typeof customers>;

export const detector = z.union([
  z.enum(['none', 'network']),
  z.strictObject({
    kind: z.literal('audio'),
    personVerdictAfterGreeting: distribution,
    machineVerdict: distribution,
    missedVerdict: distribution,
    falsePositivePercent: percent.describe('Of persons: judged machines.'),
    falseNegativePercent: percent.describe('Of machines: judged persons.'),
    believedFalsePositivePercent: percent.optional()
      .describe('Of machine verdicts: believed to be persons. Counted into enforced windows, because the dialer cannot see the truth. Default 0.'),
  }),
]);
export type DetectorData = z.infer<typeof detector>;
