import { describe, expect, it } from 'vitest';
import { LiveBench, settle } from './support.ts';

const SAVE = { kind: 'save', agent: 'Ann', status: null, form: {}, nextCallAt: null, passTo: null } as const;

describe('mode preview', () => {
  async function loaded(): Promise<LiveBench> {
    const bench = new LiveBench({ mode: 'preview' });
    await bench.start();
    await bench.ask({ kind: 'importRecords', records: [{ phones: ['442079000001', '442079000002'], contact: 'c-1', timeZone: null, priority: 0, database: null, form: { note: 'vip' } }] });
    await bench.signIn('Ann');
    await bench.ask({ kind: 'loadRecord', agent: 'Ann', record: null });
    return bench;
  }

  it('shows a record with its form and dials when the agent says so, the number that he chose', async () => {
    const bench = await loaded();
    expect(bench.live.agent('Ann')).toMatchObject({
      state: 'reserved', call: { phase: 'loaded', attempt: null, record: { record: 1, contact: 'c-1', form: { note: 'vip' }, numberPosition: 0 } },
    });
    expect(bench.exchange.dials()).toEqual([]);
    await bench.ask({ kind: 'chooseNumber', agent: 'Ann', position: 1 });
    expect(bench.live.agent('Ann')!.call!.record.numberPosition).toBe(1);
    await bench.ask({ kind: 'dial', agent: 'Ann' });
    expect(bench.exchange.dials().map((one) => one.number)).toEqual(['442079000002']);
    expect(bench.live.agent('Ann')).toMatchObject({ call: { phase: 'dialling' } });
  });

  it('has the agent save after an unanswered call, and connects an answered one', async () => {
    const bench = await loaded();
    await bench.ask({ kind: 'dial', agent: 'Ann' });
    bench.exchange.end(bench.exchange.dials()[0]!.attempt, 'noAnswer');
    await settle();
    expect(bench.live.agent('Ann')).toMatchObject({ call: { phase: 'wrapUp', answeredAt: null } });
    await bench.ask({ kind: 'dial', agent: 'Ann' });
    const second = bench.exchange.dials()[1]!.attempt;
    bench.exchange.answer(second);
    await settle();
    expect(bench.exchange.of('bridge').map((one) => one.attempt)).toEqual([second]);
    bench.exchange.end(second, 'answered', 'customer');
    await settle();
    expect(await bench.ask({ ...SAVE, attempt: second })).toMatchObject({ ok: true });
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'ready', call: null });
  });

  it('gives a record back that was not dialled, and keeps it in front of the agent over a restart', async () => {
    const bench = await loaded();
    await bench.restart();
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'reserved', call: { phase: 'loaded', record: { record: 1 } } });
    await bench.ask({ kind: 'skip', agent: 'Ann' });
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'ready', call: null });
    expect(bench.value('SELECT action FROM record')).toBe('notAssigned');
  });
});

describe('mode auto', () => {
  async function started(answersPhones = true): Promise<LiveBench> {
    const bench = new LiveBench({ bundle: 'astercc', mode: 'auto', settings: { allowObtain: true, maxEachTime: 3, maxOwned: 3 } });
    bench.exchange.answersPhones = answersPhones;
    await bench.start();
    await bench.records(3);
    await bench.signIn('Ann');
    expect(await bench.ask({ kind: 'obtain', agent: 'Ann' })).toMatchObject({ ok: true, detail: { batch: 'obtain', done: 3 } });
    await bench.ask({ kind: 'autoDial', agent: 'Ann', on: true });
    return bench;
  }

  it('calls the agent\'s phone for the turn, then the customer, and lets the phone go after the talk', async () => {
    const bench = await started();
    expect(bench.exchange.of('agentLeg.open')).toMatchObject([{ agent: 'Ann', phone: 'phone-Ann' }]);
    const [dial] = bench.exchange.dials();
    bench.exchange.answer(dial!.attempt);
    await settle();
    expect(bench.exchange.of('bridge')).toHaveLength(1);
    bench.exchange.end(dial!.attempt, 'answered', 'customer');
    await settle();
    expect(bench.exchange.of('agentLeg.close')).toHaveLength(1);
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'wrapping', legUp: false, autoDial: true });
  });

  it('gives the record back where the agent\'s phone is not answered', async () => {
    const bench = await started(false);
    expect(bench.exchange.dials()).toEqual([]);
    bench.exchange.loseLeg(bench.exchange.of('agentLeg.open')[0]!.leg);
    await settle();
    expect(bench.rows('SELECT kind, reason FROM activity WHERE kind = \'call\'')[0]).toMatchObject({ reason: 'agentLeg' });
  });

  it('shows that the engine has switched auto-dial off for an agent whose phone is missed too often, until he presses Start', async () => {
    const bench = await started(false);
    expect(bench.live.agent('Ann')).toMatchObject({ autoDial: true });
    const seq = bench.live.campaign().seq;
    await bench.clock.pass(10 * 60_000);
    expect(bench.live.agent('Ann')).toMatchObject({ autoDial: false });
    expect(bench.live.changesSince(seq)!.map((change) => change.agent)).toContain('Ann');
    bench.exchange.answersPhones = true;
    expect(bench.exchange.dials()).toEqual([]);
    await bench.ask({ kind: 'autoDial', agent: 'Ann', on: true });
    expect(bench.live.agent('Ann')).toMatchObject({ autoDial: true });
    expect(bench.exchange.dials()).toHaveLength(1);
  });
});

describe('mode progressive', () => {
  it('loads a record for a free agent, dials it after the form load time, and bridges', async () => {
    const bench = new LiveBench({ mode: 'progressive', settings: { formLoadMs: 2_000 } });
    await bench.start();
    await bench.records(3);
    await bench.signIn('Ann');
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'reserved', call: { phase: 'loaded' } });
    await bench.clock.pass(2_100);
    const [dial] = bench.exchange.dials();
    expect(bench.live.agent('Ann')).toMatchObject({ call: { phase: 'dialling', attempt: dial!.attempt } });
    bench.exchange.answer(dial!.attempt);
    await settle();
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'talking', call: { phase: 'talking', answeredAt: bench.clock.now() } });
  });
});

describe('answering machine detection', () => {
  it('offers a person to an agent and hangs up on a machine', async () => {
    const bench = new LiveBench({ setup: { amd: 'first' }, strategy: { id: 'fixed-ratio-idle', parameters: { ratio: 2 } } });
    await bench.start();
    await bench.records(5);
    await bench.signIn('Ann');
    const [first, second] = bench.exchange.dials().map((one) => one.attempt);
    expect(bench.exchange.dials()[0]).toMatchObject({ amd: 'first' });
    bench.exchange.answer(first!);
    bench.exchange.answer(second!);
    await settle();
    expect(bench.exchange.of('bridge')).toEqual([]);
    bench.exchange.tell({ kind: 'amd', attempt: first!, verdict: 'machine', cause: 'LONGGREETING' });
    bench.exchange.tell({ kind: 'amd', attempt: second!, verdict: 'human', cause: 'HUMAN' });
    await settle();
    expect(bench.exchange.of('hangup').map((one) => one.attempt)).toEqual([first]);
    expect(bench.exchange.of('bridge').map((one) => one.attempt)).toEqual([second]);
    expect(bench.value('SELECT outcome FROM attempt WHERE serial = 0')).toBe('machine');
  });
});
