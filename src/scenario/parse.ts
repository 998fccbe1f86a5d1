/**
 * A scenario file to checked data.
 *
 * Rule: everything that can be wrong with a scenario is found here, all of it at once and each with its place; what has
 * passed compiles without failing. Files are read through `readText` only.
 */
import { resolveSettings } from '../engine/bundles.ts';
import { rankedFieldsOf } from '../engine/selection/leadOrder.ts';
import { crossChecks } from './crossChecks.ts';
import { withQuantiles } from './empirical.ts';
import { policyOf, overridesOf } from './compileCampaign.ts';
import { readListCsv } from './listCsv.ts';
import type { ListRows } from './listRows.ts';
import { placeAt, toPlain, type Located } from './located.ts';
import { readMerged, type ReadText } from './mergeFiles.ts';
import { allowed, problemsOf } from './messages.ts';
import { resolvePath } from './paths.ts';
import { formatProblem, type Problem } from './problem.ts';
import { scenarioSchema, type ScenarioData } from './schema.ts';
import { agentNames, agents as agentsSchema } from './schema/agents.ts';
import { list as listSchema } from './schema/carrier.ts';

/** A scenario with its files read in: whole, checked, not yet compiled. */
export interface ResolvedScenario {
  readonly data: ScenarioData;
  /** Rows of the CSV list; null: the list is none. */
  readonly rows: ListRows | null;
}

/** `warnings`: what is allowed, and probably not meant. */
export type ParsedScenario = { readonly scenario: ResolvedScenario; readonly warnings: readonly Problem[] } | { readonly problems: readonly Problem[] };

/** Reads a scenario, YAML or JSON. `readText` gives a file's text, or null if it is missing; paths are relative to the naming file. */
export function parseScenario(fileName: string, readText: ReadText): ParsedScenario {
  const merged = readMerged(fileName, readText);
  if ('problems' in merged) return merged;
  const { root } = merged;
  const own = placeAt(root, ['abstract']);
  if (own.node?.kind === 'scalar' && own.node.value === true) {
    const message = 'is true: this file is only a base; allowed here: a scenario, such as one that extends it';
    return { problems: [{ ...own.place, path: 'abstract', message }] };
  }
  const problems: Problem[] = [];
  const plain = withQuantiles(toPlain(root), root, readText, problems);
  const parsed = scenarioSchema.safeParse(plain, { error: allowed });
  if (!parsed.success) problems.push(...problemsOf(parsed.error.issues, root));
  const rows = readList(plain, root, readText, problems, parsed.success ? rankedFields(parsed.data) : []);
  if (!parsed.success) return { problems: inOrder(problems) };
  const data = parsed.data;
  const cross = crossChecks(data, root);
  problems.push(...cross.problems);
  return problems.length > 0 ? { problems: inOrder(problems) } : { scenario: { data, rows }, warnings: inOrder(cross.warnings) };
}

/** The list is read even if other parts are faulty, so that all problems come together. */
function readList(plain: unknown, root: Located, readText: ReadText, problems: Problem[], ranked: readonly string[]): ListRows | null {
  if (typeof plain !== 'object' || plain === null) return null;
  const { list, agents, campaign } = plain as { list?: unknown; agents?: unknown; campaign?: unknown };
  const options = listSchema.safeParse(list);
  if (!options.success || typeof options.data === 'string' || !('csv' in options.data)) return null;
  const link = placeAt(root, ['list', 'csv']).place;
  const file = resolvePath(link.file, options.data.csv);
  const text = readText(file);
  if (text === null) {
    problems.push({ ...link, path: 'list.csv', message: `is "${options.data.csv}"; there is no file ${file}` });
    return null;
  }
  const team = agentsSchema.safeParse(typeof agents === 'number' ? { count: agents } : agents);
  const read = readListCsv(file, text, options.data, { agents: team.success ? agentNames(team.data) : null, databases: databaseIds(campaign), rankedFields: ranked });
  problems.push(...read.problems);
  return read.rows;
}

/** Fields of the form that the campaign's policy orders by. */
function rankedFields({ campaign }: ScenarioData): string[] {
  const { leadOrder } = resolveSettings(campaign.mode, campaign.bundle ?? 'default', overridesOf(campaign));
  return rankedFieldsOf(policyOf(campaign).buckets, leadOrder);
}

/** The databases' ids as far as they can be known before the campaign has been checked. */
function databaseIds(campaign: unknown): string[] | null {
  const databases = (campaign as { databases?: unknown } | null | undefined)?.databases;
  if (databases === undefined) return ['list'];
  if (!Array.isArray(databases)) return null;
  return databases.map((one: unknown) => (typeof one === 'string' ? one : String((one as { id?: unknown } | null)?.id)));
}

/** File by file, from top to bottom, nothing twice. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const files = [...new Set(problems.map((problem) => problem.file))];
  const seen = new Set<string>();
  return problems
    .filter((problem) => !seen.has(formatProblem(problem)) && seen.add(formatProblem(problem)))
    .sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column);
}
