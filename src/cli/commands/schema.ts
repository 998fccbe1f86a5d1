/** `overdial schema`: the JSON Schema of scenario files, for editors (`$schema`) and other programs. */
import type { Argv, CommandModule } from 'yargs';
import { scenarioJsonSchema } from '../../scenario/jsonSchema.ts';
import { printJson } from '../output.ts';

interface SchemaOptions { json: boolean }

export const schemaCommand: CommandModule<object, SchemaOptions> = {
  command: 'schema',
  describe: 'Print the JSON Schema of scenario files',
  builder: (yargs: Argv) => yargs.option('json', { type: 'boolean', default: true, describe: 'It is JSON in any case' }) as Argv<SchemaOptions>,
  handler: () => { printJson(scenarioJsonSchema()); },
};
