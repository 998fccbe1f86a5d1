/** Customers, detector and distributions of a scenario as the world needs them: fractions instead of percent, defaults filled in. */
import { MINUTE_MS, SECOND_MS } from '../base/time.ts';
import { NONE } from '../engine/vocabulary.ts';
import { CUSTOMER_CLASSES, type CustomerClass, type CustomersSpec, type DayProfile, type DetectorSpec, type DistributionSpec, type SaveHabit } from '../world/spec.ts';
import { noneToNull } from './schema/basics.ts';
import type { CustomersData, DetectorData } from './schema/customers.ts';
import type { DistributionInput } from './schema/distribution.ts';
import type { SavesData } from './schema/saves.ts';
import { minutesOfDay } from './zones.ts';

const ZERO: DistributionSpec = { distribution: 'constant', value: 0 };

/** A distribution in full; absent: the constant 0. Weights of a mixture add up to 1. */
export function distributionOf(input: DistributionInput | undefined): DistributionSpec {
  if (input === undefined) return ZERO;
  if (typeof input === 'number') return { distribution: 'constant', value: input };
  if (input.distribution === 'mixture') {
    const total = input.parts.reduce((sum, part) => sum + part.weight, 0);
    return { distribution: 'mixture', parts: input.parts.map(({ weight, of }) => ({ weight: weight / total, of: distributionOf(of) })) };
  }
  if (input.distribution === 'lognormal') {
    return input.mean !== undefined
      ? { distribution: 'lognormal', mean: input.mean, cv: input.cv! }
      : { distribution: 'lognormal', mu: input.mu!, sigma: input.sigma! };
  }
  if (input.distribution === 'empirical') return { distribution: 'empirical', quantiles: input.quantiles! };
  return input;
}

/** `statuses`: ids of the campaign's statuses, by their index. */
export function customersOf(data: CustomersData, statuses: readonly string[]): CustomersSpec {
  const personShare = noneToNull(data.personShare ?? null);
  const patience = noneToNull(data.patience ?? null);
  return {
    shares: byClass((kind) => (data.shares[kind] ?? 0) / 100),
    personShare: personShare === null ? null : profileOf(personShare),
    ...(data.personShareByAttempt === undefined ? {} : { personShareByDial: data.personShareByAttempt.map((share) => share / 100) }),
    ...(data.personShareInPromise === undefined ? {} : { personShareInPromise: data.personShareInPromise / 100 }),
    eventAfter: byClass((kind) => {
      const after = noneToNull(data.ring[kind] ?? null);
      return after === null && kind === 'noAnswer' ? null : distributionOf(after ?? undefined);
    }),
    greetingDelay: distributionOf(data.greeting?.delay),
    greetingLength: distributionOf(data.greeting?.length),
    patience: patience === null ? null : distributionOf(patience),
    handle: data.handle.map(({ id, share, talk, wrap, save }) => ({
      id, share: share / 100, talk: distributionOf(talk), wrap: distributionOf(wrap), ...(save === undefined ? {} : { save: savesOf(save, statuses) }),
    })),
    machineHandle: { talk: distributionOf(data.machineHandle?.talk), wrap: distributionOf(data.machineHandle?.wrap) },
  };
}

export function savesOf(saves: SavesData, statuses: readonly string[]): SaveHabit[] {
  return saves.map(({ share, status, nextCall }) => ({
    share: share / 100,
    status: status === undefined ? NONE : statuses.indexOf(status),
    nextCall: nextCall === undefined ? null : {
      share: (nextCall.share ?? 100) / 100, after: distributionOf(nextCall.after), roundUpMs: Math.round((nextCall.roundUp ?? 0) * SECOND_MS),
      passShare: (nextCall.passPercent ?? 0) / 100,
    },
  }));
}

export function detectorOf(data: DetectorData | undefined): DetectorSpec {
  if (data === undefined) return { kind: 'network' };
  if (typeof data === 'string') return { kind: data };
  return {
    kind: 'audio',
    personVerdictAfterGreeting: distributionOf(data.personVerdictAfterGreeting),
    falsePositiveShare: data.falsePositivePercent / 100,
    falseNegativeShare: data.falseNegativePercent / 100,
    machineVerdict: distributionOf(data.machineVerdict),
    missedVerdict: distributionOf(data.missedVerdict),
  };
}

function profileOf(data: { steps: Record<string, number> } | { linear: Record<string, number> }): DayProfile {
  const points = Object.entries('steps' in data ? data.steps : data.linear);
  return { kind: 'steps' in data ? 'steps' : 'linear', points: points.map(([time, share]) => [minutesOfDay(time) * MINUTE_MS, share / 100]) };
}

function byClass<T>(of: (kind: CustomerClass) => T): Record<CustomerClass, T> {
  return Object.fromEntries(CUSTOMER_CLASSES.map((kind) => [kind, of(kind)])) as Record<CustomerClass, T>;
}
