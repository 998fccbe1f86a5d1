/**
 * Refusals of the API: one shape for all of them, made from what went wrong.
 *
 * Rule: `{ "error": { "code", "message", … } }` with the status of live, section 9; nothing internal is told. A body is checked strictly: an unknown
 * field or a wrong type is refused with a list of all that is wrong.
 */
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { allowed } from '../../scenario/messages.ts';
import type { DeskAnswer } from '../loop/desk.ts';

export interface ProblemDetails {
  /** What is wrong with which field. */
  readonly problems?: readonly { readonly path: string; readonly message: string }[];
  readonly allowed?: readonly string[];
  /** The agent's present state. */
  readonly state?: string;
}

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly details: ProblemDetails;

  constructor(status: number, code: string, message: string, details: ProblemDetails = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  toJson(): { readonly error: { readonly code: string; readonly message: string } & ProblemDetails } {
    return { error: { code: this.code, message: this.message, ...this.details } };
  }
}

/** The body as the schema has it. Throws an ApiProblem (400) with the list of what is wrong. */
export function checked<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body ?? {}, { error: allowed });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: `is unknown; ${issue.message}` }))
    : [{ path: pathOf(issue.path), message: issue.message }]));
  throw new ApiProblem(400, 'badRequest', 'the request is not as it must be', { problems: problems.slice(0, 50) });
}

/** Sends what the desk answered: `ok` with `status`, else the refusal. */
export async function sendAnswer(reply: FastifyReply, answer: DeskAnswer, status = 200): Promise<FastifyReply> {
  if (answer.ok) return reply.code(status).send({ seq: answer.seq, ...(answer.detail === undefined ? {} : { detail: answer.detail }) });
  throw refusal(answer);
}

export function refusal(answer: Extract<DeskAnswer, { ok: false }>): ApiProblem {
  return new ApiProblem(STATUS_OF[answer.why], answer.why, answer.message, {
    ...(answer.allowed === undefined ? {} : { allowed: answer.allowed }),
    ...(answer.state === undefined ? {} : { state: answer.state }),
  });
}

const STATUS_OF = { conflict: 409, notFound: 404, invalid: 422, stopping: 503 } as const;

function pathOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? '(body)' : path.map((part) => String(part).slice(0, 80)).join('.');
}
