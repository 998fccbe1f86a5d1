/** The scenarios that come with overdial: all are right, and the benchmark's say what its specification says. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { HOUR_MS } from '../../src/base/time.ts';
import { scenarioJsonSchema } from '../../src/scenario/jsonSchema.ts';
import { compileFile, isBase, readText, recordsOf, shippedFiles } from './files.ts';

const files = shippedFiles();
const scenarios = files.filter((file) => !isBase(file));

describe('every shipped scenario', () => {
  it.each(scenarios)('%s is right and bears its file’s name', (file) => {
    const compiled = compileFile(file);
    expect(file.endsWith(`/${compiled.id}.yaml`)).toBe(true);
    expect(compiled.title).not.toBe('');
    expect(compiled.horizon.scored.length).toBeGreaterThan(0);
    expect(compiled.dialer.zones.every((zone) => zone.open === null || zone.open.length > 0)).toBe(true);
  });

  it('has its own id', () => {
    expect(new Set(scenarios.map((file) => compileFile(file).id)).size).toBe(scenarios.length);
  });
});

describe('the JSON Schema', () => {
  const schema = scenarioJsonSchema();
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);

  it.each(files)('accepts %s as it is written', (file) => {
    validate(parse(readText(file)!));
    expect(validate.errors).toBeNull();
  });

  it('has a name and refuses what the parser refuses', () => {
    expect(schema).toMatchObject({ $id: 'urn:overdial:scenario:1', title: 'overdial scenario' });
    const whole = parse(readText('scenarios/telesales-20.yaml')!) as Record<string, unknown>;
    expect(validate({ ...whole, colour: 'red' })).toBe(false);
    expect(validate({ ...whole, agents: -1 })).toBe(false);
    expect(validate({ ...whole, customers: { patience: { distribution: 'poisson' } } })).toBe(false);
    const { id: _id, ...nameless } = whole;
    expect(validate(nameless)).toBe(false);
  });
});

describe('OPB-1', () => {
  it.each([5, 20])('steady-%i is the common world', (agents) => {
    const { dialer, world, horizon } = compileFile(`scenarios/opb-1/steady-${agents}.yaml`);
    expect(dialer.agents).toHaveLength(agents);
    expect(dialer).toMatchObject({
      channels: 10 * agents, startsPerSecond: null, priors: { answerRate: 0.2, resolutionMs: 15_000, talkMs: 180_000, wrapMs: 20_000 },
      strategy: { id: 'fixed-ratio-idle', parameters: { ratio: 2 } },
    });
    expect(dialer.settings).toMatchObject({
      mode: 'predictive', maxTotalAttempts: 1, formSaveMs: 36_000_000, ringLimitMs: 25_000, dropLimitMs: 2_000, dropLimitFrom: 'connected', guard: 'off',
    });
    expect(dialer.enforcedRules).toMatchObject([
      { id: 'score', startPoint: 'greetingEnd', thresholdMs: 2_000, limit: 0.03, window: { kind: 'calendarDay' }, minAnswers: 100, falsePositives: 'truth', countEarlyHangups: false },
    ]);
    expect(horizon.scored).toEqual([1, 2, 3, 4].map((day) => [(24 * day + 9) * HOUR_MS, (24 * day + 17) * HOUR_MS]));
    expect(dialer.zones[0]!.open).toEqual([0, 1, 2, 3, 4].map((day) => [(24 * day + 9) * HOUR_MS, (24 * day + 17) * HOUR_MS]));
    expect(world.list.kind).toBe('endless');
    expect(world.detector).toEqual({ kind: 'network' });
    expect(world.customers.shares).toEqual({ person: 0.25, machine: 0.33, noAnswer: 0.3, busy: 0.05, rejected: 0, invalidNumber: 0.05, fax: 0.01, congestion: 0.01 });
  });

  it('has a mean handle time of 292.60 s', () => {
    const { handle } = compileFile('scenarios/opb-1/steady-5.yaml').world.customers;
    const mean = handle.reduce((sum, { share, talk, wrap }) => sum + share * (lognormalMean(talk) + lognormalMean(wrap)), 0);
    expect(mean).toBeCloseTo(292.6, 2);
  });

  it.each([[5, 420], [10, 220], [20, 120], [50, 60]])('markov-%i runs for %i hours, 20 of them unscored, all exponential', (agents, hours) => {
    const { dialer, world, horizon } = compileFile(`scenarios/opb-1/markov-${agents}.yaml`);
    expect(dialer.agents).toHaveLength(agents);
    expect(horizon.scored).toEqual([[20 * HOUR_MS, hours * HOUR_MS]]);
    expect(dialer.zones[0]!.open).toEqual([[0, hours * HOUR_MS]]);
    expect(dialer).toMatchObject({ channels: null, settings: { dropLimitMs: 0, ringLimitMs: null, maxTotalAttempts: 1 } });
    expect(dialer.enforcedRules).toMatchObject([{ id: 'score', startPoint: 'connected', thresholdMs: 0, window: { kind: 'campaign' }, limit: 0.03 }]);
    expect(world.carrier.setUp).toEqual({ distribution: 'constant', value: 0 });
    expect(world.customers).toMatchObject({
      shares: { person: 0.25, noAnswer: 0.75, machine: 0 },
      eventAfter: { person: { distribution: 'exponential', mean: 12 }, noAnswer: { distribution: 'exponential', mean: 12 } },
      patience: null,
      handle: [{ share: 1, talk: { distribution: 'exponential', mean: 120 }, wrap: { distribution: 'constant', value: 0 } }],
    });
  });
});

describe('the list of the example', () => {
  it('has 5,000 records in three zones, with priorities, and some with owners and second numbers', () => {
    const { world, dialer } = compileFile('scenarios/examples/csv-list.yaml');
    const records = recordsOf(world);
    expect(records).toHaveLength(5_000);
    expect(dialer.zones.map((zone) => zone.name).sort()).toEqual(['America/Chicago', 'America/New_York', 'Europe/London']);
    expect(records.filter((record) => record.hardOwner >= 0).length).toBeGreaterThan(20);
    expect(records.some((record) => record.phones.length === 2)).toBe(true);
    expect(new Set(records.map((record) => record.priority)).size).toBe(10);
  });

  it('has only numbers that belong to nobody', () => {
    const reserved = /^(447700900|442079460|44(113|114|115|116|117|118|121|131|141|151|161)4960|441914980|441632960|442896496|442920180)\d{3}$|^1\d{3}55501\d{2}$/;
    const lines = readText('scenarios/lists/residential-5000.csv')!.trim().split('\n').slice(1);
    const numbers = lines.flatMap((line) => line.split(',').slice(0, 2)).filter((number) => number !== '');
    expect(numbers.filter((number) => !reserved.test(number))).toEqual([]);
  });
});

function lognormalMean(spec: object): number {
  if ('mean' in spec) return Number(spec.mean);
  const { mu, sigma } = spec as { mu: number; sigma: number };
  return Math.exp(mu + (sigma * sigma) / 2);
}
