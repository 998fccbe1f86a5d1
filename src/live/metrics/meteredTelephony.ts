/**
 * A telephone driver whose calls in progress are counted by trunk, for the metric `overdial_channels`.
 */
import type { AttemptId, Telephony } from '../telephony/port/port.ts';
import type { LiveMetrics } from './liveMetrics.ts';

/** @param trunkOf the trunk of a call that an earlier process placed */
export function meterTelephony(inner: Telephony, metrics: Pick<LiveMetrics, 'channels'>, trunkOf: (attempt: AttemptId) => string | null): Telephony {
  const trunks = new Map<AttemptId, string>();
  const counts = new Map<string, number>();
  const change = (trunk: string, by: number): void => {
    const count = (counts.get(trunk) ?? 0) + by;
    counts.set(trunk, count);
    metrics.channels(trunk, count);
  };
  const add = (attempt: AttemptId, trunk: string): void => {
    if (trunks.has(attempt)) return;
    trunks.set(attempt, trunk);
    change(trunk, 1);
  };
  const remove = (attempt: AttemptId): void => {
    const trunk = trunks.get(attempt);
    if (trunk === undefined || !trunks.delete(attempt)) return;
    change(trunk, -1);
  };
  return {
    start: (sink) => inner.start((event) => {
      if (event.kind === 'ended') remove(event.attempt);
      sink(event);
    }),
    execute: async (command) => {
      if (command.kind === 'dial') add(command.attempt, command.trunk);
      const ack = await inner.execute(command);
      if (command.kind === 'dial' && !ack.ok && (ack.why === 'refused' || ack.why === 'gone')) remove(command.attempt);
      return ack;
    },
    snapshot: async () => {
      const snapshot = await inner.snapshot();
      const there = new Set(snapshot.attempts.map((attempt) => attempt.id));
      for (const attempt of trunks.keys()) if (!there.has(attempt)) remove(attempt);
      for (const attempt of there) add(attempt, trunkOf(attempt) ?? 'unknown');
      return snapshot;
    },
    stop: (mode) => inner.stop(mode),
  };
}
