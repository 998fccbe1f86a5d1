import { copyFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isLive } from '../../../src/live/loop/fence.ts';
import { openLiveCampaign } from '../../../src/live/loop/liveCampaign.ts';
import { LiveFailure } from '../../../src/live/loop/liveFailure.ts';
import { replayStore } from '../../../src/live/loop/replayStore.ts';
import { openStore } from '../../../src/live/store/openStore.ts';
import { HandClock, LiveBench, PlayedExchange, settle } from './support.ts';

describe('a store', () => {
  it('has one live campaign at a time: a second one is refused with 75', async () => {
    const bench = new LiveBench();
    await bench.start();
    expect(isLive(bench.path)).toBe(true);
    const store = openStore(bench.path);
    const second = openLiveCampaign({ store, setup: bench.setup, telephony: new PlayedExchange().driver(), clock: new HandClock() });
    await expect(second.start()).rejects.toMatchObject({ exitCode: 75 });
    store.close();
    await bench.records(1);
    expect(bench.failures).toEqual([]);
    await bench.kill();
    expect(isLive(bench.path)).toBe(false);
  });

  it('that somebody else has taken over ends the first campaign with 75 before any further command', async () => {
    const bench = new LiveBench();
    await bench.start();
    await bench.records(3);
    bench.store.db.exec('UPDATE fence SET number = number + 1');
    await bench.signIn('Ann');
    expect(bench.failures.map((failure) => failure.exitCode)).toEqual([75]);
    expect(bench.exchange.commands).toEqual([]);
  });

  it('of which a copy was made can be live beside the first: it is another store', async () => {
    const bench = new LiveBench();
    await bench.start();
    await bench.live.stop('drain');
    copyFileSync(bench.path, `${bench.path}.copy`);
    await bench.start();
    expect(isLive(`${bench.path}.copy`)).toBe(false);
  });

  it('whose journal was decided by another major version is neither gone on with nor replayed', async () => {
    const bench = new LiveBench();
    await bench.start();
    await bench.records(3);
    await bench.signIn('Ann');
    await bench.kill();
    const store = openStore(bench.path);
    store.db.exec('DROP TRIGGER journal_is_never_updated; UPDATE journal SET engine_version = \'99.0.0\' WHERE seq > 2');
    expect(() => replayStore(store)).toThrow(LiveFailure);
    expect(() => replayStore(store)).toThrow(/decided by overdial 99\.0\.0/);
    store.close();
    await expect(bench.start()).rejects.toMatchObject({ exitCode: 2 });
  });

  it('that another process writes to, or whose snapshot is damaged, is not gone on with: 75 and 2', async () => {
    const bench = new LiveBench();
    await bench.start();
    await bench.signIn('Ann');
    await bench.kill();
    const other = openStore(bench.path);
    other.db.exec('BEGIN IMMEDIATE');
    const store = openStore(bench.path, { lockWaitMs: 0 });
    const live = openLiveCampaign({ store, setup: bench.setup, telephony: bench.exchange.driver(), clock: bench.clock });
    await expect(live.start()).rejects.toMatchObject({ exitCode: 75 });
    store.close();
    other.db.exec('ROLLBACK; UPDATE snapshot SET body = x\'00ff\'');
    other.close();
    await expect(bench.start()).rejects.toMatchObject({ exitCode: 2 });
  });

  it('that was never live has nothing to replay', () => {
    const store = openStore(new LiveBench().path);
    expect(() => replayStore(store)).toThrow(/never live/);
    store.close();
  });

  it('keeps abandon windows and what pacing has learnt from one session to the next', async () => {
    const bench = new LiveBench({ enforcedRules: [], strategy: { id: 'fixed-ratio-idle', parameters: { ratio: 1 } } });
    await bench.start();
    await bench.records(5);
    await bench.signIn('Ann');
    for (const id of bench.exchange.calls.keys()) bench.exchange.end(id, 'busy');
    await settle();
    const stopping = bench.live.stop('drain');
    await settle();
    for (const id of bench.exchange.calls.keys()) bench.exchange.end(id, 'busy');
    await stopping;
    const report = await bench.start();
    expect(report).toMatchObject({ resumed: false, records: 5 });
    expect(bench.value('SELECT COUNT(*) FROM snapshot WHERE session = 1')).toBe(2);
    expect(replayStore(bench.store)).toMatchObject({ sessions: 2, difference: null });
  });
});
