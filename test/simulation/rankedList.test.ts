/** A list whose records carry ranks of a form field is called in that order, and its journal replays. */
import { describe, expect, it } from 'vitest';
import { UNSET } from '../../src/base/time.ts';
import { RecordColumnsBuilder } from '../../src/world/recordColumns.ts';
import { simulateAndReplay, smallScenario } from '../support/simulation.ts';

describe('a list with ranks', () => {
  it('is called by rank, records without one last, and replays to the same commands', () => {
    const scenario = smallScenario({
      agents: 1,
      campaign: {
        mode: 'progressive', strategy: { id: 'progressive' }, maxTotalAttempts: 1,
        policy: { id: 'byName', buckets: [{ name: 'all', scope: 'agent', match: { actions: ['notAssigned'], owner: 'none' }, honoursAffinity: true, blocks: 'never', order: [{ by: 'field:lastName', direction: 'asc' }] }] },
      },
    });
    const ranks = [3, UNSET, 0, 2, 1, UNSET, 4];
    const records = new RecordColumnsBuilder(false, 1);
    ranks.forEach((rank, index) => {
      records.push({
        database: 0, zone: 0, priority: 0, createdAt: 0, hardOwner: -1, softOwner: -1, action: 'notAssigned', nextCallAt: UNSET, status: -1, phones: [index], ranks: [rank],
      });
    });
    const given = { ...scenario, world: { ...scenario.world, list: { kind: 'given' as const, records: records.finish() } } };
    const { journal } = simulateAndReplay({ scenario: given, seed: 'ranked', replication: 0 });
    const dialled = journal.flatMap((line) => /^\s*> dial .*record=(\d+)/.exec(line)?.[1] ?? []).map(Number);
    expect(dialled).toEqual([2, 4, 3, 0, 6, 1, 5]);
  });
});
