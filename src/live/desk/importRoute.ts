/**
 * POST /v1/records: records as NDJSON, one object a line, with a report per line that was refused.
 *
 * Rule: good lines are taken, bad ones reported with number and reason; with `?all-or-nothing=1` none is taken if one is bad. Lines are read as they
 * arrive; a line has a limit of its own, so that nobody fills the memory with one that never ends. Batches are handed over in order, each durable
 * when it is answered. Source: live, sections 6 and 9.
 */
import type { FastifyInstance } from 'fastify';
import type { Readable } from 'node:stream';
import type { Desk, NewRecord } from '../loop/desk.ts';
import { allowed } from '../../scenario/messages.ts';
import { ApiProblem, refusal } from './apiProblem.ts';
import { recordLine } from './bodies.ts';
import { keyOf, type DeskContext } from './deskContext.ts';
import { LineTooLong, readLines } from './readLines.ts';

export interface ImportLimits { readonly bodyMax: number; readonly lineMax: number; readonly batch: number }
const LIMITS: ImportLimits = { bodyMax: 64 * 1_048_576, lineMax: 65_536, batch: 500 };

/** What `POST /v1/records` answers; `problems` holds the first `PROBLEMS_MAX`. */
export interface ImportReport {
  lines: number; loaded: number; refused: number;
  readonly problems: { readonly line: number; readonly message: string }[];
  /** Of the last commit; null: nothing was loaded. */
  seq: number | null;
}

export function addImportRoute(server: FastifyInstance, context: DeskContext, limits: ImportLimits = LIMITS): void {
  const { authentication, desk } = context;
  const parse = (_request: unknown, payload: Readable, done: (error: null, body: Readable) => void): void => { done(null, payload); };
  // A limit of fastify would count the whole body before it is read; ours counts while it comes.
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(['application/x-ndjson', 'application/ndjson'], parse);
    scope.route({
      method: 'POST', url: '/v1/records', bodyLimit: limits.bodyMax,
      handler: async (request) => {
        const principal = authentication.require(request, 'records.import');
        const key = keyOf(request, principal);
        const query = request.query as Readonly<Record<string, unknown>>;
        const whole = allOrNothing(query);
        if (request.body === undefined || request.body === null) throw new ApiProblem(400, 'badRequest', 'the body must be NDJSON: one record a line');
        return importLines(desk, request.body as Readable, key, whole, limits);
      },
    });
  });
}

async function importLines(desk: Desk, body: Readable, key: string | undefined, whole: boolean, { bodyMax, lineMax, batch }: ImportLimits): Promise<ImportReport> {
  const report: ImportReport = { lines: 0, loaded: 0, refused: 0, problems: [], seq: null };
  const refuse = (line: number, message: string): void => {
    report.refused += 1;
    if (report.problems.length < PROBLEMS_MAX) report.problems.push({ line, message });
  };
  let records: { readonly line: number; readonly record: NewRecord }[] = [];
  let batches = 0;
  const hand = async (): Promise<void> => {
    if (records.length === 0) return;
    const answer = await desk.submit({ kind: 'importRecords', records: records.map(({ record }) => record), allOrNothing: whole }, key === undefined ? undefined : `${key} ${batches}`);
    if (!answer.ok) throw refusal(answer);
    const bad = badRecords(answer.detail);
    for (const { index, message } of bad) refuse(records[index]?.line ?? 0, message);
    report.loaded += whole && bad.length > 0 ? 0 : records.length - bad.length;
    report.seq = answer.seq;
    records = [];
    batches += 1;
  };
  try {
    for await (const { line, text } of readLines(body, { bodyMax, lineMax })) {
      if (text.trim() === '') continue;
      report.lines += 1;
      const found = recordOf(text);
      if (typeof found === 'string') refuse(line, found);
      else records.push({ line, record: found });
      if (!whole && records.length >= batch) await hand();
    }
  } catch (error) {
    if (!(error instanceof LineTooLong)) throw error;
    // What came before is loaded and durable; the report says how much.
    throw new ApiProblem(413, 'tooLarge', `${error.message}; ${report.loaded} of the ${report.lines} lines before it are loaded`);
  }
  if (whole && report.refused > 0) return report;
  await hand();
  return report;
}

/** The record of a line, or what is wrong with it. */
function recordOf(text: string): NewRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'is no JSON';
  }
  const parsed = recordLine.safeParse(value, { error: allowed });
  if (parsed.success) return parsed.data;
  return parsed.error.issues.slice(0, 5).map((issue) => `${issue.code === 'unrecognized_keys' ? `${issue.keys.join(', ')}: unknown` : issue.path.join('.') || '(line)'}: ${issue.message}`).join('; ');
}

/** The records of a batch that the loop refused: `detail.problems` of its answer. */
function badRecords(detail: Readonly<Record<string, unknown>> | undefined): readonly { readonly index: number; readonly message: string }[] {
  return (detail?.['problems'] ?? []) as readonly { readonly index: number; readonly message: string }[];
}

function allOrNothing(query: Readonly<Record<string, unknown>>): boolean {
  const { 'all-or-nothing': given, ...unknown } = query;
  if (Object.keys(unknown).length > 0 || (given !== undefined && given !== '0' && given !== '1')) {
    throw new ApiProblem(400, 'badRequest', 'the query may have all-or-nothing=1 and nothing else');
  }
  return given === '1';
}

const PROBLEMS_MAX = 1_000;
