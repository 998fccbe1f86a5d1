/** The part `campaign` of a scenario file: mode, bundle, strategy, policy, statuses, calling windows, and any setting by its name. */
import { z } from 'zod';
import { BUNDLE_IDS } from '../../engine/bundles.ts';
import { DICTIONARY_IDS } from '../../engine/records/dictionaries.ts';
import { LEAD_ORDER_SECONDARIES, LEAD_ORDERS, NTH_NEW } from '../../engine/selection/policy.ts';
import { BLOCK_SCOPES, MODES, OUTCOMES, TRIGGERS } from '../../engine/vocabulary.ts';
import { checkStrategy } from '../strategyChoice.ts';
import { checkDistinct, checkFromTo, endOfInterval, localDate, millis, name, orNone, timeOfDay, weekday } from './basics.ts';
import { listMix, policy } from './policy.ts';

const delay = millis.min(1_000);
const UNCOUNTED = ['answered', 'congestion', 'cancelled'];

const callingWindow = z.strictObject({
  days: z.array(weekday).min(1).optional().describe('Default: every day.'), from: timeOfDay, to: endOfInterval,
}).superRefine(checkFromTo);

const statusData = z.strictObject({
  id: name,
  name: name.optional(),
  systemStatus: orNone(z.enum(['toCall', 'myRecord', 'doNotCall', 'notEarlierThan', 'callProgressive'])).optional(),
  group: z.enum(['contact', 'unableToContact', 'system']).optional(),
  setBy: z.array(z.enum(TRIGGERS)).optional(),
  blocks: z.enum(['none', 'record', 'number']).optional(),
  validation: z.boolean().optional(),
  nextCallRequired: z.boolean().optional(),
  finalUntilRecycled: z.boolean().optional(),
  hidden: z.boolean().optional(),
  active: z.boolean().optional(),
});
export type StatusData = z.infer<typeof statusData>;

/** The settings of records.md section 16 that this version simulates, by their names. Times in ms. */
export const settingsShape = {
  numberStrategy: z.enum(['sweepInOneAttempt', 'onePerTurn', 'nextNow']).optional(),
  answeredGate: z.boolean().optional(),
  personalBlocks: z.enum(['queue', 'agent', 'never']).optional(),
  missedPromise: z.enum(['retry', 'agentDecides', 'done']).optional(),
  dialerRescheduleAssigns: z.boolean().optional(),
  contactTimeoutMs: orNone(millis).optional(),
  readyHoldMs: orNone(millis).optional(),
  callsPerAgent: orNone(z.number().gt(0)).optional().describe('Cap on calls per free agent; none: pacing alone decides.'),
  maxRepeatAttempts: z.int().min(0).max(1_000).optional(),
  maxTotalAttempts: z.int().min(0).optional().describe('0: unlimited.'),
  attemptDelayMs: z.array(delay).min(1).optional(),
  outcomeDelayMs: z.partialRecord(z.enum(OUTCOMES), delay).optional(),
  countedOutcomes: z.array(z.enum(OUTCOMES.filter((outcome) => !UNCOUNTED.includes(outcome)))).optional(),
  dropLockoutMs: millis.optional(),
  ringLimitMs: orNone(millis.min(1)).optional(),
  callInvalidNumbers: z.boolean().optional(),
  dropLimitMs: millis.optional(),
  dropLimitFrom: z.enum(['connected', 'greetingStart', 'greetingEnd', 'verdict']).optional(),
  formLoadMs: millis.optional(),
  formSaveMs: millis.optional(),
  pauseAfterAnsweredMs: millis.optional(),
  pauseAfterUnansweredMs: millis.optional(),
  callbackEarlyMs: millis.optional(),
  callbackLateMs: millis.optional(),
  changeUser: z.boolean().optional(),
  automaticStatus: z.partialRecord(z.enum(TRIGGERS), orNone(name)).optional(),
  initialStatusId: orNone(name).optional(),
  blockScope: z.enum(BLOCK_SCOPES).optional().describe('Scope of the block list’s entries that a status makes.'),
  dialWay: z.enum(['auto', 'optional']).optional().describe('Mode auto: may the agent also stop auto-dial and load records by hand?'),
  agentLegRingMs: millis.min(1).optional(),
  agentLegFailureLimit: z.int().min(1).max(255).optional(),
  allowObtain: z.boolean().optional(),
  maxEachTime: z.int().min(1).optional(),
  maxOwned: z.int().min(0).optional(),
  ownedCounts: z.enum(['newAndPending', 'newOnly']).optional(),
  leadOrder: z.strictObject({
    by: z.enum(LEAD_ORDERS), direction: z.enum(['UP', 'DOWN']), secondary: z.enum(LEAD_ORDER_SECONDARIES).optional(), randomize: z.boolean().optional(),
  }).optional().describe('VICIdial’s order, for buckets that leave it to the setting. DOWN is ascending.'),
  nthNew: z.literal([...NTH_NEW]).optional().describe('Every n-th pick is a new record; 0: off.'),
  listMix: orNone(listMix).optional().describe('Picks mixed from lists by shares.'),
  traceDepth: z.int().min(0).max(1_000).optional(),
  guard: z.enum(['off', 'soft', 'strict']).optional(),
  active: z.boolean().optional(),
};

/** Settings that records.md specifies and this version does not simulate; refused by name, so that nobody believes in them. */
export const LATER_SETTINGS: readonly string[] = [
  'country', 'recordType', 'timeZone',
];

const strategy = z.object({ id: name }).catchall(z.union([z.number(), z.boolean(), z.string()])).superRefine((value, context) => {
  const { id, ...parameters } = value;
  for (const { path, message, whole } of checkStrategy(id, parameters)) {
    context.addIssue({ code: 'custom', path: [...path], message, ...(whole ? { params: { whole } } : {}) });
  }
}).describe('A pacing strategy by its id, with its parameters.');

const database = z.union([name, z.strictObject({ id: name, active: z.boolean() })]);

export const campaign = z.strictObject({
  mode: z.enum(MODES),
  bundle: z.enum(BUNDLE_IDS).optional().describe('Defaults of a product; default: default.'),
  strategy,
  policy: policy.optional().describe('Selection policy: the id of a preset, or buckets; default: the bundle’s.'),
  dictionary: orNone(z.enum(DICTIONARY_IDS)).optional().describe('Preset statuses; default: the bundle’s.'),
  statuses: z.array(statusData).optional().describe('Statuses made in this campaign, after those of the dictionary.'),
  systemStatusRequired: z.boolean().optional(),
  databases: z.array(database).min(1).optional().describe('Default: one, list.'),
  callingWindows: z.union([z.enum(['always', 'shift']), z.array(callingWindow).min(1)]).optional()
    .describe('When calls may be placed, in each record’s own zone: always (default), shift (as the calendar’s), or a list.'),
  holidays: z.array(localDate).optional().describe('Local dates without calls.'),
  enforcedRules: z.array(name).optional().describe('Ids of the abandon rules that the strategy must keep; default us.'),
  ...settingsShape,
}).superRefine((value, context) => {
  const ids = value.databases?.map((one) => (typeof one === 'string' ? one : one.id)) ?? [];
  checkDistinct(ids, (index) => (typeof value.databases![index] === 'string' ? ['databases', index] : ['databases', index, 'id']), context);
  checkDistinct(value.enforcedRules ?? [], (index) => ['enforcedRules', index], context);
});
export type CampaignData = z.infer<typeof campaign>;
