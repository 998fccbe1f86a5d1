/**
 * The rules of the house as a check of source texts: floors, circles, live mode's distance from the simulated world, purity, size, head
 * comments, marks.
 *
 * Rule: imports are found by regular expressions, so that the check needs no compiler; comments and texts are blanked before
 * words are looked for. Everything works on a map from path (relative to `src`, with `/`) to text, so that bad examples can be fed in.
 */

/** Floors of the house, by folder of `src`. Imports go to the same floor or a lower one. */
export const FLOORS: Readonly<Record<string, number>> = {
  queueing: 0, base: 0, engine: 1, world: 2, measure: 2, journal: 2, simulation: 3, scenario: 3, experiment: 4, report: 4, live: 4, cli: 5, web: 5,
};

/** Floors up to this one are pure. */
const PURE_FLOOR_MAX = 3;
const LINES_MAX = 400;
const LINES_WARNED = 300;

/** What no file of a pure floor may say, and why. */
const IMPURE: readonly (readonly [RegExp, string])[] = [
  [/\bDate\b/, 'reads a clock or a calendar (Date)'],
  [/\bMath\s*\.\s*random\b/, 'draws from Math.random'],
  [/\bperformance\b/, 'reads a clock (performance)'],
  [/\b(setTimeout|setInterval|setImmediate|queueMicrotask)\b/, 'sets a timer'],
  [/\bconsole\b/, 'writes to the console'],
  [/(?<!\.)\bprocess\s*[.[]/, 'uses process'],
  [/\b(Promise|async|await)\b/, 'waits (Promise, async, await)'],
  [/\bIntl\b/, 'depends on the locale (Intl)'],
  [/\b(WeakRef|FinalizationRegistry)\b/, 'depends on garbage collection (WeakRef)'],
  [/\b(require\s*\(|import\s*\.\s*meta|globalThis|Buffer\b)/, 'reaches for the surroundings (require, import.meta, globalThis, Buffer)'],
];

/** The one room of live mode that plays the world; all other rooms work with real calls. */
const REHEARSAL = 'live/telephony/rehearsal/';
const SIMULATED = ['world/', 'simulation/'];
/** How a list is handed to a simulation: the world's input, not its insides. A store may do that. */
const LIST_FILES: ReadonlySet<string> = new Set(['world/spec.ts', 'world/recordColumns.ts']);

/** The one pure file that may use a calendar of time zones. */
const CALENDAR_FILE = 'scenario/zones.ts';
/** What pure floors may import from outside: entries without I/O and clock. */
const PURE_PACKAGES: ReadonlySet<string> = new Set(['csv-parse/browser/esm/sync', 'seedrandom', 'simple-statistics', 'yaml', 'zod']);

// The marks are put together here, so that this file does not carry them itself.
const MARKS = new RegExp(`\\b(${['TO', 'FIX'].map((half, index) => half + ['DO', 'ME'][index]!).join('|')}|XXX|HACK)\\b`);

const HEAD_COMMENT = /^(?:#![^\n]*\n)?\s*(\/\*[^]*?\*\/|\/\/[^\n]*)/;

export interface Finding { readonly rule: string; readonly file: string; readonly message: string }

/** All that breaks a rule. An empty list means a tidy house. */
export function inspect(sources: ReadonlyMap<string, string>): Finding[] {
  const findings: Finding[] = [];
  for (const [file, text] of sources) {
    const floor = floorOf(file);
    if (floor === null) findings.push({ rule: 'floors', file, message: 'stands in a folder without a floor' });
    findings.push(...inspectText(file, text), ...inspectImports(file, text, sources));
    if (floor !== null && floor <= PURE_FLOOR_MAX) findings.push(...inspectPurity(file, text));
  }
  for (const circle of circlesOf(sources)) {
    findings.push({ rule: 'circles', file: circle[0]!, message: `imports itself by way of ${[...circle.slice(1), circle[0]!].join(' → ')}` });
  }
  return findings;
}

/** Files that are longer than they should be, but not yet too long. */
export function longFiles(sources: ReadonlyMap<string, string>): string[] {
  return [...sources].filter(([, text]) => lineCount(text) > LINES_WARNED).map(([file, text]) => `${file}: ${lineCount(text)} lines`);
}

/** What a source imports or exports from, as written. */
export function importsOf(text: string): string[] {
  const code = blank(text, false);
  const found: string[] = [];
  const statements = /(?:^|;)[ \t]*(?:import|export)\b(?:[^'";]*?\bfrom\s*)?\s*(['"])([^'"\n]+)\1|\bimport\s*\(\s*(['"])([^'"\n]+)\3\s*\)/gm;
  for (const match of code.matchAll(statements)) {
    found.push(match[2] ?? match[4]!);
  }
  return found;
}

/** The text with its comments blanked, and with `texts` its string literals too; lines stay where they are. */
export function blank(text: string, texts: boolean): string {
  const pattern = /\/\*[^]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
  return text.replaceAll(pattern, (piece) => {
    if (piece.startsWith('/')) return piece.replaceAll(/[^\n]/g, ' ');
    if (!texts) return piece;
    if (!piece.startsWith('`')) return piece.replaceAll(/[^\n]/g, ' ');
    // The expressions within a template are code.
    return piece.replaceAll(/\$\{[^}]*\}|[^\n]/g, (part) => (part.startsWith('${') ? part : ' '));
  });
}

function inspectText(file: string, text: string): Finding[] {
  const findings: Finding[] = [];
  const lines = lineCount(text);
  if (lines > LINES_MAX) findings.push({ rule: 'size', file, message: `has ${lines} lines; allowed: ${LINES_MAX}` });
  if (!/\p{L}{2}/u.test(HEAD_COMMENT.exec(text)?.[1] ?? '')) {
    findings.push({ rule: 'head', file, message: 'does not begin with a comment that says what it is' });
  }
  const mark = MARKS.exec(text);
  if (mark !== null) findings.push({ rule: 'marks', file, message: `carries the mark ${mark[0]}` });
  return findings;
}

function inspectImports(file: string, text: string, sources: ReadonlyMap<string, string>): Finding[] {
  const findings: Finding[] = [];
  const floor = floorOf(file);
  for (const specifier of importsOf(text)) {
    if (specifier.startsWith('.')) {
      const target = resolve(file, specifier);
      const below = floorOf(target);
      if (/\.tsx?$/.test(target) && !sources.has(target)) findings.push({ rule: 'imports', file, message: `imports ${specifier}, which does not exist` });
      if (floor !== null && below !== null && below > floor) {
        findings.push({ rule: 'floors', file, message: `on floor ${floor} imports ${target} from floor ${below}` });
      }
      if (file.startsWith('live/') && !file.startsWith(REHEARSAL) && SIMULATED.some((folder) => target.startsWith(folder)) && !LIST_FILES.has(target)) {
        findings.push({ rule: 'live', file, message: `imports ${target}; only ${REHEARSAL} plays the world` });
      }
    } else if (floor !== null && floor <= PURE_FLOOR_MAX && !isPurePackage(file, specifier)) {
      findings.push({ rule: 'purity', file, message: `on pure floor ${floor} imports ${specifier}` });
    }
  }
  return findings;
}

function isPurePackage(file: string, specifier: string): boolean {
  return PURE_PACKAGES.has(specifier) || (file === CALENDAR_FILE && specifier === 'luxon');
}

function inspectPurity(file: string, text: string): Finding[] {
  const code = blank(text, true);
  const findings: Finding[] = [];
  for (const [pattern, message] of IMPURE) {
    if (file === CALENDAR_FILE && (pattern.source.includes('Date') || pattern.source.includes('Intl'))) continue;
    const match = pattern.exec(code);
    if (match !== null) findings.push({ rule: 'purity', file, message: `${message}, line ${code.slice(0, match.index).split('\n').length}` });
  }
  return findings;
}

/** `src/index.ts` stands above all; null for a folder that has no floor. */
function floorOf(file: string): number | null {
  const slash = file.indexOf('/');
  if (slash === -1) return file === 'index.ts' ? 6 : null;
  return FLOORS[file.slice(0, slash)] ?? null;
}

function resolve(file: string, specifier: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Each circle of imports once, found by depth-first search. */
function circlesOf(sources: ReadonlyMap<string, string>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start !== -1) circles.push(path.slice(start));
    if (start !== -1 || done.has(file)) return;
    path.push(file);
    for (const specifier of importsOf(sources.get(file)!)) {
      const target = specifier.startsWith('.') ? resolve(file, specifier) : '';
      if (sources.has(target)) visit(target);
    }
    path.pop();
    done.add(file);
  };
  for (const file of sources.keys()) visit(file);
  return circles;
}

function lineCount(text: string): number {
  return text.trimEnd().split('\n').length;
}
