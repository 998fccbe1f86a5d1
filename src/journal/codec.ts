/**
 * Events and commands as lines of text: the form of journals, of stories and of the excerpts in bug reports.
 *
 * Rule: `   8200 attemptAnswered attempt=0 verdict=none` is an event, `      > connect attempt=0 agent=1` a command. Every field
 * is written, in canonical order, so that equal things have equal texts and every text is parsed back to what it was.
 */
import { NEVER, UNSET } from '../base/time.ts';
import type { CommandKind } from '../engine/commands.ts';
import type { DialerEvent, EventKind } from '../engine/events.ts';
import { NONE } from '../engine/vocabulary.ts';
import { COMMANDS, EVENTS, type Field, type FieldForm, type Fields, type FieldValue } from './fields.ts';
import type { Parsed, Problem } from './problem.ts';

/** The line of an event, without a line end. */
export function formatEvent(event: DialerEvent): string {
  const form = EVENTS.get(event.kind)!;
  const values = event as unknown as Readonly<Record<string, FieldValue>>;
  let text = `${formatValue('instant', event.at).padStart(7)} ${event.kind}`;
  for (const field of form.fields) text += ` ${field.name}=${formatValue(field.form, values[field.name]!)}`;
  return text;
}

/** The line of a command, without a line end; `values` in the order of COMMAND_FIELDS. */
export function formatCommand(kind: CommandKind, values: readonly FieldValue[]): string {
  const fields = COMMANDS.get(kind)!.fields;
  let text = `      > ${kind}`;
  for (let i = 0; i < fields.length; i += 1) text += ` ${fields[i]!.name}=${formatValue(fields[i]!.form, values[i]!)}`;
  return text;
}

export interface CommandLine {
  readonly kind: CommandKind;
  /** In the order of COMMAND_FIELDS. */
  readonly values: readonly FieldValue[];
}

/** Values that a story's event line may leave out: by kind of event, then by field. */
export type EventDefaults = { readonly [K in EventKind]?: Readonly<Record<string, FieldValue>> };

/** The event of a line. `line` is its number, for the problem's text. A journal has no defaults: every field must be there. */
export function parseEventLine(text: string, line: number, defaults: EventDefaults = {}): Parsed<DialerEvent> {
  const tokens = text.trim().split(SPACES);
  const at = parseValue(AT, tokens[0]!);
  if (at === undefined) return refuse(text, tokens[0]!, line, `"${tokens[0]!}" is no instant; an event begins with ${FORM_WORDS.instant}`);
  const form = EVENTS.get(tokens[1] ?? '');
  if (form === undefined) return refuse(text, tokens[1] ?? '', line, unknownKind('event', tokens[1], EVENTS));
  const event: Record<string, FieldValue> = { kind: form.kind, at: at };
  const problem = parseFields(text, line, tokens, 2, form, defaults[form.kind] ?? {}, (name, value) => { event[name] = value; });
  return problem === null ? { ok: true, value: event as unknown as DialerEvent } : { ok: false, problem };
}

/** The command of a line. */
export function parseCommandLine(text: string, line: number): Parsed<CommandLine> {
  const tokens = text.trim().split(SPACES);
  if (tokens[0] !== '>') return refuse(text, tokens[0]!, line, 'a command begins with ">"');
  const form = COMMANDS.get(tokens[1] ?? '');
  if (form === undefined) return refuse(text, tokens[1] ?? '', line, unknownKind('command', tokens[1], COMMANDS));
  const values: FieldValue[] = [];
  const problem = parseFields(text, line, tokens, 2, form, {}, (_name, value) => { values.push(value); });
  return problem === null ? { ok: true, value: { kind: form.kind, values } } : { ok: false, problem };
}

/** Is this line a command? */
export function isCommandLine(text: string): boolean {
  return text.trimStart().startsWith('>');
}

const AT: Field = { name: 'at', form: 'instant', words: [] };
const SPACES = /\s+/;
const INTEGER = /^-?\d+$/;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

const FORM_WORDS: Readonly<Record<FieldForm, string>> = {
  instant: 'whole milliseconds, never or unset',
  integer: 'a whole number or none',
  number: 'a number or none',
  boolean: 'true or false',
  word: '',
  integers: 'whole numbers between brackets, as in [1,2]',
};

function formatValue(form: FieldForm, value: FieldValue): string {
  switch (form) {
    case 'instant': return value === NEVER ? 'never' : value === UNSET ? 'unset' : String(value);
    case 'integer': case 'number': return value === NONE ? 'none' : String(value);
    case 'integers': return `[${(value as readonly number[]).join(',')}]`;
    default: return String(value);
  }
}

/** The value of a text, or undefined if it is none of this field's. */
function parseValue(field: Field, text: string): FieldValue | undefined {
  switch (field.form) {
    case 'instant': return text === 'never' ? NEVER : text === 'unset' ? UNSET : parseNumber(text, INTEGER);
    case 'integer': return text === 'none' ? NONE : parseNumber(text, INTEGER);
    case 'number': return text === 'none' ? NONE : parseNumber(text, NUMBER);
    case 'boolean': return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'word': return field.words.find((word) => String(word) === text);
    case 'integers': return parseList(text);
  }
}

function parseNumber(text: string, pattern: RegExp): number | undefined {
  if (!pattern.test(text)) return undefined;
  const value = Number(text) + 0; // -0 becomes 0
  return pattern === INTEGER ? (Number.isSafeInteger(value) ? value : undefined) : Number.isFinite(value) ? value : undefined;
}

function parseList(text: string): readonly number[] | undefined {
  if (!text.startsWith('[') || !text.endsWith(']') || text.length < 2) return undefined;
  if (text === '[]') return [];
  const values: number[] = [];
  for (const part of text.slice(1, -1).split(',')) {
    const value = parseNumber(part, INTEGER);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function parseFields(
  text: string, line: number, tokens: readonly string[], from: number, form: Fields<string>, defaults: Readonly<Record<string, FieldValue>>,
  take: (name: string, value: FieldValue) => void,
): Problem | null {
  let next = from;
  for (const field of form.fields) {
    const token = tokens[next];
    if (token !== undefined && token.startsWith(field.name) && token[field.name.length] === '=') {
      const valueText = token.slice(field.name.length + 1);
      const value = parseValue(field, valueText);
      if (value === undefined) {
        const allowed = field.form === 'word' ? field.words.map(String).join(', ') : FORM_WORDS[field.form];
        return problemAt(text, token, line, `"${valueText}" is no value of ${field.name}; allowed: ${allowed}`);
      }
      take(field.name, value);
      next += 1;
    } else if (Object.hasOwn(defaults, field.name)) {
      take(field.name, defaults[field.name]!);
    } else {
      return problemAt(text, token ?? '', line, `${token === undefined ? 'the line ends' : `"${token}" stands`} where ${field.name}= is due; ${shapeOf(form)}`);
    }
  }
  return next === tokens.length ? null : problemAt(text, tokens[next]!, line, `"${tokens[next]!}" is too much; ${shapeOf(form)}`);
}

function unknownKind(what: string, kind: string | undefined, known: ReadonlyMap<string, unknown>): string {
  return `${kind === undefined ? `the ${what} is missing` : `unknown ${what} "${kind}"`}; allowed: ${[...known.keys()].join(', ')}`;
}

function shapeOf(form: Fields<string>): string {
  if (form.fields.length === 0) return `${form.kind} has no fields`;
  return `${form.kind} has, in this order: ${form.fields.map((field) => field.name).join(', ')}`;
}

function problemAt(text: string, token: string, line: number, message: string): Problem {
  // A token is looked for as a whole, so that `agent=1` is not found within `agent=12`.
  const index = token === '' ? text.length : ` ${text.replaceAll(/\s/g, ' ')} `.indexOf(` ${token} `);
  return { line, column: index + 1, message };
}

function refuse(text: string, token: string, line: number, message: string): { ok: false; problem: Problem } {
  return { ok: false, problem: problemAt(text, token, line, message) };
}
