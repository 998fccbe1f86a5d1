/**
 * Makes the committed example reports: `npm run reports`. Same seeds, same pictures.
 */
import { writeFileSync } from 'node:fs';
import { loadScenario } from '../src/cli/loadScenario.ts';
import { runExperiment } from '../src/experiment/runExperiment.ts';
import { compileChart } from '../src/report/charts/compileChart.ts';
import { occupancyAndAbandon } from '../src/report/charts/occupancyAndAbandon.ts';
import { renderHtml } from '../src/report/html.ts';
import { VERSION } from '../src/base/version.ts';

const scenario = loadScenario('telesales-20');
const { strategy } = scenario.dialer;
const { result, series } = await runExperiment({ scenario, strategy, seed: scenario.seed, replications: 10 });
if (result === null || series === null) throw new Error('the example run gave no result');
// How long it took belongs to one machine and would change the file each time.
const input = {
  result: { ...result, wallMs: 0, dialsPerSecond: 0 }, series, title: scenario.title, description: scenario.description, agents: scenario.dialer.agents.length,
  limitRuleId: 'us', command: 'npm start', generatedWith: `overdial ${VERSION}`,
};
writeFileSync('reports/telesales-20.html', await renderHtml(input));
// A white ground, because the page that shows the picture may be dark.
const chart = await compileChart(occupancyAndAbandon(series, 0.03));
writeFileSync('reports/telesales-20.svg', chart.replace('<svg ', '<svg style="background:#fff" '));
process.stdout.write('wrote reports/telesales-20.html and reports/telesales-20.svg\n');
