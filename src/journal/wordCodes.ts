/**
 * Each word of the vocabulary as 32 bits, for the digest.
 *
 * Rule: a word's code is made of its text, not of its place in a list, so digests outlive new words and sorted lists. It takes
 * length and five letters, which tells all words apart (a test holds it) and costs a quarter of a look-up in a map.
 */
import { COMMAND_FIELDS } from '../engine/commands.ts';
import { EVENT_FIELDS } from '../engine/events.ts';
import {
  ACTIONS, AGENT_STATES, ASSIGN_METHODS, BATCHES, BLOCK_SCOPES, CAUSES, CLIP_CAUSES, MODES, OUTCOMES, REASONS, REJECTIONS, TRIGGERS, VERDICTS,
} from '../engine/vocabulary.ts';
import { ACTIVITY_KINDS, PROMISES } from './fields.ts';

/** The code of a word, an event's kind or a command's name; null has one of its own. Makes no objects. */
export function wordCode(word: string | null): number {
  if (word === null) return NULL_CODE;
  const length = word.length;
  const outer = (word.charCodeAt(0) << 8) ^ word.charCodeAt(length - 1) ^ (length << 24);
  const inner = (word.charCodeAt(length >> 1) << 16) ^ (word.charCodeAt((length * 3) >> 2) << 4) ^ (word.charCodeAt(1) << 11);
  return Math.imul(outer ^ inner, 0x9e3779b1);
}

/** Every word of events and commands. */
export const CODED_WORDS: readonly string[] = [...new Set<string>([
  ...Object.keys(EVENT_FIELDS), ...Object.keys(COMMAND_FIELDS), ...MODES, ...ACTIONS, ...OUTCOMES, ...CAUSES, ...TRIGGERS, ...REASONS, ...REJECTIONS,
  ...AGENT_STATES, ...VERDICTS, ...CLIP_CAUSES, ...ACTIVITY_KINDS, ...PROMISES, ...BLOCK_SCOPES, ...BATCHES, ...ASSIGN_METHODS,
])];

const NULL_CODE = 0x6e756c6c;
