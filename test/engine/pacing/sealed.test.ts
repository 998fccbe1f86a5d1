import { describe, expect, it } from 'vitest';
import { findStrategy } from '../../../src/engine/pacing/registry.ts';
import type { CompiledScenario } from '../../../src/scenario/compiled.ts';
import { requiredParameters, STRATEGY_IDS } from './support/strategies.ts';
import { smallScenario } from './support/smallScenario.ts';
import { VIEW_FIELDS } from './support/spyView.ts';
import { watchedRun } from './support/watchedRun.ts';

const ID = 'a-scenario-that-nobody-knows';

function named(id: string): CompiledScenario {
  return { ...smallScenario({ calendar: { zone: 'UTC', firstDay: '2025-03-03', days: 1, shift: { from: '09:00', to: '09:06' } } }), id, title: id, description: id };
}

describe('what a strategy is told', () => {
  it('has no field about a single record: what is documented are counts, times and limits of the campaign', () => {
    expect(VIEW_FIELDS.length).toBeGreaterThan(40);
    for (const field of VIEW_FIELDS) expect(field).not.toMatch(/record|customer(?!Hangups)|phone|number|score|probabilit|likel|chance|name/i);
  });

  it.each(STRATEGY_IDS)('does not include the scenario: %s is created and acts alike under any id', (id) => {
    const given: string[] = [];
    const runs = [ID, 'steady-20'].map((name) => watchedRun(id, requiredParameters(id), named(name), (parameters, random, priors) => {
      given.push(JSON.stringify([parameters, priors]));
      return findStrategy(id)!.create(parameters, random, priors);
    }));
    expect(given[0]).toBe(given[1]);
    expect(given.join()).not.toContain(ID);
    expect(runs[0]!.commands).toEqual(runs[1]!.commands);
  });
});
