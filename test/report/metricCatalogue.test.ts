import { describe, expect, test } from 'vitest';
import { PRESET_RULE_IDS } from '../../src/engine/abandon/rule.ts';
import { metricWords, ruleDefinition, ruleWords } from '../../src/report/metricCatalogue.ts';
import { throughputOf } from '../../src/report/throughput.ts';
import { sampleRun } from '../support/sampleRun.ts';

describe('the words of metrics', () => {
  test('a listed metric has the words of the field', () => {
    expect(metricWords('agents.occupancy')).toEqual({ path: 'agents.occupancy', group: 'Agents', label: 'occupancy', kind: 'percent' });
  });

  test('a metric that is not listed is named and measured by its path', () => {
    expect(metricWords('agents.someNewWaitMs')).toMatchObject({ group: 'Agents', label: 'some new wait', kind: 'seconds' });
    expect(metricWords('novel.hitRate')).toMatchObject({ group: 'novel', label: 'hit rate', kind: 'percent' });
    expect(metricWords('counts.noAnswer')).toMatchObject({ label: 'no answer', kind: 'count' });
  });

  test('an abandon rate carries the name of its rule, a rule of the user its id', () => {
    expect(metricWords('abandon.us.rate')).toMatchObject({ label: 'US (FTC, FCC): abandon rate', kind: 'percent' });
    expect(metricWords('abandon.house.windowViolationShare')).toMatchObject({ label: 'house: share of windows over the limit', kind: 'percent' });
  });

  test('every preset rule has a name and a definition', () => {
    for (const id of PRESET_RULE_IDS) {
      expect(ruleWords(id)).not.toBe(id);
      expect(ruleDefinition(id)).not.toBe('');
    }
  });
});

describe('throughput', () => {
  test('is summed first and divided last, per hour of staffed time', () => {
    const run = sampleRun(2);
    const [first, second] = run.replications;
    if (first === undefined || second === undefined) throw new Error('two replications expected');
    first.counts.dials = 300;
    second.counts.dials = 100;
    first.agents.staffedMs = 3 * 3_600_000;
    second.agents.staffedMs = 3_600_000;
    expect(throughputOf(run, 20)).toMatchObject({ dialsPerAgentHour: 100, dialsPerHour: 2_000 });
  });

  test('is unknown where nobody worked', () => {
    expect(throughputOf({ ...sampleRun(), replications: [] }, 20).dialsPerHour).toBeNull();
  });
});
