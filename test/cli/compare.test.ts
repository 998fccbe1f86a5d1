/** `overdial compare` on the command line. */
import { describe, expect, it } from 'vitest';
import { parseStrategiesOption } from '../../src/cli/strategiesOption.ts';
import { compareSchema } from '../../src/experiment/compare/compareSchema.ts';
import { resultJsonSchema } from '../../src/experiment/resultSchemas.ts';
import { overdial } from './overdial.ts';

describe('--strategies', () => {
  it('a piece key=value without an id belongs to the strategy before it', () => {
    const choices = parseStrategiesOption('progressive,fixed-ratio-all:level=1.2,countWaiting=false,fixed-ratio-idle,ratio=2');
    expect(choices).toEqual([
      { id: 'progressive', parameters: {} }, { id: 'fixed-ratio-all', parameters: { level: 1.2, countWaiting: false } }, { id: 'fixed-ratio-idle', parameters: { ratio: 2 } },
    ]);
  });

  it('lists every problem, with the known strategies and settings', () => {
    expect(() => parseStrategiesOption('warp,fixed-ratio-idle:speed=3')).toThrow(/--strategies: 'warp' must be one of progressive.*\n.*'speed'.*allowed: ratio/);
    expect(() => parseStrategiesOption('ratio=2')).toThrow(/without a strategy before it/);
  });
});

describe('overdial compare', () => {
  it('prints one JSON document of the documented shape', () => {
    const { code, out } = overdial(['compare', 'telesales-20', '--strategies', 'progressive,fixed-ratio-idle:ratio=2', '--replications', '5', '--workers', '2', '--json']);
    expect(code).toBe(0);
    const result = compareSchema.parse(JSON.parse(out));
    expect(result.scenarios[0]!.rows.map((row) => row.replications)).toEqual([5, 5]);
    expect(result.command).toContain('compare telesales-20 --strategies progressive,fixed-ratio-idle:ratio=2 --replications 5');
    expect((resultJsonSchema('compare') as { $id: string }).$id).toBe('urn:overdial:compare:1');
  }, 180_000);

  it('refuses what it cannot read, with what is allowed', () => {
    const { code, errors } = overdial(['compare', 'telesales-20', '--half-width', '0']);
    expect(code).toBe(2);
    expect(errors).toContain('--half-width: \'0\' is not allowed; allowed: numbers from 0.0001 to 1');
  }, 120_000);
});
