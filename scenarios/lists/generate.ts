/**
 * Writes residential-5000.csv: a synthetic list for the example scenario csv-list.
 *
 * Rule: no number belongs to anybody. They come from the ranges that Ofcom keeps free for drama and from the North
 * American line numbers 555-0100 to 555-0199. The same program writes the same file.
 * Run: npx tsx scenarios/lists/generate.ts
 */
import { writeFileSync } from 'node:fs';
import { createSequentialStream, streamKey } from '../../src/base/random.ts';

const RECORDS = 5_000;

/** Ofcom's ranges: prefix with country code; the last three digits are free. */
const BRITISH = [
  '447700900', '442079460', '441134960', '441144960', '441154960', '441164960', '441174960', '441184960', '441214960', '441314960', '441414960',
  '441514960', '441614960', '441914980', '441632960', '442896496', '442920180',
];
/** Area codes and their zones. */
const AMERICAN: readonly (readonly [area: string, zone: string])[] = [
  ['212', 'America/New_York'], ['305', 'America/New_York'], ['404', 'America/New_York'], ['617', 'America/New_York'], ['202', 'America/New_York'],
  ['215', 'America/New_York'], ['919', 'America/New_York'], ['216', 'America/New_York'], ['312', 'America/Chicago'], ['713', 'America/Chicago'],
  ['504', 'America/Chicago'], ['612', 'America/Chicago'], ['615', 'America/Chicago'], ['414', 'America/Chicago'],
];
const AGENTS = ['Ann', 'Bob', 'Cid', 'Dora', 'Emil'];

const random = createSequentialStream(streamKey('residential-5000', 'lists/rows'));
const numbers = shuffled([
  ...BRITISH.flatMap((prefix) => Array.from({ length: 1_000 }, (_, end) => ({ number: `${prefix}${three(end)}`, zone: 'Europe/London' }))),
  ...AMERICAN.flatMap(([area, zone]) => Array.from({ length: 100 }, (_, end) => ({ number: `1${area}5550${three(100 + end)}`, zone }))),
]);

const lines = ['phone,phone2,priority,owner,timeZone,database,createdAt'];
const second = numbers.slice(RECORDS).filter(({ zone }) => zone === 'Europe/London');
for (let row = 0; row < RECORDS; row++) {
  const { number, zone } = numbers[row]!;
  const other = zone === 'Europe/London' && random.next() < 0.3 ? second[row]!.number : '';
  const priority = random.next() < 0.1 ? 1 + Math.floor(random.next() * 9) : 0;
  const owner = random.next() < 0.02 ? AGENTS[Math.floor(random.next() * AGENTS.length)]! : '';
  const database = random.next() < 0.8 ? 'residential' : 'lapsed';
  const day = 1 + Math.floor(random.next() * 28);
  lines.push([number, other, priority, owner, zone, database, `2025-02-${String(day).padStart(2, '0')}T12:00`].join(','));
}
writeFileSync(new URL('residential-5000.csv', import.meta.url), `${lines.join('\n')}\n`);

function three(value: number): string {
  return String(value).padStart(3, '0');
}

/** Fisher and Yates's shuffle. */
function shuffled<T>(items: T[]): T[] {
  for (let index = items.length - 1; index > 0; index--) {
    const other = Math.floor(random.next() * (index + 1));
    [items[index], items[other]] = [items[other]!, items[index]!];
  }
  return items;
}
