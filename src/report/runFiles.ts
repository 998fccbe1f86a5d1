/**
 * What lies beside the page of one run: every chart as a picture with its data, all metrics as tables, the result as JSON and Parquet.
 *
 * Rule: a chart's data are the values of its own specification, so that picture and table cannot differ; texts of tooltips are
 * left out.
 */
import { toCsv, toLatex, toMarkdown, type DataTable, type DataValue } from './exports/dataTable.ts';
import { toParquet } from './exports/parquet.ts';
import { pictureFiles } from './exports/picture.ts';
import type { ReportFile } from './exports/reportFile.ts';
import type { ReportInput } from './input.ts';
import { metricWords } from './metricCatalogue.ts';
import { runCharts } from './runCharts.ts';
import { HOVER_NAME, WIDE } from './charts/theme.ts';

/** `results.json`, `results.parquet`, and the folders `charts` and `tables`, in a folder of the scenario's name. */
export async function runFiles(input: ReportInput): Promise<ReportFile[]> {
  const pictures: ReportFile[] = [];
  for (const { name, spec } of runCharts(input)) pictures.push(...await pictureFiles({ spec, data: valuesTable(name, spec(WIDE)) }));
  const metrics = metricsTable(input);
  const files = [
    { name: 'results.json', content: `${JSON.stringify(input.result)}\n` }, { name: 'results.parquet', content: await toParquet(metrics) }, ...pictures,
    { name: 'tables/metrics.csv', content: toCsv(metrics) }, { name: 'tables/metrics.md', content: toMarkdown(metrics) }, { name: 'tables/metrics.tex', content: toLatex(metrics) },
  ];
  return files.map(({ name, content }) => ({ name: `${input.result.scenario}/${name}`, content }));
}

type Row = Readonly<Record<string, unknown>>;
interface Drawn {
  readonly name?: string;
  readonly data?: { readonly values?: readonly Row[] };
  readonly title?: { readonly text?: unknown };
  readonly vconcat?: readonly Drawn[];
  readonly layer?: readonly Drawn[];
}

/** All values that are drawn, each set once; titles of panels stand in a column. */
function valuesTable(name: string, spec: object): DataTable {
  const seen = new Set<readonly Row[]>();
  const rowsOf = ({ name: part, data, title, vconcat = [], layer = [] }: Drawn, panel: Row, isRoot: boolean): Row[] => {
    if (part === HOVER_NAME) return [];
    const here = isRoot || typeof title?.text !== 'string' ? panel : { panel: title.text };
    const values = data?.values ?? [];
    const own = seen.has(values) ? [] : values.map((row) => ({ ...here, ...row }));
    seen.add(values);
    return [...own, ...[...vconcat, ...layer].flatMap((inner) => rowsOf(inner, here, false))];
  };
  const plain = (row: Row): [string, DataValue][] => Object.entries(row).filter((entry): entry is [string, DataValue] => !WORDS.includes(entry[0]) && (entry[1] === null || typeof entry[1] !== 'object'));
  const rows = rowsOf(spec as Drawn, {}, true).map((row) => new Map(plain(row))).filter((row) => row.size > 0);
  const ids = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return { name, title: name, columns: ids.map((id) => ({ id, head: id, kind: 'text' as const })), rows: rows.map((row) => ids.map((id) => row.get(id) ?? null)) };
}

function metricsTable({ result }: ReportInput): DataTable {
  const text = (id: string, head: string) => ({ id, head, kind: 'text' as const });
  return {
    name: 'metrics', title: `All metrics: ${result.scenario}, ${result.strategy.id}`,
    columns: [text('path', 'Field'), text('metric', 'Metric'), text('estimate', 'Estimate'), text('lower', 'from'), text('upper', 'to'), text('replications', 'Replications')],
    rows: Object.entries(result.summary).map(([path, { estimate, lower, upper, replications }]) => [path, metricWords(path).label, estimate, lower, upper, replications]),
  };
}

/** Of tooltips and legends. */
const WORDS = ['text', 'bars', 'line'];
