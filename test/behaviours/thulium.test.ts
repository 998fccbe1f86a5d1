import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts';
import { DICTIONARIES } from '../../src/engine/records/dictionaries.ts';
import { isPermitted, PRESET_ROLES } from '../../src/engine/records/roles.ts';
import {
  addStatus, addToCampaign, changeStatus, makeInCampaign, newCampaign, openDraft, saveChanges, type StatusWorld,
} from '../../src/engine/records/statusDictionary.ts';
import { statusListProblems } from '../../src/engine/records/statusListProblems.ts';
import { ownStatus } from '../support/engineOptions.ts';
import { ANN, BOB, Scene, type SceneInput } from './scene.ts';

const OWN = [
  ownStatus('mine', { systemStatus: 'myRecord' }), ownStatus('notEarlier', { systemStatus: 'notEarlierThan' }),
  ownStatus('spad', { systemStatus: 'callProgressive', setBy: ['dropped'] }), ownStatus('hidden', { systemStatus: 'toCall', hidden: true }),
  ownStatus('inactive', { systemStatus: 'toCall', active: false }),
];
const thulium = (more: Partial<SceneInput> = {}): Scene =>
  new Scene({ bundle: 'thulium', mode: 'predictive', statuses: [...DICTIONARIES.thulium, ...OWN], ...more }).signIn(ANN);
const settings = { mode: 'predictive', automaticStatus: {}, initialStatusId: null } as const;
const plan = { active: true, systemStatusRequired: true, settings };
const world = (): StatusWorld => newCampaign({ dictionary: DICTIONARIES.thulium, campaigns: [] }, { ...plan, name: 'North' });
const listOf = (of: StatusWorld, name: string): string[] => of.campaigns.find((campaign) => campaign.name === name)!.statuses.map((status) => status.id);

/** One record, talked to and saved. */
function saved(status: string, nextCallAt?: number, more: Partial<SceneInput> = {}): Scene {
  const scene = thulium(more);
  scene.record();
  return scene.talk().save(ANN, status, nextCallAt === undefined ? {} : { nextCallAt });
}

describe('Thulium: what a status does', () => {
  it('T01 a status names the result of a call, on the record and its activity', () => {
    const scene = saved('doNotCall');
    expect(scene.statusOf(0)).toBe('doNotCall');
    expect(scene.commands.some((command) => command.startsWith('activity record=0 kind=call') && command.includes(`status=${scene.status('doNotCall')} `))).toBe(true);
  });

  it('T02 a status decides whether, when and to whom the next call is made', () => {
    const rows = [['call'], ['doNotCall'], ['mine', HOUR_MS], ['notEarlier', HOUR_MS]] as const;
    expect(rows.map(([status, at]) => saved(status, at).view(0)).map(({ action, nextCallAt, softOwner }) => [action, nextCallAt > 0, softOwner])).toEqual([
      ['rescheduledByDialer', true, -1], ['done', false, -1], ['rescheduledByAgent', true, ANN], ['rescheduledByAgent', true, -1],
    ]);
  });

  it('T03 the agent gives the status after the call, not before', () => {
    const scene = thulium();
    scene.record();
    scene.answer().save(ANN, 'call');
    expect(scene.refusals).toEqual(['notHolder']);
    scene.end('customerHangup').save(ANN, 'call');
    expect([scene.refusals, scene.statusOf(0)]).toEqual([['notHolder'], 'call']);
  });

  it('T04 a status has a name and exactly one system status', () => {
    const { problems } = statusListProblems({ statuses: [ownStatus('label'), ownStatus('nameless', { name: ' ', systemStatus: 'toCall' })], settings, systemStatusRequired: true });
    expect(problems.map(({ index, field }) => [index, field])).toEqual([[0, 'systemStatus'], [1, 'name']]);
  });

  it('T05 To be called: the system makes another call', () => {
    const scene = saved('call');
    expect(scene.view(0)).toMatchObject({ action: 'rescheduledByDialer', nextCallAt: 15 * MINUTE_MS });
    expect(scene.go(15 * MINUTE_MS).dialled).toEqual([0, 0]);
  });

  it('T06 My record: to the agent who saved it, at the date he set, which he must set', () => {
    const refused = saved('mine');
    expect([refused.refusals, refused.view(0).action]).toEqual([['nextCallRequired'], 'ready']);
    const scene = saved('mine', HOUR_MS).signIn(BOB);
    expect(scene.go(HOUR_MS - 1).dials).toHaveLength(1);
    expect(scene.go(HOUR_MS).dials.at(-1)).toMatchObject({ record: 0, agent: ANN });
  });

  it('T07 Do not call: no call is made', () => {
    const scene = saved('doNotCall').go(72 * HOUR_MS);
    expect([scene.view(0).action, scene.dials.length]).toEqual(['done', 1]);
  });

  it('T08 Contact not earlier than: another call at the set time, by any agent, never before', () => {
    const scene = saved('notEarlier', HOUR_MS).signIn(BOB).pause(ANN);
    expect(scene.go(HOUR_MS - 1).dials).toHaveLength(1);
    scene.go(HOUR_MS).answer();
    expect(scene.dials).toHaveLength(2);
    expect(scene.commands).toContain('agentState agent=1 state=talking');
  });

  it('T09 Call progressive: after a call without a free agent the next is made with an agent attached', () => {
    const scene = thulium({ settings: { dropLimitMs: 0 } }).pause(ANN);
    scene.record();
    scene.answer();
    expect([scene.statusOf(0), scene.view(0).retryProgressive, scene.view(0).nextCallAt]).toEqual(['spad', true, 2 * MINUTE_MS]);
    expect(scene.go(10 * MINUTE_MS).dials).toHaveLength(1);
    scene.send('agentResumed', { agent: ANN });
    expect(scene.dials.at(-1)).toMatchObject({ record: 0, agent: ANN });
    scene.end('noAnswer');
    expect(scene.view(0).retryProgressive).toBe(false);
  });

  it('T10 Call progressive has its effect in predictive campaigns only', () => {
    const scene = new Scene({ bundle: 'thulium', mode: 'progressive', statuses: [...DICTIONARIES.thulium, ...OWN] }).signIn(ANN);
    scene.record();
    scene.talk().save(ANN, 'spad');
    expect(scene.view(0)).toMatchObject({ action: 'rescheduledByDialer', retryProgressive: false });
    const { warnings } = statusListProblems({ statuses: OWN, settings: { ...settings, mode: 'progressive' }, systemStatusRequired: true });
    expect(warnings.map(({ index, field }) => [index, field])).toEqual([[2, 'systemStatus']]);
  });

  it('T11 a date can be set only with Contact not earlier than and My record', () => {
    for (const status of ['call', 'doNotCall', 'spad']) expect(saved(status, HOUR_MS).refusals).toEqual(['dateNotAllowed']);
    for (const status of ['mine', 'notEarlier']) expect(saved(status, HOUR_MS).refusals).toEqual([]);
  });
});

describe('Thulium: dictionary and campaigns', () => {
  it('T12 two statuses exist from the start', () => {
    expect(DICTIONARIES.thulium.map(({ name, systemStatus }) => [name, systemStatus])).toEqual([['Dzwonić', 'toCall'], ['Nie dzwonić', 'doNotCall']]);
  });

  it('T13 statuses live in a dictionary', () => {
    expect(world().dictionary.every((status) => status.scope === 'dictionary')).toBe(true);
  });

  it('T14 a dictionary status can be used in a campaign only after it was added to it', () => {
    const draft = addStatus(openDraft(world()), { name: 'Later', systemStatus: 'toCall' });
    const result = saveChanges(world(), draft);
    if (!result.ok) throw new Error(result.message);
    expect(listOf(result.world, 'North')).not.toContain('later');
    expect(listOf(addToCampaign(result.world, 'North', 'later'), 'North')).toContain('later');
    const scene = thulium();
    scene.record();
    scene.talk();
    scene.send('agentSaved', { agent: ANN, status: scene.options.statuses.length, nextCallAt: HOUR_MS, passTo: -1, formComplete: true });
    expect(scene.refusals).toEqual(['statusNotInCampaign']);
  });

  it('T15 a status made in a campaign is valid there only and does not enter the dictionary', () => {
    const two = makeInCampaign(newCampaign(world(), { ...plan, name: 'South' }), 'North', { name: 'Only here', systemStatus: 'toCall' });
    expect([listOf(two, 'North'), listOf(two, 'South')]).toEqual([['call', 'doNotCall', 'onlyHere'], ['call', 'doNotCall']]);
    expect(two.dictionary).toEqual(DICTIONARIES.thulium);
    expect(two.campaigns[0]!.statuses.at(-1)!.scope).toBe('campaign');
  });

  it('T16 a status added to or made in a campaign appears in its list', () => {
    const result = saveChanges(world(), addStatus(openDraft(world()), { name: 'Later', systemStatus: 'toCall' }));
    if (!result.ok) throw new Error(result.message);
    const changed = makeInCampaign(addToCampaign(result.world, 'North', 'later'), 'North', { name: 'Own', systemStatus: 'doNotCall' });
    expect(listOf(changed, 'North')).toEqual(['call', 'doNotCall', 'later', 'own']);
  });

  it('T17 while the campaign runs the status of a record can be set', () => {
    const scene = saved('call');
    scene.send('statusSet', { record: 0, status: scene.status('doNotCall') });
    expect([scene.refusals, scene.statusOf(0)]).toEqual([[], 'doNotCall']);
  });

  it('T18 a status can be set automatically in chosen situations, such as busy', () => {
    const scene = thulium();
    scene.record();
    scene.end('busy');
    expect(scene.statusOf(0)).toBe('call');
    const chosen = thulium({ settings: { automaticStatus: { busy: 'doNotCall' } } });
    chosen.record();
    chosen.end('busy');
    expect([chosen.statusOf(0), chosen.view(0).action]).toEqual(['doNotCall', 'done']);
  });

  it('T19 a status marked for it is added to every campaign created afterwards, and to no earlier one', () => {
    const draft = addStatus(openDraft(world()), { name: 'Later', systemStatus: 'toCall', autoAddToNewCampaigns: true });
    const result = saveChanges(world(), draft);
    if (!result.ok) throw new Error(result.message);
    const two = newCampaign(result.world, { ...plan, name: 'South' });
    expect([listOf(two, 'North'), listOf(two, 'South')]).toEqual([['call', 'doNotCall'], ['call', 'doNotCall', 'later']]);
  });

  it('T20 a hidden status is not offered to agents', () => {
    expect(saved('hidden').refusals).toEqual(['statusHidden']);
    const automatic = thulium({ settings: { automaticStatus: { busy: 'hidden' } } });
    automatic.record();
    expect(automatic.end('busy').statusOf(0)).toBe('hidden');
  });

  it('T21 only an active status can be set', () => {
    const scene = saved('inactive');
    expect(scene.refusals).toEqual(['statusInactive']);
    const automatic = thulium({ settings: { automaticStatus: { busy: 'inactive' } } });
    automatic.record();
    expect(automatic.end('busy').statusOf(0)).toBeNull();
    const draft = changeStatus(openDraft(world()), 'call', { active: false });
    expect(draft.statuses.map((status) => status.active)).toEqual([false, true]);
  });

  it('T22 when the date of a My record comes, the call goes to exactly that agent, however late', () => {
    const scene = saved('mine', HOUR_MS).signIn(BOB).pause(ANN);
    expect(scene.go(10 * HOUR_MS).dials).toHaveLength(1);
    scene.send('agentResumed', { agent: ANN });
    expect(scene.dials.at(-1)).toMatchObject({ record: 0, agent: ANN });
  });

  it('T23 the dictionary is edited by an administrator; agents only set statuses', () => {
    const { administrator, agent } = PRESET_ROLES;
    expect([isPermitted([administrator], 'dictionary.edit'), isPermitted([agent], 'dictionary.edit'), isPermitted([agent], 'records.save')]).toEqual([true, false, true]);
  });
});
