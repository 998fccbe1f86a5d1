/**
 * `overdial records edit`, `move` and `clone`: a record's own data, its database, and a new one like it (R30, R34, R36).
 *
 * Rule: as in import, numbers are made canonical and form values must fit the record type's form; nothing is changed before all is right.
 */
import type { Argv, CommandModule } from 'yargs';
import { canonicalNumber } from '../../live/store/canonicalNumber.ts';
import type { StoredCampaign } from '../../live/store/campaigns.ts';
import { cloneStored } from '../../live/store/cloneStored.ts';
import { editRecords, type Edit } from '../../live/store/editRecords.ts';
import { readFormCells } from '../../live/store/formCells.ts';
import { findRecordType, recordTypeOf } from '../../live/store/forms.ts';
import type { Cell } from '../../live/store/listSource.ts';
import { moveRecords } from '../../live/store/moveRecords.ts';
import type { Store } from '../../live/store/openStore.ts';
import type { FormValues } from '../../live/store/storedRecord.ts';
import { PHONES_MAX } from '../../engine/records/numbers.ts';
import { isZone } from '../../scenario/zones.ts';
import { InputError } from '../exitCodes.ts';
import { printJson, printLine } from '../output.ts';
import { wholeNumber } from '../values.ts';
import { canonicalCountry } from './country.ts';
import { chosenFilter, filterOptions, listOf, presentChange, storeOptions, withStore, type FilterOptions, type StoreOptions } from './common.ts';

interface EditOptions extends StoreOptions, FilterOptions { phones?: string; priority?: string; timeZone?: string; contact?: string; form?: string[] }

export const editCommand: CommandModule<object, EditOptions> = {
  command: 'edit',
  describe: 'Edit numbers, priority, zone, contact and form of records',
  builder: (yargs: Argv) => filterOptions(storeOptions(yargs), true)
    .option('phones', { type: 'string', describe: 'The numbers in order, as in +442079460018,+442079460019' })
    .option('priority', { type: 'string', describe: 'A whole number, higher first' })
    .option('time-zone', { type: 'string', describe: 'IANA time zone; none: the campaign\'s' })
    .option('contact', { type: 'string', describe: 'Id of the contact in the CRM; none: no contact' })
    .option('form', { type: 'string', array: true, describe: 'A value of the form, as in --form amount=12.5; FIELD= takes it away' }) as unknown as Argv<EditOptions>,
  handler: (options) => withStore(options, (store, campaign) => {
    const edit = editOf(store, campaign, options);
    if (Object.keys(edit).length === 0) throw new InputError('edit: nothing is to be changed; allowed: --phones, --priority, --time-zone, --contact, --form');
    presentChange(options.json, 'edited', editRecords(store, campaign, chosenFilter(options), edit, Date.now()));
  }),
};

interface MoveOptions extends StoreOptions, FilterOptions { into: string; type?: string }

export const moveCommand: CommandModule<object, MoveOptions> = {
  command: 'move <into>',
  describe: 'Move records into another database',
  builder: (yargs: Argv) => filterOptions(storeOptions(yargs), true)
    .positional('into', { type: 'string', demandOption: true, describe: 'The database' })
    .option('type', { type: 'string', describe: 'Record type of that database, where it is another' }) as unknown as Argv<MoveOptions>,
  handler: (options) => withStore(options, (store, campaign) => {
    const type = options.type === undefined ? campaign.recordType : findRecordType(store, options.type);
    presentChange(options.json, 'moved', moveRecords(store, campaign, chosenFilter(options), options.into, type, Date.now()));
  }),
};

interface CloneOptions extends StoreOptions { id: string }

export const cloneCommand: CommandModule<object, CloneOptions> = {
  command: 'clone <id>',
  describe: 'Make a new record like this one',
  builder: (yargs: Argv) => storeOptions(yargs).positional('id', { type: 'string', demandOption: true, describe: 'The record' }),
  handler: (options) => withStore(options, (store, campaign) => {
    const id = wholeNumber('id', options.id, 1);
    const clone = cloneStored(store, campaign, id, Date.now());
    if (options.json) printJson({ source: id, clone });
    else printLine(`record ${clone} is a clone of record ${id}`);
  }),
};

function editOf(store: Store, campaign: StoredCampaign, { phones, priority, timeZone, contact, form }: EditOptions): Edit {
  if (priority !== undefined && !/^-?\d{1,9}$/.test(priority)) throw new InputError(`--priority: '${priority}' is not allowed; allowed: a whole number`);
  if (timeZone !== undefined && timeZone !== 'none' && !isZone(timeZone)) throw new InputError(`--time-zone: '${timeZone}' is not allowed; allowed: an IANA time zone, as in Europe/Prague, or none`);
  return {
    ...(phones === undefined ? {} : { phones: phonesOf(phones, campaign) }),
    ...(priority === undefined ? {} : { priority: Number(priority) }),
    ...(timeZone === undefined ? {} : { timeZone: timeZone === 'none' ? null : timeZone }),
    ...(contact === undefined ? {} : { contactId: contact === 'none' ? null : contact }),
    ...(form === undefined ? {} : { form: formOf(form, store, campaign) }),
  };
}

function phonesOf(text: string, campaign: StoredCampaign): string[] {
  const numbers = listOf(text).map((one) => {
    const result = canonicalNumber(one, canonicalCountry(campaign.country));
    if ('problem' in result) throw new InputError(`--phones: '${one}' ${result.problem}`);
    return result.number;
  });
  const distinct = [...new Set(numbers)];
  if (distinct.length > PHONES_MAX) throw new InputError(`--phones: ${distinct.length} numbers; allowed: at most ${PHONES_MAX}`);
  return distinct;
}

/** Null where a value is to be taken away. */
function formOf(pieces: readonly string[], store: Store, campaign: StoredCampaign): FormValues {
  const cells = pieces.map((piece): Cell => {
    const equals = piece.indexOf('=');
    if (equals <= 0) throw new InputError(`--form: '${piece}' is not allowed; allowed: FIELD=VALUE`);
    const text = piece.slice(equals + 1).trim();
    return { target: { kind: 'form', name: piece.slice(0, equals) }, name: piece.slice(0, equals), text, value: text, column: () => 1 };
  });
  const problems: string[] = [];
  const values = readFormCells(cells, { recordType: recordTypeOf(store, campaign.recordType), zone: campaign.zone }, false, undefined, (cell, message) => {
    problems.push(`--form ${cell.name}: is "${cell.text}"; ${message}`);
  });
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return { ...Object.fromEntries(cells.filter((cell) => cell.text === '').map((cell) => [cell.name, null])), ...values };
}
