/** The part `measure` of a scenario file: abandon rules beside the presets, which are always measured. */
import { z } from 'zod';
import { PRESET_RULE_IDS, START_POINTS } from '../../engine/abandon/rule.ts';
import { checkDistinct, count, millis, name } from './basics.ts';

const window = z.union([
  z.enum(['calendarDay', 'calendarMonth', 'campaign']),
  z.strictObject({ successiveDays: count }),
  z.strictObject({ rollingMs: millis.min(1) }),
]);

const rule = z.strictObject({
  id: name,
  like: z.enum(PRESET_RULE_IDS).optional().describe('The preset that the other keys change; default us.'),
  startPoint: z.enum(START_POINTS).optional(),
  thresholdMs: millis.optional(),
  form: z.enum(['simple', 'ukWithoutAmd', 'ukWithAmd']).optional(),
  denominator: z.enum(['answeredByPerson', 'allAnswers', 'allDials', 'offeredToAgents']).optional(),
  countEarlyHangups: z.boolean().optional(),
  falsePositives: z.enum(['truth', 'estimated', 'ignored']).optional(),
  countShortRings: z.boolean().optional(),
  limit: z.number().min(0).max(1).optional().describe('Largest permitted share, 0 to 1 (3 % = 0.03).'),
  window: window.optional(),
  minAnswers: z.int().min(0).optional().describe('Windows with fewer answers are left out of the violation share.'),
});
export type RuleData = z.infer<typeof rule>;

export const measure = z.strictObject({
  rules: z.array(rule).optional(),
}).superRefine((value, context) => {
  const presets: readonly string[] = PRESET_RULE_IDS;
  value.rules?.forEach(({ id }, index) => {
    if (presets.includes(id)) {
      context.addIssue({ code: 'custom', path: ['rules', index, 'id'], message: `must not be one of the presets, ${presets.join(', ')}` });
    }
  });
  checkDistinct(value.rules?.map(({ id }) => id) ?? [], (index) => ['rules', index, 'id'], context);
});
export type MeasureData = z.infer<typeof measure>;
