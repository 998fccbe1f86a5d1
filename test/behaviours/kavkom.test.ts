import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../src/base/time.ts';
import { DICTIONARIES } from '../../src/engine/records/dictionaries.ts';
import { isPermitted, PRESET_ROLES } from '../../src/engine/records/roles.ts';
import { addStatus, newCampaign, openDraft, removeStatus, saveChanges, type StatusWorld } from '../../src/engine/records/statusDictionary.ts';
import { ownStatus } from '../support/engineOptions.ts';
import { only } from '../support/engineDesk.ts';
import { ANN, Scene, type SceneInput } from './scene.ts';

const kavkom = (more: Partial<SceneInput> = {}): Scene => new Scene({ bundle: 'kavkom', mode: 'predictive', ...more }).signIn(ANN);
const withOwn = (...own: ReturnType<typeof ownStatus>[]): Scene => kavkom({ statuses: [...DICTIONARIES.kavkom, ...own] });
const settings = { mode: 'predictive', automaticStatus: {}, initialStatusId: null } as const;

/** North and South are active and use the whole dictionary. */
function twoCampaigns(): StatusWorld {
  const empty: StatusWorld = { dictionary: DICTIONARIES.kavkom, campaigns: [] };
  const plan = { active: true, systemStatusRequired: false, settings };
  return newCampaign(newCampaign(empty, { ...plan, name: 'North' }), { ...plan, name: 'South' });
}

describe('Kavkom: system statuses', () => {
  it('K05 a campaign uses the default statuses', () => {
    const campaign = twoCampaigns().campaigns[0]!;
    expect(campaign.statuses).toEqual(DICTIONARIES.kavkom);
    expect(campaign.statuses).toHaveLength(14);
  });

  it('K06 a campaign uses custom statuses', () => {
    const scene = withOwn(ownStatus('undecided', { finalUntilRecycled: true }));
    const record = scene.record();
    scene.talk().save(ANN, 'undecided');
    expect([scene.refusals, scene.statusOf(record), scene.view(record).action]).toEqual([[], 'undecided', 'done']);
  });

  it('K07 system statuses are set by the dialler, and agents cannot set them', () => {
    const system = DICTIONARIES.kavkom.filter((status) => status.group === 'system');
    expect(system.every((status) => status.hidden && status.setBy.length === 1)).toBe(true);
    const scene = kavkom();
    scene.record();
    scene.talk().save(ANN, 'noAnswer');
    expect(scene.refusals).toEqual(['statusHidden']);
  });

  it('K08 system statuses are counted in the campaign statistics', () => {
    const scene = kavkom();
    scene.record();
    scene.end('busy');
    scene.record();
    scene.end('busy');
    scene.record();
    scene.talk().save(ANN, 'sales');
    const counts = scene.dialer.statusCounts();
    expect(counts[scene.status('signalBusy')]).toEqual({ setAutomatically: 2, setByAgents: 0, carriedNow: 2 });
    expect(counts[scene.status('sales')]).toEqual({ setAutomatically: 0, setByAgents: 1, carriedNow: 1 });
    scene.recycle(['signalBusy']);
    expect(scene.dialer.statusCounts()[scene.status('signalBusy')]).toMatchObject({ setAutomatically: 2, carriedNow: 0 });
  });

  it('K09 a customer who hangs up before an agent takes the call gives Abort', () => {
    const scene = kavkom();
    const record = scene.record();
    scene.pause(ANN).answer().end('customerHangup');
    expect([scene.statusOf(record), scene.view(record).action]).toEqual(['abort', 'done']);
  });

  it('K10 a number that is not assigned gives Operator errors, once no other number is left', () => {
    const scene = kavkom();
    const record = scene.record({ phones: [7, 8] });
    scene.end('invalidNumber');
    expect(scene.statusOf(record)).toBeNull();
    expect(scene.dials.at(-1)).toMatchObject({ record, phone: 1 });
    scene.end('invalidNumber');
    expect([scene.statusOf(record), scene.view(record).action]).toEqual(['operatorErrors', 'done']);
  });

  it('K11 a finished call without a status from the agent gives No qualification', () => {
    const scene = kavkom();
    const saved = scene.record();
    scene.talk().save(ANN);
    const left = scene.record();
    scene.talk().go(MINUTE_MS);
    expect([saved, left].map((record) => [scene.statusOf(record), scene.view(record).action])).toEqual([['noQualification', 'done'], ['noQualification', 'done']]);
    expect(scene.commands.filter((command) => command.includes('reason=status'))).toHaveLength(2);
  });

  it('K12 a call not answered in the allotted time gives No answer', () => {
    const scene = kavkom();
    const record = scene.record();
    expect(scene.options.settings.ringLimitMs).toBe(25_000);
    scene.go(25_000).end('noAnswer');
    expect([scene.statusOf(record), scene.view(record).action]).toEqual(['noAnswer', 'done']);
  });

  it('K13 a machine verdict of the detector gives Answering machine detected', () => {
    const scene = kavkom();
    const record = scene.record();
    scene.send('attemptAnswered', { attempt: 0, verdict: 'machine' });
    expect([scene.statusOf(record), scene.view(record).action]).toEqual(['machineDetected', 'done']);
  });

  it('K14 a busy line gives Signal busy', () => {
    const scene = kavkom();
    const record = scene.record();
    scene.end('busy');
    expect([scene.statusOf(record), scene.view(record).action]).toEqual(['signalBusy', 'done']);
  });

  it('K15 the group Contact has exactly three statuses', () => {
    expect(namesOf('contact')).toEqual(['Sales/RDV', 'Not interested', 'Do not call back']);
  });

  it('K16 the group Unable to contact has exactly five statuses', () => {
    expect(namesOf('unableToContact')).toEqual([
      'Wrong number', 'Answering machine (message left)', 'Answering machine', 'Busy/unavailable', 'Radio silence',
    ]);
  });
});

describe('Kavkom: custom statuses', () => {
  it('K17 adding a custom status needs only a name, appends it, and can be repeated', () => {
    const draft = addStatus(addStatus(openDraft(twoCampaigns()), { name: 'Call in autumn' }, { final: true }), { name: 'Moved house' }, { final: true });
    const added = draft.statuses.slice(14);
    expect(added.map((status) => status.name)).toEqual(['Call in autumn', 'Moved house']);
    expect(added[0]).toEqual({ ...ownStatus('callInAutumn', { finalUntilRecycled: true }), name: 'Call in autumn', scope: 'dictionary' });
  });

  it('K18 a custom status can be removed', () => {
    const world = twoCampaigns();
    const added = saveChanges(world, addStatus(openDraft(world), { name: 'Moved house' }));
    if (!added.ok) throw new Error(added.message);
    const removed = saveChanges(added.world, removeStatus(openDraft(added.world), 'movedHouse'));
    expect(removed).toEqual({ ok: true, world, warnings: [] });
  });

  it('K19 removing a status that an active campaign uses warns, naming the campaigns', () => {
    const world = twoCampaigns();
    const draft = removeStatus(openDraft(world), 'sales');
    expect(saveChanges(world, draft)).toMatchObject({ ok: false, inUse: [{ status: 'sales', campaigns: ['North', 'South'] }], message: 'statusInUse: North, South' });
    const forced = saveChanges(world, draft, true);
    if (!forced.ok) throw new Error(forced.message);
    expect(forced.warnings).toEqual(['status sales was removed from North, South: their statistics may be distorted']);
    expect(forced.world.campaigns.every((campaign) => campaign.statuses.length === 13)).toBe(true);
  });

  it('K20 changes to statuses have no effect before they are saved', () => {
    const world = twoCampaigns();
    const before = structuredClone(world);
    const draft = addStatus(removeStatus(openDraft(world), 'sales'), { name: 'New' });
    expect(draft.statuses.map((status) => status.id)).not.toContain('sales');
    expect(world).toEqual(before);
    expect(saveChanges(world, draft).ok).toBe(false);
    expect(world).toEqual(before);
  });

  it('K21 Do not call back blocks the number for every later call of any campaign', () => {
    const scene = kavkom();
    scene.record({ phones: [7] });
    scene.talk().save(ANN, 'doNotCallBack');
    expect(only('blockNumber', scene.commands)).toEqual([`blockNumber number=7 scope=global record=0 status=${scene.status('doNotCallBack')}`]);
    const other = kavkom();
    other.send('numberBlocked', { number: 7, scope: 'global', blocked: true });
    const [first, second] = [scene, other].map((one) => one.record({ phones: [7] }));
    expect([scene.view(first!).action, other.view(second!).action]).toEqual(['done', 'done']);
    expect([scene.dialled, other.dialled]).toEqual([[0], []]);
  });

  it('K22 a custom status can block its number for all later calls', () => {
    const scene = withOwn(ownStatus('numberGone', { blocks: 'number', finalUntilRecycled: true }));
    const record = scene.record({ phones: [1, 2] });
    scene.talk().save(ANN, 'numberGone').recycle(['numberGone']);
    expect(scene.dials.map((dial) => [dial.record, dial.phone])).toEqual([[record, 0], [record, 1]]);
  });

  it('K23 a custom status can block its record for all later calls', () => {
    const scene = withOwn(ownStatus('recordGone', { blocks: 'record', finalUntilRecycled: true }));
    const record = scene.record();
    scene.talk().save(ANN, 'recordGone');
    expect(scene.recycle(['recordGone'])).toEqual([
      'rejected record=0 reason=recordBlocked', 'batchDone batch=recycle agent=none done=0 inUse=0 blocked=1 limitReached=false',
    ]);
    scene.setAction(record, 'callImmediately');
    expect(scene.dialled).toEqual([record]);
    scene.send('recordBlocked', { record, blocked: false });
    expect(scene.dialled).toEqual([record, record]);
  });

  it('K24 a record with a status is not called again until it is recycled', () => {
    expect(DICTIONARIES.kavkom.every((status) => status.finalUntilRecycled)).toBe(true);
    const scene = kavkom();
    const record = scene.record();
    scene.end('noAnswer').go(24 * 60 * MINUTE_MS);
    expect([scene.view(record).action, scene.dialled]).toEqual(['done', [record]]);
    scene.recycle(['noAnswer']);
    expect(scene.dialled).toEqual([record, record]);
  });

  it('K25 records can be recycled by status', () => {
    const scene = kavkom({ lines: 1 });
    for (const cause of ['busy', 'noAnswer', 'busy'] as const) {
      scene.record();
      scene.end(cause);
    }
    scene.pause(ANN);
    expect(scene.recycle(['signalBusy'])).toEqual(['batchDone batch=recycle agent=none done=2 inUse=0 blocked=0 limitReached=false']);
    expect(scene.view(1)).toMatchObject({ action: 'done' });
    expect(scene.view(2)).toMatchObject({ action: 'notAssigned', attempts: 0, status: -1 });
  });

  it('K26 the dictionary is edited by an administrator only', () => {
    const { administrator, teamLeader, agent } = PRESET_ROLES;
    expect([administrator, teamLeader, agent].map((role) => isPermitted([role], 'dictionary.edit'))).toEqual([true, false, false]);
  });
});

function namesOf(group: string): string[] {
  return DICTIONARIES.kavkom.filter((status) => status.group === group).map((status) => status.name);
}
