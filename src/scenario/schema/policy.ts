/** A selection policy as a scenario file writes it: the id of a preset, or buckets in the form of engine/selection/policy.ts. */
import { z } from 'zod';
import { LIST_MIX_METHODS, NTH_NEW } from '../../engine/selection/policy.ts';
import { PRESET_POLICIES } from '../../engine/selection/presets.ts';
import { ACTIONS } from '../../engine/vocabulary.ts';
import { checkDistinct, millis, name } from './basics.ts';

const OPEN_ACTIONS = ACTIONS.filter((action) => action !== 'ready' && action !== 'done');
const ORDER_WORDS = [
  'id', 'nextCallAt', 'createdAt', 'lastCalledAt', 'priority', 'attempts', 'callCount', 'autoCallCount', 'phone', 'zoneOffset', 'owner', 'random',
] as const;

const orderKey = z.strictObject({
  by: z.union([z.enum(ORDER_WORDS), z.templateLiteral(['field:', z.string().min(1)])]),
  direction: z.enum(['asc', 'desc']),
  grainMs: millis.min(1).optional(),
});

export const listMix = z.strictObject({
  method: z.enum(LIST_MIX_METHODS),
  entries: z.array(z.strictObject({ database: name, statuses: z.array(name), percent: z.number().gt(0).max(100) })).min(1),
}).refine(({ entries }) => Math.abs(entries.reduce((sum, entry) => sum + entry.percent, 0) - 100) < 1e-9, { error: 'percents must add up to 100' });

const bucket = z.strictObject({
  name,
  scope: z.enum(['agent', 'queue']),
  match: z.strictObject({
    actions: z.array(z.enum(OPEN_ACTIONS)).min(1),
    owner: z.enum(['me', 'meHard', 'none', 'meOrNone']),
    affinity: z.enum(['any', 'unset', 'expired']).optional(),
    due: z.enum(['atOrBefore', 'before']).optional(),
    retryMode: z.enum(['any', 'progressive']).optional(),
    called: z.enum(['any', 'never', 'before']).optional(),
    databases: z.array(name).optional(),
    statuses: z.array(name).optional(),
    priorityMin: z.int().optional(),
  }),
  honoursAffinity: z.boolean(),
  blocks: z.enum(['queue', 'agent', 'never', 'setting']),
  order: z.union([z.array(orderKey), z.literal('leadOrder')]),
  nthNew: z.union([z.literal([...NTH_NEW]), z.literal('setting')]).optional(),
  listMix: z.union([listMix, z.literal('setting')]).optional(),
});

export const policy = z.union([
  z.enum(Object.keys(PRESET_POLICIES)),
  z.strictObject({ id: name, buckets: z.array(bucket).min(1) }).superRefine((value, context) => {
    checkDistinct(value.buckets.map((one) => one.name), (index) => ['buckets', index, 'name'], context);
  }),
]);
