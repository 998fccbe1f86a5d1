import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, UNSET } from '../../src/base/time.ts';
import { changeRole, isPermitted, PRESET_ROLES, type Capability } from '../../src/engine/records/roles.ts';
import { NONE } from '../../src/engine/vocabulary.ts';
import { only } from '../support/engineDesk.ts';
import { ANN, BOB, promised, retried, Scene, type SceneInput } from './scene.ts';

const progressive = (more: Partial<SceneInput> = {}): Scene => new Scene({ bundle: 'daktela', mode: 'progressive', ...more });
const predictive = (more: Partial<SceneInput> = {}): Scene => new Scene({ bundle: 'daktela', mode: 'predictive', ...more });

/** The record's calls are not answered, as long as it is called. How many there were. */
function callsUntilDone(scene: Scene, record: number): number {
  for (let call = 0; call < 20 && scene.view(record).action !== 'done'; call += 1) {
    scene.end('noAnswer');
    if (scene.view(record).nextCallAt !== UNSET) scene.go(scene.view(record).nextCallAt);
  }
  return scene.dials.length;
}

describe('Daktela: attempts', () => {
  it('D70 the first call is not a repeat attempt', () => {
    const scene = progressive({ settings: { maxRepeatAttempts: 2 } });
    const record = scene.record();
    scene.signIn(ANN).end('noAnswer').go(scene.view(record).nextCallAt);
    expect(scene.view(record).attempts).toBe(0);
    expect(callsUntilDone(scene, record)).toBe(3);
  });

  it('D71 with several numbers an attempt is complete when all were called and not answered', () => {
    const scene = progressive({ settings: { maxRepeatAttempts: 1 } }).signIn(ANN);
    const record = scene.record({ phones: [1, 2], ...retried(0) });
    scene.end('busy');
    expect(scene.view(record)).toMatchObject({ attempts: 0, inTurn: true });
    scene.end('noAnswer');
    expect(scene.view(record)).toMatchObject({ attempts: 1, action: 'done' });
  });

  it('D72 after a change of record type only attempts made in dialler campaigns count', () => {
    const preview = new Scene({ bundle: 'daktela', mode: 'preview' }).signIn(ANN);
    const record = preview.record(retried(0));
    preview.request(ANN).dial(ANN).end('noAnswer').save(ANN);
    expect(preview.view(record).attempts).toBe(0);
    const dialler = progressive().signIn(ANN);
    const moved = dialler.record(retried(0));
    dialler.end('noAnswer');
    dialler.send('recordMoved', { record: moved, recordType: 1, database: 0 });
    expect(dialler.view(moved)).toMatchObject({ recordType: 1, attempts: 1 });
  });

  it('D73 when Max. repeat attempts is reached the record is Done', () => {
    const scene = progressive({ settings: { maxRepeatAttempts: 1 } }).signIn(ANN);
    const record = scene.record(retried(0));
    scene.end('noAnswer');
    expect(scene.view(record)).toMatchObject({ action: 'done', attempts: 1 });
    expect(only('activity', scene.commands).at(-1)).toContain('reason=maxRepeatAttempts');
  });

  it('D74 with attempts left the record is Rescheduled by dialer, Next call from the Attempt delay times', () => {
    const scene = progressive({ settings: { attemptDelayMs: [10_000, 60_000] } }).signIn(ANN);
    const record = scene.record();
    expect(scene.end('noAnswer').view(record)).toMatchObject({ action: 'rescheduledByDialer', nextCallAt: 10_000 });
    expect(scene.go(10_000).end('noAnswer').view(record)).toMatchObject({ attempts: 1, nextCallAt: 70_000 });
  });

  it('D75 a manual change of action sets the counter to 0', () => {
    const scene = progressive().signIn(ANN);
    const record = scene.record(retried(0));
    scene.end('noAnswer').pause(ANN);
    expect(scene.view(record).attempts).toBe(1);
    scene.setAction(record, 'rescheduledByDialer', HOUR_MS);
    expect([scene.view(record).attempts, scene.refusals]).toEqual([1, ['actionNotSettable']]);
    expect(scene.setAction(record, 'callImmediately').view(record)).toMatchObject({ action: 'callImmediately', attempts: 0, nextCallAt: scene.now });
  });

  it('D76 after an agent rescheduled an answered call, later calls do not count', () => {
    const scene = progressive({ settings: { missedPromise: 'retry' } }).signIn(ANN);
    const record = scene.record(retried(0));
    scene.talk().save(ANN, 'callAgain', { nextCallAt: HOUR_MS });
    scene.go(HOUR_MS).end('noAnswer');
    expect(scene.view(record).attempts).toBe(0);
  });

  it('D77 progressive: such a call unanswered triggers nothing automatic; the agent must save, and without a Next call it is Done', () => {
    const scene = progressive().signIn(ANN);
    const record = scene.record(promised(0, ANN));
    scene.end('noAnswer');
    expect([scene.statusOf(record), scene.view(record).action]).toEqual([null, 'ready']);
    expect(scene.go(MINUTE_MS).view(record).action).toBe('done');
  });

  it('D78 predictive: if Next call is empty when such an activity closes, the record is Done', () => {
    const scene = predictive().signIn(ANN);
    const record = scene.record(promised(0));
    expect(scene.dials[0]!.agent).toBe(NONE);
    scene.end('noAnswer');
    expect([scene.statusOf(record), scene.view(record).action]).toEqual(['diallerHangup', 'done']);
    expect(only('activity', scene.commands).at(-1)).toContain('reason=promiseMissed');
  });
});

describe('Daktela: order', () => {
  const HOUR = HOUR_MS;
  const bucketOf = (scene: Scene, record: number, agent: number = NONE): string | null => scene.dialer.explain(record, agent).bucket;

  it('D80 progressive 1st: this user’s Ready and due Rescheduled records', () => {
    const scene = progressive().at(HOUR);
    const [retry, own] = [scene.record(retried(0)), scene.record(promised(HOUR, ANN))];
    expect([bucketOf(scene, own, ANN), bucketOf(scene, retry)]).toEqual(['own', 'dialerRetry']);
    expect(scene.signIn(ANN).dialled).toEqual([own]);
  });

  it('D81 progressive 2nd: due Rescheduled by dialer, no user', () => {
    const scene = progressive().at(HOUR);
    scene.record(promised(0));
    const retry = scene.record(retried(HOUR));
    expect([scene.signIn(ANN).dialled, bucketOf(scene, 0)]).toEqual([[retry], 'agentCallback']);
  });

  it('D82 progressive 3rd: due Rescheduled by agent, no user or Contact timeout over', () => {
    const scene = progressive().at(HOUR);
    const fresh = scene.record();
    const expired = scene.record(promised(HOUR - 15 * MINUTE_MS, BOB));
    const live = scene.record(promised(HOUR - 15 * MINUTE_MS + 1, BOB));
    expect(scene.signIn(ANN).dialled).toEqual([expired]);
    expect(scene.dialer.explain(live, ANN)).toMatchObject({ rule: 'affinityLive', until: HOUR + 1, bucket: 'agentCallback' });
    expect(bucketOf(scene, fresh)).toBe('fresh');
  });

  it('D83 progressive 4th: Not assigned with Next call due, before Contact timeout to the same agent only', () => {
    const scene = progressive().at(HOUR);
    scene.record({ nextCallAt: HOUR, softOwner: BOB });
    expect(scene.signIn(ANN).go(HOUR + 15 * MINUTE_MS - 1).dials).toEqual([]);
    expect(scene.go(HOUR + 15 * MINUTE_MS).dials).toMatchObject([{ record: 0, agent: ANN }]);
  });

  it('D84 predictive first: records with a user', () => {
    const scene = predictive({ lines: 0 }).at(HOUR);
    scene.record(retried(0));
    const [fresh, rescheduled] = [scene.record({ hardOwner: ANN }), scene.record(promised(HOUR, ANN))];
    expect(scene.signIn(ANN).dialled).toEqual([rescheduled]);
    expect(bucketOf(scene, fresh, ANN)).toBe('personalOther');
  });

  /** Records in the order in which the queue takes them, one at a time. */
  const queueOrder = (scene: Scene): number[] => {
    scene.send('campaignStarted', {});
    const count = scene.dialer.facts().records;
    for (let call = 1; call < count; call += 1) scene.end('noAnswer');
    return scene.dialled.slice(0, count);
  };
  const queued = (): Scene => {
    const scene = predictive({ settings: { attemptDelayMs: [HOUR] } }).at(HOUR);
    scene.send('campaignStopped', {});
    return scene;
  };

  it('D85 predictive next: Rescheduled by the system', () => {
    const scene = queued();
    const records = [scene.record(), scene.record(promised(0)), scene.record(retried(HOUR))];
    expect(queueOrder(scene)).toEqual([records[2], records[1], records[0]]);
  });

  it('D86 predictive next: Rescheduled by an agent, before Contact timeout to that agent only', () => {
    const scene = queued();
    const [fresh, callback, waiting] = [scene.record({ priority: 9 }), scene.record(promised(HOUR)), scene.record(promised(HOUR, ANN))];
    expect(queueOrder(scene).slice(0, 2)).toEqual([callback, fresh]);
    expect(scene.dialer.explain(waiting)).toMatchObject({ by: 'agent', agent: ANN, bucket: 'personalRescheduled' });
    expect(scene.dialer.explain(waiting, NONE, HOUR + 15 * MINUTE_MS)).toMatchObject({ by: 'queue', bucket: 'agentCallback' });
  });

  it('D87 predictive last: Not assigned, for everybody even before Contact timeout', () => {
    const scene = queued();
    const [low, high] = [scene.record({ nextCallAt: HOUR, softOwner: ANN }), scene.record({ priority: 5 })];
    expect(queueOrder(scene)).toEqual([high, low]);
  });

  it('D90 a record rescheduled by an agent goes to that agent only until Contact timeout has run from its time', () => {
    const scene = progressive().signIn(ANN);
    scene.record();
    scene.talk().save(ANN, 'callAgain', { nextCallAt: HOUR }).pause(ANN).signIn(BOB);
    expect(scene.go(HOUR + 15 * MINUTE_MS - 1).dials).toHaveLength(1);
    scene.send('agentResumed', { agent: ANN });
    expect(scene.dials.at(-1)).toMatchObject({ record: 0, agent: ANN });
  });

  it('D91 from that instant the record is treated as having no user', () => {
    const scene = progressive().signIn(BOB);
    scene.record(promised(HOUR, ANN));
    expect(scene.go(HOUR + 15 * MINUTE_MS).dials).toMatchObject([{ agent: BOB }]);
  });

  it('D92 progressive: a record Rescheduled by dialer keeps its agent for all later attempts', () => {
    const scene = progressive().signIn(ANN);
    const record = scene.record();
    scene.end('noAnswer').pause(ANN).signIn(BOB);
    expect(scene.view(record).hardOwner).toBe(ANN);
    expect(scene.go(48 * HOUR).dials).toHaveLength(1);
  });

  it('D93 removing the user makes the record available to any agent', () => {
    const scene = progressive().signIn(BOB);
    const record = scene.record({ hardOwner: ANN });
    scene.send('ownerCleared', { record });
    expect(scene.dials).toMatchObject([{ record, agent: BOB }]);
  });
});

describe('Daktela: people', () => {
  const { administrator, teamLeader, agent } = PRESET_ROLES;
  const who = (capability: Capability): boolean[] => [administrator, teamLeader, agent].map((role) => isPermitted([role], capability));

  it('D95 the administrator creates record types, forms, databases and campaigns', () => {
    expect([who('recordTypes.edit'), who('campaigns.edit')]).toEqual([[true, false, false], [true, false, false]]);
  });

  it('D96 the team leader creates and imports records, switches databases and campaigns, and evaluates', () => {
    for (const capability of ['records.create', 'records.import', 'databases.switch', 'campaigns.switch', 'reports.read'] as const) {
      expect(who(capability)).toEqual([false, true, false]);
    }
  });

  it('D97 the agent signs in and dials; a customer reached and saved: the record is Done', () => {
    expect([who('queue.signIn'), who('records.dial')]).toEqual([[false, false, true], [false, false, true]]);
    const scene = progressive().signIn(ANN);
    scene.record();
    expect(scene.talk().save(ANN).view(0)).toMatchObject({ action: 'done', nextCallAt: UNSET });
  });

  it('D98 a customer not reached: the record is rescheduled, or Done at the maximum', () => {
    for (const [maxRepeatAttempts, action] of [[1, 'rescheduledByDialer'], [0, 'done']] as const) {
      const scene = progressive({ settings: { maxRepeatAttempts } }).signIn(ANN);
      scene.record();
      expect(scene.end('noAnswer').view(0).action).toBe(action);
    }
  });

  it('D99 roles can be cut differently', () => {
    const cut = changeRole(teamLeader, { grant: ['dictionary.edit'], revoke: ['records.delete'] });
    expect([isPermitted([cut], 'dictionary.edit'), isPermitted([cut], 'records.delete'), isPermitted([cut, teamLeader], 'records.delete')]).toEqual([true, false, true]);
    expect(teamLeader.capabilities).toContain('records.delete');
  });
});
