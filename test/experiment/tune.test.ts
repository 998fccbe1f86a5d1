/** Tuning: the boldest setting that keeps the limit, and the truth where there is none. */
import { describe, expect, it } from 'vitest';
import { compileScenario } from '../../src/scenario/compile.ts';
import { withAgents } from '../../src/experiment/teamSize.ts';
import { between, createSettingSpace } from '../../src/experiment/tune/settingSpace.ts';
import { tune, type TuneInput } from '../../src/experiment/tune/tune.ts';
import { tuneSchema } from '../../src/experiment/tune/tuneSchema.ts';
import { adviceLines, renderTuning } from '../../src/experiment/tune/tuneWords.ts';
import { createLocalWorkforce } from '../../src/experiment/workers/localWorkforce.ts';
import { shipped, smallScenario } from './smallScenario.ts';

const idle = { id: 'fixed-ratio-idle', parameters: {} };
const base: TuneInput = {
  scenario: smallScenario(5, 5), strategy: idle, settings: [{ name: 'ratio', values: [1, 1.2, 1.4, 1.7, 2] }], replications: 14, staffing: [], listRecords: 5_000,
  workforce: createLocalWorkforce(), command: 'tune',
};

describe('tuning', () => {
  it('recommends the boldest setting whose bound stays under the limit, in words', async () => {
    const result = await tune(base);
    expect(tuneSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
    const { longRun, points } = result.team;
    // Exactly: 1.2 loses 0.8 %, 1.4 loses 1.6 %, 1.7 loses 6 %.
    expect(longRun!.values).toEqual({ ratio: 1.4 });
    expect(longRun!.rateUpper).toBeLessThanOrEqual(0.03);
    expect(longRun!.gainOverProgressive.estimate!).toBeGreaterThan(1);
    expect(longRun!.listLastsHours! * longRun!.recordsPerHour!).toBeCloseTo(5_000, 6);
    points.slice(1).forEach((point, index) => expect(point.fittedRate!).toBeGreaterThanOrEqual(points[index]!.fittedRate!));
    const text = renderTuning(result);
    expect(text).toMatch(/with 5 agents and 1\.4 calls per free agent you gain \d+\.\d talk minutes an hour per agent over progressive/);
    expect(text).toMatch(/the list runs out after about/);
  });

  it('says so when no setting complies', async () => {
    const result = await tune({ ...base, settings: [{ name: 'ratio', values: [2.5, 3] }], replications: 6 });
    expect(result.isCompliant).toBe(false);
    expect(result.team.longRun).toBeNull();
    expect(adviceLines(result)[0]).toContain('No setting');
  });

  it('takes two settings at once, and other team sizes', async () => {
    const result = await tune({
      ...base, strategy: { id: 'fixed-ratio-all', parameters: { countWaiting: true } }, settings: [{ name: 'level', values: [1, 1.4] }], replications: 6,
      staffing: [smallScenario(10, 4)],
    });
    expect(result.staffing.map((team) => team.agents)).toEqual([10]);
    const two = await tune({
      ...base, strategy: { id: 'predict1', parameters: {} }, settings: [{ name: 'A', values: [0, 100] }, { name: 'minWaiting', values: [0, 1] }], replications: 6,
    });
    expect(two.team.points).toHaveLength(4);
    expect(two.team.points.every((point) => Object.keys(point.values).length === 2)).toBe(true);
  });

  it('the limit may be another', async () => {
    const strict = await tune({ ...base, limit: 0.01, replications: 10 });
    expect(strict.limit).toBe(0.01);
    expect(strict.team.longRun!.values['ratio']).toBeLessThan(1.4);
  });
});

describe('the space of settings', () => {
  it('is the benchmark’s grid without further words, from the gentlest value on', () => {
    expect(createSettingSpace(idle, [], 20).trials[0]!.named).toEqual({ ratio: 1 });
    expect(createSettingSpace({ id: 'invitation', parameters: {} }, [], 20).trials[0]!.named).toEqual({ reserve: 8 });
  });

  it('puts round values between two', () => {
    const space = createSettingSpace(idle, [], 20);
    const values = between(space, space.trials[5]!, space.trials[6]!).map((trial) => trial.values[0]);
    expect(values).toEqual([2.05, 2.1, 2.15, 2.2]);
  });

  it('refuses what is no numeric setting, out of range, or too wide, and says what is allowed', () => {
    expect(() => createSettingSpace(idle, [{ name: 'speed', values: null }], 20)).toThrow(/allowed: ratio/);
    expect(() => createSettingSpace(idle, [{ name: 'ratio', values: [1, 500] }], 20)).toThrow(/allowed: numbers from 0 to 100/);
    expect(() => createSettingSpace({ id: 'progressive', parameters: {} }, [], 20)).toThrow(/nothing to tune/);
    expect(() => createSettingSpace({ id: 'predict1', parameters: {} }, [{ name: 'minWaiting', values: null }], 20)).toThrow(/give the values/);
  });
});

describe('another size of the team', () => {
  it('changes the agents, and the lines that are given per agent', () => {
    const resolved = shipped('telesales-20');
    const small = withAgents(resolved, 7)!;
    expect(small.dialer.agents).toHaveLength(7);
    expect(small.dialer.channels).toBe(70);
    expect(withAgents(resolved, 20)!.digest).toBe(compileScenario(resolved).digest);
    expect(withAgents({ ...resolved, data: { ...resolved.data, agents: { groups: [{ count: 3 }] } } }, 7)).toBeNull();
  });
});
