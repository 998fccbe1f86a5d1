/**
 * A chart as files of its own: SVG, PNG, its data as CSV and its specification.
 *
 * Rule: standing alone a picture has dark ink on white ground and names a font that everybody may have; the PNG is drawn with
 * DejaVu, which comes along, so that it looks the same on every machine. The pixels are doubled for sharp print.
 */
import { createRequire } from 'node:module';
import type { TopLevelSpec } from 'vega-lite';
import { compileChart } from '../charts/compileChart.ts';
import { WIDE, type ChartSize } from '../charts/theme.ts';
import { toCsv, type DataTable } from './dataTable.ts';
import type { ReportFile } from './reportFile.ts';

export interface Figure {
  /** The specification for a size. */
  readonly spec: (size: ChartSize) => TopLevelSpec;
  /** What is drawn, as a table; its name is the name of the chart's files. */
  readonly data: DataTable;
}

/** `charts/<name>.svg`, `.png`, `.csv` and `.vl.json`. */
export async function pictureFiles({ spec, data }: Figure): Promise<ReportFile[]> {
  const wide = spec(WIDE);
  const svg = standingAlone(await compileChart(wide, WIDE.width));
  return [
    { name: `charts/${data.name}.svg`, content: svg }, { name: `charts/${data.name}.png`, content: await toPng(svg) },
    { name: `charts/${data.name}.csv`, content: toCsv(data) }, { name: `charts/${data.name}.vl.json`, content: `${JSON.stringify(wide)}\n` },
  ];
}

/** Dark on white, whatever stands around it. */
export function standingAlone(svg: string): string {
  return svg.replaceAll('currentColor', INK).replaceAll(/font-family="[^"]*"/g, 'font-family="DejaVu Sans, Verdana, sans-serif"')
    .replace(/^<svg ([^>]*)>/, (_, attributes: string) => `<svg ${attributes.includes('xmlns=') ? '' : 'xmlns="http://www.w3.org/2000/svg" '}${attributes}><rect width="100%" height="100%" fill="#fff"/>`);
}

/** PNG of an SVG at twice its size. */
async function toPng(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const font = { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' };
  return new Uint8Array(new Resvg(svg, { font, fitTo: { mode: 'zoom', value: 2 } }).render().asPng());
}

/** Width and height that a PNG says it has. */
export function pngSize(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

const require = createRequire(import.meta.url);
const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => require.resolve(`dejavu-fonts-ttf/ttf/${name}`));
const INK = '#1b1f24';
