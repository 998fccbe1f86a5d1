import { describe, expect, test } from 'vitest';
import type { AbandonResult, SummaryEntry } from '../../src/measure/results.ts';
import { complianceOf, windowWords } from '../../src/report/compliance.ts';
import { sampleRun } from '../support/sampleRun.ts';

const rule = sampleRun().replications[0]?.abandon.us as AbandonResult;

function rate(estimate: number | null, lower: number | null = null, upper: number | null = null): SummaryEntry {
  return { estimate, lower, upper, halfWidth: null, level: 0.95, method: 'jackknife', replications: 10 };
}

describe('the verdict on an abandon rate', () => {
  test('is sure only when the whole interval lies on one side of the limit', () => {
    expect(complianceOf(rate(0.028, 0.027, 0.029), [rule]).standing).toBe('within');
    expect(complianceOf(rate(0.032, 0.031, 0.033), [rule]).standing).toBe('over');
    expect(complianceOf(rate(0.029, 0.027, 0.031), [rule]).standing).toBe('likelyWithin');
    expect(complianceOf(rate(0.031, 0.029, 0.033), [rule]).standing).toBe('likelyOver');
  });

  test('exactly the limit does not exceed it', () => {
    expect(complianceOf(rate(0.03, 0.03, 0.03), [rule]).standing).toBe('within');
  });

  test('of one run names the one run', () => {
    expect(complianceOf(rate(0.028), [rule]).words).toBe('within the limit in this one run');
    expect(complianceOf(rate(0.032), [rule]).words).toBe('over the limit in this one run');
  });

  test('is withheld without answers, and there is none without a limit', () => {
    expect(complianceOf(rate(null), [rule]).standing).toBe('unknown');
    expect(complianceOf(undefined, [rule]).standing).toBe('unknown');
    expect(complianceOf(rate(0.5), [{ ...rule, limit: 1 }])).toMatchObject({ standing: 'noLimit', limit: null });
    expect(complianceOf(rate(0.5), []).standing).toBe('noLimit');
  });

  test('counts the windows of all replications', () => {
    const results = [{ ...rule, windowsExceeding: 1, windowsCounted: 2 }, { ...rule, windowsExceeding: 0, windowsCounted: 3 }];
    expect(windowWords(complianceOf(rate(0.02), results))).toBe('1 of 5 windows over the limit');
    expect(windowWords(complianceOf(rate(0.02), [{ ...rule, limit: 1 }]))).toBe('');
  });
});
