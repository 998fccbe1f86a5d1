/** `overdial scenarios`: the scenarios that come with overdial. */
import type { Argv, CommandModule } from 'yargs';
import { loadScenario, shippedScenarios } from '../loadScenario.ts';
import { printJson, printLine } from '../output.ts';

interface ScenariosOptions { json: boolean }

export const scenariosCommand: CommandModule<object, ScenariosOptions> = {
  command: 'scenarios',
  describe: 'List the shipped scenarios',
  builder: (yargs: Argv) => yargs.option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }) as Argv<ScenariosOptions>,
  handler: ({ json }) => {
    const list = shippedScenarios().map(({ name, path }) => {
      const { title, description, dialer, digest } = loadScenario(path);
      return { name, title, description, agents: dialer.agents.length, mode: dialer.settings.mode, strategy: dialer.strategy, digest };
    });
    if (json) {
      printJson(list);
      return;
    }
    for (const { name, title, description, agents, mode, strategy } of list) {
      printLine(`${name}\n    ${title} (${agents} agents, ${mode}, ${strategy.id})${description === '' ? '' : `\n    ${description}`}`);
    }
  },
};
