/**
 * The preset dictionaries of statuses, as data.
 *
 * Rule: a bundle starts with the statuses of its dictionary; all are active, bind no form and join new campaigns.
 * Source: records, section 10.3. The asterCC seed names two customer states only; the Daktela seed has one example.
 */
import type { Status } from '../options.ts';

export const DICTIONARY_IDS = ['kavkom', 'thulium', 'daktela', 'astercc'] as const;
export type DictionaryId = (typeof DICTIONARY_IDS)[number];

/** What a status is unless its row says otherwise (records: 10.1). */
export const STATUS_DEFAULTS = {
  systemStatus: null, group: 'contact', setBy: [], blocks: 'none', validation: false, nextCallRequired: false, finalUntilRecycled: false,
  hidden: false, active: true, autoAddToNewCampaigns: false,
} as const satisfies Omit<Status, 'id' | 'name' | 'scope'>;

/** Every preset dictionary, its statuses in the order in which agents see them. */
export const DICTIONARIES: Readonly<Record<DictionaryId, readonly Status[]>> = {
  kavkom: [
    ownSystem('abort', 'Abort', 'customerHangup'),
    ownSystem('operatorErrors', 'Operator errors', 'invalidNumber'),
    ownSystem('noQualification', 'No qualification', 'noQualification'),
    ownSystem('noAnswer', 'No answer', 'noAnswer'),
    ownSystem('machineDetected', 'Answering machine detected', 'machine'),
    ownSystem('signalBusy', 'Signal busy', 'busy'),
    status('sales', 'Sales/RDV', { finalUntilRecycled: true }),
    status('notInterested', 'Not interested', { finalUntilRecycled: true }),
    status('doNotCallBack', 'Do not call back', { blocks: 'number', finalUntilRecycled: true }),
    status('wrongNumber', 'Wrong number', { group: 'unableToContact', finalUntilRecycled: true }),
    status('machineMessageLeft', 'Answering machine (message left)', { group: 'unableToContact', finalUntilRecycled: true }),
    status('machine', 'Answering machine', { group: 'unableToContact', finalUntilRecycled: true }),
    status('busyUnavailable', 'Busy/unavailable', { group: 'unableToContact', finalUntilRecycled: true }),
    status('radioSilence', 'Radio silence', { group: 'unableToContact', finalUntilRecycled: true }),
  ],
  thulium: [
    // The triggers are the vendor's documentation, not the seed.
    status('call', 'Dzwonić', { systemStatus: 'toCall', setBy: ['busy', 'noAnswer', 'machine', 'dropped'] }),
    status('doNotCall', 'Nie dzwonić', { systemStatus: 'doNotCall', setBy: ['invalidNumber'] }),
  ],
  daktela: [
    status('diallerHangup', 'Dialler hangup', { group: 'system', setBy: ['noAnswer'], hidden: true }),
    status('busy', 'Busy', { group: 'system', setBy: ['busy'], hidden: true }),
    status('customerHangup', 'Customer hangup', { group: 'system', setBy: ['customerHangup'], hidden: true }),
    status('callAgain', 'Call again', { nextCallRequired: true }),
  ],
  astercc: [
    status('new', 'New', { group: 'system', hidden: true }),
    status('pending', 'Pending', { setBy: ['busy', 'noAnswer', 'machine', 'congestion'], nextCallRequired: true }),
  ],
};

function status(id: string, name: string, more: Partial<Status>): Status {
  return { ...STATUS_DEFAULTS, autoAddToNewCampaigns: true, id, name, scope: 'dictionary', ...more };
}

/** Kavkom's system statuses: set by the dialler alone, and final until the record is recycled. */
function ownSystem(id: string, name: string, trigger: Status['setBy'][number]): Status {
  return status(id, name, { group: 'system', setBy: [trigger], finalUntilRecycled: true, hidden: true });
}
