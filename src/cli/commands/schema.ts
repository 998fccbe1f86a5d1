/** `overdial schema [document]`: the JSON Schema of scenario files, for editors (`$schema`) and other programs; or of a command's JSON. */
import type { Argv, CommandModule } from 'yargs';
import { RESULT_SCHEMAS, resultJsonSchema } from '../../experiment/resultSchemas.ts';
import { scenarioJsonSchema } from '../../scenario/jsonSchema.ts';
import { printJson } from '../output.ts';

interface SchemaOptions { document: 'scenario' | keyof typeof RESULT_SCHEMAS; json: boolean }

const DOCUMENTS = ['scenario', ...Object.keys(RESULT_SCHEMAS)] as SchemaOptions['document'][];

export const schemaCommand: CommandModule<object, SchemaOptions> = {
  command: 'schema [document]',
  describe: 'Print the JSON Schema of scenario files, or of what a command prints with --json',
  builder: (yargs: Argv) => yargs
    .positional('document', { choices: DOCUMENTS, default: 'scenario', describe: 'What is described' })
    .option('json', { type: 'boolean', default: true, describe: 'It is JSON in any case' }) as unknown as Argv<SchemaOptions>,
  handler: ({ document }) => { printJson(document === 'scenario' ? scenarioJsonSchema() : resultJsonSchema(document)); },
};
