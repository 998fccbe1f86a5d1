/**
 * `npm run bundles`: the same list worked through as each of the five products would, as a table.
 *
 * Each bundle's scenario of this folder is simulated once; the table says how much was dialled, whom it reached, and how the
 * list and its promises stand at the end.
 */
import { fileURLToPath } from 'node:url';
import { loadScenario } from '../../src/cli/loadScenario.ts';
import { textTable } from '../../src/experiment/textTable.ts';
import { formatPercent } from '../../src/report/format.ts';
import { simulate } from '../../src/simulation/simulate.ts';

const BUNDLES = ['daktela', 'thulium', 'astercc', 'kavkom', 'vicidial'];
const HEADINGS = ['bundle', 'mode', 'dials', 'turns', 'connects', 'dials per connect', 'penetration', 'reached', 'final', 'promises due', 'kept', 'occupancy', 'abandoned'];

const rows = BUNDLES.map((bundle) => {
  const scenario = loadScenario(fileURLToPath(new URL(`${bundle}.yaml`, import.meta.url)));
  const { replication } = simulate({ scenario, seed: scenario.seed, replication: 0 });
  const { counts, list, callbacks, agents, abandon } = replication;
  return [
    bundle, scenario.dialer.settings.mode, String(counts.dials), String(counts.turns), String(counts.connects), (list.dialsPerConnect ?? 0).toFixed(1),
    formatPercent(list.penetration), formatPercent(list.reached), formatPercent(list.final), String(callbacks.due), formatPercent(callbacks.keptRate),
    formatPercent(agents.occupancy), formatPercent(abandon['us']!.rate),
  ];
});
process.stdout.write(`${textTable(HEADINGS, rows)}\n`);
