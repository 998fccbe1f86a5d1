/** `--strategies a,b:key=value,key=value,c`: several strategies; a piece `key=value` without an id belongs to the one before it. */
import type { StrategyChoice } from '../engine/options.ts';
import { InputError } from './exitCodes.ts';
import { parseStrategyOption } from './strategyOption.ts';

/** Throws an InputError that lists every problem of every strategy. */
export function parseStrategiesOption(text: string): StrategyChoice[] {
  const words: string[] = [];
  for (const piece of text.split(',')) {
    const isSetting = piece.includes('=') && !piece.slice(0, piece.indexOf('=')).includes(':');
    const before = words.at(-1);
    if (!isSetting) words.push(piece);
    else if (before === undefined) throw new InputError(`--strategies: '${piece}' is a setting without a strategy before it; allowed: ID[:key=value,…],…`);
    else words[words.length - 1] = `${before}${before.includes(':') ? ',' : ':'}${piece}`;
  }
  const problems: string[] = [];
  const choices: StrategyChoice[] = [];
  for (const word of words) {
    try {
      choices.push(parseStrategyOption(word));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(error.message.replaceAll(/^--strategy:/gm, '--strategies:'));
    }
  }
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return choices;
}
