/**
 * The line to an exchange in this process: the shared clock wakes it at each of its instants.
 */
import { NEVER, type Millis } from '../../../base/time.ts';
import type { LiveClock } from '../../loop/clock.ts';
import type { TelephonyEvent } from '../port/port.ts';
import type { ExchangeLine } from './exchangeLine.ts';
import type { RehearsalExchange } from './rehearsalExchange.ts';

export function createLocalLine(exchange: RehearsalExchange, clock: LiveClock): ExchangeLine {
  let sink: (event: TelephonyEvent) => void = () => {};
  let plannedAt: Millis = NEVER;
  let withdraw = (): void => {};
  const plan = (): void => {
    const at = exchange.nextAt();
    if (at === plannedAt) return;
    withdraw();
    plannedAt = at;
    if (at < NEVER) withdraw = clock.at(at, wake);
  };
  const wake = (): void => {
    plannedAt = NEVER;
    exchange.advance(clock.now(), (event) => {
      sink(event);
    });
    plan();
  };
  const planned = <T>(result: T): Promise<T> => {
    plan();
    return Promise.resolve(result);
  };
  return {
    attach: (to) => {
      sink = to;
      exchange.attach();
      sink(exchange.state());
      return planned(undefined);
    },
    execute: (command) => planned(exchange.execute(clock.now(), command)),
    snapshot: () => planned(exchange.snapshot()),
    facts: (attempt) => planned(exchange.facts(attempt)),
    disturb: (disturbance) => {
      exchange.disturb(clock.now(), disturbance);
      return planned(undefined);
    },
    detach: () => {
      sink = () => {};
      exchange.detach(clock.now());
      plan();
    },
  };
}
