/** The settings' defaults and the bundles equal the table of records, section 16; the dictionaries that of section 10.3. */
import { describe, expect, it } from 'vitest';
import { BUNDLES, BUNDLE_IDS, dictionaryIdOf, policyIdOf, resolveSettings, type BundleId } from '../../src/engine/bundles.ts';
import { DICTIONARIES, DICTIONARY_IDS } from '../../src/engine/records/dictionaries.ts';
import { PRESET_POLICIES } from '../../src/engine/selection/presets.ts';
import type { CampaignSettings } from '../../src/engine/options.ts';
import type { Mode } from '../../src/engine/vocabulary.ts';

const DEFAULTS: CampaignSettings = {
  mode: 'predictive', numberStrategy: 'sweepInOneAttempt', answeredGate: false, personalBlocks: 'agent', missedPromise: 'retry',
  dialerRescheduleAssigns: false, contactTimeoutMs: 900_000, readyHoldMs: 0, callsPerAgent: null, maxRepeatAttempts: 3, maxTotalAttempts: 0,
  attemptDelayMs: [900_000, 3_600_000, 14_400_000], outcomeDelayMs: { congestion: 60_000, dropped: 120_000, unknown: 86_400_000 },
  countedOutcomes: ['busy', 'noAnswer', 'rejected', 'machine', 'invalidNumber', 'customerHangup', 'unknown'], dropLockoutMs: 0, ringLimitMs: 25_000,
  callInvalidNumbers: false, dropLimitMs: 2_000, dropLimitFrom: 'connected', formLoadMs: 5_000, formSaveMs: 60_000, pauseAfterAnsweredMs: 0,
  pauseAfterUnansweredMs: 0, callbackEarlyMs: 0, callbackLateMs: 300_000, changeUser: false, automaticStatus: {}, initialStatusId: null, guard: 'off',
  active: true, blockScope: 'global', dialWay: 'auto', agentLegRingMs: 20_000, agentLegFailureLimit: 1, allowObtain: false, maxEachTime: 10, maxOwned: 50,
  ownedCounts: 'newAndPending', leadOrder: { by: 'lead', direction: 'DOWN' }, nthNew: 0, listMix: null, traceDepth: 5,
};

const CHANGES: Readonly<Record<BundleId, Partial<CampaignSettings>>> = {
  default: {},
  daktela: { answeredGate: true, personalBlocks: 'queue', missedPromise: 'agentDecides', dialerRescheduleAssigns: true, readyHoldMs: null },
  thulium: { numberStrategy: 'onePerTurn', contactTimeoutMs: null },
  astercc: { initialStatusId: 'new', numberStrategy: 'nextNow', contactTimeoutMs: null, allowObtain: true },
  kavkom: {},
  vicidial: { numberStrategy: 'nextNow', personalBlocks: 'never', contactTimeoutMs: null },
};

describe('a bundle is a set of defaults', () => {
  it.each(BUNDLE_IDS)('%s has the values of the table', (bundle) => {
    expect(resolveSettings('predictive', bundle)).toEqual({ ...DEFAULTS, ...CHANGES[bundle] });
  });

  it('has the modes of the table', () => {
    expect(Object.fromEntries(BUNDLE_IDS.map((bundle) => [bundle, BUNDLES[bundle].modes]))).toEqual({
      default: ['preview', 'progressive', 'predictive', 'auto'], daktela: ['preview', 'progressive', 'predictive'], thulium: ['progressive', 'predictive'],
      astercc: ['auto'], kavkom: ['predictive'], vicidial: ['predictive'],
    });
  });

  it('uses the policy of its product, else the one of the mode, and each exists', () => {
    const rows: readonly (readonly [BundleId, Mode, string])[] = [
      ['default', 'preview', 'daktela-preview'], ['default', 'progressive', 'daktela-progressive'], ['default', 'predictive', 'daktela-predictive'],
      ['default', 'auto', 'astercc-auto'], ['daktela', 'predictive', 'daktela-predictive'], ['thulium', 'progressive', 'thulium'],
      ['astercc', 'auto', 'astercc-auto'], ['kavkom', 'predictive', 'kavkom'], ['vicidial', 'predictive', 'vicidial'],
    ];
    for (const [bundle, mode, policy] of rows) {
      expect(policyIdOf(bundle, mode)).toBe(policy);
      expect(PRESET_POLICIES[policy]?.id).toBe(policy);
    }
  });

  it('requires system statuses in thulium only, and lets agents obtain records in astercc only', () => {
    expect(BUNDLE_IDS.filter((bundle) => BUNDLES[bundle].systemStatusRequired)).toEqual(['thulium']);
    expect(BUNDLE_IDS.filter((bundle) => resolveSettings('auto', bundle).allowObtain)).toEqual(['astercc']);
  });

  it('gives way to overrides, and completes tables entry by entry', () => {
    const settings = resolveSettings('progressive', 'daktela', { answeredGate: false, outcomeDelayMs: { busy: 1_000, dropped: 2_000 } });
    expect(settings).toMatchObject({ mode: 'progressive', answeredGate: false, personalBlocks: 'queue' });
    expect(settings.outcomeDelayMs).toEqual({ busy: 1_000, congestion: 60_000, dropped: 2_000, unknown: 86_400_000 });
  });
});

describe('a preset dictionary', () => {
  it('belongs to the bundle of its name', () => {
    expect(BUNDLE_IDS.map(dictionaryIdOf)).toEqual([null, 'daktela', 'thulium', 'astercc', 'kavkom', null]);
  });

  it('K15, K16: Kavkom has three contact and five unable-to-contact statuses, and K24: all are final', () => {
    const names = (group: string): string[] => DICTIONARIES.kavkom.filter((status) => status.group === group).map((status) => status.name);
    expect(names('contact')).toEqual(['Sales/RDV', 'Not interested', 'Do not call back']);
    expect(names('unableToContact')).toEqual([
      'Wrong number', 'Answering machine (message left)', 'Answering machine', 'Busy/unavailable', 'Radio silence',
    ]);
    expect(DICTIONARIES.kavkom).toHaveLength(14);
    expect(DICTIONARIES.kavkom.every((status) => status.finalUntilRecycled)).toBe(true);
  });

  it('K07: has system statuses that are set by the dialler and hidden from agents', () => {
    const automatic = Object.fromEntries(DICTIONARIES.kavkom.filter((status) => status.setBy.length > 0).map((status) => [status.setBy.join(), status.id]));
    expect(automatic).toEqual({
      customerHangup: 'abort', invalidNumber: 'operatorErrors', noQualification: 'noQualification', noAnswer: 'noAnswer', machine: 'machineDetected',
      busy: 'signalBusy',
    });
    expect(DICTIONARIES.kavkom.filter((status) => status.group === 'system').every((status) => status.hidden)).toBe(true);
  });

  it('T12: Thulium starts with Dzwonić and Nie dzwonić', () => {
    expect(DICTIONARIES.thulium.map(({ name, systemStatus, setBy }) => [name, systemStatus, setBy])).toEqual([
      ['Dzwonić', 'toCall', ['busy', 'noAnswer', 'machine', 'dropped']], ['Nie dzwonić', 'doNotCall', ['invalidNumber']],
    ]);
  });

  it('names every status once, active and for new campaigns', () => {
    for (const id of DICTIONARY_IDS) {
      const statuses = DICTIONARIES[id];
      expect(new Set(statuses.flatMap((status) => [status.id])).size).toBe(statuses.length);
      expect(statuses.every((status) => status.active && status.autoAddToNewCampaigns && !status.validation && status.scope === 'dictionary')).toBe(true);
    }
  });
});
