import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS, UNSET } from '../../src/base/time.ts';
import { only } from '../support/engineDesk.ts';
import { ANN, BOB, CID, promised, retried, Scene, type SceneInput } from './scene.ts';

const preview = (more: Partial<SceneInput> = {}): Scene => new Scene({ bundle: 'daktela', mode: 'preview', ...more });
const progressive = (more: Partial<SceneInput> = {}): Scene => new Scene({ bundle: 'daktela', mode: 'progressive', ...more });
const predictive = (more: Partial<SceneInput> = {}): Scene => new Scene({ bundle: 'daktela', mode: 'predictive', ...more });
const shown = (scene: Scene): string[] => only('showRecord', scene.commands);

describe('Daktela: preview', () => {
  it('D40 an agent loads Call immediately, Not assigned and due Rescheduled records, and no others', () => {
    const scene = preview().signIn(ANN).go(HOUR_MS);
    const records = [
      scene.record({ action: 'callImmediately' }), scene.record(), scene.record(promised(HOUR_MS)), scene.record(retried(0)),
      scene.record(promised(HOUR_MS + 1)), scene.record({ action: 'done' }), scene.record({ hardOwner: BOB }),
    ];
    for (const record of records) {
      scene.request(ANN, record);
      scene.send('recordSkipped', { agent: ANN });
    }
    expect(shown(scene)).toEqual([0, 1, 2, 3].map((record) => `showRecord agent=0 record=${record}`));
    expect(scene.refusals.filter((reason) => reason !== 'notHolder')).toEqual(['notDue', 'recordDone', 'notEligible']);
  });

  it('D41 loading opens an activity; the call starts only when the agent dials', () => {
    const scene = preview().signIn(ANN);
    const record = scene.record();
    scene.request(ANN).go(HOUR_MS);
    expect([scene.view(record).action, scene.dials]).toEqual(['ready', []]);
    expect(scene.dial(ANN).dials).toHaveLength(1);
  });

  it('D42 after the call the agent sets status and Next call and saves within Form save time', () => {
    const scene = preview().signIn(ANN);
    scene.record();
    scene.request(ANN).dial(ANN).talk().go(59 * SECOND_MS).save(ANN, 'callAgain', { nextCallAt: HOUR_MS });
    expect([scene.statusOf(0), scene.view(0).nextCallAt]).toEqual(['callAgain', HOUR_MS]);
    const late = preview().signIn(ANN);
    late.record();
    late.request(ANN).dial(ANN).talk().go(MINUTE_MS).save(ANN);
    expect([late.view(0).action, late.refusals]).toEqual(['done', ['notHolder']]);
  });

  it('D43 answered or not, another call happens only if the agent gave a Next call', () => {
    for (const end of ['talk', 'noAnswer'] as const) {
      const scene = preview().signIn(ANN);
      const [kept, lost] = [scene.record(), scene.record()];
      for (const more of [{ nextCallAt: HOUR_MS }, {}]) {
        scene.request(ANN).dial(ANN);
        if (end === 'talk') scene.talk();
        else scene.end(end);
        scene.save(ANN, null, more);
      }
      expect([kept, lost].map((record) => scene.view(record).action)).toEqual(['rescheduledByAgent', 'done']);
    }
  });

  it('D44 saved without a Next call the record is Done', () => {
    const scene = preview().signIn(ANN);
    scene.record();
    scene.request(ANN).dial(ANN).end('noAnswer');
    expect(scene.view(0).action).toBe('ready');
    expect(scene.save(ANN).view(0)).toMatchObject({ action: 'done', nextCallAt: UNSET, attempts: 0 });
  });

  it('D45 with Change user on, the agent passes the record to another agent', () => {
    for (const changeUser of [true, false]) {
      const scene = preview({ settings: { changeUser } }).signIn(ANN);
      scene.record();
      scene.request(ANN).dial(ANN).talk().save(ANN, null, { nextCallAt: HOUR_MS, passTo: BOB });
      expect([scene.refusals, scene.view(0).softOwner]).toEqual(changeUser ? [[], BOB] : [['passNotAllowed'], -1]);
    }
  });
});

describe('Daktela: progressive', () => {
  it('D50 records are chosen for each free agent of the campaign', () => {
    const scene = progressive();
    scene.recordsMany(3);
    expect(scene.signIn(ANN, BOB).dials.map((dial) => dial.agent)).toEqual([ANN, BOB]);
  });

  it('D51 the activity opens at once and the number is dialled after Form load time', () => {
    const scene = progressive({ settings: { formLoadMs: 5 * SECOND_MS } }).signIn(ANN);
    const record = scene.record();
    expect([scene.view(record).action, scene.go(4_999).dials]).toEqual(['ready', []]);
    expect(scene.go(5_000).dialled).toEqual([record]);
  });

  it('D52 answered: form, status, Next call and save within Form save time', () => {
    const scene = progressive().signIn(ANN);
    scene.record();
    scene.talk().save(ANN, 'callAgain', { nextCallAt: HOUR_MS });
    expect([scene.statusOf(0), scene.view(0).action]).toEqual(['callAgain', 'rescheduledByAgent']);
    const late = progressive().signIn(ANN);
    late.record();
    expect(late.talk().go(MINUTE_MS).view(0)).toMatchObject({ action: 'done', nextCallAt: UNSET });
  });

  it('D53 not answered: first the automatic status, then the activity closes, then the record is updated', () => {
    const scene = progressive().signIn(ANN);
    scene.record();
    const [over, activity] = scene.send('attemptEnded', { attempt: 0, cause: 'noAnswer' });
    expect(over).toBe('attemptOver attempt=0 outcome=noAnswer');
    expect(activity).toMatch(new RegExp(`^activity record=0 kind=call .*endedAt=0 .*status=${scene.status('diallerHangup')} .*actionAfter=rescheduledByDialer`));
  });

  it('D54 the next record is loaded after the pause has run and a record is found', () => {
    const scene = progressive({ settings: { pauseAfterAnsweredMs: 10_000, pauseAfterUnansweredMs: 3_000 } }).signIn(ANN);
    scene.recordsMany(3);
    scene.end('noAnswer');
    expect(scene.go(2_999).dials).toHaveLength(1);
    expect(scene.go(3_000).dials).toHaveLength(2);
    scene.talk().save(ANN);
    expect(scene.go(12_999).dials).toHaveLength(2);
    expect(scene.go(13_000).dials).toHaveLength(3);
  });
});

describe('Daktela: predictive', () => {
  it('D60 each cycle starts from free agents and the state of calls already dialled', () => {
    const scene = predictive({ lines: 2 }).signIn(ANN);
    scene.recordsMany(5);
    expect(scene.dials).toHaveLength(2);
    scene.end('noAnswer', 0);
    expect(scene.dials).toHaveLength(3);
  });

  it('D61 while an answered call has no agent, nothing more is dialled', () => {
    const scene = predictive({ lines: 2 }).signIn(ANN).pause(ANN);
    scene.recordsMany(5);
    scene.answer(0).end('noAnswer', 1);
    expect(scene.dials).toHaveLength(2);
    scene.send('agentResumed', { agent: ANN });
    expect(scene.dials.length).toBeGreaterThan(2);
  });

  it('D62 records with a user are loaded before all others', () => {
    const scene = predictive({ lines: 0 });
    scene.record({ createdAt: -1 });
    const own = scene.record({ hardOwner: ANN });
    expect(scene.signIn(ANN).dialled).toEqual([own]);
  });

  it('D63 while a due rescheduled record with a user waits, no other record is selected, whatever Calls per agent says', () => {
    const scene = predictive({ lines: 5, settings: { callsPerAgent: 3 } }).signIn(ANN, BOB).pause(ANN);
    scene.record(promised(0, ANN));
    scene.recordsMany(5);
    expect(scene.dials).toEqual([]);
    scene.send('agentSignedOut', { agent: ANN });
    expect(scene.dials).toHaveLength(3);
  });

  it('D64 records with a user are loaded in his screen before the customer answers', () => {
    const scene = predictive().signIn(ANN);
    scene.record({ hardOwner: ANN });
    expect(shown(scene)).toEqual(['showRecord agent=0 record=0']);
    expect(scene.dials[0]!.agent).toBe(ANN);
  });

  it('D65 the number of further calls is computed after the records with users were loaded', () => {
    const scene = predictive({ lines: 4, settings: { callsPerAgent: 1 } });
    scene.recordsMany(4);
    scene.record({ hardOwner: ANN });
    scene.signIn(ANN);
    expect(scene.dials).toEqual([{ attempt: 0, record: 4, phone: 0, agent: ANN }]);
  });

  it('D66 Calls per agent bounds how many records are selected', () => {
    for (const [callsPerAgent, dials] of [[1, 2], [1.5, 3], [10, 5]] as const) {
      const scene = predictive({ lines: 5, settings: { callsPerAgent } });
      scene.send('campaignStopped', {});
      scene.recordsMany(8);
      scene.signIn(BOB, CID);
      scene.send('campaignStarted', {});
      expect(scene.dials).toHaveLength(dials);
    }
  });

  it('D67 answered: the call goes to a free agent, who saves within Form save time', () => {
    const scene = predictive().signIn(ANN);
    const record = scene.record();
    scene.talk();
    expect(scene.view(record).action).toBe('ready');
    expect(only('connect', scene.commands)).toEqual(['connect attempt=0 agent=0']);
    expect(scene.go(MINUTE_MS).view(record).action).toBe('done');
  });

  it('D68 not answered: the automatic status, then the record is updated', () => {
    const scene = predictive().signIn(ANN);
    scene.record();
    scene.end('busy');
    expect([scene.statusOf(0), scene.view(0).action]).toEqual(['busy', 'rescheduledByDialer']);
  });
});
