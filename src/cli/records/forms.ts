/** `overdial records forms …`: the forms of a record type, listed, or set from a YAML or JSON file (D24, D26). */
import type { Argv, CommandModule } from 'yargs';
import { readForms, findRecordType, recordTypeOf, setForms } from '../../live/store/forms.ts';
import { InputError } from '../exitCodes.ts';
import { readTextOrNull } from '../files.ts';
import { printJson, printLine } from '../output.ts';
import { storeOptions, withStore, type StoreOptions } from './common.ts';

interface FormsOptions extends StoreOptions { act: string; file?: string; type?: string }

export const formsCommand: CommandModule<object, FormsOptions> = {
  command: 'forms <act> [file]',
  describe: 'Forms of a record type: list, set FILE',
  builder: (yargs: Argv) => storeOptions(yargs)
    .positional('act', { type: 'string', demandOption: true, choices: ['list', 'set'], describe: 'What to do' })
    .positional('file', { type: 'string', describe: 'set: YAML or JSON' })
    .option('type', { type: 'string', describe: 'Record type (default: the campaign\'s)' })
    .epilogue('A file looks like this: {forms: [{id: order, fields: [{id: amount, label: Amount, type: number, mandatory: true}, {id: plan, type: choice, choices: [basic, full]}]}]}. '
      + 'Types: text, number, choice, date. Import and save refuse values that do not fit; a mandatory field is demanded by statuses with validation. '
      + 'Values that are stored already stay as they are.') as unknown as Argv<FormsOptions>,
  handler: (options) => withStore(options, (store, campaign) => {
    const { act, file } = options;
    const id = options.type === undefined ? campaign.recordType : findRecordType(store, options.type);
    if (act === 'set') {
      if (file === undefined) throw new InputError('forms set: needs a file');
      const text = readTextOrNull(file);
      if (text === null) throw new InputError(`${file}: there is no such file`);
      setForms(store, id, readForms(file, text), Date.now());
    }
    const { id: name, forms } = recordTypeOf(store, id);
    if (options.json) {
      printJson({ type: name, forms });
      return;
    }
    printLine(`record type ${name}${forms.length === 0 ? ': no forms, any value is taken' : ''}`);
    for (const form of forms) {
      printLine(`  ${form.id}`);
      for (const field of form.fields) {
        printLine(`    ${field.id}: ${field.label} (${field.type}${field.type === 'choice' ? ` of ${field.choices!.join(', ')}` : ''}${field.mandatory ? ', mandatory' : ''})`);
      }
    }
  }),
};
