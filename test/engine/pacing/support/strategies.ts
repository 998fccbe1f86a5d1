/** Every registered strategy, ready to be made: with the parameters that it cannot do without. */
import { createSequentialStream, streamKey, type SavableRandomStream } from '../../../../src/base/random.ts';
import type { Priors } from '../../../../src/engine/options.ts';
import { findStrategy, STRATEGIES } from '../../../../src/engine/pacing/registry.ts';
import type { PacingStrategy, ParameterValues } from '../../../../src/engine/pacing/strategy.ts';

/** The common prior. */
export const PRIORS: Priors = { answerRate: 0.2, resolutionMs: 15_000, talkMs: 180_000, wrapMs: 20_000 };

/** Parameters without a default. */
const REQUIRED: Readonly<Record<string, ParameterValues>> = { 'astercc-channels': { channels: 26 }, 'open-loop': { ratePerSecond: 0.5 } };

export const STRATEGY_IDS: readonly string[] = STRATEGIES.map((definition) => definition.id);

export function requiredParameters(id: string): ParameterValues {
  return REQUIRED[id] ?? {};
}

export interface MadeStrategy { readonly strategy: PacingStrategy; readonly random: SavableRandomStream }

/** A new strategy and its stream. */
export function make(id: string, parameters: ParameterValues = {}, seed = 'test', priors: Priors = PRIORS): MadeStrategy {
  const definition = findStrategy(id);
  if (definition === undefined) throw new RangeError(`no strategy '${id}'`);
  const random = createSequentialStream(streamKey(seed, 'strategy'));
  return { strategy: definition.create({ ...requiredParameters(id), ...parameters }, random, priors), random };
}

/** What a snapshot keeps of a strategy, by way of text, as a journal or a store would. */
export function saveToText(made: MadeStrategy): string {
  return JSON.stringify({ strategy: made.strategy.save?.() ?? null, random: made.random.save() });
}

/** A new strategy that goes on from there. */
export function makeFromText(id: string, text: string, parameters: ParameterValues = {}): MadeStrategy {
  const made = make(id, parameters, 'another seed');
  const saved = JSON.parse(text) as { strategy: unknown; random: number[] };
  if (saved.strategy !== null) made.strategy.load!(saved.strategy);
  made.random.load(saved.random);
  return made;
}
