/** `overdial compare` on the command line. */
import { describe, expect, it } from 'vitest';
import { parseStrategiesOption } from '../../src/cli/strategiesOption.ts';
import { compareSchema } from '../../src/experiment/compare/compareSchema.ts';
import { resultJsonSchema } from '../../src/experiment/resultSchemas.ts';
import { overdialEach, temporaryFolder, TINY } from '../support/cli.ts';

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
  it('prints one JSON document of the documented shape, and refuses what it cannot read', async () => {
    const folder = temporaryFolder({ 'tiny.yaml': TINY });
    const words = ['compare', 'tiny.yaml', '--strategies', 'progressive,fixed-ratio-idle:ratio=2', '--replications', '5'];
    const [json, text, bad] = await overdialEach([[...words, '--workers', '2', '--json'], [...words, '--workers', '1'], ['compare', 'tiny.yaml', '--half-width', '0']], { folder });
    expect(json!.code).toBe(0);
    const result = compareSchema.parse(JSON.parse(json!.stdout));
    expect(result.scenarios[0]!.rows.map((row) => row.replications)).toEqual([5, 5]);
    expect(result.command).toContain(words.join(' '));
    expect((resultJsonSchema('compare') as { $id: string }).$id).toBe('urn:overdial:compare:1');
    expect(text!.stdout).toContain('abandon rate under each definition');
    expect(bad).toMatchObject({ code: 2, stdout: '' });
    expect(bad!.stderr).toContain('--half-width: \'0\' is not allowed; allowed: numbers from 0.0001 to 1');
  }, 180_000);
});
