import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMAND_FIELDS } from '../../src/engine/commands.ts';
import { EVENT_FIELDS } from '../../src/engine/events.ts';
import { formatCommand, formatEvent } from '../../src/journal/codec.ts';
import { combineDigests, createDigest } from '../../src/journal/digest.ts';
import { COMMANDS, EVENTS } from '../../src/journal/fields.ts';

import { CODED_WORDS, wordCode } from '../../src/journal/wordCodes.ts';
import { commandOf, eventOf, fieldValue, run, show, type Step } from './arbitraries.ts';

function digestOf(steps: readonly Step[]): string {
  const digest = createDigest();
  show(steps, digest);
  return digest.hex();
}

const eventFields = [...EVENTS.values()].flatMap((form) => form.fields.map((field) => [form.kind, field.name, field] as const));
const commandFields = [...COMMANDS.values()].flatMap((form) => form.fields.map((field, position) => [form.kind, field.name, field, position] as const));

describe('the digest of a run', () => {
  it('equal sequences have equal digests of 16 hexadecimal digits', () => {
    fc.assert(fc.property(run, (steps) => {
      const digest = digestOf(steps);
      expect(digest).toMatch(/^[0-9a-f]{16}$/);
      expect(digestOf(structuredClone(steps))).toBe(digest);
    }));
  });

  it.each(eventFields)('event %s: another %s, another digest', (kind, name, field) => {
    fc.assert(fc.property(eventOf(kind), fieldValue(field), (event, value) => {
      const other = { ...event, [name]: value };
      fc.pre(formatEvent(other) !== formatEvent(event));
      expect(digestOf([{ event: other }])).not.toBe(digestOf([{ event }]));
    }), { numRuns: 30 });
  });

  it.each(commandFields)('command %s: another %s, another digest', (kind, _name, field, position) => {
    fc.assert(fc.property(commandOf(kind), fieldValue(field), (command, value) => {
      const other = { kind: command.kind, values: command.values.with(position, value) };
      fc.pre(formatCommand(kind, other.values) !== formatCommand(kind, command.values));
      expect(digestOf([{ command: other }])).not.toBe(digestOf([{ command }]));
    }), { numRuns: 30 });
  });

  it.each(Object.keys(EVENT_FIELDS))('event %s: another instant, another digest', (kind) => {
    fc.assert(fc.property(eventOf(kind), fc.nat(), (event, at) => {
      fc.pre(event.at !== at);
      expect(digestOf([{ event: { ...event, at } }])).not.toBe(digestOf([{ event }]));
    }), { numRuns: 30 });
  });

  it('order, repetition and omission alter it', () => {
    fc.assert(fc.property(run, fc.nat(), (steps, where) => {
      const position = where % (steps.length - 1);
      const [a, b] = [steps[position]!, steps[position + 1]!];
      const digest = digestOf(steps);
      expect(digestOf(steps.toSpliced(position, 1))).not.toBe(digest);
      expect(digestOf(steps.toSpliced(position, 0, a))).not.toBe(digest);
      if (JSON.stringify(a) !== JSON.stringify(b)) expect(digestOf(steps.toSpliced(position, 2, b, a))).not.toBe(digest);
    }));
  });

  it('many events that differ in one number only all have different digests', () => {
    const seen = new Set<string>();
    const count = 200_000;
    for (let attempt = 0; attempt < count; attempt += 1) {
      const digest = createDigest();
      digest.event({ kind: 'attemptRinging', at: 1_000, attempt });
      seen.add(digest.hex());
    }
    expect(seen.size).toBe(count);
  });

  it('a list is not taken for its neighbour', () => {
    const recycled = (statuses: number[], databases: number[]): Step => ({ event: { kind: 'recordsRecycled', at: 0, statuses, databases, includeOpen: false } });
    expect(digestOf([recycled([1, 2], [3])])).not.toBe(digestOf([recycled([1], [2, 3])]));
  });

  it('reading the digest does not alter what follows', () => {
    const digest = createDigest();
    digest.event({ kind: 'wake', at: 1 });
    digest.hex();
    digest.drop(4);
    expect(digest.hex()).toBe(digestOf([{ event: { kind: 'wake', at: 1 } }, { command: { kind: 'drop', values: [4] } }]));
  });

  it('all words have codes of their own, made from their text', () => {
    const codes = new Set(CODED_WORDS.map(wordCode));
    expect(codes.size).toBe(CODED_WORDS.length);
    expect(codes.has(wordCode(null))).toBe(false);
    for (const kind of [...Object.keys(EVENT_FIELDS), ...Object.keys(COMMAND_FIELDS)]) expect(CODED_WORDS).toContain(kind);
  });

  it('several replications have one digest, which depends on each and on their order', () => {
    const [a, b] = ['0123456789abcdef', 'fedcba9876543210'];
    expect(combineDigests([a])).toBe(a);
    expect(combineDigests([a, b])).toMatch(/^[0-9a-f]{16}$/);
    expect(combineDigests([a, b])).toBe(combineDigests([a, b]));
    expect(new Set([combineDigests([]), combineDigests([a, b]), combineDigests([b, a]), combineDigests([a, a]), combineDigests([a, a, a])]).size).toBe(5);
    expect(() => combineDigests(['0123'])).toThrow(RangeError);
  });
});
