/**
 * Options of a dialer for tests: a whole campaign from the few things that a test is about.
 *
 * Rule: defaults are the bundle's; agents are named Ann, Bob, Cid, …; times begin at instant 0 of an always open zone.
 */
import { streamKey } from '../../src/base/random.ts';
import { DAY_MS } from '../../src/base/time.ts';
import { dictionaryIdOf, policyIdOf, resolveSettings, type BundleId, type SettingsOverrides } from '../../src/engine/bundles.ts';
import type { DialerOptions, Status } from '../../src/engine/options.ts';
import { DICTIONARIES, STATUS_DEFAULTS } from '../../src/engine/records/dictionaries.ts';
import type { SelectionPolicy } from '../../src/engine/selection/policy.ts';
import { PRESET_POLICIES } from '../../src/engine/selection/presets.ts';
import type { Mode } from '../../src/engine/vocabulary.ts';

const AGENT_NAMES = ['Ann', 'Bob', 'Cid', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana', 'Ivo', 'Jana'] as const;

export interface EngineInput extends Partial<Omit<DialerOptions, 'settings' | 'policy' | 'agents' | 'databases'>> {
  readonly mode?: Mode;
  readonly bundle?: BundleId;
  readonly settings?: SettingsOverrides;
  /** A preset's id, or a policy. */
  readonly policy?: string | SelectionPolicy;
  /** How many; default 3. */
  readonly agents?: number;
  /** Which databases are switched on; default one. */
  readonly databases?: readonly boolean[];
}

/** Every option of a campaign, predictive with bundle `default` and strategy `progressive` unless told otherwise. */
export function engineOptions(input: EngineInput = {}): DialerOptions {
  const { mode = 'predictive', bundle = 'default', settings = {}, policy, agents = 3, databases = [true], ...rest } = input;
  const dictionary = dictionaryIdOf(bundle);
  return {
    settings: resolveSettings(mode, bundle, settings),
    policy: typeof policy === 'object' ? policy : PRESET_POLICIES[policy ?? policyIdOf(bundle, mode)]!,
    statuses: dictionary === null ? [] : DICTIONARIES[dictionary],
    recordType: 0,
    databases: databases.map((active, index) => ({ id: `list${index}`, active })),
    agents: Array.from({ length: agents }, (_, index) => AGENT_NAMES[index] ?? `Agent ${index + 1}`),
    zones: [{ name: 'UTC', open: null, offsets: [[0, 0]] }],
    campaignZone: 0,
    channels: null,
    startsPerSecond: null,
    strategy: { id: 'progressive', parameters: {} },
    strategyKey: streamKey('test', 'strategy'),
    selectionKey: streamKey('test', 'selection'),
    priors: { answerRate: 0.2, resolutionMs: 15_000, talkMs: 180_000, wrapMs: 20_000 },
    enforcedRules: [],
    dayStarts: Array.from({ length: 8 }, (_, day) => day * DAY_MS),
    monthStarts: [0],
    falsePositiveShare: 0,
    ...rest,
  };
}

/** A status of a test's own campaign. */
export function ownStatus(id: string, more: Partial<Status> = {}): Status {
  return { ...STATUS_DEFAULTS, id, name: id, scope: 'campaign', ...more };
}
