/**
 * The report of a run as one HTML file that needs nothing else: no host, no script, no font.
 *
 * Rules: charts are drawn when the report is written, each once for a desk and once for a telephone, and stand in the page as
 * SVG. An interactive page would carry a chart library of some 900 kB for three pictures that are read, not explored; static
 * ones open at once, print, survive archives and mail filters, and let the content policy forbid every script and every request,
 * which also makes hostile titles harmless twice over. Tooltips are the pictures' own titles. The run and the series are embedded
 * as JSON, so that a reader can recompute every number on the page.
 */
import { compileChart } from './charts/compileChart.ts';
import { sortReadings } from './charts/strategyReadings.ts';
import { NARROW, WIDE } from './charts/theme.ts';
import { embeddedJson, escapeHtml } from './escapeHtml.ts';
import { formatCount, formatValue } from './format.ts';
import type { ReportInput } from './input.ts';
import { keyFigures, type KeyFigure } from './keyFigures.ts';
import { ruleWords } from './metricCatalogue.ts';
import { abandonTable, replicationsTable, statusTable, summaryTable } from './pageTables.ts';
import { pageHead } from './pageHead.ts';
import { runCharts } from './runCharts.ts';
import { strategyWords } from './strategyWords.ts';

/** The whole page, UTF-8. Rejects only if a chart cannot be drawn, which is a bug. */
export async function renderHtml(input: ReportInput): Promise<string> {
  const { result, limitRuleId } = input;
  const few = result.replications.length < 10
    ? '<p class="faint">Fewer than 10 replications: take the numbers as a first look, not as a score.</p>' : '';
  return `${pageHead(`${input.title}: ${result.strategy.id}`, input.generatedWith)}
<body>
<header>
${header(input)}
</header>
<main>
<h2>Key figures</h2>
<div class="cards">${keyFigures(input).map(card).join('\n')}</div>
${few}
<h2>Charts</h2>
${await figures(input)}
${stillWords(input)}<h2>Abandon rate under every definition</h2>
<p class="faint">The same calls, counted as each rule counts them. ${escapeHtml(ruleWords(limitRuleId))} is the rule that this campaign enforces.</p>
${abandonTable(result, limitRuleId)}
${statusSection(input)}<details>
<summary>All metrics</summary>
${summaryTable(result)}
</details>
<details>
<summary>Replications</summary>
${replicationsTable(result, limitRuleId)}
</details>
</main>
<footer>Simulated with overdial ${escapeHtml(result.overdial)}: ${escapeHtml(speedWords(input))}. Equal digests mean equal runs. The data of this page is embedded in it as JSON.</footer>
<script type="application/json" id="overdial-run">${embeddedJson(result)}</script>
<script type="application/json" id="overdial-series">${embeddedJson(input.series)}</script>
</body>
</html>
`;
}

function header(input: ReportInput): string {
  const { result } = input;
  const facts: [string, string][] = [
    ['Scenario', escapeHtml(result.scenario)],
    ['Strategy', escapeHtml(strategyWords(result.strategy))],
    ['Agents', formatCount(input.agents)],
    ['Replications', `${formatCount(result.replications.length)}, seed <code>${escapeHtml(result.seed)}</code>`],
    ['Version', `overdial ${escapeHtml(result.overdial)}`],
    ['Digests', `<code>${escapeHtml(result.digest)}</code> of the run, <code>${escapeHtml(result.scenarioDigest)}</code> of the scenario`],
  ];
  return `<h1>${escapeHtml(input.title)}</h1>
${input.description === '' ? '' : `<p class="faint">${escapeHtml(input.description)}</p>`}
<dl class="facts">${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('\n')}</dl>
<div class="faint">This command gives the same run again:</div>
<code class="command">${escapeHtml(input.command)}</code>`;
}

function card(figure: KeyFigure): string {
  const { verdict } = figure;
  return `<div class="card"><h3>${escapeHtml(figure.label)}</h3>
<div class="figure">${escapeHtml(figure.value)} <small>${escapeHtml(figure.interval)}</small></div>
${verdict === undefined ? '' : `<p class="verdict ${verdict.standing}">${escapeHtml(sentence(verdict.words))}</p>`}
<p>${escapeHtml(figure.note)}</p></div>`;
}

async function figures(input: ReportInput): Promise<string> {
  const parts: string[] = [];
  for (const { spec } of runCharts(input)) {
    const wide = await compileChart(spec(WIDE), WIDE.width);
    const narrow = await compileChart(spec(NARROW), NARROW.width);
    parts.push(`<figure><div class="wide">${wide}</div><div class="narrow">${narrow}</div></figure>`);
  }
  return parts.join('\n');
}

/** In place of a chart of readings where none moves. */
function stillWords({ readings, result }: ReportInput): string {
  if (readings === undefined) return '';
  const { moving, still } = sortReadings(readings);
  if (moving.length > 0) return '';
  const words = still.length === 0 ? `${result.strategy.id} has no readings.` : `The readings of ${result.strategy.id} do not move over a day: ${still.join(', ')}.`;
  return `<p class="faint">${escapeHtml(words)}</p>\n`;
}

function statusSection({ series, result }: ReportInput): string {
  if (series.statuses === undefined) return '';
  return `<h2>Statuses</h2>
<p class="faint">How often each status of the campaign was set, by the dialler and by agents, and how many records carry it at the end, of a replication.</p>
${statusTable(series.statuses, result.replications.length)}
`;
}

function speedWords({ result }: ReportInput): string {
  return `${formatValue('seconds', result.wallMs)}, ${formatCount(result.dialsPerSecond)} dials per second`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
