/**
 * Stories as tests: the file's text must be what the dialer tells. With OVERDIAL_UPDATE=1 the file is rewritten instead, and
 * the change is for the reader of the diff to judge.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { EventHandler } from '../../src/journal/replay.ts';
import { checkStory, readStory, type Story } from '../../src/journal/story.ts';

/** Makes the dialer of a story from its `given` lines. */
export type StoryDialer = (given: Story['given']) => EventHandler;

/** Compares one story with what the dialer tells, or rewrites it. */
export function expectStory(file: string, createDialer: StoryDialer): void {
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const told = checkStory(text, createDialer(readStory(text).given));
  if (process.env['OVERDIAL_UPDATE'] === '1') {
    if (told !== text) writeFileSync(file, told);
  } else {
    expect(told, file).toBe(text);
  }
}

/** One test for each `.story` file of a folder, titled with its first comment. */
export function describeStories(folder: string, createDialer: StoryDialer): void {
  const names = readdirSync(folder).filter((name) => name.endsWith('.story')).sort();
  if (names.length === 0) throw new Error(`there is no .story file in ${folder}`);
  for (const name of names) {
    const file = join(folder, name);
    it(`${name}: ${titleOf(readFileSync(file, 'utf8'))}`, () => expectStory(file, createDialer));
  }
}

function titleOf(text: string): string {
  return /^#\s*(.+)$/m.exec(text)?.[1] ?? 'no title';
}
