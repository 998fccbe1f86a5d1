/**
 * P4: foresight's speed on one core, dials per second of user CPU time, with the bare loop timed beside it in the same process.
 *
 * Source: benchmark section 6. The dials per second belong to this machine; the ratio may be compared.
 */
import { measureSpeed } from '../../src/experiment/bench/speed.ts';
import { aligned, type Evidence } from './evidence.ts';
import { loadOpb } from './run.ts';

const BARS: Readonly<Record<string, number>> = { 'steady-20': 20_000, 'steady-100': 10_000 };

export async function p4(): Promise<Evidence> {
  const workloads = Object.keys(BARS).map((id) => ({ id, scenario: loadOpb(id), strategy: { id: 'foresight', parameters: {} }, dials: 0 }));
  const speeds = await measureSpeed(workloads, { boundaryOf: () => null });
  const figures = Object.entries(BARS).map(([id, bar]) => {
    const { ratio, dialsPerSecond, pairs } = speeds[id]!;
    return { scenario: id, dialsPerSecond, bar, bareDialsPerSecond: dialsPerSecond / ratio, ratio, pairs, isMet: dialsPerSecond >= bar };
  });
  return {
    lines: [
      `P4: dials per second of user CPU time, medians over pairs with the bare loop; Node ${process.version}`,
      ...aligned([['scenario', 'dials/s', 'bar', 'bare loop', 'ratio', 'met'], ...figures.map((line) => [
        line.scenario, line.dialsPerSecond.toFixed(0), String(line.bar), line.bareDialsPerSecond.toFixed(0), line.ratio.toFixed(5), line.isMet ? 'yes' : 'NO',
      ])]),
    ],
    isPassed: figures.every(({ isMet }) => isMet), figures,
  };
}
