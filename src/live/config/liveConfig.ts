/**
 * The part `live` of a campaign file: trunks with their limits, agents with their phones, and where Asterisk is. A campaign file is a
 * scenario file with this part; without it a campaign can only be rehearsed.
 *
 * Rule: no limit has a default; a trunk that is not told otherwise makes no call (`dryRun`). Secrets are names of files, never values.
 * Source: live, sections 4, 5 and 8.
 */
import { z } from 'zod';

const name = z.string().regex(/^[0-9A-Za-z_-]{1,40}$/, 'must be 1 to 40 letters, digits, hyphens or underscores');
const number = z.string().regex(/^\+?[1-9][0-9]{6,14}$/, 'must be a number with its country\'s code, as in +442079460018');
const prefix = z.string().regex(/^\+?[1-9][0-9]{0,14}$/, 'must be the beginning of a number with its country\'s code, as in +4420');
const limits = {
  maxChannels: z.int().min(1).max(10_000).describe('Calls at once.'),
  maxCallsPerSecond: z.number().gt(0).max(1_000).describe('New calls per second; none are saved up.'),
  maxMinutesPerDay: z.number().gt(0).describe('Minutes of answered calls a day.'),
  maxAttemptsPerDay: z.int().min(1).describe('Calls placed a day.'),
};

export const trunkSchema = z.strictObject({
  name,
  host: z.string().regex(/^[0-9A-Za-z.:[\]-]{1,253}$/, 'must be a host name or address'),
  port: z.int().min(1).max(65_535).default(5060),
  transport: z.enum(['udp', 'tcp', 'tls']).default('udp'),
  caFile: z.string().optional().describe('Certificates that a TLS trunk is checked against.'),
  username: z.string().regex(/^[0-9A-Za-z._@+-]{1,80}$/).optional(),
  passwordFile: z.string().optional().describe('Mode 0600; never printed.'),
  qualifySeconds: z.int().min(0).max(3_600).default(30).describe('How often the trunk is asked whether it is there (OPTIONS), s; 0: never, for peers that do not answer, such as SIPp.'),
  callerIds: z.array(number).min(1),
  dryRun: z.boolean().default(true).describe('True: everything is checked and journalled, and no call is placed.'),
  ...limits,
  outcomeMap: z.record(z.string().regex(/^(sip|cause):[0-9]{1,3}$/), z.enum(['busy', 'noAnswer', 'rejected', 'invalidNumber', 'congestion', 'unknown'])).default({}),
});

/** A field of the form that agents fill in. */
const field = z.strictObject({
  id: name,
  label: z.string().min(1).max(80).optional().describe('Default: the id.'),
  type: z.enum(['text', 'number', 'choice', 'date']).default('text'),
  choices: z.array(z.string().min(1)).optional().describe('For a choice: what may be chosen.'),
  mandatory: z.boolean().default(false).describe('True: a status with validation is refused while it is empty.'),
});

export const liveSchema = z.strictObject({
  store: z.string().optional().describe('The SQLite file; default: beside the campaign file, ID.live.db.'),
  trunks: z.array(trunkSchema).default([]),
  total: z.strictObject(limits).optional().describe('Limits of all trunks together; needed with trunks.'),
  allow: z.array(prefix).default([]).describe('Beginnings of numbers that may be called; empty: none.'),
  message: z.string().regex(/^[0-9A-Za-z_/-]{1,80}$/).default('overdial/safe-harbour').describe('Sound for a person who gets no agent: who called, and a number to call back.'),
  amd: z.enum(['off', 'first']).default('off').describe('Answering machine detection before an agent is offered; it uses most of the two seconds.'),
  fields: z.array(field).default([]).describe('The form of a record, in the order of the page.'),
  maxCallSeconds: z.int().min(60).max(86_400).default(7_200),
  agents: z.array(z.strictObject({
    id: name, name: z.string().optional(), phone: name, passwordFile: z.string().optional(),
    silenceSuppression: z.literal(false, 'must be false: a silent phone would be taken for a dead one').default(false),
  })).default([]),
  asterisk: z.strictObject({
    url: z.url().default('http://127.0.0.1:8088'), username: name.default('overdial'), passwordFile: z.string(),
    sipBind: z.string().default('127.0.0.1'), sipPort: z.int().min(1).max(65_535).default(5060),
  }).optional(),
});

export type LiveConfig = z.infer<typeof liveSchema>;
export type TrunkConfig = z.infer<typeof trunkSchema>;
