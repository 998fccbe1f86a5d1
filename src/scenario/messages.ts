/**
 * What the schema found wrong, as problems in plain English with their places.
 *
 * Rule: a message says first what stands there (or that it is missing) and then what is allowed. A missing value is
 * reported where it should stand, an unknown key where it stands.
 */
import type { z } from 'zod';
import { keyPlaceAt, placeAt, type Located } from './located.ts';
import { formatPath, type Problem } from './problem.ts';
import { LATER_SETTINGS } from './schema/campaign.ts';

type Issue = z.core.$ZodIssue;

/** The schema's error map: only what is allowed; `problemsOf` puts in front what is there. */
export function allowed(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type': return `must be ${TYPE_NAMES[issue.expected] ?? `a ${issue.expected}`}`;
    case 'invalid_value': return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
    case 'too_small': return `must ${LENGTHS[issue.origin] ?? 'be '}${issue.inclusive === true ? 'at least' : 'more than'} ${String(issue.minimum)}${unitOf(issue.origin)}`;
    case 'too_big': return `must ${LENGTHS[issue.origin] ?? 'be '}${issue.inclusive === true ? 'at most' : 'less than'} ${String(issue.maximum)}${unitOf(issue.origin)}`;
    case 'unrecognized_keys': return `allowed: ${keysOf(issue.inst).join(', ')}`;
    case 'invalid_union': return `must be one of ${discriminatorsOf(issue.inst).join(', ')}`;
    case 'invalid_format': return issue.format === 'template_literal' ? 'must be field: and a name' : `must match ${String(issue.pattern ?? issue.format)}`;
    default: return 'is not allowed';
  }
}

/** All problems of a failed parse, in the order of the schema. */
export function problemsOf(issues: readonly Issue[], root: Located): Problem[] {
  return withoutEchoes(issues).flatMap((issue) => problemsOfIssue(issue, [], root));
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  number: 'a number', int: 'a whole number', string: 'a text', boolean: 'true or false', object: 'an object with keys', record: 'an object with keys',
  array: 'a list', null: 'none', tuple: 'a list',
};
const LENGTHS: Readonly<Record<string, string>> = { array: 'have ', string: 'have ', set: 'have ', tuple: 'have ' };

function unitOf(origin: string): string {
  if (origin === 'array') return ' entries';
  return origin === 'string' ? ' characters' : '';
}

function keysOf(schema: unknown): string[] {
  const shape = (schema as { _zod?: { def?: { shape?: object } } } | undefined)?._zod?.def?.shape;
  return Object.keys(shape ?? {});
}

/** The names of the kinds that a discriminated union knows. */
function discriminatorsOf(schema: unknown): string[] {
  const def = (schema as { _zod?: { def?: { discriminator?: string; options?: readonly unknown[] } } } | undefined)?._zod?.def;
  return (def?.options ?? []).flatMap((option) => {
    const shape = (option as { _zod?: { def?: { shape?: Record<string, unknown> } } })._zod?.def?.shape;
    const literal = shape?.[def?.discriminator ?? ''] as { _zod?: { def?: { values?: readonly unknown[] } } } | undefined;
    return (literal?._zod?.def?.values ?? []).map(String);
  });
}

function problemsOfIssue(issue: Issue, above: readonly PropertyKey[], root: Located): Problem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ ...keyPlaceAt(root, [...path, key]), path: formatPath([...path, key]), message: unknownKey(key, path, issue.message) }));
  }
  if (issue.code === 'invalid_key') {
    const nested = issue.issues[0];
    const key = path[path.length - 1];
    return [{ ...keyPlaceAt(root, path), path: formatPath(path), message: `is not allowed as a key; "${String(key)}" ${nested?.message ?? 'is unknown'}` }];
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const errors = (issue.errors as Issue[][]).map(withoutEchoes);
    const branches = likelyBranches(errors);
    if (branches.length === 1) return branches[0]!.flatMap((inner) => problemsOfIssue(inner, path, root));
    const all = [...new Set(errors.flat().map((inner) => inner.message.replace(/^must be /, '')))];
    return [problemAt(root, path, `must be ${all.join(', or ')}`, false)];
  }
  return [problemAt(root, path, issue.message, issue.code === 'custom' && issue.params?.['whole'] === true)];
}

/** Without what follows from a wrong type alone, such as the length of a list where a text should be. */
function withoutEchoes(issues: readonly Issue[]): Issue[] {
  const typed = new Set(issues.filter((issue) => issue.code === 'invalid_type').map((issue) => formatPath(issue.path)));
  return issues.filter((issue) => issue.code === 'invalid_type' || !typed.has(formatPath(issue.path)));
}

/** The branches of a union that the value was meant for: those that fail inside it, not at its very type. */
function likelyBranches(branches: readonly Issue[][]): Issue[][] {
  const inside = branches.filter((issues) => !issues.some((issue) => issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value')));
  if (inside.length < 2) return [...inside];
  // Several object shapes: the one with the fewest complaints about its keys is meant.
  const complaints = (issues: readonly Issue[]): number => issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : 1), 0);
  const best = inside.reduce((a, b) => (complaints(b) < complaints(a) ? b : a));
  return [best];
}

function problemAt(root: Located, path: readonly PropertyKey[], message: string, whole: boolean): Problem {
  const { place, node } = placeAt(root, path);
  return { ...place, path: formatPath(path), message: whole ? message : `${describe(node)}; ${message}` };
}

function describe(node: Located | null): string {
  if (node === null) return 'is missing';
  if (node.kind === 'map') return 'is an object';
  if (node.kind === 'list') return 'is a list';
  return typeof node.value === 'string' ? `is "${node.value}"` : `is ${node.value === null ? 'empty' : String(node.value)}`;
}

function unknownKey(key: string, path: readonly PropertyKey[], message: string): string {
  const later = path[0] === 'campaign' && path.length === 1 && LATER_SETTINGS.includes(key);
  return later ? `is a setting that this version does not simulate; ${message}` : `is an unknown key; ${message}`;
}
