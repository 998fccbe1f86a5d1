import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FLOORS, blank, importsOf, inspect, longFiles } from './support/architecture.ts';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

function readSources(): Map<string, string> {
  const sources = new Map<string, string>();
  for (const entry of readdirSync(SRC, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    sources.set(relative(SRC, file).split(sep).join('/'), readFileSync(file, 'utf8'));
  }
  return sources;
}

const HEAD = '/** What it is. */\n';

/** The rules that these sources break. */
function broken(sources: Record<string, string>): string[] {
  return inspect(new Map(Object.entries(sources))).map(({ rule, file }) => `${rule} ${file}`);
}

describe('the house', () => {
  const sources = readSources();

  it('is tidy: imports go down, no circles, live mode without a simulated world, pure floors, sizes, head comments, no marks', () => {
    expect(sources.size).toBeGreaterThan(10);
    const long = longFiles(sources);
    if (long.length > 0) process.stderr.write(`long files:\n${long.join('\n')}\n`);
    expect(inspect(sources)).toEqual([]);
  });

  it('every import of the contract files is seen', () => {
    expect(importsOf(sources.get('measure/observer.ts')!)).toEqual(['../base/time.ts', '../engine/commands.ts', '../engine/events.ts']);
    expect(Object.keys(FLOORS)).toContain('engine');
  });
});

describe('the check itself', () => {
  it('finds nothing in a tidy house', () => {
    expect(broken({
      'base/time.ts': `${HEAD}export const NEVER = 1; // a Promise, a Date\n`,
      'engine/dialer.ts': `/**\n * The dialer.\n */\nimport { NEVER } from '../base/time.ts';\nexport const process = NEVER; export const text = 'Math.random()';\n`,
      'base/random.ts': `${HEAD}import seedrandom from 'seedrandom';\nexport const make = seedrandom;\n`,
      'scenario/zones.ts': `${HEAD}import { DateTime } from 'luxon';\nexport const zones = Intl.supportedValuesOf('timeZone'), at = DateTime;\n`,
      'cli/main.ts': `#!/usr/bin/env node\n${HEAD}import { readFileSync } from 'node:fs';\nimport '../engine/dialer.ts';\nconsole.log(Date.now(), readFileSync);\n`,
      'index.ts': `${HEAD}export * from './cli/main.ts';\n`,
    })).toEqual([]);
  });

  it.each([
    ['an import', `import { a } from '../simulation/run.ts';`],
    ['an import of types', `import type { A } from '../simulation/run.ts';`],
    ['an import over several lines', `import {\n  a,\n  b,\n} from '../simulation/run.ts';`],
    ['a bare import', `import '../simulation/run.ts';`],
    ['an import when needed', `const a = () => import('../simulation/run.ts');`],
    ['an export from', `export { a } from "../simulation/run.ts";`],
    ['an export of everything', `export * from '../simulation/run.ts';`],
  ])('finds %s that goes up', (_title, code) => {
    expect(broken({ 'engine/dialer.ts': `${HEAD}${code}\n`, 'simulation/run.ts': HEAD })).toEqual(['floors engine/dialer.ts']);
  });

  it('does not take an import in a comment for one', () => {
    expect(importsOf(`// import '../cli/main.ts';\n/* import a from './b.ts'; */\nimport c from './c.ts';`)).toEqual(['./c.ts']);
  });

  it('finds circles, of two and of three', () => {
    const circle = { 'base/a.ts': `${HEAD}import './b.ts';`, 'base/b.ts': `${HEAD}import './c.ts';`, 'base/c.ts': HEAD };
    expect(broken(circle)).toEqual([]);
    expect(broken({ ...circle, 'base/b.ts': `${HEAD}import type { A } from './a.ts';` })).toEqual(['circles base/a.ts']);
    expect(broken({ ...circle, 'base/c.ts': `${HEAD}import './a.ts';` })).toEqual(['circles base/a.ts']);
    expect(broken({ ...circle, 'base/c.ts': `${HEAD}import './c.ts';` })).toEqual(['circles base/c.ts']);
  });

  it('lets live mode play the world in the rehearsal only; a store may hand a list to a simulation', () => {
    const world = { 'world/calls.ts': HEAD, 'world/spec.ts': HEAD, 'simulation/simulate.ts': HEAD };
    const calls = `${HEAD}import type { Calls } from '../../world/calls.ts';`;
    expect(broken({ ...world, 'live/telephony/rehearsal/exchange.ts': `${HEAD}import '../../../world/calls.ts';\nimport '../../../simulation/simulate.ts';` })).toEqual([]);
    expect(broken({ ...world, 'live/store/list.ts': `${HEAD}import type { WorldSpec } from '../../world/spec.ts';` })).toEqual([]);
    expect(broken({ ...world, 'live/loop/run.ts': calls })).toEqual(['live live/loop/run.ts']);
    expect(broken({ ...world, 'live/loop/run.ts': `${HEAD}const run = () => import('../../simulation/simulate.ts');` })).toEqual(['live live/loop/run.ts']);
    expect(broken({ ...world, 'report/pages/run.ts': calls })).toEqual([]);
  });

  it.each([
    'Date.now()', 'new Date()', 'Math.random()', 'performance.now()', 'setTimeout(run, 1)', 'console.log(1)', 'process.env', 'Promise.resolve()', 'async () => 1',
    'new Intl.NumberFormat()', 'new WeakRef({})', 'import.meta.url', 'globalThis.x', '`${Date.now()}`', `require('fs')`,
  ])('finds %s on a pure floor, and leaves it alone above', (code) => {
    expect(broken({ 'world/carrier.ts': `${HEAD}export const x = ${code};` })).toEqual(['purity world/carrier.ts']);
    expect(broken({ 'experiment/carrier.ts': `${HEAD}export const x = ${code};` })).toEqual([]);
  });

  it.each(['node:fs', 'fs', 'luxon', 'vega', 'csv-parse'])('finds an import of %s on a pure floor', (name) => {
    expect(broken({ 'scenario/parse.ts': `${HEAD}import x from '${name}';` })).toEqual(['purity scenario/parse.ts']);
  });

  it('lets the calendar of zones use luxon and Intl, but no timer', () => {
    expect(broken({ 'scenario/zones.ts': `${HEAD}setTimeout(run, 1);` })).toEqual(['purity scenario/zones.ts']);
  });

  it('finds imports of files that do not exist, and folders without a floor', () => {
    expect(broken({ 'base/a.ts': `${HEAD}import './gone.ts';` })).toEqual(['imports base/a.ts']);
    expect(broken({ 'attic/a.ts': HEAD })).toEqual(['floors attic/a.ts']);
    expect(broken({ 'stray.ts': HEAD })).toEqual(['floors stray.ts']);
  });

  it('finds files that are too long, and warns before', () => {
    const file = (lines: number): Record<string, string> => ({ 'base/long.ts': HEAD + 'export {};\n'.repeat(lines - 1) });
    expect(broken(file(400))).toEqual([]);
    expect(broken(file(401))).toEqual(['size base/long.ts']);
    expect(longFiles(new Map(Object.entries(file(300))))).toEqual([]);
    expect(longFiles(new Map(Object.entries(file(301))))).toEqual(['base/long.ts: 301 lines']);
  });

  it.each(['import "./b.ts";', '', '/** */\nexport {};', 'export {};\n/** Late. */'])('finds a file without head comment: %j', (text) => {
    expect(broken({ 'base/a.ts': text, 'base/b.ts': HEAD })).toEqual(['head base/a.ts']);
  });

  it.each([['TO', 'DO'].join(''), ['FIX', 'ME'].join('')])('finds the mark %s', (mark) => {
    expect(broken({ 'base/a.ts': `${HEAD}// ${mark}: later\n` })).toEqual(['marks base/a.ts']);
  });

  it('blanks comments and texts and keeps the lines', () => {
    const blanked = blank(`a /* b\n c */ 'd' // e\n"f\\"g" h`, true);
    expect(blanked.split('\n').map((line) => line.trim())).toEqual(['a', '', 'h']);
    expect(blank(`x 'y // z' w`, false)).toBe(`x 'y // z' w`);
  });
});
