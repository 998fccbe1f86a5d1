/**
 * The settings of a campaign: their defaults, and the bundles that change some of them at once.
 *
 * Rule: a bundle is a set of defaults named for the product whose behaviour it gives; every value can be overridden.
 * Source: records, section 16 (and section 3 for the outcomes that count as attempts).
 */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/time.ts';
import type { CampaignSettings } from './options.ts';
import type { DictionaryId } from './records/dictionaries.ts';
import { MODES, type Mode } from './vocabulary.ts';

export const BUNDLE_IDS = ['default', 'daktela', 'thulium', 'astercc', 'kavkom', 'vicidial'] as const;
export type BundleId = (typeof BUNDLE_IDS)[number];

/** Settings as somebody gives them: any of them, by name. `outcomeDelayMs` and `automaticStatus` are completed entry by entry. */
export type SettingsOverrides = Partial<Omit<CampaignSettings, 'mode'>>;

export interface Bundle {
  /** The modes that the product has. */
  readonly modes: readonly Mode[];
  /** The selection policy in every mode; null: the one of the mode (`policyIdOf`). */
  readonly policy: string | null;
  readonly dictionary: DictionaryId | null;
  /** Is a status without a system status refused? */
  readonly systemStatusRequired: boolean;
  /** Do statuses made in a campaign end the record until it is recycled? */
  readonly newStatusesAreFinal: boolean;
  readonly settings: SettingsOverrides;
}

/** All settings of a campaign, resolved: the defaults, then the bundle's, then the overrides. */
export function resolveSettings(mode: Mode, bundle: BundleId, overrides: SettingsOverrides = {}): CampaignSettings {
  const given = { ...BUNDLES[bundle].settings, ...overrides };
  return {
    ...DEFAULT_SETTINGS,
    ...given,
    mode,
    outcomeDelayMs: { ...DEFAULT_SETTINGS.outcomeDelayMs, ...BUNDLES[bundle].settings.outcomeDelayMs, ...overrides.outcomeDelayMs },
    automaticStatus: { ...DEFAULT_SETTINGS.automaticStatus, ...BUNDLES[bundle].settings.automaticStatus, ...overrides.automaticStatus },
  };
}

/** The id of the selection policy that a bundle uses in a mode. */
export function policyIdOf(bundle: BundleId, mode: Mode): string {
  return BUNDLES[bundle].policy ?? (mode === 'auto' ? 'astercc-auto' : `daktela-${mode}`);
}

/** The id of the dictionary that a bundle starts with; null: no statuses. */
export function dictionaryIdOf(bundle: BundleId): DictionaryId | null {
  return BUNDLES[bundle].dictionary;
}

const DEFAULT_SETTINGS: Omit<CampaignSettings, 'mode'> = {
  numberStrategy: 'sweepInOneAttempt',
  answeredGate: false,
  personalBlocks: 'agent',
  missedPromise: 'retry',
  dialerRescheduleAssigns: false,
  contactTimeoutMs: 15 * MINUTE_MS,
  readyHoldMs: 0,
  callsPerAgent: null,
  maxRepeatAttempts: 3,
  maxTotalAttempts: 0,
  attemptDelayMs: [15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS],
  outcomeDelayMs: { congestion: MINUTE_MS, dropped: 2 * MINUTE_MS, unknown: 24 * HOUR_MS },
  countedOutcomes: ['busy', 'noAnswer', 'rejected', 'machine', 'invalidNumber', 'customerHangup', 'unknown'],
  dropLockoutMs: 0,
  ringLimitMs: 25 * SECOND_MS,
  callInvalidNumbers: false,
  dropLimitMs: 2 * SECOND_MS,
  dropLimitFrom: 'connected',
  formLoadMs: 5 * SECOND_MS,
  formSaveMs: MINUTE_MS,
  pauseAfterAnsweredMs: 0,
  pauseAfterUnansweredMs: 0,
  callbackEarlyMs: 0,
  callbackLateMs: 5 * MINUTE_MS,
  changeUser: false,
  automaticStatus: {},
  initialStatusId: null,
  blockScope: 'global',
  dialWay: 'auto',
  agentLegRingMs: 20 * SECOND_MS,
  agentLegFailureLimit: 1,
  allowObtain: false,
  maxEachTime: 10,
  maxOwned: 50,
  ownedCounts: 'newAndPending',
  leadOrder: { by: 'lead', direction: 'DOWN' },
  nthNew: 0,
  listMix: null,
  traceDepth: 5,
  guard: 'off',
  active: true,
};

const PLAIN: Bundle = {
  modes: MODES, policy: null, dictionary: null, systemStatusRequired: false, newStatusesAreFinal: false, settings: {},
};

export const BUNDLES: Readonly<Record<BundleId, Bundle>> = {
  default: PLAIN,
  daktela: {
    ...PLAIN,
    modes: ['preview', 'progressive', 'predictive'],
    dictionary: 'daktela',
    settings: { answeredGate: true, personalBlocks: 'queue', missedPromise: 'agentDecides', dialerRescheduleAssigns: true, readyHoldMs: null },
  },
  thulium: {
    ...PLAIN,
    modes: ['progressive', 'predictive'],
    policy: 'thulium',
    dictionary: 'thulium',
    systemStatusRequired: true,
    settings: { numberStrategy: 'onePerTurn', contactTimeoutMs: null },
  },
  astercc: {
    ...PLAIN,
    modes: ['auto'],
    policy: 'astercc-auto',
    dictionary: 'astercc',
    settings: { initialStatusId: 'new', numberStrategy: 'nextNow', contactTimeoutMs: null, allowObtain: true },
  },
  kavkom: { ...PLAIN, modes: ['predictive'], policy: 'kavkom', dictionary: 'kavkom', newStatusesAreFinal: true },
  vicidial: {
    ...PLAIN,
    modes: ['predictive'],
    policy: 'vicidial',
    settings: { numberStrategy: 'nextNow', personalBlocks: 'never', contactTimeoutMs: null },
  },
};
