import { describe, expect, it } from 'vitest';
import { checkForm, formatMissing, mayBeSaved, recordTypeProblems, type FormField, type RecordType } from '../../../src/engine/records/forms.ts';
import { DICTIONARIES, DICTIONARY_IDS } from '../../../src/engine/records/dictionaries.ts';
import { CAPABILITIES, isPermitted, PRESET_ROLES } from '../../../src/engine/records/roles.ts';
import {
  addStatus, changeStatus, newCampaign, openDraft, removeStatus, saveChanges, statusesGoingOn, type StatusWorld,
} from '../../../src/engine/records/statusDictionary.ts';
import { statusListProblems, type StatusListInput } from '../../../src/engine/records/statusListProblems.ts';
import { NONE } from '../../../src/engine/vocabulary.ts';
import { ownStatus } from '../../support/engineOptions.ts';
import { ANN, Scene } from '../../behaviours/scene.ts';

const SETTINGS = { mode: 'predictive', automaticStatus: {}, initialStatusId: null } as const;
const report = (input: Partial<StatusListInput>): ReturnType<typeof statusListProblems> =>
  statusListProblems({ statuses: [], settings: SETTINGS, systemStatusRequired: false, ...input });
const fields = (input: Partial<StatusListInput>): (string | number)[][] => report(input).problems.map(({ index, field }) => [index, field]);

describe('a list of statuses is checked when it is loaded', () => {
  it('presets are sound', () => {
    for (const id of DICTIONARY_IDS) {
      expect(report({ statuses: DICTIONARIES[id], systemStatusRequired: id === 'thulium' })).toEqual({ problems: [], warnings: [] });
    }
  });

  it('names every problem at once', () => {
    const statuses = [
      ownStatus('a'), ownStatus('a', { name: 'b' }), ownStatus('c', { name: 'b' }), ownStatus('d', { name: '' }),
      ownStatus('e', { systemStatus: 'myRecord', setBy: ['busy'] }), ownStatus('f', { nextCallRequired: true, finalUntilRecycled: true }),
    ];
    expect(fields({ statuses })).toEqual([[1, 'id'], [2, 'name'], [3, 'name'], [4, 'setBy'], [5, 'nextCallRequired']]);
  });

  it.each([
    { finalUntilRecycled: true }, { blocks: 'record' }, { systemStatus: 'toCall' }, { systemStatus: 'doNotCall' }, { systemStatus: 'callProgressive' },
  ] as const)('a mandatory next call does not go with %j', (more) => {
    expect(fields({ statuses: [ownStatus('a', { nextCallRequired: true, ...more })] })).toEqual([[0, 'nextCallRequired']]);
  });

  it('an automatic status must be in the list and need no date, and so must the first status be', () => {
    const statuses = [ownStatus('mine', { systemStatus: 'notEarlierThan' })];
    const settings = { ...SETTINGS, automaticStatus: { busy: 'mine', noAnswer: 'gone', machine: null }, initialStatusId: 'lost' };
    expect(fields({ statuses, settings })).toEqual([[NONE, 'automaticStatus.busy'], [NONE, 'automaticStatus.noAnswer'], [NONE, 'initialStatusId']]);
  });

  it('a trigger claimed twice is a warning, and the last active claimant wins', () => {
    const statuses = [ownStatus('a', { setBy: ['busy'] }), ownStatus('b', { setBy: ['busy'] }), ownStatus('c', { setBy: ['busy'], active: false })];
    expect(report({ statuses })).toMatchObject({ problems: [], warnings: [{ index: 0, field: 'setBy' }] });
    const scene = new Scene({ statuses }).signIn(ANN);
    scene.record();
    expect(scene.end('busy').statusOf(0)).toBe('b');
  });
});

describe('the dictionary', () => {
  const base: StatusWorld = { dictionary: DICTIONARIES.kavkom, campaigns: [] };
  const plan = { active: true, systemStatusRequired: false, settings: { ...SETTINGS, automaticStatus: { busy: 'sales' } } };
  const world = newCampaign(newCampaign(newCampaign(base, { ...plan, name: 'North' }), { ...plan, name: 'South' }), { ...plan, name: 'Old', active: false });

  it('X23: a used status is refused, naming the campaigns, and nothing changes; forced it goes from all, and old records show its name', () => {
    const draft = removeStatus(openDraft(world), 'sales');
    const before = structuredClone(world);
    expect(saveChanges(world, draft)).toMatchObject({ ok: false, message: 'statusInUse: North, South' });
    expect(world).toEqual(before);
    const forced = saveChanges(world, draft, true);
    if (!forced.ok) throw new Error(forced.message);
    expect(forced.warnings.join()).toContain('North, South');
    for (const campaign of forced.world.campaigns) {
      expect(campaign.statuses.map((status) => status.id)).not.toContain('sales');
      expect(campaign.settings.automaticStatus.busy).toBeNull();
    }
    const goingOn = statusesGoingOn(world.campaigns[0]!.statuses, forced.world.campaigns[0]!.statuses);
    expect(goingOn.map((status) => status.name)).toEqual(DICTIONARIES.kavkom.map((status) => status.name));
    expect(goingOn.find((status) => status.id === 'sales')).toMatchObject({ active: false, setBy: [] });
  });

  it('a status of inactive campaigns only is removed without force', () => {
    const idle: StatusWorld = { ...world, campaigns: world.campaigns.map((campaign) => ({ ...campaign, active: false })) };
    expect(saveChanges(idle, removeStatus(openDraft(idle), 'sales'))).toMatchObject({ ok: true, warnings: [] });
  });

  it('a draft with a problem changes nothing at all, and good changes reach every campaign', () => {
    const bad = changeStatus(addStatus(openDraft(world), { name: 'Fine' }), 'sales', { name: '' });
    expect(saveChanges(world, bad)).toMatchObject({ ok: false, inUse: [] });
    const good = saveChanges(world, changeStatus(openDraft(world), 'sales', { name: 'Sold' }));
    if (!good.ok) throw new Error(good.message);
    expect(good.world.campaigns.map((campaign) => campaign.statuses.find((status) => status.id === 'sales')!.name)).toEqual(['Sold', 'Sold', 'Sold']);
  });

  it('equal names get ids of their own, and a name without letters gets one too', () => {
    const draft = ['Call later', 'Call later', '???'].reduce((so, name) => addStatus(so, { name }), openDraft({ dictionary: [], campaigns: [] }));
    expect(draft.statuses.map((status) => status.id)).toEqual(['callLater', 'callLater2', 'status']);
  });
});

describe('a form', () => {
  const field = (type: FormField['type'], more: Partial<FormField> = {}): RecordType =>
    ({ id: 'type', databases: [], forms: [{ id: 'form', fields: [{ id: 'x', label: 'X', type, mandatory: true, ...more }] }] });

  it.each([
    ['text', 'a', ' ', 5], ['number', 0, null, Number.NaN], ['date', 1_772_409_600_000, '', 1.5], ['choice', 'red', '', 'green'],
  ] as const)('of type %s is filled with %j, not with %j, and cannot be %j', (type, filled, empty, wrong) => {
    const record = field(type, type === 'choice' ? { choices: ['red'] } : {});
    expect(checkForm(record, { x: filled })).toEqual({ wrong: [], missing: [] });
    expect(checkForm(record, { x: empty }).missing).toEqual(['x']);
    expect(checkForm(record, { x: wrong }).wrong).toEqual(['x']);
  });

  it('names what is missing; only a validating status minds', () => {
    const found = checkForm(field('text'), {});
    expect([formatMissing(found), mayBeSaved(found, true), mayBeSaved(found, false)]).toEqual(['fieldsMissing: x', false, true]);
    expect(recordTypeProblems(field('choice'))).toEqual(['has the choice x without choices']);
  });

  it('knows no other fields, takes dates as far as the calendar goes, and numbers that are finite', () => {
    expect(checkForm(field('text'), { x: 'a', y: 'b', z: null })).toEqual({ wrong: ['y', 'z'], missing: [] });
    const limit = 100_000_000 * 86_400_000;
    expect([limit, -limit, limit + 1, -limit - 1].map((x) => checkForm(field('date'), { x }).wrong)).toEqual([[], [], ['x'], ['x']]);
    expect([Number.POSITIVE_INFINITY, 7, '7'].map((x) => checkForm(field('number'), { x }).wrong)).toEqual([['x'], [], ['x']]);
    expect(checkForm(field('choice'), { x: 'a' }).wrong).toEqual(['x']);
    expect(checkForm(field('text', { mandatory: false }), {})).toEqual({ wrong: [], missing: [] });
  });

  it('of a wrong type is never saved, and every missing field is named', () => {
    const two: RecordType = { id: 't', databases: [], forms: ['a', 'b'].map((id) => ({ id, fields: [{ id, label: id, type: 'text', mandatory: true }] })) };
    expect(formatMissing(checkForm(two, {}))).toBe('fieldsMissing: a, b');
    expect([mayBeSaved(checkForm(two, { a: 1, b: 'x' }), false), mayBeSaved(checkForm(two, { a: 'x', b: 'x' }), true)]).toEqual([false, true]);
  });

  it('of a record type has each field and each database once, and there is at least one', () => {
    const fields = ['a', 'b', 'a', 'a'].map((id): FormField => ({ id, label: id, type: 'text', mandatory: false }));
    const databases = ['d', 'e', 'e'].map((id) => ({ id, active: true }));
    expect(recordTypeProblems({ id: 't', databases, forms: [{ id: 'f', fields }] })).toEqual(['has the field a twice', 'has the database e twice']);
    expect(recordTypeProblems({ id: 't', databases: [], forms: [] })).toEqual(['has no form; it needs one or more']);
    expect(recordTypeProblems(field('choice', { choices: ['a'] }))).toEqual([]);
    expect(recordTypeProblems(field('choice', { choices: [] }))).toEqual(['has the choice x without choices']);
  });
});

describe('roles', () => {
  it('hold known capabilities; a user may do what any of his roles allows', () => {
    const all = Object.values(PRESET_ROLES).flatMap((role) => role.capabilities);
    expect(CAPABILITIES.filter((capability) => !all.includes(capability))).toEqual([]);
    expect(isPermitted([PRESET_ROLES.agent, PRESET_ROLES.teamLeader], 'records.recycle')).toBe(true);
    expect(isPermitted([], 'records.save')).toBe(false);
  });
});
