/**
 * Dials wait for their turn at the guard, so that a burst of the engine is spread over the trunk's rate instead of being refused.
 *
 * Rule: one queue a trunk, in order. A dial that the guard refuses for a limit was certainly not placed, so it is offered again until it is
 * taken or `patienceMs` old; every refusal is told only then, so that the engine's next try is not at once (it would be refused as well, a
 * thousand times a second). While it waits, a hang-up takes it back. Everything else passes through.
 */
import type { Millis } from '../../../base/time.ts';
import type { LiveClock } from '../../loop/clock.ts';
import type { Ack, AttemptId, Telephony, TelephonyCommand } from '../port/port.ts';

type Dial = Extract<TelephonyCommand, { kind: 'dial' }>;
interface Waiting { readonly dial: Dial; readonly until: Millis; isWithdrawn: boolean; readonly resolve: (ack: Ack) => void }

/** A decision of the engine is carried out within this time or not at all (live, section 3). */
const PATIENCE_MS: Millis = 1_000;
const AGAIN_MS: Millis = 5;
const LIMITS = /^(total\.)?(rate|channels)$/;
const WITHDRAWN: Ack = { ok: false, why: 'refused', detail: 'withdrawn' };
/** No turn came in time: the limit has not let it through. */
const LATE: Ack = { ok: false, why: 'refused', detail: 'rate' };

export function spaceDials(inner: Telephony, clock: LiveClock, patienceMs: Millis = PATIENCE_MS): Telephony {
  const queues = new Map<string, Waiting[]>();
  const waiting = new Map<AttemptId, Waiting>();
  const pause = (at: Millis): Promise<void> => new Promise((resolve) => { clock.at(at, resolve); });

  async function serve(queue: Waiting[]): Promise<void> {
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      if (next.isWithdrawn || clock.now() > next.until) {
        queue.shift();
        finish(next, next.isWithdrawn ? WITHDRAWN : LATE);
        continue;
      }
      const offered = inner.execute(next.dial);
      // The guard refuses at once; what it passes on is not waited for, so that a slow telephone system does not hold up the queue.
      const early = await Promise.race([offered, new Promise<null>((resolve) => { setImmediate(() => { resolve(null); }); })]);
      if (early !== null && isLimit(early)) {
        await pause(clock.now() + AGAIN_MS);
        continue;
      }
      queue.shift();
      void settle(next, offered);
    }
  }

  async function settle(one: Waiting, offered: Promise<Ack>): Promise<void> {
    const ack = await offered;
    if (!ack.ok && ack.why === 'refused' && clock.now() < one.until) await pause(one.until);
    finish(one, ack);
  }

  function finish(one: Waiting, ack: Ack): void {
    waiting.delete(one.dial.attempt);
    one.resolve(ack);
  }

  function enqueue(dial: Dial): Promise<Ack> {
    if (waiting.has(dial.attempt)) return Promise.resolve({ ok: false, why: 'duplicate' });
    return new Promise((resolve) => {
      const one: Waiting = { dial, until: clock.now() + patienceMs, isWithdrawn: false, resolve };
      waiting.set(dial.attempt, one);
      const queue = queues.get(dial.trunk) ?? [];
      queues.set(dial.trunk, queue);
      queue.push(one);
      if (queue.length === 1) void serve(queue);
    });
  }

  return {
    start: (sink) => inner.start(sink),
    execute: async (command) => {
      if (command.kind === 'dial') return enqueue(command);
      const ack = await inner.execute(command);
      const held = command.kind === 'hangup' ? waiting.get(command.attempt) : undefined;
      if (held === undefined || ack.ok || ack.why !== 'gone') return ack;
      held.isWithdrawn = true;
      return { ok: true };
    },
    snapshot: () => inner.snapshot(),
    stop: (mode) => {
      for (const one of waiting.values()) one.isWithdrawn = true;
      return inner.stop(mode);
    },
  };
}

function isLimit(ack: Ack): boolean {
  return !ack.ok && ack.why === 'refused' && LIMITS.test(ack.detail ?? '');
}
