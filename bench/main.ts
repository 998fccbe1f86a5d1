/**
 * `npm run bench -- [suite…] [--quick] [--json]`: measures speed. Without a name every suite runs, whole scenarios first.
 *
 * Rule: with --json standard output carries one JSON document and nothing else. A new suite is one file and one line here.
 */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { VERSION } from '../src/base/version.ts';
import { widenInlining } from '../src/experiment/wideInlining.ts';
import { growthSuite } from './growth.ts';
import { pacingSuite } from './pacingSuite.ts';
import { scenarioSuite } from './scenario.ts';
import { selectionSuite } from './selection.ts';
import { speedSuite } from './speed.ts';
import type { Suite, SuiteReport } from './suite.ts';

const SUITES: readonly Suite[] = [scenarioSuite, selectionSuite, pacingSuite, speedSuite, growthSuite];

widenInlining();
process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = given();
  const unknown = positionals.filter((id) => !SUITES.some((suite) => suite.id === id));
  if (values === null || unknown.length > 0) {
    const what = unknown.length > 0 ? `there is no suite ${unknown.join(', ')}` : 'unknown option';
    const suites = SUITES.map(({ id, description }) => `  ${id.padEnd(10)} ${description}`).join('\n');
    process.stderr.write(`${what}; allowed: --quick, --json, and these suites:\n${suites}\n`);
    return 2;
  }
  const { quick, json } = values;
  const reports: Record<string, SuiteReport> = {};
  for (const suite of SUITES.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
    const report = await suite.run({ quick });
    reports[suite.id] = report;
    if (!json) process.stdout.write(`${suite.id}: ${suite.description}\n(${report.note})\n${tableOf(report)}\n\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify({ schema: 'overdial-measurements/1', overdial: VERSION, node: process.version, quick, suites: reports }, null, 2)}\n`);
  return 0;
}

function given(): { readonly values: { readonly quick: boolean; readonly json: boolean } | null; readonly positionals: readonly string[] } {
  const boolean = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ allowPositionals: true, options: { quick: boolean, json: boolean } });
  } catch {
    return { values: null, positionals: [] };
  }
}

function tableOf({ columns, rows }: SuiteReport): string {
  const table = new Table({
    head: ['', ...columns.map(({ title }) => title)], colAligns: ['left', ...columns.map(() => 'right' as const)],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' }, style: { head: [], border: [] },
  });
  for (const { name, values } of rows) {
    table.push([name, ...columns.map(({ key, digits }) => values[key]?.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }) ?? '–')]);
  }
  return table.toString();
}
