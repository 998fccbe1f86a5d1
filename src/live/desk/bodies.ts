/** The bodies that the API takes, strictly: what is not named here is refused. Source: live, section 6; records, section 14. */
import { z } from 'zod';
import { BLOCK_SCOPES } from '../../engine/vocabulary.ts';
import { ROLES } from './roles.ts';

// Control characters have no place in a name, a reason or a number.
const line = (max: number): z.ZodString => z.string().min(1).max(max).regex(/^[^\p{Cc}]*$/u, 'must have no control characters');
const formValues = z.record(line(80), z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()])).default({});

export const nothing = z.strictObject({});
export const sessionBody = z.strictObject({ token: z.string().min(1).max(200) });
export const signInBody = z.strictObject({ phone: line(80) });
export const pauseBody = z.strictObject({ reason: line(80) });
export const leavingBody = z.strictObject({ leaving: z.boolean() });
export const autoDialBody = z.strictObject({ on: z.boolean() });
export const loadBody = z.strictObject({ record: z.int().min(0).nullable().default(null) });
export const numberBody = z.strictObject({ index: z.int().min(0).max(99) });
export const dispositionBody = z.strictObject({
  attempt: z.string().min(1).max(64).optional(),
  statusId: line(80).nullable().default(null),
  form: formValues,
  nextCallAt: z.union([z.int().min(0).max(8.64e15), z.string().min(1).max(40)]).nullable().default(null),
  passTo: line(80).nullable().default(null),
});
export const levelBody = z.strictObject({ override: z.number().min(0).max(1_000).nullable() });
export const blocksBody = z.strictObject({
  numbers: z.array(line(40)).min(1).max(1_000), scope: z.enum(BLOCK_SCOPES).default('campaign'), blocked: z.boolean().default(true),
});
export const tokenBody = z.strictObject({
  roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length), agent: line(80).nullable().default(null), label: line(80).nullable().default(null),
  expiresInSeconds: z.int().min(60).max(366 * 86_400),
});
export const recordLine = z.strictObject({
  phones: z.array(line(40)).min(1).max(20), contact: line(200).nullable().default(null), timeZone: line(80).nullable().default(null),
  priority: z.int().min(-1_000_000).max(1_000_000).default(0), database: line(80).nullable().default(null), form: formValues,
});
