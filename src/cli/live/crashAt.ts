/** `--crash-at POINT:N`: the process kills itself when it reaches a named point for the N-th time. For the harness that tests recovery. */
import { CRASH_POINTS, type CrashPoint, type LiveHooks } from '../../live/loop/liveHooks.ts';
import { InputError } from '../exitCodes.ts';

export function crashHooks(text: string | undefined): LiveHooks {
  if (text === undefined) return {};
  const [point, count] = text.split(':');
  const times = Number(count);
  if (!CRASH_POINTS.includes(point as CrashPoint) || !Number.isInteger(times) || times < 1) {
    throw new InputError(`--crash-at: '${text}' is not allowed; allowed: ${CRASH_POINTS.map((one) => `${one}:N`).join(', ')}`);
  }
  return {
    reach: (reached, reachedTimes) => {
      if (reached === point && reachedTimes === times) process.kill(process.pid, 'SIGKILL');
    },
  };
}
