/**
 * Is a scenario the Markov model, whose best policy can be computed? Then here it is.
 *
 * Rule: one rate of resolution for every attempt, a fixed share of persons, one exponential handle time, nobody waits or
 * gives up, no line is missing, and the same agents all the time. Anything else is null.
 */
import type { MarkovModel } from '../queueing/markovModel.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { CustomerClass, DistributionSpec } from '../world/spec.ts';

/** The model of this scenario, times in seconds, or null where it is none. */
export function markovModelOf({ dialer, world, horizon }: CompiledScenario): MarkovModel | null {
  const { customers, carrier, list, detector } = world;
  const resolutionSeconds = commonMean(attemptLaws(customers));
  const handle = customers.handle.length === 1 ? customers.handle[0]! : null;
  const handleSeconds = handle !== null && isZero(handle.wrap) ? exponentialMean(handle.talk) : null;
  const isPlain = customers.personShare === null && customers.patience === null && isZero(carrier.setUp) && list.kind === 'endless'
    && detector.kind === 'network' && dialer.channels === null && dialer.startsPerSecond === null
    && dialer.settings.ringLimitMs === null && dialer.settings.dropLimitMs === 0 && !dialer.settings.answeredGate
    && dialer.settings.pauseAfterAnsweredMs === 0 && dialer.settings.pauseAfterUnansweredMs === 0
    && horizon.scored.length === 1 && world.agents.every((days) => staysAllTheTime(days, horizon.endsAt));
  if (!isPlain || resolutionSeconds === null || handleSeconds === null) return null;
  return { agents: world.agents.length, answerRate: customers.shares.person, resolutionSeconds, handleSeconds };
}

type Customers = CompiledScenario['world']['customers'];

/** The laws of every class that occurs; null among them: rings for ever. */
function attemptLaws({ shares, eventAfter }: Customers): (DistributionSpec | null)[] {
  return (Object.keys(shares) as CustomerClass[]).filter((each) => shares[each] > 0).map((each) => eventAfter[each]);
}

/** Machines would need a class of their own: they resolve like anybody, but only persons and failures are in the model. */
function commonMean(laws: readonly (DistributionSpec | null)[]): number | null {
  const means = laws.map((law) => (law === null ? null : exponentialMean(law)));
  const first = means[0] ?? null;
  return means.every((mean) => mean === first) ? first : null;
}

function exponentialMean(law: DistributionSpec): number | null {
  return law.distribution === 'exponential' ? law.mean : null;
}

function isZero(law: DistributionSpec): boolean {
  return law.distribution === 'constant' && law.value === 0;
}

/** One day that reaches to the end, without breaks; a late sign-in belongs to the warm-up. */
function staysAllTheTime(days: CompiledScenario['world']['agents'][number], endsAt: number): boolean {
  const [first, ...others] = days;
  return first !== undefined && first !== null && first.signOutAt >= endsAt && first.breaks.length === 0 && first.unannouncedPauses === null
    && others.every((day) => day === null);
}
