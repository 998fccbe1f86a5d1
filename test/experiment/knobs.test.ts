/** The tunable settings of the strategies. */
import { describe, expect, it } from 'vitest';
import { parameterProblems } from '../../src/engine/pacing/parameters.ts';
import { STRATEGIES } from '../../src/engine/pacing/registry.ts';
import { findKnob, gridOf, withKnob } from '../../src/experiment/knobs.ts';

describe('knobs', () => {
  const tunable = STRATEGIES.filter((strategy) => findKnob(strategy.id) !== undefined);

  it.each(tunable)('$id: every value of the grid is allowed, for small teams and large', (definition) => {
    const knob = findKnob(definition.id)!;
    for (const agents of [5, 100]) {
      for (const value of gridOf(knob, agents)) {
        expect(parameterProblems(definition, withKnob({ id: definition.id, parameters: {} }, knob, value).parameters)).toEqual([]);
      }
    }
  });

  it('are there for every strategy that dials by a number', () => {
    const fixed = STRATEGIES.map((strategy) => strategy.id).filter((id) => findKnob(id) === undefined);
    expect(['progressive', 'open-loop', 'foresight', 'clairvoyant']).toEqual(expect.arrayContaining(fixed));
  });

  it('run from the gentlest to the boldest value', () => {
    expect(gridOf(findKnob('fixed-ratio-idle')!, 20).slice(0, 3)).toEqual([1, 1.2, 1.4]);
    expect(gridOf(findKnob('invitation')!, 20)[0]).toBe(8);
    expect(gridOf(findKnob('astercc-channels')!, 20)).toContain(26);
  });

  it('take along what belongs to them', () => {
    const choice = withKnob({ id: 'webitel', parameters: { loadFactor: 20 } }, findKnob('webitel')!, 2);
    expect(choice.parameters).toEqual({ loadFactor: 20, targetPercent: 2, maxPercent: 2.5 });
  });
});
