/**
 * One strategy in one scenario of the benchmark: as it comes, and with its knob tuned.
 *
 * Rule: tuning and scoring have seeds of their own, shared by all strategies. What the laboratory has is not run again, so
 * this may be asked for once to run and once to read. A tuning that was not finished counts as none.
 */
import { gridSettings, readGrid, scoreAtLimit, scoreBest, type AtLimit, type Tuning } from '../compare/tuning.ts';
import { judgementOf, type Judgement } from '../judgement.ts';
import type { Setting } from '../laboratory.ts';
import { choiceFor, entrantWith, type Entrant } from './entrants.ts';
import { SCORING_SEED, TUNING_SEED, type LoadedScenario, type Profile } from './profile.ts';
import type { StoredLaboratory } from './storedLaboratory.ts';

export interface Ran {
  readonly entrant: Entrant;
  readonly fault: string | null;
  readonly given: Setting;
  /** The best compliant value; null with a tuning: none complies. */
  readonly tuned: Setting | null;
  /** Null: not tuned. */
  readonly tuning: Tuning | null;
  readonly atLimit: AtLimit | null;
  /** Of one worker. */
  readonly seconds: number;
}

export async function runEntrant(laboratory: StoredLaboratory, judgement: Judgement, entrant: Entrant, profile: Profile, wanted: number): Promise<Ran> {
  const given = givenSetting(judgement, entrant);
  const untuned = { entrant, given, tuned: null, tuning: null, atLimit: null };
  await laboratory.run([given], wanted);
  const fault = laboratory.faultOf(given);
  if (entrant.knob === null || !profile.isTuned || fault !== null) return { ...untuned, fault, seconds: laboratory.wallMsOf(given) / 1000 };
  const grid = gridSettings(judgement, entrant.strategy, entrant.knob, TUNING_SEED);
  await laboratory.run(grid, profile.tuningReplications);
  const scoredSettings = grid.map(({ strategy }) => ({ ...given, strategy }));
  const has = (setting: Setting, replications: number): boolean => laboratory.results(setting).length >= replications;
  const tuning = grid.every((setting) => has(setting, profile.tuningReplications)) ? readGrid(laboratory, judgement, grid, entrant.knob) : null;
  const atLimit = tuning === null ? null : await scoreAtLimit(laboratory, judgement, tuning, SCORING_SEED, wanted);
  const tuned = tuning === null ? null : await scoreBest(laboratory, judgement, tuning, SCORING_SEED, wanted);
  const isSame = (setting: Setting): boolean => JSON.stringify(setting.strategy) === JSON.stringify(given.strategy);
  const seconds = [given, ...grid, ...scoredSettings.filter((setting) => !isSame(setting))].reduce((sum, setting) => sum + laboratory.wallMsOf(setting), 0) / 1000;
  // Without a value that complies all of them down to the gentlest must have been seen.
  const isFinished = tuning !== null && atLimit !== null && (tuned === null ? scoredSettings.slice(0, tuning.best + 1).every((setting) => has(setting, 2)) : has(tuned, 2));
  return isFinished ? { entrant, given, tuned, tuning, atLimit, fault, seconds } : { ...untuned, fault, seconds };
}

/** As it comes, on the scoring seed. */
export function givenSetting(judgement: Judgement, entrant: Entrant): Setting {
  return { scenario: judgement.scenario, strategy: choiceFor(entrant, judgement.agents), seed: SCORING_SEED };
}

/** Those that run with a team of this size. */
export function entrantsFor({ agents }: Judgement, { entrants }: Profile): Entrant[] {
  return entrants.filter(({ agentsMax }) => agentsMax === null || agents <= agentsMax);
}

/** A scenario of the plan has one judgement, because cells are found by it. */
export function judgements(loaded: LoadedScenario): Judgement {
  let known = ofScenarios.get(loaded);
  if (known === undefined) ofScenarios.set(loaded, known = { ...judgementOf(loaded.scenario), isWhileDue: loaded.plan.isWhileDue === true });
  return known;
}

/** Beside which gains are measured, whether it takes part or not. */
export const PROGRESSIVE: Entrant = entrantWith('progressive', {});

const ofScenarios = new WeakMap<LoadedScenario, Judgement>();
