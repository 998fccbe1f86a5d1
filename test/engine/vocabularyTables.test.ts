import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMAND_FIELDS } from '../../src/engine/commands.ts';
import { EVENT_FIELDS } from '../../src/engine/events.ts';

const text = readFileSync('ARCHITECTURE.md', 'utf8');
const rows = text.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|')[1]!);

describe('ARCHITECTURE.md shows', () => {
  it.each(Object.keys(EVENT_FIELDS))('the event %s in its table', (kind) => {
    expect(rows.some((row) => row.includes(`\`${kind}\``))).toBe(true);
  });

  it.each(Object.keys(COMMAND_FIELDS))('the command %s in its table', (kind) => {
    expect(rows.some((row) => row.includes(`\`${kind}\``))).toBe(true);
  });
});
