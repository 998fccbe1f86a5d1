/**
 * Works the benchmark's cells off, the important ones first, so that whenever time is up the tables say as much as they can.
 *
 * Rule: first every strategy as it comes in the quick profile's scenarios, then in all of them; then knobs, strategy by
 * strategy through all scenarios: first those that the reference is likely to come from, then from the cheapest to the dearest
 * by the time that their runs have taken so far. Of tunings a few are under way at a time, so that no worker waits.
 */
import { gridOf } from '../knobs.ts';
import type { Entrant } from './entrants.ts';
import { QUICK_SCENARIOS, type LoadedScenario, type Profile } from './profile.ts';
import { entrantsFor, givenSetting, judgements, PROGRESSIVE, runEntrant } from './runEntrant.ts';
import type { StoredLaboratory, Wanted } from './storedLaboratory.ts';

export async function runCells(laboratory: StoredLaboratory, loaded: readonly LoadedScenario[], profile: Profile, onStage: (words: string) => void = () => undefined): Promise<void> {
  const given = (scenarios: readonly LoadedScenario[]): Wanted[] => scenarios.flatMap((each) => (
    [PROGRESSIVE, ...entrantsFor(judgements(each), profile)].map((entrant) => ({ setting: givenSetting(judgements(each), entrant), replications: profile.replicationsOf(each.plan) }))));
  const tunings = profile.isTuned ? loaded.flatMap((each) => entrantsFor(judgements(each), profile).filter(({ knob }) => knob !== null).map((entrant) => ({ each, entrant }))) : [];
  laboratory.expect(given(loaded).reduce((sum, { replications }) => sum + replications, 0) + tunings.reduce((sum, tuning) => sum + replicationsOf(tuning, profile), 0));

  onStage('as they come: the quick scenarios');
  await laboratory.runEach(given(loaded.filter(({ plan }) => QUICK_SCENARIOS.includes(plan.id))));
  onStage('as they come: all scenarios');
  await laboratory.runEach(given(loaded));

  const open = inOrder(tunings, laboratory, profile);
  const takeOn = async (): Promise<void> => {
    for (let next = open.shift(); next !== undefined && !laboratory.isInterrupted(); next = open.shift()) {
      onStage(`tuning ${next.entrant.label} in ${next.each.plan.id}`);
      await runEntrant(laboratory, judgements(next.each), next.entrant, profile, profile.replicationsOf(next.each.plan));
    }
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, takeOn));
}

interface TuningWork { readonly each: LoadedScenario; readonly entrant: Entrant }

/** The grid, and roughly three values on the scoring seed. */
function replicationsOf({ each, entrant }: TuningWork, profile: Profile): number {
  return gridOf(entrant.knob!, judgements(each).agents).length * profile.tuningReplications + 3 * profile.replicationsOf(each.plan);
}

function inOrder(tunings: readonly TuningWork[], laboratory: StoredLaboratory, profile: Profile): TuningWork[] {
  const costs = new Map<string, number>();
  for (const tuning of tunings) {
    const given = givenSetting(judgements(tuning.each), tuning.entrant);
    const msPerReplication = laboratory.wallMsOf(given) / Math.max(1, laboratory.results(given).length);
    costs.set(tuning.entrant.label, (costs.get(tuning.entrant.label) ?? 0) + msPerReplication * replicationsOf(tuning, profile));
  }
  const placeOf = ({ entrant }: TuningWork): number => {
    const place = REFERENCE_MAKERS.indexOf(entrant.label);
    return place === -1 ? REFERENCE_MAKERS.length : place;
  };
  const costOf = ({ entrant }: TuningWork): number => costs.get(entrant.label)!;
  return [...tunings].sort((left, right) => placeOf(left) - placeOf(right) || costOf(left) - costOf(right));
}

const UNDER_WAY = 3;
/** Without a sweep of one of these a scenario outside markov has no good reference, and no gap that could be closed. */
const REFERENCE_MAKERS = ['fractile', 'fixed-ratio-idle'];
