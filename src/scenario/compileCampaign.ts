/** The campaign of a scenario as the dialer needs it: settings, policy, statuses, databases, with every default filled in. */
import { PRESET_RULES, type AbandonRule, type WindowKind } from '../engine/abandon/rule.ts';
import { BUNDLES, dictionaryIdOf, policyIdOf, type SettingsOverrides } from '../engine/bundles.ts';
import type { Status } from '../engine/options.ts';
import { DICTIONARIES, STATUS_DEFAULTS } from '../engine/records/dictionaries.ts';
import type { SelectionPolicy } from '../engine/selection/policy.ts';
import { PRESET_POLICIES } from '../engine/selection/presets.ts';
import { defined } from './defined.ts';
import { noneToNull } from './schema/basics.ts';
import { settingsShape, type CampaignData, type StatusData } from './schema/campaign.ts';
import type { MeasureData, RuleData } from './schema/measure.ts';

/** The settings that the file gives, `none` read as null. */
export function overridesOf(campaign: CampaignData): SettingsOverrides {
  const given: Record<string, unknown> = {};
  for (const name of Object.keys(settingsShape) as (keyof typeof settingsShape)[]) {
    const value = campaign[name];
    if (value !== undefined) given[name] = noneToNull(value);
  }
  if (campaign.automaticStatus !== undefined) {
    given['automaticStatus'] = Object.fromEntries(Object.entries(campaign.automaticStatus).map(([trigger, id]) => [trigger, noneToNull(id ?? null)]));
  }
  return given;
}

/** The selection policy: the file's own, the preset that it names, or the bundle's. */
export function policyOf(campaign: CampaignData): SelectionPolicy {
  const { policy } = campaign;
  if (policy !== undefined && typeof policy !== 'string') {
    return {
      id: policy.id,
      buckets: policy.buckets.map((bucket) => ({
        ...defined(bucket), match: defined(bucket.match), order: bucket.order === 'leadOrder' ? bucket.order : bucket.order.map((key) => defined(key)),
      })),
    };
  }
  return PRESET_POLICIES[policy ?? policyIdOf(campaign.bundle ?? 'default', campaign.mode)]!;
}

/** The campaign's statuses: those of its dictionary, then its own. */
export function statusesOf(campaign: CampaignData): readonly Status[] {
  const bundle = campaign.bundle ?? 'default';
  const dictionary = campaign.dictionary === undefined ? dictionaryIdOf(bundle) : noneToNull(campaign.dictionary);
  const final = BUNDLES[bundle].newStatusesAreFinal;
  return [...(dictionary === null ? [] : DICTIONARIES[dictionary]), ...(campaign.statuses ?? []).map((status) => statusOf(status, final))];
}

export function databasesOf(campaign: CampaignData): { readonly id: string; readonly active: boolean }[] {
  return (campaign.databases ?? ['list']).map((database) => (typeof database === 'string' ? { id: database, active: true } : database));
}

/** The rules that a run is measured under: the presets, then the file's own. */
export function rulesOf(measure: MeasureData | undefined): AbandonRule[] {
  return [...Object.values(PRESET_RULES), ...(measure?.rules ?? []).map(ruleOf)];
}

/** The rules that the strategy must keep. */
export function enforcedRulesOf(campaign: CampaignData, rules: readonly AbandonRule[]): AbandonRule[] {
  return (campaign.enforcedRules ?? ['us']).map((id) => rules.find((rule) => rule.id === id)!);
}

function statusOf(given: StatusData, final: boolean): Status {
  return {
    ...STATUS_DEFAULTS, finalUntilRecycled: final, scope: 'campaign',
    ...defined({ ...given, name: given.name ?? given.id, systemStatus: noneToNull(given.systemStatus ?? null) }),
  };
}

function ruleOf({ like, window, ...changes }: RuleData): AbandonRule {
  const base: AbandonRule = PRESET_RULES[like ?? 'us'];
  return { ...base, ...defined(changes), window: window === undefined ? base.window : windowOf(window) };
}

function windowOf(window: NonNullable<RuleData['window']>): WindowKind {
  if (typeof window === 'string') return { kind: window };
  return 'rollingMs' in window ? { kind: 'rolling', ms: window.rollingMs } : { kind: 'successiveDays', days: window.successiveDays };
}
