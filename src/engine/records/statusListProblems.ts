/**
 * What is wrong with a campaign's list of statuses (records: section 10.1, "Refused at load"), all problems together.
 *
 * Rule: problems refuse the list; warnings do not. `index` is the place in the list, -1 for an `automaticStatus` entry.
 */
import type { CampaignSettings, Status } from '../options.ts';
import { TRIGGERS, type Trigger } from '../vocabulary.ts';

export interface StatusListInput {
  readonly statuses: readonly Status[];
  readonly settings: Pick<CampaignSettings, 'mode' | 'automaticStatus' | 'initialStatusId'>;
  readonly systemStatusRequired: boolean;
}

export interface StatusProblem {
  readonly index: number;
  /** The field at fault: a field of the status, `automaticStatus.busy`, or `initialStatusId`. */
  readonly field: string;
  readonly message: string;
}

export interface StatusListReport { readonly problems: readonly StatusProblem[]; readonly warnings: readonly StatusProblem[] }

export function statusListProblems(input: StatusListInput): StatusListReport {
  const { statuses, settings, systemStatusRequired } = input;
  const problems: StatusProblem[] = [];
  const warnings: StatusProblem[] = [];
  statuses.forEach((status, index) => {
    const report = (field: string, message: string): void => { problems.push({ index, field, message }); };
    if (status.name.trim() === '') report('name', 'is empty; a status needs a name');
    if (statuses.findIndex((other) => other.id === status.id) < index) report('id', `is "${status.id}", which stands in the list already`);
    if (status.name.trim() !== '' && statuses.findIndex((other) => other.name === status.name) < index) {
      report('name', `is "${status.name}", which stands in the list already`);
    }
    if (systemStatusRequired && status.systemStatus === null) report('systemStatus', 'is none; systemStatusRequired is on');
    if (status.setBy.length > 0 && needsDate(status)) report('setBy', `is given; no trigger can set the date that ${status.systemStatus} needs`);
    if (status.nextCallRequired && endsOrPlansItself(status)) {
      report('nextCallRequired', 'is on; not together with finalUntilRecycled, blocks: record, or systemStatus toCall, doNotCall, callProgressive');
    }
    if (status.systemStatus === 'callProgressive' && settings.mode !== 'predictive') {
      warnings.push({ index, field: 'systemStatus', message: `is callProgressive, which acts as toCall in mode ${settings.mode}` });
    }
  });
  checkTriggers(input, problems, warnings);
  const { initialStatusId } = settings;
  if (initialStatusId !== null && !statuses.some((status) => status.id === initialStatusId)) {
    problems.push({ index: -1, field: 'initialStatusId', message: `is "${initialStatusId}", which is not in the list` });
  }
  return { problems, warnings };
}

function checkTriggers({ statuses, settings }: StatusListInput, problems: StatusProblem[], warnings: StatusProblem[]): void {
  for (const trigger of TRIGGERS) {
    const own = settings.automaticStatus[trigger];
    if (own === undefined) warnOfRivals(statuses, trigger, warnings);
    if (own === undefined || own === null) continue;
    const field = `automaticStatus.${trigger}`;
    const status = statuses.find((one) => one.id === own);
    if (status === undefined) problems.push({ index: -1, field, message: `is "${own}", which is not in the list` });
    else if (needsDate(status)) problems.push({ index: -1, field, message: `is "${own}"; no trigger can set the date that ${status.systemStatus} needs` });
  }
}

/** A trigger claimed twice: the last active claimant wins. */
function warnOfRivals(statuses: readonly Status[], trigger: Trigger, warnings: StatusProblem[]): void {
  const claimants = statuses.flatMap((status, index) => (status.active && status.setBy.includes(trigger) ? [index] : []));
  if (claimants.length < 2) return;
  const winner = statuses[claimants.at(-1)!]!;
  for (const index of claimants.slice(0, -1)) {
    warnings.push({ index, field: 'setBy', message: `claims ${trigger}, which "${winner.name}" claims later in the list and gets` });
  }
}

function needsDate(status: Status): boolean {
  return status.systemStatus === 'myRecord' || status.systemStatus === 'notEarlierThan';
}

function endsOrPlansItself(status: Status): boolean {
  const kind = status.systemStatus;
  return status.finalUntilRecycled || status.blocks === 'record' || kind === 'toCall' || kind === 'doNotCall' || kind === 'callProgressive';
}
