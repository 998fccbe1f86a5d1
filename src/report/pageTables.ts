/**
 * The tables of the report page: abandon rates by rule, all metrics, all replications.
 */
import type { RunResult, StatusLine, SummaryEntry } from '../measure/results.ts';
import { complianceOf, windowWords } from './compliance.ts';
import { escapeHtml } from './escapeHtml.ts';
import { formatCount, formatInterval, formatLimit, formatSeconds, formatValue } from './format.ts';
import { metricWords, ruleDefinition, ruleWords, type MetricWords } from './metricCatalogue.ts';

/** The same calls under every rule that was measured; the enforced rule first. */
export function abandonTable(result: RunResult, enforced: string): string {
  const ids = [...new Set(result.replications.flatMap((replication) => Object.keys(replication.abandon)))];
  ids.sort((a, b) => Number(b === enforced) - Number(a === enforced));
  const rows = ids.map((id) => {
    const results = result.replications.flatMap((replication) => replication.abandon[id] ?? []);
    const rate = result.summary[`abandon.${id}.rate`];
    const compliance = complianceOf(rate, results);
    const numerator = results.reduce((sum, one) => sum + one.numerator, 0);
    const denominator = results.reduce((sum, one) => sum + one.denominator, 0);
    const standing = `<span class="${compliance.standing}">${escapeHtml(compliance.words)}</span>`;
    return row([
      `<th scope="row">${escapeHtml(ruleWords(id))}${id === enforced ? ' <strong>(enforced)</strong>' : ''}<small>${escapeHtml(ruleDefinition(id))}</small></th>`,
      number(formatValue('percent', rate?.estimate)), number(intervalOf('percent', rate)), number(formatLimit(compliance.limit)),
      number(`${numberOf(numerator)} / ${numberOf(denominator)}`), `<td>${standing}<small>${escapeHtml(windowWords(compliance))}</small></td>`,
    ]);
  });
  return table(['Rule', '=Rate', `=${levelWords(result)}`, '=Limit', '=Calls', 'Verdict'], rows);
}

/** Every metric of the summary, by group. */
export function summaryTable(result: RunResult): string {
  const groups = new Map<string, { words: MetricWords; entry: SummaryEntry }[]>();
  for (const [path, entry] of Object.entries(result.summary)) {
    const words = metricWords(path);
    const group = groups.get(words.group) ?? [];
    group.push({ words, entry });
    groups.set(words.group, group);
  }
  const rows = [...groups].flatMap(([group, metrics]) => [
    `<tr class="group"><th colspan="4" scope="colgroup">${escapeHtml(group)}</th></tr>`,
    ...metrics.map(({ words, entry }) => row([
      `<th scope="row">${escapeHtml(words.label)}</th>`, number(formatValue(words.kind, entry.estimate)), number(intervalOf(words.kind, entry)),
      `<td><code>${escapeHtml(words.path)}</code></td>`,
    ])),
  ]);
  return table(['Metric', '=Estimate', `=${levelWords(result)}`, 'Field'], rows);
}

/** One line a replication, with the digest that proves it equal. */
export function replicationsTable(result: RunResult, enforced: string): string {
  const rows = result.replications.map((one) => row([
    `<th scope="row">${one.replication}</th>`, `<td><code>${escapeHtml(one.seed)}</code></td>`, number(formatCount(one.counts.dials)), number(formatCount(one.counts.connects)),
    number(formatValue('percent', one.agents.occupancy)), number(formatValue('percent', one.abandon[enforced]?.rate)), number(formatSeconds(one.agents.waitMeanMs)),
    `<td><code>${escapeHtml(one.digest)}</code></td>`,
  ]));
  return table(['No.', 'Seed', '=Dials', '=Connects', '=Occupancy', '=Abandon rate', '=Wait between calls', 'Digest'], rows);
}

/** The campaign's statuses, system statuses too; counts are means of a replication. */
export function statusTable(statuses: readonly StatusLine[], replications: number): string {
  const mean = (count: number): string => number(numberOf(count / Math.max(1, replications)));
  const rows = statuses.map((one) => row([
    `<th scope="row">${escapeHtml(one.name)}${one.name === one.id ? '' : `<small>${escapeHtml(one.id)}</small>`}</th>`, `<td>${GROUP_WORDS[one.group]}</td>`,
    mean(one.setAutomatically), mean(one.setByAgents), mean(one.carriedNow),
  ]));
  return table(['Status', 'Group', '=Set by the dialler', '=Set by agents', '=Records at the end'], rows);
}

const GROUP_WORDS: Readonly<Record<StatusLine['group'], string>> = { contact: 'contact', unableToContact: 'unable to contact', system: 'system' };

/** `95 % interval`, with the level of the summary. */
export function levelWords(result: RunResult): string {
  const level = Object.values(result.summary)[0]?.level ?? 0.95;
  return `${Number((level * 100).toFixed(1))} % interval`;
}

function intervalOf(kind: MetricWords['kind'], entry: SummaryEntry | undefined): string {
  return entry === undefined ? formatValue(kind, null) : formatInterval(kind, entry);
}

/** Some numerators are estimates and not whole. */
function numberOf(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : formatValue('perHour', value).replace(' /h', '');
}

/** @param heads a head that begins with `=` stands over numbers. */
function table(heads: readonly string[], rows: readonly string[]): string {
  const cells = heads.map((head) => (head.startsWith('=') ? `<th scope="col" class="number">${escapeHtml(head.slice(1))}</th>` : `<th scope="col">${escapeHtml(head)}</th>`));
  return `<div class="scroll"><table><thead><tr>${cells.join('')}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`;
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.join('')}</tr>`;
}

function number(text: string): string {
  return `<td class="number">${escapeHtml(text)}</td>`;
}
