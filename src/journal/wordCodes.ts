/**
 * Each word of the vocabulary as 32 bits, for the digest.
 *
 * Rule: a word's code is a hash of its text, not its place in a list, so digests outlive new words and sorted lists.
 */
import { COMMAND_FIELDS } from '../engine/commands.ts';
import { EVENT_FIELDS } from '../engine/events.ts';
import {
  ACTIONS, AGENT_STATES, CAUSES, CLIP_CAUSES, MODES, OUTCOMES, REASONS, REJECTIONS, TRIGGERS, VERDICTS,
} from '../engine/vocabulary.ts';
import { ACTIVITY_KINDS, PROMISES } from './fields.ts';
import { textCode } from './mixer.ts';

/** The code of a word, an event's kind or a command's name; null has one of its own. Makes no objects. */
export function wordCode(word: string | null): number {
  if (word === null) return NULL_CODE;
  const code = CODES.get(word);
  return code === undefined ? textCode(word) : code;
}

/** Every word that has a code made beforehand. */
export const CODED_WORDS: readonly string[] = [...new Set<string>([
  ...Object.keys(EVENT_FIELDS), ...Object.keys(COMMAND_FIELDS), ...MODES, ...ACTIONS, ...OUTCOMES, ...CAUSES, ...TRIGGERS, ...REASONS, ...REJECTIONS,
  ...AGENT_STATES, ...VERDICTS, ...CLIP_CAUSES, ...ACTIVITY_KINDS, ...PROMISES,
])];

const NULL_CODE = 0x6e756c6c;

const CODES: ReadonlyMap<string, number> = new Map(CODED_WORDS.map((word) => [word, textCode(word)]));
