/** Random events and commands of every kind, made from the tables of fields. */
import fc from 'fast-check';
import { NEVER, UNSET } from '../../src/base/time.ts';
import type { Commands } from '../../src/engine/commands.ts';
import type { DialerEvent } from '../../src/engine/events.ts';
import type { CommandLine } from '../../src/journal/codec.ts';
import { giveCommand } from '../../src/journal/commandTexts.ts';
import { COMMANDS, EVENTS, type Field, type FieldValue } from '../../src/journal/fields.ts';
import type { RunObserver } from '../../src/measure/observer.ts';

const index = fc.integer({ min: -1, max: 1_000_000 });
const instant = fc.oneof(fc.integer({ min: -1_000_000, max: 10_000_000_000 }), fc.constantFrom(NEVER, UNSET, -1, 0));

export function fieldValue(field: Field): fc.Arbitrary<FieldValue> {
  switch (field.form) {
    case 'instant': return instant;
    case 'integer': return index;
    case 'number': return fc.oneof(fc.constant(-1), fc.double({ min: -1e6, max: 1e9, noNaN: true }).map((value) => value + 0));
    case 'boolean': return fc.boolean();
    case 'word': return fc.constantFrom(...field.words);
    case 'integers': return fc.array(index, { maxLength: 5 });
  }
}

/** An event of this kind. */
export function eventOf(kind: string): fc.Arbitrary<DialerEvent> {
  const fields = EVENTS.get(kind)!.fields;
  return fc.tuple(instant, ...fields.map(fieldValue)).map(([at, ...values]) => {
    const event: Record<string, unknown> = { kind, at };
    fields.forEach((field, position) => { event[field.name] = values[position]; });
    return event as unknown as DialerEvent;
  });
}

/** A command of this kind. */
export function commandOf(kind: string): fc.Arbitrary<CommandLine> {
  const form = COMMANDS.get(kind)!;
  return fc.tuple(...form.fields.map(fieldValue)).map((values) => ({ kind: form.kind, values }));
}

export type Step = { readonly event: DialerEvent } | { readonly command: CommandLine };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(...EVENTS.keys()).chain((kind) => eventOf(kind).map((event): Step => ({ event }))),
  fc.constantFrom(...COMMANDS.keys()).chain((kind) => commandOf(kind).map((command): Step => ({ command }))),
);

/** What an observer sees: an event first, then events and commands. */
export const run: fc.Arbitrary<Step[]> = fc.tuple(eventOf('wake'), fc.array(anyStep, { minLength: 2, maxLength: 30 }))
  .map(([event, rest]) => [{ event }, ...rest]);

/** Shows the steps to an observer. */
export function show(steps: readonly Step[], observer: RunObserver): void {
  for (const step of steps) {
    if ('event' in step) observer.event(step.event);
    else giveCommand(step.command, observer);
  }
}

/** A dialer that answers the n-th event with the commands that stand behind the n-th event of the steps. */
export function parrot(steps: readonly Step[]): { handle(event: DialerEvent, out: Commands): void } {
  let position = 0;
  return {
    handle(_event, out) {
      position += 1;
      for (let step = steps[position]; step !== undefined && 'command' in step; step = steps[position]) {
        giveCommand(step.command, out);
        position += 1;
      }
    },
  };
}
