/** A rehearsal exchange on a manual clock, and customers of it who are known to behave in a certain way. */
import type { CompiledScenario } from '../../../src/scenario/compiled.ts';
import { CUSTOMER_CLASSES, type CustomerClass } from '../../../src/world/spec.ts';
import { Fates } from '../../../src/world/fates.ts';
import { createLocalLine } from '../../../src/live/telephony/rehearsal/localLine.ts';
import { RehearsalExchange, type ExchangeOptions } from '../../../src/live/telephony/rehearsal/rehearsalExchange.ts';
import { rehearsedNumber } from '../../../src/live/telephony/rehearsal/rehearsedNumbers.ts';
import type { LiveClock } from '../../../src/live/loop/clock.ts';
import { scenarioFile } from '../../support/simulation.ts';

export const TELESALES: CompiledScenario = scenarioFile('scenarios/telesales-20.yaml');

export function rehearsedLine(clock: LiveClock, options: Partial<ExchangeOptions> = {}) {
  const exchange = new RehearsalExchange({ world: TELESALES.world, seed: '1/0', originMs: clock.now(), ...options });
  return { exchange, line: createLocalLine(exchange, clock) };
}

/** Numbers whose first call goes so; the more of it, the later the record. */
export function customers(seed: string, wanted: CustomerClass, isFine: (fates: Fates, record: number) => boolean = () => true): (nth?: number) => string {
  const fates = new Fates(TELESALES.world, seed);
  return (nth = 0) => {
    let found = -1;
    for (let record = 0; ; record += 1) {
      if (fates.classOf(record, 1, 0) === CUSTOMER_CLASSES.indexOf(wanted) && isFine(fates, record) && ++found === nth) return rehearsedNumber(record);
    }
  };
}

/** A person who answers within `ringMs` and then is patient for at least `patientMs`. */
export function persons(seed: string, ringMs: number, patientMs: number): (nth?: number) => string {
  const person = CUSTOMER_CLASSES.indexOf('person');
  return customers(seed, 'person', (fates, record) => fates.eventMs(person, record, 1) < ringMs && fates.patienceMs(record, 1) > patientMs);
}
