/**
 * The line to an exchange in the parent process, over Node's channel to it: calls there outlive this process.
 *
 * Rule: when the channel closes nothing is answered any more, as with a telephone system that hangs.
 */
import type { Ack, TelephonyEvent } from '../port/port.ts';
import type { CallFacts, ExchangeLine, ExchangeSnapshot } from './exchangeLine.ts';
import { isMarked, MARK, type Answer, type Downward, type Question, type SharedTime, type Upward, type Witness } from './ipcMessages.ts';

export interface IpcLine extends ExchangeLine {
  readonly time: SharedTime;
  /** Tells the parent something that it should remember. */
  tell(witness: Witness): void;
}

/** Has this process been started by one that holds an exchange for it? */
export function hasParentExchange(): boolean {
  return process.env['OVERDIAL_PARENT_EXCHANGE'] === '1' && process.connected;
}

export async function openIpcLine(): Promise<IpcLine> {
  let sink: (event: TelephonyEvent) => void = () => {};
  let asked = 0;
  const waiting = new Map<number, (answer: Answer) => void>();
  const send = (message: Upward): void => {
    if (process.connected) process.send!(message);
  };
  const ask = <T extends Answer>(question: Question): Promise<T> =>
    new Promise((resolve) => {
      const number = (asked += 1);
      waiting.set(number, (answer) => {
        resolve(answer as T);
      });
      send({ mark: MARK, number, question });
    });
  process.on('message', (message) => {
    if (!isMarked(message)) return;
    const told = message as Downward;
    if ('event' in told) {
      sink(told.event);
      return;
    }
    waiting.get(told.number)?.(told.answer);
    waiting.delete(told.number);
  });
  const time = await ask<SharedTime>({ ask: 'time' });
  return {
    time,
    attach: async (to) => {
      sink = to;
      await ask({ ask: 'attach' });
    },
    execute: (command) => ask<Ack>({ ask: 'execute', command }),
    snapshot: () => ask<ExchangeSnapshot>({ ask: 'snapshot' }),
    facts: (attempt) => ask<CallFacts | null>({ ask: 'facts', attempt }),
    disturb: async (disturbance) => {
      await ask({ ask: 'disturb', disturbance });
    },
    tell: (witness) => {
      send({ mark: MARK, witness });
    },
    detach: () => {
      sink = () => {};
      if (process.connected) process.disconnect();
    },
  };
}
