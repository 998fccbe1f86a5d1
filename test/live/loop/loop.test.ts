import { describe, expect, it } from 'vitest';
import { LiveBench } from './support.ts';

describe('a live campaign', () => {
  it('dials for an agent whose phone is connected, bridges, and takes his save', async () => {
    const bench = new LiveBench();
    await bench.start();
    await bench.records(5);
    expect(bench.exchange.dials()).toHaveLength(0);
    await bench.signIn('Ann');
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'ready', legUp: true });
    expect(bench.exchange.dials()).toHaveLength(1);
    const [dial] = bench.exchange.dials();
    bench.exchange.answer(dial!.attempt);
    await bench.clock.pass(0);
    expect(bench.exchange.of('bridge')).toEqual([{ kind: 'bridge', attempt: dial!.attempt, leg: `${bench.live.run}-L1` }]);
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'talking', call: { attempt: dial!.attempt, phase: 'talking' } });
    await bench.clock.pass(60_000);
    bench.exchange.end(dial!.attempt, 'answered', 'customer');
    await bench.clock.pass(5_000);
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'wrapping', call: { phase: 'wrapUp' } });
    const answer = await bench.ask({ kind: 'save', agent: 'Ann', attempt: dial!.attempt, status: null, form: { note: 'called' }, nextCallAt: null, passTo: null });
    expect(answer).toMatchObject({ ok: true });
    expect(bench.value('SELECT COUNT(*) FROM disposition')).toBe(1);
    expect(bench.live.agent('Ann')).toMatchObject({ state: 'ready', call: null });
    expect(bench.exchange.dials()).toHaveLength(2);
    expect(bench.value('SELECT outcome FROM attempt WHERE serial = 0')).toBe('answered');
  });
});
