/**
 * Replays a journal: makes the dialer that it tells of, gives it every event, and compares every command.
 *
 * Rule: same options and same events in the same order give the same commands. The first difference ends the replay.
 */
import type { Millis } from '../base/time.ts';
import type { Commands } from '../engine/commands.ts';
import type { DialerEvent } from '../engine/events.ts';
import type { DialerOptions } from '../engine/options.ts';
import { parseCommandLine } from './codec.ts';
import { createCommandTexts, giveCommand } from './commandTexts.ts';
import { createDigest } from './digest.ts';
import type { JournalHeader } from './header.ts';
import type { Problem } from './problem.ts';
import { readJournal } from './reader.ts';

/** What of a dialer replays and stories need; the engine's `Dialer` is one. */
export interface EventHandler {
  handle(event: DialerEvent, out: Commands): void;
}

/** The first place where journal and dialer part. */
export interface Difference {
  /**
   * `altered`: the journal is not as it was written; `changed`: the dialer gives another command; `missing`: the dialer does not give
   * the journal's command; `surplus`: it gives one that the journal does not have.
   */
  readonly kind: 'altered' | 'changed' | 'missing' | 'surplus';
  /** The journal's line, counted from 1. */
  readonly line: number;
  /** The journal's command, or null. */
  readonly expected: string | null;
  /** The dialer's command, or null. */
  readonly actual: string | null;
  /** Instant of the event that caused it; null before the first event. */
  readonly at: Millis | null;
  readonly message: string;
}

export type ReplayResult =
  | {
    readonly kind: 'replayed'; readonly header: JournalHeader;
    /** How many were replayed and agree, up to the difference. */
    readonly events: number; readonly commands: number;
    /** Of what was replayed: 16 hexadecimal digits. */
    readonly digest: string;
    readonly difference: Difference | null;
    /** Set where the journal has no end line: all that is there was replayed. */
    readonly cutShort: Problem | null;
  }
  /** No journal, another version of it, or lines that are no events. */
  | { readonly kind: 'refused'; readonly problem: Problem };

/**
 * Replays the lines of a journal. What `createDialer` or the dialer throw is passed on.
 * Give it lines one at a time (a generator) to replay a file that is larger than memory.
 */
export function replayJournal(lines: Iterable<string>, createDialer: (options: DialerOptions) => EventHandler): ReplayResult {
  const given: string[] = [];
  const texts = createCommandTexts((text) => { given.push(text); });
  const digest = createDigest();
  let header: JournalHeader | null = null;
  let dialer: EventHandler | null = null;
  let at: Millis | null = null;
  let events = 0;
  let commands = 0;
  let compared = 0;

  const result = (difference: Difference | null, cutShort: Problem | null = null): ReplayResult =>
    ({ kind: 'replayed', header: header!, events, commands, digest: digest.hex(), difference, cutShort });
  const surplus = (line: number): Difference | null =>
    compared === given.length ? null : differs('surplus', line, null, given[compared]!, at);

  for (const item of readJournal(lines)) {
    switch (item.kind) {
      case 'header':
        header = item.header;
        dialer = createDialer(header.dialer);
        break;
      case 'event': {
        const difference = surplus(item.line);
        if (difference !== null) return result(difference);
        given.length = 0;
        compared = 0;
        at = item.event.at;
        digest.event(item.event);
        dialer!.handle(item.event, texts);
        events += 1;
        break;
      }
      case 'command': {
        const actual = given[compared] ?? null;
        if (actual !== item.text) return result(differs(actual === null ? 'missing' : 'changed', item.line, item.text, actual, at));
        const command = parseCommandLine(item.text, item.line);
        if (command.ok) giveCommand(command.value, digest);
        compared += 1;
        commands += 1;
        break;
      }
      case 'end': {
        const difference = surplus(item.line);
        if (difference !== null) return result(difference);
        if (item.end.digest !== digest.hex()) return result(altered(item.line, at, 'the end line has the digest of another run'));
        break;
      }
      case 'problem': {
        const { blame, line, column, message } = item;
        if (blame === 'input') return { kind: 'refused', problem: { line, column, message } };
        if (blame === 'cutShort') return result(null, { line, column, message });
        if (header === null) return { kind: 'refused', problem: { line, column, message } };
        return result(altered(line, at, message));
      }
    }
  }
  return result(null);
}

function altered(line: number, at: Millis | null, message: string): Difference {
  return { kind: 'altered', line, expected: null, actual: null, at, message: `line ${line}: ${message}` };
}

function differs(kind: 'changed' | 'missing' | 'surplus', line: number, expected: string | null, actual: string | null, at: Millis | null): Difference {
  const journal = expected === null ? 'has none here' : `has "${expected.trim()}"`;
  const dialer = actual === null ? 'gives none' : `gives "${actual.trim()}"`;
  return { kind, line, expected, actual, at, message: `line ${line}, at ${at ?? 'the start'}: the journal ${journal}, the dialer ${dialer}` };
}
