import { describe, expect, it } from 'vitest';
import { addCampaign, campaignNamed } from '../../../src/live/store/campaigns.ts';
import { draftOf, draftRemoval, draftStatus, dropDraft, makeCampaignStatus, saveDraft, useStatus } from '../../../src/live/store/statusChanges.ts';
import { campaignStatuses, dictionaryOf, statusIdsEver } from '../../../src/live/store/statuses.ts';
import type { Status } from '../../../src/engine/options.ts';
import { called, desk, type Desk } from './support.ts';

const ids = (statuses: readonly Status[]): string[] => statuses.map((status) => status.id);

/** A second campaign on the same records. */
function withSouth(d: Desk): void {
  addCampaign(d.store, {
    name: 'South', recordType: 'customer', zone: 'UTC', country: null, databases: [{ name: 'spring', active: true }], agents: [],
    definition: { mode: 'predictive', bundle: 'kavkom', strategy: { id: 'progressive' } },
  });
}

describe('statuses in the store', () => {
  it('a new store has the dictionary of its bundle, and its campaign the same list', () => {
    const d = desk('kavkom', 'predictive');
    expect(dictionaryOf(d.store)).toHaveLength(14);
    expect(ids(campaignStatuses(d.store, d.campaign.id))).toEqual(ids(dictionaryOf(d.store)));
  });

  it('a drafted status needs only a name, takes the bundle’s defaults, and is in force after saving only', () => {
    const d = desk('kavkom', 'predictive');
    draftStatus(d.store, d.campaign, { name: 'Moved away' });
    draftStatus(d.store, d.campaign, { name: 'Wants a letter', autoAddToNewCampaigns: true });
    expect(dictionaryOf(d.store)).toHaveLength(14);
    expect(draftOf(d.store)!.statuses).toHaveLength(16);
    expect(saveDraft(d.store, false)).toMatchObject({ ok: true });
    expect(dictionaryOf(d.store).at(-2)).toMatchObject({ id: 'movedAway', name: 'Moved away', group: 'contact', finalUntilRecycled: true, scope: 'dictionary' });
    expect(draftOf(d.store)).toBeNull();
    expect(ids(campaignStatuses(d.store, d.campaign.id))).not.toContain('movedAway');
    withSouth(d);
    expect(ids(campaignStatuses(d.store, campaignNamed(d.store, 'South').id)).at(-1)).toBe('wantsALetter');
    useStatus(d.store, campaignNamed(d.store, 'North'), 'movedAway');
    expect(ids(campaignStatuses(d.store, 1)).at(-1)).toBe('movedAway');
  });

  it('removing one that active campaigns use is refused and names them; forced, it stays as a name on old records', async () => {
    const d = desk('kavkom', 'predictive', { settings: { initialStatusId: 'sales' } });
    withSouth(d);
    await d.load('phone\n442079460018\n');
    called(d.store, [1], 'sales');
    const north = campaignNamed(d.store, 'North');
    expect(draftRemoval(d.store, 'sales', false)).toEqual(['North', 'South']);
    expect(saveDraft(d.store, false)).toMatchObject({ ok: false, message: 'statusInUse: North, South' });
    expect(ids(dictionaryOf(d.store))).toContain('sales');
    expect(saveDraft(d.store, true)).toMatchObject({ ok: true, warnings: [expect.stringMatching(/removed from North, South/)] });
    expect(ids(dictionaryOf(d.store))).not.toContain('sales');
    expect(ids(campaignStatuses(d.store, north.id))).not.toContain('sales');
    expect(statusIdsEver(d.store).get('sales')).toBe('Sales/RDV');
    expect(d.export({ statuses: ['sales'] })).toContain(',sales,Sales/RDV,');
    expect(campaignNamed(d.store, 'North').definition.initialStatusId).toBeNull();
    await d.load('phone\n442079460019\n');
    expect(d.record(2)!.status).toBeNull();
  });

  it('one made in a campaign is valid there only, at once', () => {
    const d = desk('kavkom', 'predictive');
    withSouth(d);
    makeCampaignStatus(d.store, campaignNamed(d.store, 'North'), { name: 'Spring offer', finalUntilRecycled: false });
    expect(ids(campaignStatuses(d.store, 1))).toContain('springOffer');
    expect(ids(campaignStatuses(d.store, 2))).not.toContain('springOffer');
    expect(ids(dictionaryOf(d.store))).not.toContain('springOffer');
    expect(() => { makeCampaignStatus(d.store, campaignNamed(d.store, 'North'), { name: 'Spring offer' }); }).toThrow(/name is "Spring offer", which stands in the list already/);
  });

  it('what is wrong is refused as a whole, and a draft can be dropped', () => {
    const d = desk();
    draftStatus(d.store, d.campaign, { name: 'Letter', nextCallRequired: true, blocks: 'record' });
    draftStatus(d.store, d.campaign, { name: 'Good' });
    expect(saveDraft(d.store, false)).toMatchObject({ ok: false, message: expect.stringMatching(/nextCallRequired/) as string });
    expect(dictionaryOf(d.store)).toHaveLength(4);
    dropDraft(d.store);
    expect(() => saveDraft(d.store, false)).toThrow(/nothing to save/);
    expect(() => draftRemoval(d.store, 'nope', false)).toThrow(/no status 'nope' in the dictionary; there are: diallerHangup/);
  });
});
