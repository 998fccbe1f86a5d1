/**
 * `npm run check:live-soak -- [--minutes 60] [--speed 10]`: a rehearsal of 200 agents for so many minutes of wall time.
 *
 * Memory must be flat but for the records that the list gains: at most 1,500 bytes of heap for each, from a sixth of the time on (10 of 60
 * minutes). No attempt may be left open, and the journal must replay to the same commands.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { replayStore } from '../../../src/live/loop/replayStore.ts';
import { openStore, type Store } from '../../../src/live/store/openStore.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' }, speed: { type: 'string', default: '10' } } });
const minutes = Number(values.minutes);
const folder = mkdtempSync(join(tmpdir(), 'overdial-soak-'));
const file = join(folder, 'soak.db');
const child = fork(fileURLToPath(new URL('soakChild.ts', import.meta.url)), [
  fileURLToPath(new URL('soak.yaml', import.meta.url)), '--speed', values.speed, '--store', file, '--no-desk', '--json', '--for', `${Math.round(minutes * Number(values.speed) * 60)}s`,
], { execArgv: ['--expose-gc', '--import', 'tsx'], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });

interface Sample { readonly minute: number; readonly heapUsed: number; readonly rss: number; readonly records: number }
const startedAt = performance.now();
const samples: Sample[] = [];
let output = '';
const readers: Store[] = [];
child.stdout!.on('data', (chunk: Buffer) => { output += chunk.toString(); });
child.on('message', (message) => {
  const { heapUsed, rss } = message as { heapUsed: number; rss: number };
  if (readers.length === 0) readers.push(openStore(file));
  const { records } = readers[0]!.db.prepare('SELECT COUNT(*) AS records FROM record').get() as { records: number };
  samples.push({ minute: (performance.now() - startedAt) / 60_000, heapUsed, rss, records });
  if (samples.length % 6 === 0) process.stderr.write(`${JSON.stringify(samples.at(-1))}\n`);
});
const code = await new Promise<number | null>((resolve) => { child.on('close', resolve); });
for (const reader of readers) reader.close();
const store = openStore(file);
const count = (sql: string): number => (store.db.prepare(sql).get() as { n: number }).n;
const open = count('SELECT COUNT(*) AS n FROM attempt WHERE ended_at IS NULL OR outcome IS NULL');
const attempts = count('SELECT COUNT(*) AS n FROM attempt');
const { difference, items, commands } = replayStore(store);
store.close();
rmSync(folder, { recursive: true, force: true });

const working = samples.filter((sample) => sample.minute <= minutes);
const early = working.find((sample) => sample.minute >= minutes / 6)!;
const late = working.at(-1)!;
const bytesPerRecord = (late.heapUsed - early.heapUsed) / Math.max(1, late.records - early.records);
const isFlat = late.heapUsed - early.heapUsed < 8_000_000 || bytesPerRecord <= 1_500;
const shown = ({ minute, heapUsed, rss, records }: Sample) => ({ minute: Number(minute.toFixed(1)), heapMb: Math.round(heapUsed / 1e5) / 10, rssMb: Math.round(rss / 1e5) / 10, records });
process.stdout.write(`${JSON.stringify({
  early: shown(early), late: shown(late), bytesPerRecord: Math.round(bytesPerRecord), isFlat, attempts, open, items, commands, replay: difference ?? 'identical', exit: code,
  times: (JSON.parse(output) as { times?: unknown }).times,
}, null, 2)}\n`);
process.exitCode = code === 0 && isFlat && open === 0 && difference === null ? 0 : 1;
