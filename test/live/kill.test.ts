import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/live/store/openStore.ts';
import { killAgainAndAgain } from './checks/killHarness.ts';

/** The long one, of 200 kills, is `npm run check:live-kill`. */
describe('a process that is killed at any instant', () => {
  it('20 times: nobody is called twice, no disposition is lost, no attempt stays open, and the journal replays', async () => {
    const report = await killAgainAndAgain({ kills: 20, seed: 'npm test' });
    expect(report.atPoints).toBeGreaterThan(5);
    expect(report.atRandom).toBeGreaterThan(2);
    expect(report.dials).toBeGreaterThan(100);
    expect(report.saves).toBeGreaterThan(20);
    expect(report).toMatchObject({ doubleDials: [], lostDispositions: [], unfinished: [], replayDifference: null });
  }, 600_000);

  it('the harness sees what is wrong: a lost disposition, an open attempt, a record in use, a command that another engine would not give', async () => {
    const report = await killAgainAndAgain({
      kills: 1, seed: 'tampered', tamper: (path) => {
        const store = openStore(path);
        store.db.exec(`
          DELETE FROM disposition WHERE attempt = (SELECT MIN(attempt) FROM disposition);
          UPDATE attempt SET outcome = NULL WHERE serial = (SELECT MIN(serial) FROM attempt);
          UPDATE record SET action = 'ready' WHERE id = (SELECT MAX(id) FROM record);
          UPDATE outbox SET line = 'hangUp attempt=999999' WHERE (seq, n) = (SELECT seq, n FROM outbox WHERE line LIKE 'connect %' ORDER BY seq, n LIMIT 1);`);
        store.close();
      },
      replayCalls: 1,
    });
    expect(report.lostDispositions).toHaveLength(1);
    expect(report.unfinished).toHaveLength(2);
    expect(report.replayDifference).toContain('999999');
    expect(report.doubleDials).toHaveLength(2);
  }, 600_000);
});
