import { describe, expect, test } from 'vitest';
import { renderTable } from '../../src/report/table.ts';
import { sampleInput, sampleRun } from '../support/sampleRun.ts';

const ESCAPE = String.fromCharCode(27);

describe('the table of a run', () => {
  test('reads as expected in plain text', () => {
    expect(renderTable(sampleInput(), { colour: false, width: 120 })).toMatchSnapshot();
  });

  test('has colour codes only when asked', () => {
    expect(renderTable(sampleInput(), { colour: false, width: 120 })).not.toContain(ESCAPE);
    expect(renderTable(sampleInput(), { colour: true, width: 120 })).toContain(`${ESCAPE}[32m`);
  });

  test.each([60, 80, 100, 120, 200])('keeps within %i columns and loses no word', (width) => {
    const text = renderTable(sampleInput({ title: 'Telesales' }), { colour: false, width });
    const body = text.split('\n').slice(2, -2);
    expect(Math.max(...body.map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(body.filter((line) => line.replaceAll(' … ', '').includes('…'))).toEqual([]);
    for (const number of ['88.1 %', '2.79 %', '18.3 s', '± 0.16', '10,108']) expect(text).toContain(number);
  });

  test('begins with the pacing result and ends with speed, time and digest', () => {
    const lines = renderTable(sampleInput(), { colour: false, width: 120 }).split('\n');
    expect(lines[3]).toMatch(/^Pacing result +estimate +95 % interval$/);
    expect(lines[4]).toMatch(/^ {2}occupancy +88\.1 % +± 0\.3$/);
    expect(lines.at(-1)).toBe('214,800 dials per second, 0.41 s, digest 9f86d081884c7d65');
  });

  test('has every group in its order', () => {
    const text = renderTable(sampleInput(), { colour: false, width: 120 });
    const heads = text.split('\n').slice(3, -1).filter((line) => /^\S/.test(line)).map((line) => line.replace(/ {2,}.*/, ''));
    expect(heads).toEqual(['Pacing result', 'Abandoned calls by rule', 'Agents', 'Throughput', 'Customers', 'List', 'Trunks']);
  });

  test('gives the enforced rule first, with its limit and verdict', () => {
    const text = renderTable(sampleInput({ limitRuleId: 'ukWithAmd' }), { colour: false, width: 120 });
    const lines = text.split('\n');
    const first = lines[lines.findIndex((line) => line.startsWith('Abandoned calls by rule')) + 1];
    expect(first).toMatch(/UK with AMD, enforced +3\.26 % +± 0\.16 +limit 3 %: over/);
  });

  test('of one replication shows no interval and says why', () => {
    const text = renderTable(sampleInput({ result: sampleRun(1) }), { colour: false, width: 120 });
    expect(text).toContain('one replication: no intervals');
    expect(text).not.toMatch(/±|95 % interval/);
  });

  test('lets no control character of a title act on the terminal', () => {
    const text = renderTable(sampleInput({ title: `bad${ESCAPE}[2Jtitle\nline` }), { colour: false, width: 120 });
    expect(text.split('\n')[0]).toBe('bad [2Jtitle line (telesales-20)');
  });

  test('of a run without numbers is short and does not fail', () => {
    const text = renderTable(sampleInput({ result: { ...sampleRun(), summary: {}, replications: [] } }), { colour: false, width: 80 });
    expect(text).toMatch(/occupancy +–/);
    expect(text).not.toMatch(/NaN|undefined|Trunks/);
  });
});
