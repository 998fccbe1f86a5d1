import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts';
import { isPermitted, PRESET_ROLES } from '../../src/engine/records/roles.ts';
import { Action, NONE } from '../../src/engine/vocabulary.ts';
import { only } from '../support/engineDesk.ts';
import { ANN, BOB, CID, promised, retried, Scene, type SceneInput } from './scene.ts';

const T = 100 * MINUTE_MS;
/** Ann and the others are signed in; nobody has pressed Start. */
const astercc = (more: Partial<SceneInput> = {}): Scene => new Scene({ bundle: 'astercc', mode: 'auto', ...more }).signIn(ANN, BOB);
const start = (scene: Scene, agent: number, on = true): string[] => scene.send('autoDialSwitched', { agent, on });
const pickUp = (scene: Scene, agent: number): string[] => scene.send('agentLegAnswered', { agent });
const obtain = (scene: Scene, agent: number): string[] => only('batchDone', scene.send('recordsObtained', { agent }));
const NO_FILTER = { records: [], statuses: [], databases: [], actions: [], owners: [NONE] };

/** Works through Ann's records: each customer is called and not reached, until no phone of hers rings any more. */
function callOrder(scene: Scene): number[] {
  const from = scene.dials.length;
  const legs = only('callAgent', scene.commands).length;
  start(scene, ANN);
  for (let turn = 0; turn < 10 && only('callAgent', scene.commands).length - legs > scene.dials.length - from; turn += 1) {
    pickUp(scene, ANN);
    scene.end('noAnswer');
  }
  return scene.dialled.slice(from);
}

describe('asterCC: auto dialing', () => {
  it('C01 the system dials, by priority, the customers assigned to the agent', () => {
    const scene = astercc();
    const [low, high] = [scene.record({ hardOwner: ANN, ...promised(0), priority: 0 }), scene.record({ hardOwner: ANN, ...promised(0), priority: 5 })];
    scene.go(1);
    expect(callOrder(scene)).toEqual([high, low]);
  });

  it('C02 only New or Pending customers assigned to this agent are called', () => {
    const scene = astercc();
    const fresh = scene.record({ hardOwner: ANN });
    const pending = scene.record({ hardOwner: ANN, ...retried(0) });
    scene.record({ hardOwner: ANN, action: 'done' });
    scene.record({ hardOwner: BOB });
    scene.record();
    scene.go(1);
    expect(callOrder(scene)).toEqual([pending, fresh]);
  });

  it('C03 the agent’s phone is called first, and the customer only if the agent answered', () => {
    const scene = astercc();
    const record = scene.record({ hardOwner: ANN });
    expect(start(scene, ANN)).toEqual(['agentState agent=0 state=reserved', 'showRecord agent=0 record=0', 'callAgent agent=0']);
    scene.go(20_000);
    expect(scene.dials).toEqual([]);
    expect(scene.view(record)).toMatchObject({ action: 'notAssigned', attempts: 0 });
    expect(scene.commands.filter((command) => command.includes('reason=agentLeg'))).toHaveLength(1);
    start(scene, ANN);
    expect(only('dial', pickUp(scene, ANN))).toHaveLength(1);
  });

  it('C04 auto dialling is enabled by dialWay: auto runs until sign-out, optional may be stopped', () => {
    const always = astercc();
    start(always, ANN);
    expect(only('rejected', start(always, ANN, false))).toHaveLength(1);
    const optional = astercc({ settings: { dialWay: 'optional' } });
    start(optional, ANN);
    start(optional, ANN, false);
    const record = optional.record({ hardOwner: ANN });
    expect([optional.refusals, only('callAgent', optional.commands)]).toEqual([[], []]);
    optional.request(ANN).dial(ANN);
    expect(optional.dials).toEqual([{ attempt: 0, record, phone: 0, agent: ANN }]);
  });

  it('C05 nothing is dialled before the agent has pressed Start, and again after he signed out', () => {
    const scene = astercc();
    scene.record({ hardOwner: ANN });
    expect(only('callAgent', scene.commands)).toEqual([]);
    scene.send('agentSignedOut', { agent: ANN });
    scene.signIn(ANN);
    expect(only('callAgent', scene.commands)).toEqual([]);
    expect(only('callAgent', start(scene, ANN))).toHaveLength(1);
  });

  it('C06 first by scheduled time before now, ascending, then higher priority', () => {
    const scene = astercc();
    const records = [
      scene.record({ hardOwner: ANN, ...promised(T - 30), priority: 0 }), scene.record({ hardOwner: ANN, ...promised(T - 30), priority: 5 }),
      scene.record({ hardOwner: ANN, ...retried(T - 50) }), scene.record({ hardOwner: ANN, ...promised(T) }),
    ];
    expect(callOrder(scene.go(T))).toEqual([records[2], records[1], records[0]]);
  });

  it('C07 then New customers by creation time, then fewer auto calls', () => {
    const scene = astercc({ settings: { outcomeDelayMs: { congestion: 1_000 } } });
    const tried = scene.record({ hardOwner: ANN, createdAt: 800 });
    start(scene, ANN);
    pickUp(scene, ANN);
    scene.end('congestion');
    const untried = scene.record({ hardOwner: BOB, createdAt: 800 });
    const older = scene.record({ hardOwner: BOB, createdAt: 700 });
    for (const record of [untried, older]) scene.send('ownerSet', { record, agent: ANN });
    scene.send('agentSignedOut', { agent: ANN });
    scene.go(HOUR_MS).signIn(ANN);
    expect(callOrder(scene)).toEqual([older, untried, tried]);
  });

  it('C10 when a number is not answered the customer’s next number is dialled by itself', () => {
    const scene = astercc();
    scene.record({ hardOwner: ANN, phones: [1, 2] });
    start(scene, ANN);
    pickUp(scene, ANN);
    scene.end('noAnswer');
    expect(scene.dials.map((dial) => dial.phone)).toEqual([0, 1]);
    expect(only('callAgent', scene.commands)).toHaveLength(1);
  });

  it('C11 a callback dialled within five minutes of its time is kept, a later one late', () => {
    const promises = [4 * MINUTE_MS, 6 * MINUTE_MS].map((delay) => {
      const scene = astercc();
      scene.record({ hardOwner: ANN, ...promised(HOUR_MS) });
      scene.go(HOUR_MS + delay);
      start(scene, ANN);
      pickUp(scene, ANN);
      scene.talk().save(ANN);
      return / promise=(\S+)/.exec(only('activity', scene.commands).at(-1)!)![1];
    });
    expect(promises).toEqual(['kept', 'late']);
    const free = astercc();
    start(free, ANN);
    free.record({ hardOwner: ANN, ...promised(HOUR_MS) });
    free.go(HOUR_MS);
    expect(only('callAgent', free.commands)).toEqual([]);
    free.go(HOUR_MS + 1);
    expect(only('callAgent', free.commands)).toHaveLength(1);
  });
});

describe('asterCC: who owns the customers', () => {
  it('C12 customers must be assigned before they are called', () => {
    const scene = astercc();
    const record = scene.record();
    expect(callOrder(scene.go(HOUR_MS))).toEqual([]);
    scene.send('ownerSet', { record, agent: ANN });
    expect(only('callAgent', scene.commands)).toHaveLength(1);
  });

  it('C13 the campaign sets whether agents may obtain unassigned customers', () => {
    const closed = astercc({ settings: { allowObtain: false } });
    closed.record();
    expect([obtain(closed, ANN), closed.refusals, closed.view(0).hardOwner]).toEqual([[], ['obtainNotAllowed'], NONE]);
    const open = astercc();
    open.record();
    expect([obtain(open, ANN), open.view(0).hardOwner]).toEqual([['batchDone batch=obtain agent=0 done=1 inUse=0 blocked=0 limitReached=false'], ANN]);
  });

  it('C14 one Get customers gives at most Maximum each time, the oldest first', () => {
    const scene = astercc({ settings: { maxEachTime: 2 } });
    for (const createdAt of [30, 10, 20]) scene.record({ createdAt });
    obtain(scene, ANN);
    expect([0, 1, 2].map((record) => scene.view(record).hardOwner)).toEqual([NONE, ANN, ANN]);
  });

  it('C15 at Maximum owned unprocessed customers Get customers gives none', () => {
    const scene = astercc({ settings: { maxEachTime: 5, maxOwned: 3 } });
    scene.record({ hardOwner: ANN, action: 'done' });
    scene.record({ hardOwner: ANN, ...promised(HOUR_MS) });
    scene.recordsMany(5);
    expect(obtain(scene, ANN)).toEqual(['batchDone batch=obtain agent=0 done=2 inUse=0 blocked=0 limitReached=false']);
    expect(obtain(scene, ANN)).toEqual(['batchDone batch=obtain agent=0 done=0 inUse=0 blocked=0 limitReached=true']);
    const newOnly = astercc({ settings: { maxEachTime: 5, maxOwned: 3, ownedCounts: 'newOnly' } });
    newOnly.record({ hardOwner: ANN, ...promised(HOUR_MS) });
    newOnly.recordsMany(5);
    expect(obtain(newOnly, ANN)).toEqual(['batchDone batch=obtain agent=0 done=3 inUse=0 blocked=0 limitReached=false']);
  });

  it('C16 an administrator can assign by hand', () => {
    const scene = astercc();
    scene.recordsMany(3);
    scene.send('recordsAssigned', { agents: [BOB], method: 'manual', ...NO_FILTER, records: [0, 2] });
    expect([0, 1, 2].map((record) => scene.view(record).hardOwner)).toEqual([BOB, NONE, BOB]);
    expect(isPermitted([PRESET_ROLES.administrator], 'records.assign')).toBe(true);
  });

  it('C17 an administrator can assign automatically: in turn, or to whoever owns least', () => {
    const scene = astercc();
    for (const agent of [ANN, ANN, BOB]) scene.record({ hardOwner: agent });
    scene.recordsMany(3);
    scene.send('recordsAssigned', { agents: [ANN, BOB, CID], method: 'leastLoaded', ...NO_FILTER });
    expect([3, 4, 5].map((record) => scene.view(record).hardOwner)).toEqual([CID, BOB, CID]);
    scene.recordsMany(4);
    scene.send('recordsAssigned', { agents: [ANN, BOB, CID], method: 'roundRobin', ...NO_FILTER, actions: [Action.notAssigned] });
    expect([6, 7, 8, 9].map((record) => scene.view(record).hardOwner)).toEqual([ANN, BOB, CID, ANN]);
  });

  it('C18 the administrator assigns and allows obtaining; the agent obtains and starts auto-dial', () => {
    const { administrator, agent } = PRESET_ROLES;
    expect((['records.assign', 'obtain.configure'] as const).map((one) => [isPermitted([administrator], one), isPermitted([agent], one)]))
      .toEqual([[true, false], [true, false]]);
    expect((['records.obtain', 'autoDial.switch'] as const).map((one) => [isPermitted([administrator], one), isPermitted([agent], one)]))
      .toEqual([[false, true], [false, true]]);
  });
});
