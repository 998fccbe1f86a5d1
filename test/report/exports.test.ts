/** Tables and pictures as files for others: CSV, Markdown, LaTeX, Parquet, SVG and PNG. */
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { compileChart } from '../../src/report/charts/compileChart.ts';
import { leagueDots } from '../../src/report/charts/leagueDots.ts';
import { toCsv, toHtml, toLatex, toMarkdown, type DataTable } from '../../src/report/exports/dataTable.ts';
import { toParquet } from '../../src/report/exports/parquet.ts';
import { pictureFiles, pngSize, standingAlone } from '../../src/report/exports/picture.ts';

const table: DataTable = {
  name: 'a_table', title: 'A 50 % table & more',
  columns: [{ id: 'name', head: 'Name_of_it', kind: 'text' }, { id: 'occupancy', head: 'Occupancy', kind: 'percent' }, { id: 'complies', head: 'Complies', kind: 'text' }],
  rows: [['a "quoted", name', 0.8812, true], ['<b>|$x_1', null, false]],
};

describe('a table', () => {
  test('as CSV has full precision and survives quotes, commas and unknown values', () => {
    expect(parse(toCsv(table))).toEqual([['name', 'occupancy', 'complies'], ['a "quoted", name', '0.8812', 'true'], ['<b>|$x_1', '', 'false']]);
  });

  test('as Markdown has one line a row, and no cell can break out', () => {
    const lines = toMarkdown(table).split('\n');
    expect(lines.slice(2)).toEqual(['| Name_of_it | Occupancy | Complies |', '| --- | ---: | --- |', '| a "quoted", name | 88.1 % | yes |', '| &lt;b>\\|$x_1 | – | no |', '']);
  });

  test('as LaTeX uses booktabs and escapes what LaTeX would act on', () => {
    const text = toLatex(table);
    expect(text).toContain('\\toprule\nName\\_of\\_it & Occupancy & Complies \\\\\n\\midrule\n');
    expect(text).toContain('<b>|\\$x\\_1 & -- & no \\\\\n\\bottomrule');
    expect(text).toContain('\\caption{A 50 \\% table \\& more}');
  });

  test('as HTML is harmless', () => {
    expect(toHtml(table)).toContain('<th scope="row">&lt;b&gt;|$x_1</th>');
  });

  test('as Parquet is read back as it was, with its types', async () => {
    const bytes = await toParquet(table);
    const rows = await parquetReadObjects({ file: bytes.buffer as ArrayBuffer });
    expect(rows).toEqual([{ name: 'a "quoted", name', occupancy: 0.8812, complies: true }, { name: '<b>|$x_1', occupancy: null, complies: false }]);
  });
});

describe('a chart', () => {
  const dots = [{ strategy: 'progressive', compliant: true, occupancy: { estimate: 0.8, lower: 0.79, upper: 0.81 }, rate: { estimate: 0, lower: 0, upper: 0 } }];

  test('is written as SVG, PNG, CSV and specification', async () => {
    const files = await pictureFiles({ spec: (size) => leagueDots(dots, 0.03, size), data: { ...table, name: 'league' } });
    expect(files.map(({ name }) => name)).toEqual(['charts/league.svg', 'charts/league.png', 'charts/league.csv', 'charts/league.vl.json']);
    const size = pngSize(files[1]!.content as Uint8Array);
    expect(size.width).toBe(1800);
    expect(size.height).toBeGreaterThan(100);
  });

  test('standing alone has ink and ground of its own', async () => {
    const svg = standingAlone(await compileChart(leagueDots(dots, 0.03), 900));
    expect(svg).not.toContain('currentColor');
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toContain('fill="#fff"');
  });
});
