/**
 * `npm run check:foresight -- g1|g3|thirty-days|step|p4|sets … [--replications R] [--workers W] [--save]`: the evidence for foresight.
 * Exit 1 where a bar is missed. `--save` writes `reports/foresight/<name>.txt` and `.json`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { VERSION } from '../../src/base/version.ts';
import type { Evidence, Options } from './evidence.ts';
import { g1 } from './g1.ts';
import { g3 } from './g3.ts';
import { p4 } from './p4.ts';
import { sets } from './sets.ts';
import { step } from './step.ts';
import { thirtyDays } from './thirtyDays.ts';

const CHECKS: Readonly<Record<string, (options: Options) => Promise<Evidence>>> = { g1, g3, 'thirty-days': thirtyDays, step, p4, sets };
const FOLDER = fileURLToPath(new URL('../../reports/foresight', import.meta.url));

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true, options: { replications: { type: 'string' }, workers: { type: 'string', default: '2' }, save: { type: 'boolean', default: false } },
  });
  const names = positionals.length > 0 ? positionals : Object.keys(CHECKS);
  const unknown = names.find((name) => CHECKS[name] === undefined);
  const replications = values.replications === undefined ? null : Number(values.replications);
  const workers = Number(values.workers);
  if (unknown !== undefined || !isCount(workers, 1) || (replications !== null && !isCount(replications, 2))) {
    process.stderr.write(unknown !== undefined ? `${unknown}: unknown; allowed: ${Object.keys(CHECKS).join(', ')}\n` : '--replications takes a whole number from 2, --workers one from 1\n');
    return 2;
  }
  let isPassed = true;
  for (const name of names) {
    const evidence = await CHECKS[name]!({ replications, workers });
    isPassed = isPassed && evidence.isPassed;
    process.stdout.write(`${evidence.lines.join('\n')}\n\n`);
    if (values.save) save(name, evidence, replications);
  }
  return isPassed ? 0 : 1;
}

function save(name: string, { lines, figures, isPassed }: Evidence, replications: number | null): void {
  const command = `npm run check:foresight -- ${name}${replications === null ? '' : ` --replications ${replications}`} --save`;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/${name}.txt`, `${[`$ ${command}`, '', ...lines].join('\n')}\n`);
  writeFileSync(`${FOLDER}/${name}.json`, `${JSON.stringify({ schema: 'overdial-foresight-evidence/1', overdial: VERSION, command, isPassed, figures }, null, 2)}\n`);
}

function isCount(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}
