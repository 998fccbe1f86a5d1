/**
 * Makes the committed example reports, of a run, a comparison and a tuning, and the page that explains foresight: `npm run reports`
 * (or one of them: `npm run reports -- run|compare|tune|foresight`). Same seeds, same pictures.
 *
 * Rule: only the pages are kept, and for the run one picture; how long it took belongs to one machine and is left out.
 */
import { writeFileSync } from 'node:fs';
import { VERSION } from '../src/base/version.ts';
import { parseStrategiesOption } from '../src/cli/strategiesOption.ts';
import { loadScenario, parseFile } from '../src/cli/loadScenario.ts';
import { compare } from '../src/experiment/compare/compare.ts';
import { runExperiment } from '../src/experiment/runExperiment.ts';
import { withAgents } from '../src/experiment/teamSize.ts';
import { tune } from '../src/experiment/tune/tune.ts';
import { adviceLines } from '../src/experiment/tune/tuneWords.ts';
import { createWorkforce, defaultWorkers } from '../src/experiment/workers/createWorkforce.ts';
import { compileChart } from '../src/report/charts/compileChart.ts';
import { occupancyAndAbandon } from '../src/report/charts/occupancyAndAbandon.ts';
import { comparisonPage } from '../src/report/comparison/comparisonReport.ts';
import { renderHtml } from '../src/report/html.ts';
import { renderPage } from '../src/report/page.ts';
import { tuningPage } from '../src/report/tuning/tuningReport.ts';
import { foresightPage } from './explain/foresightPage.ts';

const workforce = createWorkforce(defaultWorkers());
const [only] = process.argv.slice(2);
try {
  if (only === undefined || only === 'run') await makeRun();
  if (only === undefined || only === 'compare') await makeComparison();
  if (only === undefined || only === 'tune') await makeTuning();
  if (only === undefined || only === 'foresight') await makeForesight();
} finally {
  await workforce.close();
}

async function makeRun(): Promise<void> {
  const scenario = loadScenario('telesales-20');
  const { strategy } = scenario.dialer;
  const { result, series } = await runExperiment({ scenario, strategy, seed: scenario.seed, replications: 10 });
  if (result === null || series === null) throw new Error('the example run gave no result');
  const input = {
    result: { ...result, wallMs: 0, dialsPerSecond: 0 }, series, title: scenario.title, description: scenario.description, agents: scenario.dialer.agents.length,
    limitRuleId: 'us', command: 'npm start', generatedWith: `overdial ${VERSION}`,
  };
  write('telesales-20.html', await renderHtml(input));
  // A white ground, because the page that shows the picture may be dark.
  const chart = await compileChart(occupancyAndAbandon(series, 0.03));
  write('telesales-20.svg', chart.replace('<svg ', '<svg style="background:#fff" '));
}

async function makeComparison(): Promise<void> {
  const words = 'progressive,fixed-ratio-idle,fixed-ratio-all,fractile:target=0.022';
  const result = await compare({
    scenarios: [loadScenario('opb-1/cold-start')], strategies: parseStrategiesOption(words), workforce, tuningReplications: 20,
    stop: { replications: 40, halfWidth: null, replicationsMax: 40, budgetMs: null },
    command: `npm start -- compare opb-1/cold-start --strategies ${words} --replications 40 --tuned`,
  });
  write('compare-cold-start.html', await renderPage(comparisonPage({ ...result, wallMs: 0 })));
}

async function makeTuning(): Promise<void> {
  const parsed = parseFile('opb-1/cold-start');
  if ('problems' in parsed) throw new Error('the example scenario cannot be read');
  const scenario = loadScenario('opb-1/cold-start');
  const result = await tune({
    scenario, strategy: parseStrategiesOption('fixed-ratio-idle')[0]!, settings: [], staffing: [5, 20, 40].map((agents) => withAgents(parsed.scenario, agents)!), replications: 40,
    listRecords: 10_000, workforce, command: 'npm start -- tune opb-1/cold-start --agents 5,20,40 --list 10000 --replications 40',
  });
  const words = adviceLines(result).map((line) => line.trim()).filter((line) => line !== '');
  write('tune-cold-start.html', await renderPage(tuningPage({ ...result, wallMs: 0 }, words)));
}

async function makeForesight(): Promise<void> {
  write('foresight.html', await renderPage(foresightPage(loadScenario('opb-1/steady-20'), 'pictures', 'npm run reports -- foresight')));
}

function write(name: string, text: string): void {
  writeFileSync(`reports/${name}`, text);
  process.stdout.write(`wrote reports/${name}, ${Math.round(text.length / 1024)} kB\n`);
}
