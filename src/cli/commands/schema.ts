/** `overdial schema`: the JSON Schema of scenario files, for editors (`$schema`) and other programs. */
import type { CommandModule } from 'yargs';
import { scenarioJsonSchema } from '../../scenario/jsonSchema.ts';
import { printJson } from '../output.ts';

export const schemaCommand: CommandModule = {
  command: 'schema',
  describe: 'Print the JSON Schema of scenario files',
  handler: () => { printJson(scenarioJsonSchema()); },
};
