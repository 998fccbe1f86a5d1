/**
 * How each field of events and commands is written: its form, and for words which are allowed.
 *
 * Rule: names, order and types are those of EVENT_FIELDS and COMMAND_FIELDS; this file only adds what the text needs. An
 * integer field whose name ends in `At` or `AtAfter` is an instant and may read `never` or `unset`; any other number
 * may read `none` (NONE).
 */
import { COMMAND_FIELDS, type ClosedActivity, type CommandKind } from '../engine/commands.ts';
import { EVENT_FIELDS, type EventKind, type FieldType } from '../engine/events.ts';
import {
  ACTIONS, AGENT_STATES, ASSIGN_METHODS, BATCHES, BLOCK_SCOPES, CAUSES, CLIP_CAUSES, OUTCOMES, REASONS, REJECTIONS, VERDICTS,
} from '../engine/vocabulary.ts';

export type FieldForm = 'instant' | FieldType;

export interface Field {
  readonly name: string;
  readonly form: FieldForm;
  /** The allowed words of a `word` field, else empty; null where the field may be null. */
  readonly words: readonly (string | null)[];
}

export interface Fields<Kind extends string> {
  /** The kind's own string, so that what is parsed compares by reference. */
  readonly kind: Kind;
  readonly fields: readonly Field[];
}

export type FieldValue = number | boolean | string | null | readonly number[];

export const ACTIVITY_KINDS = ['call', 'change', 'assign', 'recycle', 'import'] as const satisfies readonly ClosedActivity['kind'][];
export const PROMISES = ['kept', 'late'] as const satisfies readonly ClosedActivity['promise'][];

/** The allowed words by field; `kind.field` goes before `field`. */
const WORDS: Readonly<Record<string, readonly (string | null)[]>> = {
  action: ACTIONS,
  actionAtStart: ACTIONS,
  actionAfter: ACTIONS,
  verdict: VERDICTS,
  outcome: OUTCOMES,
  state: AGENT_STATES,
  scope: BLOCK_SCOPES,
  batch: BATCHES,
  method: ASSIGN_METHODS,
  'attemptEnded.cause': CAUSES,
  'clipped.cause': CLIP_CAUSES,
  'rejected.reason': REJECTIONS,
  'activity.kind': ACTIVITY_KINDS,
  'activity.outcome': [...OUTCOMES, null],
  'activity.reason': [...REASONS, null],
  'activity.promise': [...PROMISES, null],
};

/** By kind of event. */
export const EVENTS: ReadonlyMap<string, Fields<EventKind>> = formsOf(EVENT_FIELDS);

/** By kind of command. */
export const COMMANDS: ReadonlyMap<string, Fields<CommandKind>> = formsOf(COMMAND_FIELDS);

function formsOf<Kind extends string>(table: { readonly [K in Kind]: readonly (readonly [string, FieldType])[] }): ReadonlyMap<string, Fields<Kind>> {
  const forms = new Map<string, Fields<Kind>>();
  for (const kind of Object.keys(table) as Kind[]) {
    forms.set(kind, { kind, fields: table[kind].map(([name, type]) => fieldOf(kind, name, type)) });
  }
  return forms;
}

function fieldOf(kind: string, name: string, type: FieldType): Field {
  const form = type === 'integer' && /At(After)?$/.test(name) ? 'instant' : type;
  const words = type === 'word' ? (WORDS[`${kind}.${name}`] ?? WORDS[name]) : [];
  if (words === undefined) throw new Error(`no words are listed for the field ${name} of ${kind}`);
  return { name, form, words };
}
