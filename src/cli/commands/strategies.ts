/** `overdial strategies`: every pacing strategy with its parameters. */
import type { Argv, CommandModule } from 'yargs';
import type { ParameterSpec } from '../../engine/pacing/strategy.ts';
import { SIMULATED_STRATEGIES } from '../../simulation/strategies.ts';
import { printJson, printLine } from '../output.ts';

interface StrategiesOptions { json: boolean }

export const strategiesCommand: CommandModule<object, StrategiesOptions> = {
  command: 'strategies',
  describe: 'List the pacing strategies and their parameters',
  builder: (yargs: Argv) => yargs.option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }) as Argv<StrategiesOptions>,
  handler: ({ json }) => {
    if (json) {
      printJson(SIMULATED_STRATEGIES);
      return;
    }
    for (const strategy of SIMULATED_STRATEGIES) {
      printLine(`${strategy.id}\n    ${strategy.description}`);
      for (const parameter of strategy.parameters) printLine(`    ${describeParameter(parameter)}`);
    }
  },
};

function describeParameter(parameter: ParameterSpec): string {
  const value = parameter.default === undefined ? 'required' : `default ${String(parameter.default)}`;
  const bounds = [parameter.min === undefined ? '' : `from ${parameter.min}`, parameter.max === undefined ? '' : `to ${parameter.max}`].filter((text) => text !== '');
  return `  ${parameter.name} (${[value, ...bounds, `in ${parameter.unit}`].join(', ')}): ${parameter.description}`;
}
