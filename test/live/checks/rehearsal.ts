/**
 * `npm run check:live-rehearsal -- [--speed 100] [--seed S] [--replications 20]`: one shift of the default scenario, simulated and rehearsed.
 *
 * The rehearsal must lie within the 99 % prediction interval of simulated runs in occupancy, abandon rate, dials and connected calls, and its
 * journal must replay to the same commands. The simulated run of the same seed is printed beside it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { replayStore } from '../../../src/live/loop/replayStore.ts';
import { openStore } from '../../../src/live/store/openStore.ts';
import { firstShiftAt } from '../../../src/live/telephony/rehearsal/openRehearsal.ts';
import { compileScenario } from '../../../src/scenario/compile.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { FloorMeter, meterJournal, meterObserver, type FloorFigures } from './floorMeter.ts';

const { values } = parseArgs({
  options: { speed: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, replications: { type: 'string', default: '20' }, scenario: { type: 'string' } },
});
const path = values.scenario ?? fileURLToPath(new URL('rehearsal.yaml', import.meta.url));
const parsed = parseScenario(path, (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null));
if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
const scenario = compileScenario(parsed.scenario);
const [from, to] = [firstShiftAt(scenario), scenario.horizon.endsAt];
const replications = Number(values.replications);

const simulated = Array.from({ length: replications }, (_, replication) => {
  const meter = new FloorMeter(from, to);
  simulate({ scenario, seed: values.seed, replication, observers: () => [meterObserver(meter)] });
  return meter.figures();
});

const folder = mkdtempSync(join(tmpdir(), 'overdial-rehearsal-'));
const file = join(folder, 'rehearsal.db');
const startedAt = performance.now();
const child = spawnSync(process.execPath, [
  '--import', 'tsx', fileURLToPath(new URL('liveChild.ts', import.meta.url)), path, '--speed', values.speed, '--seed', values.seed, '--store', file, '--no-desk', '--json',
  '--for', `${Math.ceil((to - from) / 1_000) + 60}s`,
], { encoding: 'utf8', maxBuffer: 1 << 26 });
const seconds = (performance.now() - startedAt) / 1_000;
if (child.status !== 0) throw new Error(`the rehearsal ended with ${child.status ?? child.signal}: ${child.stderr}`);
const store = openStore(file);
const origin = Number((store.db.prepare(`SELECT value FROM meta WHERE key = 'rehearsal_origin'`).get() as { value: string }).value);
const meter = new FloorMeter(from + origin, to + origin);
meterJournal(store, meter);
const rehearsed = meter.figures();
const { difference, items, commands } = replayStore(store);
store.close();
rmSync(folder, { recursive: true, force: true });

/** Two-sided 99 % quantile of Student's t for 19 degrees of freedom; a little wide for more. */
const T_99 = 2.861;
const rows = (['occupancy', 'abandonRate', 'dials', 'connects'] as const).map((name: keyof FloorFigures) => {
  const all = simulated.map((each) => each[name]);
  const mean = all.reduce((sum, value) => sum + value, 0) / replications;
  const deviation = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (replications - 1));
  const half = T_99 * deviation * Math.sqrt(1 + 1 / replications);
  const value = rehearsed[name];
  return { name, rehearsed: value, simulatedSameSeed: all[0]!, mean, lower: mean - half, upper: mean + half, inside: value >= mean - half && value <= mean + half };
});
process.stdout.write(`${JSON.stringify({ rows, replay: difference ?? 'identical', items, commands, seconds: Math.round(seconds) }, null, 2)}\n`);
process.exitCode = difference === null && rows.every((row) => row.inside) ? 0 : 1;
