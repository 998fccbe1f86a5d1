/**
 * Stories: a rule of the field as events and the commands that are expected, in the form of the journal.
 *
 * Rule: `#` begins a comment. `# shows dial connect` names the commands that the story shows; the others are left out (without
 * it: all are shown). `given callsPerAgent=2` sets something for the dialer's maker. Then events, each followed by its
 * commands behind `>`. Fields of an event that EVENT_DEFAULTS knows may be left out. A journal's excerpt can be pasted in.
 */
import { UNSET } from '../base/time.ts';
import type { DialerEvent } from '../engine/events.ts';
import { NONE } from '../engine/vocabulary.ts';
import { splitChecksum } from './chain.ts';
import { isCommandLine, parseCommandLine, parseEventLine, type EventDefaults } from './codec.ts';
import { createCommandTexts } from './commandTexts.ts';
import { COMMANDS } from './fields.ts';
import { formatProblem, type Problem } from './problem.ts';
import type { EventHandler } from './replay.ts';

/**
 * The story as the dialer tells it: comments, settings and events as they stand, and behind each event the commands that the
 * dialer gave. Equal to the story's text if all is as expected. Throws an Error that lists every line it cannot read, or
 * that names the line at which the dialer threw.
 */
export function checkStory(text: string, dialer: EventHandler): string {
  const story = readStory(text);
  if (story.problems.length > 0) throw new Error(story.problems.map((problem) => formatProblem(problem, 'story')).join('\n'));
  const told: string[] = [];
  const sink = createCommandTexts((command, kind) => {
    if (story.shows === null || story.shows.has(kind)) told.push(command);
  });
  for (const line of story.lines) {
    told.push(line.text);
    if (line.event === null) continue;
    try {
      dialer.handle(line.event, sink);
    } catch (error) {
      throw new Error(`story line ${line.line}, "${line.text.trim()}": ${String(error)}`, { cause: error });
    }
  }
  return told.join('\n');
}

export interface Story {
  /** From the `given` lines. */
  readonly given: Readonly<Record<string, string | number | boolean | null>>;
  /** The commands that are shown; null: all. */
  readonly shows: ReadonlySet<string> | null;
  /** Every line but the commands. */
  readonly lines: readonly StoryLine[];
  readonly problems: readonly Problem[];
}

export interface StoryLine { readonly line: number; readonly text: string; readonly event: DialerEvent | null }

/** Fields that a story's events may leave out, and what they are then. */
export const EVENT_DEFAULTS: EventDefaults = {
  recordCreated: {
    recordType: 0, database: 0, zone: 0, priority: 0, createdAt: 0, action: 'notAssigned', nextCallAt: UNSET, hardOwner: NONE, softOwner: NONE, status: NONE,
  },
  actionSet: { nextCallAt: UNSET, softOwner: NONE },
  agentSaved: { nextCallAt: UNSET, passTo: NONE, formComplete: true },
  attemptAnswered: { verdict: 'none' },
  attemptClassified: { greetingStartAt: UNSET, greetingEndAt: UNSET },
};

/** Takes a story's text apart; all problems are collected. */
export function readStory(text: string): Story {
  const given: Record<string, string | number | boolean | null> = {};
  let shows: ReadonlySet<string> | null = null;
  const lines: StoryLine[] = [];
  const problems: Problem[] = [];
  let lastAt = UNSET;
  for (const [index, whole] of text.split('\n').entries()) {
    const line = index + 1;
    const content = splitChecksum(whole).text;
    const words = content.trim().split(/\s+/);
    if (isCommandLine(content)) {
      const command = parseCommandLine(content, line);
      if (!command.ok) problems.push(command.problem);
      continue;
    }
    let event: DialerEvent | null = null;
    if (words[0] === '#' && words[1] === 'shows') {
      shows = new Set(words.slice(2));
      for (const word of shows) if (!COMMANDS.has(word)) problems.push(unknownCommand(content, word, line));
    } else if (words[0] === 'given') {
      for (const word of words.slice(1)) readSetting(word, given, content, line, problems);
    } else if (words[0] !== '' && !words[0]!.startsWith('#')) {
      const parsed = parseEventLine(content, line, EVENT_DEFAULTS);
      if (!parsed.ok) problems.push(parsed.problem);
      else {
        event = parsed.value;
        if (event.at < lastAt) problems.push({ line, column: 1, message: `time goes back from ${lastAt} to ${event.at}` });
        lastAt = event.at;
      }
    }
    lines.push({ line, text: content, event });
  }
  return { given, shows, lines, problems };
}

function unknownCommand(text: string, word: string, line: number): Problem {
  return { line, column: text.indexOf(word) + 1, message: `unknown command "${word}"; allowed: ${[...COMMANDS.keys()].join(', ')}` };
}

function readSetting(
  word: string, given: Record<string, string | number | boolean | null>, text: string, line: number, problems: Problem[],
): void {
  const split = word.indexOf('=');
  if (split < 1) {
    problems.push({ line, column: text.indexOf(word) + 1, message: `"${word}" is no setting; allowed: given name=value name=value` });
    return;
  }
  given[word.slice(0, split)] = valueOf(word.slice(split + 1));
}

function valueOf(text: string): string | number | boolean | null {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
