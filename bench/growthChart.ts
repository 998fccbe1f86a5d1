/** The chart of growth.ts: cost of a dial against size, both on logarithmic axes, one line for each of the three things that grow. */
import { compileChart } from '../src/report/charts/compileChart.ts';

export interface GrowthPoint { readonly kind: string; readonly size: number; readonly nanos: number }

/** SVG text, 640 pixels wide. Logarithmic growth stays nearly level on these axes; a line that rises 45° is proportional. */
export async function growthChart(points: readonly GrowthPoint[]): Promise<string> {
  const svg = await compileChart({
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: 'Cost of a dial against agents, records and calls in flight',
    title: 'Cost of a dial as the simulation grows',
    width: 480, height: 260,
    data: { values: points.map((point) => ({ ...point })) },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'size', type: 'quantitative', scale: { type: 'log' }, axis: { title: 'how many', format: '~s' } },
      y: { field: 'nanos', type: 'quantitative', scale: { type: 'log' }, axis: { title: 'ns per dial' } },
      color: { field: 'kind', type: 'nominal', title: 'grows' },
    },
  }, 640);
  return svg.includes('xmlns=') ? svg : svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ');
}
