/**
 * The dictionary of statuses and the campaigns' lists, as values: changes are made to a draft and take effect together
 * (records: section 10.1; K17–K20, T13–T16, T19).
 *
 * Rule: nothing that is drafted is in force before `saveChanges`, which applies all of it or nothing. Every function
 * returns new values and leaves its arguments as they are.
 */
import type { CampaignSettings, Status } from '../options.ts';
import { STATUS_DEFAULTS } from './dictionaries.ts';
import { statusListProblems, type StatusProblem } from './statusListProblems.ts';

/** A campaign as the dictionary sees it. */
export interface StatusCampaign {
  readonly name: string;
  readonly active: boolean;
  /** Its own list, in order: statuses of the dictionary and its own. */
  readonly statuses: readonly Status[];
  readonly systemStatusRequired: boolean;
  readonly settings: Pick<CampaignSettings, 'mode' | 'automaticStatus' | 'initialStatusId'>;
}

export interface StatusWorld { readonly dictionary: readonly Status[]; readonly campaigns: readonly StatusCampaign[] }

/** The dictionary as it will be. */
export interface StatusDraft { readonly statuses: readonly Status[] }

/** What a new status may say beside its name. */
export type NewStatus = Pick<Status, 'name'> & Partial<Omit<Status, 'scope'>>;

/** What a product gives new statuses: Kavkom's are final, Thulium's need a system status. */
export interface NewStatusDefaults { readonly final?: boolean; readonly systemStatusRequired?: boolean }

export function openDraft(world: StatusWorld): StatusDraft {
  return { statuses: world.dictionary };
}

/** Appends a status; a name is enough (K17). Its id is made from the name unless it is given. */
export function addStatus(draft: StatusDraft, given: NewStatus, defaults: NewStatusDefaults = {}): StatusDraft {
  return { statuses: [...draft.statuses, newStatus(given, 'dictionary', draft.statuses, defaults)] };
}

/** Changes fields of a status; unknown ids change nothing. */
export function changeStatus(draft: StatusDraft, id: string, changes: Partial<Omit<Status, 'id' | 'scope'>>): StatusDraft {
  return { statuses: draft.statuses.map((status) => (status.id === id ? { ...status, ...changes } : status)) };
}

export function removeStatus(draft: StatusDraft, id: string): StatusDraft {
  return { statuses: draft.statuses.filter((status) => status.id !== id) };
}

export type SaveResult =
  | { readonly ok: true; readonly world: StatusWorld; readonly warnings: readonly string[] }
  | {
    readonly ok: false;
    /** Removed statuses that active campaigns use; empty if the list itself is wrong. */
    readonly inUse: readonly { readonly status: string; readonly campaigns: readonly string[] }[];
    readonly problems: readonly StatusProblem[];
    readonly message: string;
  };

/**
 * Puts a draft in force: the dictionary, and its statuses in every campaign's list. A removed status that an active
 * campaign uses refuses all (`statusInUse`); with `force` it goes from there too, and a warning names the campaigns.
 */
export function saveChanges(world: StatusWorld, draft: StatusDraft, force = false): SaveResult {
  const kept = new Set(draft.statuses.map((status) => status.id));
  const removed = world.dictionary.filter((status) => !kept.has(status.id));
  const inUse = removed.flatMap((status) => {
    const campaigns = world.campaigns.filter((campaign) => campaign.active && uses(campaign, status.id)).map((campaign) => campaign.name);
    return campaigns.length === 0 ? [] : [{ status: status.id, campaigns }];
  });
  if (inUse.length > 0 && !force) {
    return { ok: false, inUse, problems: [], message: `statusInUse: ${[...new Set(inUse.flatMap((one) => one.campaigns))].join(', ')}` };
  }
  const campaigns = world.campaigns.map((campaign) => carriedOver(campaign, draft, new Set(removed.map((status) => status.id))));
  const problems = [
    ...problemsOf(draft.statuses, false), ...campaigns.flatMap((campaign) => problemsOf(campaign.statuses, campaign.systemStatusRequired, campaign.settings)),
  ];
  if (problems.length > 0) return { ok: false, inUse: [], problems, message: problems.map((problem) => `${problem.field} ${problem.message}`).join('; ') };
  const warnings = inUse.map((one) => `status ${one.status} was removed from ${one.campaigns.join(', ')}: their statistics may be distorted`);
  return { ok: true, world: { dictionary: draft.statuses, campaigns }, warnings };
}

/** A campaign that is created now: every active dictionary status that is marked for it (T19). */
export function newCampaign(world: StatusWorld, campaign: Omit<StatusCampaign, 'statuses'>): StatusWorld {
  const statuses = world.dictionary.filter((status) => status.active && status.autoAddToNewCampaigns);
  return { ...world, campaigns: [...world.campaigns, { ...campaign, statuses }] };
}

/** Adds a dictionary status to a campaign's list (T14, T16). Throws a RangeError where either does not exist. */
export function addToCampaign(world: StatusWorld, name: string, id: string): StatusWorld {
  const status = world.dictionary.find((one) => one.id === id);
  if (status === undefined) throw new RangeError(`status '${id}' is not in the dictionary`);
  return withCampaign(world, name, (statuses) => (statuses.some((one) => one.id === id) ? statuses : [...statuses, status]));
}

/** Makes a status in a campaign: valid there only, and not in the dictionary (T15). */
export function makeInCampaign(world: StatusWorld, name: string, given: NewStatus, defaults: NewStatusDefaults = {}): StatusWorld {
  return withCampaign(world, name, (statuses) => [...statuses, newStatus(given, 'campaign', [...world.dictionary, ...statuses], defaults)]);
}

/**
 * The list that a dialer goes on with after a change: indices stay, because records carry them. A status that is gone stays
 * as a name that nobody and nothing can set; new ones follow.
 */
export function statusesGoingOn(before: readonly Status[], after: readonly Status[]): Status[] {
  const now = new Map(after.map((status) => [status.id, status]));
  const known = new Set(before.map((status) => status.id));
  return [...before.map((status) => now.get(status.id) ?? { ...status, active: false, setBy: [] }), ...after.filter((status) => !known.has(status.id))];
}

function newStatus(given: NewStatus, scope: Status['scope'], existing: readonly Status[], { final = false, systemStatusRequired = false }: NewStatusDefaults): Status {
  return {
    ...STATUS_DEFAULTS, finalUntilRecycled: final, systemStatus: systemStatusRequired ? 'toCall' : null, id: freeId(given.name, existing), ...given, scope,
  };
}

/** `Call back later` becomes `callBackLater`, with a number behind it if that is taken. */
function freeId(name: string, existing: readonly Status[]): string {
  const [first = 'status', ...rest] = name.normalize('NFKD').replaceAll(/[^A-Za-z0-9 ]/g, '').split(/\s+/).filter((word) => word !== '');
  const base = first.charAt(0).toLowerCase() + first.slice(1) + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const isTaken = (id: string): boolean => existing.some((status) => status.id === id);
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}${number}`;
    if (!isTaken(id)) return id;
  }
}

function uses(campaign: StatusCampaign, id: string): boolean {
  return campaign.statuses.some((status) => status.id === id && status.scope === 'dictionary');
}

/** A campaign's list with the dictionary's changes in it; triggers and the first status no longer name what is gone. */
function carriedOver(campaign: StatusCampaign, draft: StatusDraft, removed: ReadonlySet<string>): StatusCampaign {
  const drafted = new Map(draft.statuses.map((status) => [status.id, status]));
  const statuses = campaign.statuses
    .filter((status) => status.scope === 'campaign' || !removed.has(status.id))
    .map((status) => (status.scope === 'campaign' ? status : (drafted.get(status.id) ?? status)));
  const { automaticStatus, initialStatusId } = campaign.settings;
  const kept = Object.entries(automaticStatus).map(([trigger, id]) => [trigger, typeof id === 'string' && removed.has(id) ? null : id]);
  const settings = {
    ...campaign.settings, automaticStatus: Object.fromEntries(kept) as CampaignSettings['automaticStatus'],
    initialStatusId: initialStatusId !== null && removed.has(initialStatusId) ? null : initialStatusId,
  };
  return { ...campaign, statuses, settings };
}

const NO_SETTINGS: StatusCampaign['settings'] = { mode: 'predictive', automaticStatus: {}, initialStatusId: null };

function problemsOf(statuses: readonly Status[], systemStatusRequired: boolean, settings = NO_SETTINGS): readonly StatusProblem[] {
  return statusListProblems({ statuses, settings, systemStatusRequired }).problems;
}

function withCampaign(world: StatusWorld, name: string, change: (statuses: readonly Status[]) => readonly Status[]): StatusWorld {
  if (!world.campaigns.some((campaign) => campaign.name === name)) throw new RangeError(`there is no campaign '${name}'`);
  const campaigns = world.campaigns.map((campaign) => (campaign.name === name ? { ...campaign, statuses: change(campaign.statuses) } : campaign));
  return { ...world, campaigns };
}
