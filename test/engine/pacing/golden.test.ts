import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SECOND_MS, formatMillis } from '../../../src/base/time.ts';
import { findStrategy } from '../../../src/engine/pacing/registry.ts';
import type { CreateStrategy, PacingView, ParameterValues } from '../../../src/engine/pacing/strategy.ts';
import { watchDialCount } from '../../../src/experiment/watchDialCount.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { smallScenario } from './support/smallScenario.ts';
import { STRATEGY_IDS } from './support/strategies.ts';

const FOLDER = fileURLToPath(new URL('golden', import.meta.url));
const EVERY_MS = 30 * SECOND_MS;
/** Parameters without a default, such that a team of six is not flooded. */
const REQUIRED: Readonly<Record<string, ParameterValues>> = { 'astercc-channels': { channels: 8 }, 'open-loop': { ratePerSecond: 0.2 } };
const HEAD = 'time          ready reserved talking wrapping | ringing analysing waiting | today ended persons dropped | dial | readings';

/** Twelve minutes of a small team, the strategy's answers line by line: each that dials, and one every half minute. */
function traceOf(id: string): string {
  const scenario = smallScenario({ calendar: { zone: 'UTC', firstDay: '2025-03-03', days: 1, shift: { from: '09:00', to: '09:12' } } });
  const given = REQUIRED[id] ?? {};
  const lines: string[] = [];
  let quietUntil = 0;
  const createStrategy: CreateStrategy = (...made) => {
    const strategy = findStrategy(id)!.create(...made);
    return watchDialCount(strategy, (view, dials) => {
      if (dials === 0 && view.now < quietUntil) return;
      quietUntil = (Math.floor(view.now / EVERY_MS) + 1) * EVERY_MS;
      lines.push(lineOf(view, dials, strategy.readings()));
    });
  };
  const { replication } = simulate({ scenario, seed: 'golden', replication: 1, strategy: { id, parameters: given }, createStrategy });
  const { dials, connects, dropped } = replication.counts;
  const title = [id, ...Object.entries(given).map(([name, value]) => `${name}=${value}`)].join(' ');
  return `${[`${title}: six agents for twelve minutes`, HEAD, ...lines, `in all ${dials} dials, ${connects} connected, ${dropped} dropped`].join('\n')}\n`;
}

function lineOf(view: PacingView, dials: number, readings: Readonly<Record<string, number>>): string {
  const agents = [[view.ready, 5], [view.reserved, 8], [view.talking, 7], [view.wrapping, 8]] as const;
  const calls = [[view.ringingSince.length, 7], [view.analysingSince.length, 9], [view.waitingSince.length, 7]] as const;
  const today = [[view.today.ended, 11], [view.today.persons, 7], [view.today.dropped, 7]] as const;
  const row = (cells: readonly (readonly [number, number])[]): string => cells.map(([value, width]) => String(value).padStart(width)).join(' ');
  const told = Object.entries(readings).map(([name, value]) => `${name} ${Number(value.toPrecision(6))}`).join(', ');
  return `${formatMillis(view.now).padEnd(13)} ${row(agents)} | ${row(calls)} | ${row(today)} | ${String(dials).padStart(4)} | ${told}`.trimEnd();
}

describe('the golden traces', () => {
  it.each(STRATEGY_IDS)('%s decides as it did (rewrite with OVERDIAL_UPDATE=1 after a wanted change)', (id) => {
    const file = `${FOLDER}/${id}.txt`;
    const trace = traceOf(id);
    if (process.env['OVERDIAL_UPDATE'] === '1') {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, trace);
    }
    expect(existsSync(file), `${file} is missing; make it with OVERDIAL_UPDATE=1`).toBe(true);
    expect(trace).toBe(readFileSync(file, 'utf8'));
  });

  it('are of registered strategies only', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(STRATEGY_IDS.map((id) => `${id}.txt`).sort());
  });
});
