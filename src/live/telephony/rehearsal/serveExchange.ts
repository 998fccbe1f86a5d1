/**
 * Serves an exchange of this process to a child process, over Node's channel between them. When the child dies its calls go on.
 */
import type { ChildProcess } from 'node:child_process';
import type { TelephonyEvent } from '../port/port.ts';
import type { ExchangeLine } from './exchangeLine.ts';
import { isMarked, MARK, type Answer, type Downward, type Question, type SharedTime, type Upward, type Witness } from './ipcMessages.ts';

/** The environment of a child that is to find this exchange. */
export const PARENT_EXCHANGE = { OVERDIAL_PARENT_EXCHANGE: '1' } as const;

/** @param line to the exchange, in this process; one child at a time */
export function serveExchange(child: ChildProcess, line: ExchangeLine, time: SharedTime, onWitness: (witness: Witness) => void = () => {}): void {
  const send = (message: Downward): void => {
    // A child that was killed a moment ago hears nothing; that is what happens with lines.
    if (child.connected) child.send(message, () => {});
  };
  const answer = async (question: Question): Promise<Answer> => {
    switch (question.ask) {
      case 'time': return time;
      case 'snapshot': return line.snapshot();
      case 'execute': return line.execute(question.command);
      case 'facts': return line.facts(question.attempt);
      case 'disturb': await line.disturb(question.disturbance); return null;
      case 'attach': {
        await line.attach((event: TelephonyEvent) => {
          send({ mark: MARK, event });
        });
        return null;
      }
    }
  };
  child.on('message', (message) => {
    if (!isMarked(message)) return;
    const told = message as Upward;
    if ('witness' in told) {
      onWitness(told.witness);
      return;
    }
    void answer(told.question).then((given) => {
      send({ mark: MARK, number: told.number, answer: given });
    });
  });
  child.on('disconnect', () => {
    line.detach();
  });
}
