/**
 * The table that a run prints in the terminal: what a team leader asks first, in groups, each number with its interval.
 *
 * Rules: no colour code unless colour is asked for; never wider than told, the words give way and the numbers stay; a metric
 * without a number is left out, unless it is one of the pacing result.
 */
import Table from 'cli-table3';
import pc from 'picocolors';
import { complianceOf, windowWords, type Compliance, type Standing } from './compliance.ts';
import { formatCount, formatInterval, formatLimit, formatValue, UNKNOWN, type NumberKind } from './format.ts';
import type { ReportInput } from './input.ts';
import { metricWords, ruleWords } from './metricCatalogue.ts';
import { levelWords } from './pageTables.ts';
import { strategyWords } from './strategyWords.ts';
import { throughputOf } from './throughput.ts';

export interface TableOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

interface Line { readonly label: string; readonly value: string; readonly interval: string; readonly remark: string; readonly standing?: Standing }
interface Group { readonly title: string; readonly lines: readonly Line[] }

/** Ends without a line break. */
export function renderTable(input: ReportInput, options: TableOptions): string {
  const colours = pc.createColors(options.colour);
  const { result } = input;
  const groups = groupsOf(input).filter((group) => group.lines.length > 0);
  const lines = groups.flatMap((group) => group.lines);
  const interval = lines.some((line) => line.interval !== '') ? levelWords(result) : '';
  const widths = columnWidths(lines, interval, options.width);
  const table = new Table({
    chars: NO_LINES, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 }, colWidths: widths, colAligns: ['left', 'right', 'right', 'left'],
  });
  for (const [index, group] of groups.entries()) {
    const heads = index === 0 ? ['estimate', interval, ''] : ['', '', ''];
    table.push([colours.bold(wrapped(group.title, widths[0], '')), ...heads.map((head) => colours.dim(head))]);
    for (const line of group.lines) {
      table.push([
        wrapped(line.label, widths[0], '  '), line.value, colours.dim(line.interval), paint(colours, wrapped(line.remark, widths[3], '  '), line.standing),
      ]);
    }
    table.push(['', '', '', '']);
  }
  const replications = result.replications.length;
  const head = [
    colours.bold(`${oneLine(input.title)} (${oneLine(result.scenario)})`),
    `strategy ${oneLine(strategyWords(result.strategy))}, ${formatCount(input.agents)} agents, seed ${oneLine(result.seed)}, ${replications} ${replications === 1 ? 'replication' : 'replications'}`,
    ...(replications < 10 ? [colours.yellow(replications === 1 ? 'one replication: no intervals' : 'fewer than 10 replications: intervals are rough')] : []),
  ];
  const foot = colours.dim(`${formatCount(result.dialsPerSecond)} dials per second, ${formatValue('seconds', result.wallMs)}, digest ${result.digest}`);
  const body = table.toString().split('\n').map((line) => line.trimEnd()).join('\n').trimEnd();
  return [...head, '', body, '', foot].join('\n');
}

function groupsOf(input: ReportInput): Group[] {
  const { result, limitRuleId, agents } = input;
  const throughput = throughputOf(result, agents);
  const ruleIds = [...new Set(result.replications.flatMap((replication) => Object.keys(replication.abandon)))];
  ruleIds.sort((a, b) => Number(b === limitRuleId) - Number(a === limitRuleId));
  return [
    {
      title: 'Pacing result',
      lines: [
        metric(input, 'agents.occupancy'), rule(input, limitRuleId, 'abandon rate'), metric(input, 'agents.waitMeanMs'),
        metric(input, 'agents.talkMinutesPerAgentHour'),
      ],
    },
    { title: 'Abandoned calls by rule', lines: ruleIds.map((id) => rule(input, id, ruleWords(id) + (id === limitRuleId ? ', enforced' : ''))).filter(isKnown) },
    { title: 'Agents', lines: known(input, AGENT_PATHS) },
    {
      title: 'Throughput',
      lines: [
        plain(`dials per hour, ${agents} agents at work`, 'count', throughput.dialsPerHour), plain(`connects per hour, ${agents} agents at work`, 'count', throughput.connectsPerHour),
        plain('dials per agent hour', 'number', throughput.dialsPerAgentHour), plain('connects per agent hour', 'number', throughput.connectsPerAgentHour),
        ...known(input, ['counts.dials', 'counts.liveAnswers', 'counts.connects', 'counts.dropped']).map((line) => ({ ...line, remark: 'per replication' })),
      ].filter(isKnown),
    },
    { title: 'Customers', lines: known(input, CUSTOMER_PATHS) },
    { title: 'List', lines: known(input, LIST_PATHS).filter(({ label }) => label !== WHILE_DUE || isStarved(input)) },
    { title: 'Trunks', lines: [...known(input, TRUNK_PATHS), ...known(input, CLIP_PATHS).filter((line) => line.value !== '0')] },
  ];
}

const AGENT_PATHS = ['agents.productiveOccupancy', 'agents.waitP95Ms', 'agents.predictiveGain', 'agents.staffedMs', 'agents.pausedMs'];
const CUSTOMER_PATHS = ['customers.waitMeanMs', 'customers.waitP95Ms', 'customers.waitedShare', 'counts.nuisanceRate'];
const LIST_PATHS = ['list.dialsPerConnect', 'list.penetration', 'list.reached', 'list.final', 'list.done95Ms', 'list.starvedMs', 'list.occupancyWhileDue', 'callbacks.keptRate'];
const TRUNK_PATHS = ['trunks.peak', 'trunks.p99', 'trunks.startsPeak'];
const CLIP_PATHS = ['callsPerAgent', 'channels', 'starts', 'due', 'guard'].map((cause) => `pacing.clippedDials.${cause}`);

function metric({ result }: ReportInput, path: string): Line {
  const { label, kind } = metricWords(path);
  const entry = result.summary[path];
  const interval = entry === undefined ? UNKNOWN : formatInterval(kind, entry);
  return { label, value: formatValue(kind, entry?.estimate), interval: interval === UNKNOWN ? '' : interval, remark: '' };
}

/** Where a record was always due, the occupancy while one was is the occupancy. */
function isStarved({ result }: ReportInput): boolean {
  return (result.summary['list.starvedMs']?.estimate ?? 0) > 0;
}

const WHILE_DUE = metricWords('list.occupancyWhileDue').label;

function known(input: ReportInput, paths: readonly string[]): Line[] {
  return paths.map((path) => metric(input, path)).filter(isKnown);
}

function isKnown(line: Line): boolean {
  return line.value !== UNKNOWN;
}

function rule(input: ReportInput, id: string, label: string): Line {
  const compliance = complianceOf(input.result.summary[`abandon.${id}.rate`], input.result.replications.flatMap((replication) => replication.abandon[id] ?? []));
  return { ...metric(input, `abandon.${id}.rate`), label, remark: remarkOf(compliance), standing: compliance.standing };
}

function remarkOf(compliance: Compliance): string {
  if (compliance.limit === null) return compliance.words;
  const windows = compliance.windowsExceeding > 0 ? `; ${windowWords(compliance).replace(' over the limit', ' over')}` : '';
  return `limit ${formatLimit(compliance.limit)}: ${compliance.words.replace(' the limit', '')}${windows}`;
}

function plain(label: string, kind: NumberKind, value: number | null): Line {
  return { label, value: formatValue(kind, value), interval: '', remark: '' };
}

/** Number columns as wide as their numbers; what is left is for the label and the remark, which wrap. */
function columnWidths(lines: readonly Line[], interval: string, width: number): number[] {
  const longest = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length));
  const label = longest(lines.map((line) => line.label)) + 4;
  const value = longest([...lines.map((line) => line.value), 'estimate']) + 2;
  const range = longest([...lines.map((line) => line.interval), interval]) + 2;
  const remark = longest(lines.map((line) => line.remark)) + 4;
  const room = Math.max(width - value - range, 30);
  if (label + remark <= room) return [label, value, range, remark];
  const forLabel = Math.max(Math.min(label, room - remark), Math.floor(room / 2));
  return [forLabel, value, range, room - forLabel];
}

function paint(colours: ReturnType<typeof pc.createColors>, text: string, standing: Standing | undefined): string {
  if (standing === 'within') return colours.green(text);
  if (standing === 'over') return colours.red(text);
  if (standing === 'likelyWithin' || standing === 'likelyOver') return colours.yellow(text);
  return text;
}

/** Lines of at most `width` columns, each indented; the second and later ones once more. (The table's own wrapping loses the indent.) */
function wrapped(text: string, width: number | undefined, indent: string): string {
  const room = Math.max((width ?? text.length) - 2 * indent.length, 8);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length + 1 <= room) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, index) => (index === 0 ? indent : indent + indent) + line).join('\n');
}

/** A title from a file may hold anything; in a terminal control characters act. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

const NO_LINES = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '',
};
