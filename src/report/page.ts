/**
 * A report of an experiment: one HTML page that needs nothing else, and beside it every chart, table and result as files.
 *
 * Rule: as in the report of a run, charts are drawn when the page is written, once for a desk and once for a telephone; the
 * page forbids scripts and requests, and holds its data as JSON. Text from outside is escaped here and nowhere else.
 */
import { compileChart } from './charts/compileChart.ts';
import { NARROW, WIDE } from './charts/theme.ts';
import { embeddedJson, escapeHtml } from './escapeHtml.ts';
import { toCsv, toHtml, toLatex, toMarkdown, type DataTable } from './exports/dataTable.ts';
import { toParquet } from './exports/parquet.ts';
import { pictureFiles, type Figure } from './exports/picture.ts';
import type { ReportFile } from './exports/reportFile.ts';
import { pageHead } from './pageHead.ts';

export interface PageSection {
  readonly heading: string;
  /** Plain text, a paragraph each. */
  readonly paragraphs?: readonly string[];
  readonly figures?: readonly Figure[];
  readonly tables?: readonly DataTable[];
  /** Folded tables: for reference. */
  readonly more?: readonly DataTable[];
}

export interface Page {
  readonly title: string;
  readonly description: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly command: string;
  readonly overdial: string;
  readonly sections: readonly PageSection[];
  /** What a paper needs: scenario, version, seeds, replications, how intervals were made. */
  readonly methods: string;
  /** The whole result, plain data. */
  readonly result: unknown;
  /** False where the result is too large to stand in the page, too: it then lies only beside it. */
  readonly isEmbedded?: boolean;
  /** The result as one flat table, for Parquet. */
  readonly flat: DataTable;
}

/** `index.html`, `results.json`, `results.parquet`, `methods.md`, and the folders `charts` and `tables`. */
export async function pageFiles(page: Page): Promise<ReportFile[]> {
  const pictures: ReportFile[] = [];
  for (const figure of page.sections.flatMap(({ figures = [] }) => figures)) pictures.push(...await pictureFiles(figure));
  const tables = page.sections.flatMap(({ tables: shown = [], more = [] }) => [...shown, ...more]);
  return [
    { name: 'index.html', content: await renderPage(page) }, { name: 'results.json', content: `${JSON.stringify(page.result)}\n` },
    { name: 'results.parquet', content: await toParquet(page.flat) }, { name: 'methods.md', content: `${page.methods}\n\n\`\`\`\n${page.command}\n\`\`\`\n` }, ...pictures,
    ...tables.flatMap((table) => [
      { name: `tables/${table.name}.md`, content: toMarkdown(table) }, { name: `tables/${table.name}.tex`, content: toLatex(table) }, { name: `tables/${table.name}.csv`, content: toCsv(table) },
    ]),
  ];
}

/** The page alone, UTF-8. */
export async function renderPage(page: Page): Promise<string> {
  const sections: string[] = [];
  for (const section of page.sections) sections.push(await renderSection(section));
  return `${pageHead(page.title, page.overdial)}
<body>
<header>
<h1>${escapeHtml(page.title)}</h1>
${page.description === '' ? '' : `<p class="faint">${escapeHtml(page.description)}</p>`}
<dl class="facts">${page.facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('\n')}</dl>
<div class="faint">This command gives the same result again:</div>
<code class="command">${escapeHtml(page.command)}</code>
</header>
<main>
${sections.join('\n')}
<h2>Methods</h2>
<p>${escapeHtml(page.methods)}</p>
</main>
<footer>Simulated with overdial ${escapeHtml(page.overdial)}. ${page.isEmbedded === false ? 'The data of this page lies beside it in results.json.' : 'The data of this page is embedded in it as JSON.'}</footer>
${page.isEmbedded === false ? '' : `<script type="application/json" id="overdial-result">${embeddedJson(page.result)}</script>\n`}</body>
</html>
`;
}

async function renderSection({ heading, paragraphs = [], figures = [], tables = [], more = [] }: PageSection): Promise<string> {
  const pictures: string[] = [];
  for (const { spec } of figures) {
    const wide = await compileChart(spec(WIDE), WIDE.width);
    const narrow = await compileChart(spec(NARROW), NARROW.width);
    pictures.push(`<figure><div class="wide">${wide}</div><div class="narrow">${narrow}</div></figure>`);
  }
  return [
    `<h2>${escapeHtml(heading)}</h2>`, ...paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`), ...pictures,
    ...tables.map((table) => `<h3>${escapeHtml(table.title)}</h3>\n${toHtml(table)}`),
    ...more.map((table) => `<details><summary>${escapeHtml(table.title)}</summary>\n${toHtml(table)}\n</details>`),
  ].join('\n');
}
