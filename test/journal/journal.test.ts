import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DialerOptions } from '../../src/engine/options.ts';
import { formatCommand, parseCommandLine } from '../../src/journal/codec.ts';
import { giveCommand } from '../../src/journal/commandTexts.ts';
import { createDigest } from '../../src/journal/digest.ts';
import type { JournalHeader } from '../../src/journal/header.ts';
import { readJournal, type JournalItem, type JournalProblem } from '../../src/journal/reader.ts';
import { replayJournal, type Difference, type ReplayResult } from '../../src/journal/replay.ts';
import { createJournalWriter } from '../../src/journal/writer.ts';
import { parrot, run, show, type Step } from './arbitraries.ts';

const OPTIONS = { channels: 30, agents: ['Ada "the first"', 'Grace'], falsePositiveShare: 0.1 } as unknown as DialerOptions;
const HEADER: JournalHeader = { overdial: '0.1.0', scenario: 'small', scenarioDigest: '00112233445566ff', seed: 'Zürich/1', dialer: OPTIONS };

/** With 16 bits a line, one altered line in 65 536 is found a line late: a fixed seed keeps that chance out of the tests. */
const FIXED = { seed: 20_261, numRuns: 300 };

function journalOf(steps: readonly Step[], header = HEADER): string[] {
  let text = '';
  const writer = createJournalWriter(header, (piece) => { text += piece; });
  show(steps, writer);
  writer.finish();
  return text.split('\n');
}

function problemOf(lines: Iterable<string>): JournalProblem | undefined {
  return [...readJournal(lines)].find((item) => item.kind === 'problem');
}

function replay(lines: Iterable<string>, steps: readonly Step[]): ReplayResult & { kind: 'replayed' } {
  const result = replayJournal(lines, () => parrot(steps));
  if (result.kind === 'refused') throw new Error(result.problem.message);
  return result;
}

const countOf = (steps: readonly Step[], key: 'event' | 'command'): number => steps.filter((step) => key in step).length;

describe('a journal', () => {
  it('reads as header, lines with checksums, and an end line', () => {
    const lines = journalOf([{ event: { kind: 'wake', at: 5 } }, { command: { kind: 'connect', values: [0, 1] } }]);
    expect(lines).toHaveLength(5);
    const header: unknown = JSON.parse(lines[0]!);
    expect(header).toMatchObject({ journal: 'overdial-journal/1', ...HEADER });
    expect(lines[0]).toMatch(/^\{"journal":"overdial-journal\/1","overdial":"0.1.0","scenario":"small",.*,"check":"[0-9a-f]{4}"\}$/);
    expect(lines[1]).toMatch(/^ {6}5 wake {2}#[0-9a-f]{4}$/);
    expect(lines[2]).toMatch(/^ {6}> connect attempt=0 agent=1 {2}#[0-9a-f]{4}$/);
    expect(lines[3]).toMatch(/^end events=1 commands=1 digest=[0-9a-f]{16} {2}#[0-9a-f]{4}$/);
    expect(lines[4]).toBe('');
  });

  it('comes back item by item as it was written, and ends with the digest of the run', () => {
    fc.assert(fc.property(run, (steps) => {
      const items = [...readJournal(journalOf(steps))];
      const digest = createDigest();
      show(steps, digest);
      const expected: JournalItem[] = steps.map((step, position) => ('event' in step
        ? { kind: 'event', line: position + 2, event: step.event }
        : { kind: 'command', line: position + 2, text: formatCommand(step.command.kind, step.command.values) }));
      expect(items[0]).toMatchObject({ kind: 'header', line: 1, header: HEADER });
      expect(items.slice(1, -1)).toEqual(expected);
      expect(items.at(-1)).toEqual({
        kind: 'end', line: steps.length + 2, end: { events: countOf(steps, 'event'), commands: countOf(steps, 'command'), digest: digest.hex() },
      });
    }));
  });

  it('can be shown to an observer without the engine', () => {
    fc.assert(fc.property(run, (steps) => {
      const [seen, meant] = [createDigest(), createDigest()];
      show(steps, meant);
      for (const item of readJournal(journalOf(steps))) {
        if (item.kind === 'event') seen.event(item.event);
        if (item.kind !== 'command') continue;
        const command = parseCommandLine(item.text, item.line);
        if (command.ok) giveCommand(command.value, seen);
      }
      expect(seen.hex()).toBe(meant.hex());
    }));
  });

  it('is handed on in large pieces, all of it at the end', () => {
    const pieces: string[] = [];
    const writer = createJournalWriter(HEADER, (piece) => { pieces.push(piece); });
    expect(pieces).toEqual([]);
    for (let at = 0; at < 10_000; at += 1) writer.event({ kind: 'attemptRinging', at, attempt: at });
    writer.finish();
    writer.finish();
    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces.slice(0, -1)) expect(piece.length).toSatisfy((length: number) => length >= 65_536 && length < 66_000);
    const items = [...readJournal(pieces.join('').split('\n'))];
    expect(items.at(-1)).toMatchObject({ kind: 'end', end: { events: 10_000, commands: 0 } });
    expect(() => writer.event({ kind: 'wake', at: 10_000 })).toThrow('finished');
    expect(() => writer.drop(1)).toThrow('finished');
  });

  it('may come back with Windows line ends', () => {
    const steps: Step[] = [{ event: { kind: 'wake', at: 5 } }];
    expect(problemOf(journalOf(steps).map((line) => `${line}\r`))).toBeUndefined();
  });
});

describe('a damaged journal', () => {
  const damaged = fc.tuple(run, fc.nat()).map(([steps, where]) => ({ steps, lines: journalOf(steps), index: where % (steps.length + 2) }));

  it('an altered line is found at its line, be it header, event, command or end', () => {
    fc.assert(fc.property(damaged, fc.nat(), fc.constantFrom('0', '7', 'x', ' ', ''), ({ lines, index }, where, piece) => {
      const line = lines[index]!;
      const column = where % line.length;
      const altered = line.slice(0, column) + piece + line.slice(column + 1);
      fc.pre(altered !== line);
      expect(problemOf(lines.with(index, altered))).toMatchObject({ line: index + 1 });
    }), FIXED);
  });

  it('an altered line ends the replay there', () => {
    fc.assert(fc.property(damaged, fc.nat(), ({ steps, lines, index }, where) => {
      fc.pre(index > 0);
      const line = lines[index]!;
      const column = where % line.length;
      const altered = `${line.slice(0, column)}~${line.slice(column + 1)}`;
      const result = replay(lines.with(index, altered), steps);
      expect(result.difference ?? result.cutShort).toMatchObject({ line: index + 1 });
      expect(result.events + result.commands).toBe(index - 1);
    }), FIXED);
  });

  it('a missing, a repeated and a moved line are found where the order breaks', () => {
    fc.assert(fc.property(damaged, ({ lines, index }) => {
      fc.pre(index > 0 && index < lines.length - 2);
      expect(problemOf(lines.toSpliced(index, 1))).toMatchObject({ blame: 'altered', line: index + 1 });
      expect(problemOf(lines.toSpliced(index, 0, lines[index]!))).toMatchObject({ blame: 'altered', line: index + 2 });
      expect(problemOf(lines.toSpliced(index, 2, lines[index + 1]!, lines[index]!))).toMatchObject({ blame: 'altered', line: index + 1 });
    }), FIXED);
  });

  it('lines of another journal do not fit', () => {
    const steps: Step[] = [{ event: { kind: 'wake', at: 5 } }, { command: { kind: 'connect', values: [0, 1] } }];
    const lines = journalOf(steps);
    const other = journalOf(steps, { ...HEADER, seed: 'Zürich/2' });
    expect(problemOf([lines[0]!, ...other.slice(1)])).toMatchObject({ blame: 'altered', line: 2 });
  });

  it('nothing may follow the end line', () => {
    const lines = journalOf([{ event: { kind: 'wake', at: 5 } }]);
    expect(problemOf([...lines, '', ' '])).toBeUndefined();
    expect(problemOf([...lines, lines[1]!])).toMatchObject({ blame: 'altered', line: 5 });
  });

  it('a journal without its end is cut short, wherever it was cut, and what is whole is replayed', () => {
    fc.assert(fc.property(run, fc.nat(), (steps, where) => {
      const text = journalOf(steps).join('\n');
      const headerLength = text.indexOf('\n') + 1;
      const cut = headerLength + (where % (text.length - 1 - headerLength));
      const lines = text.slice(0, cut).split('\n');
      // A last line that is whole but for its line end counts as written.
      const whole = text[cut] === '\n' ? lines.length : lines.length - 1;
      const result = replay(lines, steps);
      expect(result.difference).toBeNull();
      expect(result.cutShort?.message).toContain('cut short');
      expect(result.events + result.commands).toBe(whole - 1);
    }));
  });

  it.each([
    ['an empty file', [''], 'no journal'],
    ['no lines at all', [], 'no journal'],
    ['another text', ['hello', 'world'], 'no journal'],
    ['another JSON', ['{"overdial":"0.1.0"}'], 'no journal'],
    ['a list', ['[1]'], 'no journal'],
    ['a later format', ['{"journal":"overdial-journal/2"}'], 'version "overdial-journal/2" cannot be read; allowed: "overdial-journal/1"'],
    ['half a header', ['{"journal":"overdial-journal/1","over'], 'not as it was written'],
    ['a header without its check', ['{"journal":"overdial-journal/1","overdial":"0.1.0"}'], 'not as it was written'],
  ])('%s is refused in line 1', (_title, lines, message) => {
    const result = replayJournal(lines, () => parrot([]));
    expect(result.kind).toBe('refused');
    expect(result.kind === 'refused' && result.problem.line).toBe(1);
    expect(result.kind === 'refused' && result.problem.message).toContain(message);
  });

  it('a header that lacks a part is refused', () => {
    const noSeed = journalOf([], { ...HEADER, seed: undefined as unknown as string });
    expect(problemOf(noSeed)).toMatchObject({ blame: 'input', line: 1, message: 'the header\'s "seed" must be a text' });
    const noDialer = journalOf([], { ...HEADER, dialer: null as unknown as DialerOptions });
    expect(problemOf(noDialer)).toMatchObject({ blame: 'input', line: 1 });
  });
});

describe('the replay of a journal', () => {
  const STEPS: Step[] = [
    { event: { kind: 'agentSignedIn', at: 0, agent: 1 } },
    { event: { kind: 'wake', at: 0 } },
    { command: { kind: 'dial', values: [0, 3, 0, 1, -1] } },
    { command: { kind: 'dial', values: [1, 4, 0, 1, -1] } },
    { event: { kind: 'attemptAnswered', at: 8_200, attempt: 0, verdict: 'none' } },
    { command: { kind: 'connect', values: [0, 1] } },
  ];

  function differenceWhen(dialer: Step[], journal = STEPS): Difference | null {
    return replay(journalOf(journal), dialer).difference;
  }

  it('gives the dialer the options of the header and finds every command as it was', () => {
    let options: DialerOptions | null = null;
    const result = replayJournal(journalOf(STEPS), (given) => {
      options = given;
      return parrot(STEPS);
    });
    expect(options).toEqual(OPTIONS);
    const digest = createDigest();
    show(STEPS, digest);
    expect(result).toMatchObject({ kind: 'replayed', events: 3, commands: 3, digest: digest.hex(), difference: null, cutShort: null });
  });

  it('agrees with every run of a dialer that does the same again', () => {
    fc.assert(fc.property(run, (steps) => {
      expect(replay(journalOf(steps), steps)).toMatchObject({
        events: countOf(steps, 'event'), commands: countOf(steps, 'command'), difference: null, cutShort: null,
      });
    }));
  });

  it('finds a command that the dialer gives otherwise, at its line and instant', () => {
    const other: Step[] = STEPS.with(5, { command: { kind: 'connect', values: [0, 2] } });
    expect(differenceWhen(other)).toEqual({
      kind: 'changed', line: 7, at: 8_200, expected: '      > connect attempt=0 agent=1', actual: '      > connect attempt=0 agent=2',
      message: 'line 7, at 8200: the journal has "> connect attempt=0 agent=1", the dialer gives "> connect attempt=0 agent=2"',
    });
  });

  it('finds a command that the dialer does not give any more', () => {
    expect(differenceWhen(STEPS.toSpliced(3, 1))).toMatchObject({
      kind: 'missing', line: 5, at: 0, expected: '      > dial attempt=1 record=4 phone=0 dialNumber=1 agent=none', actual: null,
    });
  });

  it('finds a command that the dialer gives too much, before the next event and before the end', () => {
    const hangUp: Step = { command: { kind: 'hangUp', values: [0] } };
    expect(differenceWhen(STEPS.toSpliced(4, 0, hangUp))).toMatchObject({ kind: 'surplus', line: 6, at: 0, expected: null, actual: '      > hangUp attempt=0' });
    expect(differenceWhen([...STEPS, hangUp])).toMatchObject({ kind: 'surplus', line: 8, at: 8_200, expected: null, actual: '      > hangUp attempt=0' });
  });

  it('finds the first difference of a run wherever it is', () => {
    fc.assert(fc.property(run, fc.nat(), (steps, where) => {
      const commands = steps.flatMap((step, position) => ('command' in step ? [position] : []));
      fc.pre(commands.length > 0);
      const position = commands[where % commands.length]!;
      const dialer = steps.with(position, { command: { kind: 'cancel', values: [-77] } });
      expect(differenceWhen(dialer, steps)).toMatchObject({ kind: 'changed', line: position + 2, actual: '      > cancel attempt=-77' });
    }));
  });

  it('does not hold against a journal that was cut after an event that its commands are not there', () => {
    const lines = journalOf(STEPS).slice(0, 3);
    expect(replay(lines, STEPS)).toMatchObject({ events: 2, commands: 0, difference: null, cutShort: { line: 4 } });
  });

  it('passes on what the dialer throws', () => {
    const dialer = { handle: () => { throw new RangeError('agent 1 is unknown'); } };
    expect(() => replayJournal(journalOf(STEPS), () => dialer)).toThrow('agent 1 is unknown');
  });
});
