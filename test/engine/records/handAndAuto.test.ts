import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, NEVER } from '../../../src/base/time.ts';
import { createDialer } from '../../../src/engine/dialer.ts';
import { NONE } from '../../../src/engine/vocabulary.ts';
import { createCommandTexts } from '../../../src/journal/commandTexts.ts';
import { only } from '../../support/engineDesk.ts';
import { ANN, BOB, retried, Scene, type SceneInput } from '../../behaviours/scene.ts';

const preview = (more: Partial<SceneInput> = {}): Scene => new Scene({ mode: 'preview', ...more }).signIn(ANN);
const auto = (settings: SceneInput['settings'] = {}): Scene => new Scene({ bundle: 'astercc', mode: 'auto', settings }).signIn(ANN);
const start = (scene: Scene, on = true): string[] => scene.send('autoDialSwitched', { agent: ANN, on });

describe('an agent who dials by hand', () => {
  it('has one record at a time, shown again when he asks', () => {
    const scene = preview();
    scene.recordsMany(2);
    scene.request(ANN).request(ANN).request(ANN, 1);
    expect(only('showRecord', scene.commands)).toEqual(Array<string>(2).fill('showRecord agent=0 record=0'));
    expect(scene.refusals).toEqual(['notEligible']);
    scene.dial(ANN).request(ANN).dial(ANN);
    expect(scene.refusals).toEqual(['notEligible', 'recordInUse', 'recordInUse']);
  });

  it('a record without a dialable number is done when he loads it, or presses dial, and he is free again', () => {
    const scene = preview();
    scene.record({ phones: [] });
    const record = scene.record({ phones: [5] });
    scene.request(ANN);
    expect([scene.view(0).action, scene.view(record).action]).toEqual(['done', 'ready']);
    scene.send('numberBlocked', { number: 5, scope: 'global', blocked: true });
    scene.dial(ANN, 0);
    expect([scene.refusals, scene.view(record).action]).toEqual([['numberBlocked'], 'ready']);
    scene.dial(ANN);
    expect([scene.view(record).action, scene.dials, scene.commands.at(-1)]).toEqual(['done', [], 'agentState agent=0 state=ready']);
  });

  it('outside the window the record is given back; after a call he keeps it and must save', () => {
    const zones = [{ name: 'UTC', open: [[0, HOUR_MS]] as const, offsets: [[0, 0] as const] }];
    const scene = preview({ zones });
    const record = scene.record({ phones: [1, 2] });
    scene.request(ANN).go(HOUR_MS).dial(ANN);
    expect(scene.view(record)).toMatchObject({ action: 'notAssigned', inTurn: false });
    const called = preview({ zones });
    called.record({ phones: [1, 2] });
    called.at(HOUR_MS - 1_000).request(ANN).dial(ANN).end('busy').at(HOUR_MS).dial(ANN);
    expect([called.refusals, called.view(0).action]).toEqual([['outsideWindow'], 'ready']);
  });

  it('a dial that waits for a channel is made when one is free, and not if its number was blocked meanwhile', () => {
    for (const blocked of [false, true]) {
      const scene = new Scene({ mode: 'preview', channels: 1 }).signIn(ANN, BOB);
      scene.record();
      scene.record({ phones: [7, 8] });
      scene.request(ANN).request(BOB).dial(ANN).dial(BOB, 0);
      expect(scene.dials).toHaveLength(1);
      if (blocked) scene.send('numberBlocked', { number: 7, scope: 'campaign', blocked: true });
      scene.end('noAnswer');
      expect(scene.dials.slice(1)).toEqual(blocked ? [] : [{ attempt: 1, record: 1, phone: 0, agent: BOB }]);
      expect(scene.view(1).action).toBe('ready');
      if (blocked) expect(scene.dial(BOB).dials.at(-1)).toMatchObject({ record: 1, phone: 1 });
    }
  });

  it('keeps his place in the list when nobody answers, and moves to the number that was answered', () => {
    const scene = preview();
    const record = scene.record({ phones: [1, 2, 3] });
    scene.request(ANN).dial(ANN, 1).end('noAnswer');
    expect(scene.view(record).numberIndex).toBe(0);
    scene.dial(ANN, 2).talk();
    expect(scene.view(record).numberIndex).toBe(2);
    scene.dial(ANN);
    expect(scene.refusals).toEqual(['recordInUse']);
  });

  it('goes on from a snapshot as if nothing had happened', () => {
    const scene = preview();
    scene.record({ phones: [1, 2] });
    scene.request(ANN).dial(ANN, 1).end('noAnswer');
    const copy = createDialer(scene.options, { snapshot: structuredClone(scene.dialer.snapshot()) });
    const told: string[] = [];
    copy.handle({ kind: 'dialRequested', at: 5, agent: ANN, phone: NONE }, createCommandTexts((text) => told.push(text.trim().slice(2))));
    expect(told).toEqual(scene.at(5).send('dialRequested', { agent: ANN, phone: NONE }));
    expect(told[0]).toMatch(/^dial attempt=1 record=0 phone=0 /);
  });
});

describe('an agent with auto-dial', () => {
  it('is called again until so many legs in a row went unanswered', () => {
    const scene = auto({ agentLegFailureLimit: 2 });
    scene.record({ hardOwner: ANN });
    start(scene);
    scene.send('agentLegFailed', { agent: ANN });
    expect(only('callAgent', scene.commands)).toHaveLength(2);
    scene.go(20_000);
    expect([only('callAgent', scene.commands).length, scene.dialer.nextWakeAt()]).toEqual([2, NEVER]);
  });

  it('an answered leg clears the failures; late words about a leg are counted and ignored', () => {
    const scene = auto({ agentLegFailureLimit: 2 });
    scene.record({ hardOwner: ANN });
    start(scene);
    scene.send('agentLegFailed', { agent: ANN });
    scene.send('agentLegAnswered', { agent: ANN });
    scene.talk().save(ANN);
    scene.send('agentLegAnswered', { agent: ANN });
    expect([scene.dialer.facts().lateFacts, scene.dials.length]).toEqual([1, 1]);
    scene.record({ hardOwner: ANN });
    scene.send('agentLegFailed', { agent: ANN });
    expect(only('callAgent', scene.commands)).toHaveLength(4);
  });

  it('may stop where it is optional: the turn under way goes on, no further one begins', () => {
    const scene = auto({ dialWay: 'optional' });
    scene.record({ hardOwner: ANN });
    scene.record({ hardOwner: ANN });
    start(scene);
    start(scene, false);
    scene.send('agentLegAnswered', { agent: ANN });
    scene.end('noAnswer');
    expect([scene.dialled, only('callAgent', scene.commands).length]).toEqual([[0], 1]);
  });

  it('signing out while his phone rings gives the record back', () => {
    const scene = auto();
    const record = scene.record({ hardOwner: ANN });
    start(scene);
    scene.send('agentSignedOut', { agent: ANN });
    expect([scene.view(record).action, scene.dialer.turnsOpen(), scene.dialer.nextWakeAt()]).toEqual(['notAssigned', 0, NEVER]);
  });
});

describe('events of a team leader', () => {
  it('recycling: filters combine, open records only when asked for, records in turn are skipped', () => {
    const scene = new Scene({ bundle: 'kavkom', databases: [true, true] }).signIn(ANN).pause(ANN);
    scene.send('campaignStopped', {});
    const status = scene.status('noAnswer');
    for (const database of [0, 1]) scene.record({ action: 'done', status, database });
    const open = scene.record({ status });
    expect(scene.recycle(['noAnswer'], { databases: [1] })).toEqual(['batchDone batch=recycle agent=none done=1 inUse=0 blocked=0 limitReached=false']);
    expect([0, 1].map((record) => scene.view(record).action)).toEqual(['done', 'notAssigned']);
    expect(scene.recycle(['noAnswer'])).toEqual(['batchDone batch=recycle agent=none done=1 inUse=0 blocked=0 limitReached=false']);
    expect(scene.view(open).status).toBe(status);
    scene.send('campaignStarted', {});
    scene.send('agentResumed', { agent: ANN });
    const inTurn = scene.dialled[0]!;
    scene.recycle([], { databases: [0, 1], includeOpen: true });
    expect(scene.commands).toContain(`rejected record=${inTurn} reason=recordInUse`);
  });

  it('an entry of one scope goes without that of the other', () => {
    const scene = new Scene({ mode: 'progressive' });
    scene.record({ phones: [5] });
    for (const scope of ['global', 'campaign'] as const) scene.send('numberBlocked', { number: 5, scope, blocked: true });
    scene.send('numberBlocked', { number: 5, scope: 'global', blocked: false });
    expect(scene.view(0).phones[0]!.blocked).toBe(true);
    scene.send('numberBlocked', { number: 5, scope: 'campaign', blocked: false });
    expect(scene.view(0).phones[0]!.blocked).toBe(false);
  });

  it('editing: refused during a call; between two numbers of a turn those already dialled stay dialled', () => {
    const scene = new Scene({ mode: 'progressive', channels: 1 }).signIn(ANN);
    const record = scene.record({ phones: [1, 2] });
    scene.send('recordEdited', { record, priority: 0, zone: 0, phones: [3] });
    expect(scene.refusals).toEqual(['recordInUse']);
    scene.send('channelsChanged', { channels: 0 });
    scene.end('busy');
    scene.send('recordEdited', { record, priority: 0, zone: 0, phones: [9, 1] });
    scene.send('channelsChanged', { channels: 1 });
    expect(scene.dials.at(-1)).toMatchObject({ record, phone: 0 });
    scene.end('busy');
    expect([scene.dials.length, scene.view(record).inTurn]).toEqual([2, false]);
  });

  it('editing keeps the invalid mark of a number that stays, and clears that of one that changes', () => {
    const scene = new Scene({ mode: 'progressive', settings: { numberStrategy: 'onePerTurn' } }).signIn(ANN);
    const record = scene.record({ phones: [1, 2] });
    scene.end('invalidNumber');
    scene.send('recordEdited', { record, priority: 3, zone: 0, phones: [2, 1] });
    expect(scene.view(record).phones.map((phone) => phone.invalid)).toEqual([false, true]);
    scene.send('recordEdited', { record, priority: 3, zone: 0, phones: [2, 4] });
    expect(scene.view(record).phones.map((phone) => phone.invalid)).toEqual([false, false]);
  });

  it('X29: preview calls count nothing, a change of action resets, a change of record type keeps the counter', () => {
    const dialler = new Scene({ bundle: 'daktela', mode: 'progressive', settings: { maxRepeatAttempts: 2 } }).signIn(ANN);
    const record = dialler.record(retried(0));
    dialler.end('noAnswer').pause(ANN).setAction(record, 'notAssigned');
    expect(dialler.view(record).attempts).toBe(0);
    dialler.send('agentResumed', { agent: ANN });
    dialler.end('noAnswer').go(dialler.view(record).nextCallAt).end('noAnswer');
    expect(dialler.view(record).attempts).toBe(1);
    dialler.send('recordMoved', { record, recordType: 1, database: 0 });
    dialler.send('recordMoved', { record, recordType: 0, database: 0 });
    expect(dialler.view(record).attempts).toBe(1);
    dialler.go(dialler.view(record).nextCallAt).end('noAnswer');
    expect(dialler.view(record)).toMatchObject({ attempts: 2, action: 'done' });
  });

  it('a batch passes over what is in turn, tells each, and goes on', () => {
    const scene = new Scene({ mode: 'progressive' }).signIn(ANN);
    scene.recordsMany(3);
    const told = scene.send('recordsAssigned', { agents: [BOB], method: 'manual', records: [], statuses: [], databases: [], actions: [], owners: [] });
    expect(told.filter((command) => !command.startsWith('activity'))).toEqual([
      'rejected record=0 reason=recordInUse', 'batchDone batch=assign agent=none done=2 inUse=1 blocked=0 limitReached=false',
    ]);
    expect([0, 1, 2].map((record) => scene.view(record).hardOwner)).toEqual([NONE, BOB, BOB]);
    expect(scene.go(MINUTE_MS).dialer.facts().rejections).toBe(1);
  });
});
