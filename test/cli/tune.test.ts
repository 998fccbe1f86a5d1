/** `overdial tune` on the command line: what is asked for is read right, and bad input is told with what is allowed. */
import { describe, expect, it } from 'vitest';
import { parseBudget } from '../../src/cli/budget.ts';
import { parseSettingOption, parseSizesOption } from '../../src/cli/settingOption.ts';
import { resultJsonSchema } from '../../src/experiment/resultSchemas.ts';
import { overdialEach, temporaryFolder, TINY } from '../support/cli.ts';

describe('the settings to sweep', () => {
  it('are a name, a list, a range, or a range in steps', () => {
    expect(parseSettingOption('setting', 'ratio')).toEqual({ name: 'ratio', values: null });
    expect(parseSettingOption('setting', 'ratio=1,1.5,2')).toEqual({ name: 'ratio', values: [1, 1.5, 2] });
    expect(parseSettingOption('setting', 'ratio=1..3').values).toHaveLength(9);
    expect(parseSettingOption('setting', 'ratio=1..2:0.1').values).toEqual([1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2]);
  });

  it.each(['=1,2', 'ratio=', 'ratio=2,1', 'ratio=1', 'ratio=3..1', 'ratio=a,b', 'ratio=1..3:0', 'ratio=0..1000:0.1'])('%s is refused', (text) => {
    expect(() => parseSettingOption('setting', text)).toThrow(/--setting: .* allowed: NAME/);
  });
});

describe('the sizes of a team', () => {
  it('are a range in eight sizes, one in steps, a list, or one size', () => {
    expect(parseSizesOption('agents', '5..40')).toEqual([5, 10, 15, 20, 25, 30, 35, 40]);
    expect(parseSizesOption('agents', '5..15:5')).toEqual([5, 10, 15]);
    expect(parseSizesOption('agents', '3,8')).toEqual([3, 8]);
    expect(parseSizesOption('agents', '12')).toEqual([12]);
    expect(() => parseSizesOption('agents', '0..4')).toThrow(/allowed: 5\.\.40/);
  });
});

describe('the budget', () => {
  it('is a time or a number of replications', () => {
    expect(parseBudget('90s')).toEqual({ ms: 90_000, replications: null });
    expect(parseBudget('1.5m')).toEqual({ ms: 90_000, replications: null });
    expect(parseBudget('200')).toEqual({ ms: null, replications: 200 });
    for (const text of ['', '0', '1.5', '5 days', '-3']) expect(() => parseBudget(text)).toThrow(/allowed: a time/);
  });
});

describe('overdial tune', () => {
  const folder = temporaryFolder({ 'tiny.yaml': TINY });

  it('tells bad input with what is allowed, and says so when no setting complies', async () => {
    const bad: [string[], string][] = [
      [['tune', 'tiny.yaml', '--setting', 'speed'], "'speed' is no numeric setting of fixed-ratio-idle; allowed: ratio"],
      [['tune', 'tiny.yaml', '--strategy', 'warp'], 'must be one of progressive, fixed-ratio-idle'],
      [['tune', 'tiny.yaml', '--limit', '3'], "--limit: '3' is not allowed; allowed: numbers from 0 to 1"],
      [['tune', 'tiny.yaml', '--second-setting', 'ratio'], 'needs --setting beside it'],
      [['tune', 'nowhere.yaml'], 'there is no such scenario'],
    ];
    const none = ['tune', 'tiny.yaml', '--setting', 'ratio=9,10', '--replications', '4', '--workers', '1'];
    const ended = await overdialEach([...bad.map(([words]) => words), none], { folder });
    bad.forEach(([, message], index) => {
      expect(ended[index]!.stderr).toContain(message);
      expect(ended[index]).toMatchObject({ code: 2, stdout: '' });
    });
    expect(ended.at(-1)!.code).toBe(1);
    expect(ended.at(-1)!.stdout).toContain('No setting that was tried keeps the abandon rate surely under 3 %');
  }, 180_000);

  it('has a documented shape', () => {
    const schema = resultJsonSchema('tune') as { required: string[]; $id: string };
    expect(schema.$id).toBe('urn:overdial:tune:1');
    expect(schema.required).toContain('team');
  });
});
