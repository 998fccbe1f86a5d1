/**
 * Reads a journal line by line, in the order given, keeping nothing: large files can stream through.
 *
 * Rule: each line's checksum is verified before the line is believed, and the first problem ends the reading, because nothing
 * after it can be. Without its end line a journal was cut short: that is a problem too, but what was read stands.
 */
import type { DialerEvent } from '../engine/events.ts';
import { Chain, splitChecksum } from './chain.ts';
import { isCommandLine, parseEventLine } from './codec.ts';
import { parseEnd, type JournalEnd } from './end.ts';
import { parseHeader, type JournalHeader } from './header.ts';
import type { Problem } from './problem.ts';

/** `input`: not a journal that can be read; `altered`: not as it was written; `cutShort`: the end is missing, the rest is good. */
export interface JournalProblem extends Problem { readonly kind: 'problem'; readonly blame: 'input' | 'altered' | 'cutShort' }

export type JournalItem =
  | { readonly kind: 'header'; readonly line: number; readonly header: JournalHeader }
  | { readonly kind: 'event'; readonly line: number; readonly event: DialerEvent }
  /** `text` is the command's line as `formatCommand` makes it; `parseCommandLine` takes it apart. */
  | { readonly kind: 'command'; readonly line: number; readonly text: string }
  | { readonly kind: 'end'; readonly line: number; readonly end: JournalEnd }
  | JournalProblem;

/** The items of a journal: the header first; last the end or one problem. `lines` come without line ends (`\r` is forgiven). */
export function* readJournal(lines: Iterable<string>): Generator<JournalItem, void, undefined> {
  const source = lines[Symbol.iterator]();
  const chain = new Chain();
  const first = source.next();
  const parsed = parseHeader(first.done === true ? '' : unended(first.value), chain);
  if (!('header' in parsed)) {
    yield problem(parsed.blame, 1, parsed.message);
    return;
  }
  yield { kind: 'header', line: 1, header: parsed.header };
  let line = 1;
  let events = 0;
  let commands = 0;
  for (let step = source.next(); step.done !== true; step = source.next()) {
    line += 1;
    const { text, checksum } = splitChecksum(unended(step.value));
    if (checksum === null) {
      // A line without checksum at the very end is the piece that was being written when the run broke off.
      yield source.next().done === true ? cutShort(line, text) : problem('altered', line, 'the line has no checksum: it is not as it was written');
      return;
    }
    if (chain.next(text) !== checksum) {
      yield problem('altered', line, 'the checksum does not fit: this line was altered, or lines are missing, repeated or moved here');
      return;
    }
    if (isCommandLine(text)) {
      commands += 1;
      yield { kind: 'command', line, text };
      continue;
    }
    const end = parseEnd(text);
    if (end !== null) {
      yield checkEnd(end, events, commands, line);
      const surplus = firstText(source);
      if (surplus > 0) yield problem('altered', line + surplus, 'nothing may follow the end line');
      return;
    }
    const event = parseEventLine(text, line);
    if (!event.ok) {
      yield { kind: 'problem', blame: 'input', ...event.problem };
      return;
    }
    events += 1;
    yield { kind: 'event', line, event: event.value };
  }
  yield cutShort(line + 1, '');
}

function checkEnd(end: JournalEnd, events: number, commands: number, line: number): JournalItem {
  if (end.events === events && end.commands === commands) return { kind: 'end', line, end };
  return problem('altered', line, `the end line counts ${end.events} events and ${end.commands} commands, the journal has ${events} and ${commands}`);
}

function cutShort(line: number, text: string): JournalProblem {
  return problem('cutShort', line, `the journal was cut short: ${text === '' ? 'its end line is missing' : 'its last line is incomplete'}`);
}

function problem(blame: JournalProblem['blame'], line: number, message: string): JournalProblem {
  return { kind: 'problem', blame, line, column: 1, message };
}

/** How many lines ahead the next text stands; 0 if there is none. */
function firstText(source: Iterator<string>): number {
  let ahead = 0;
  for (let step = source.next(); step.done !== true; step = source.next()) {
    ahead += 1;
    if (step.value.trim() !== '') return ahead;
  }
  return 0;
}

function unended(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
