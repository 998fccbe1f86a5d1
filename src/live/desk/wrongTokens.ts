/**
 * Counts wrong tokens by address, so that somebody who tries many is told to wait.
 *
 * Rule: only wrong tokens are slowed: one that is right always gets in, because several people may share an address, and 256 random bits are not
 * guessed. At most `ADDRESSES_MAX` addresses are remembered; the oldest goes first.
 */
import type { Millis } from '../../base/time.ts';

export interface WrongTokens {
  /** Counts one more. Returns for how many seconds the address must wait, 0: not at all. */
  add(address: string, now: Millis): number;
  readonly total: number;
}

export function createWrongTokens({ limit = 20, windowMs = 60_000 }: { readonly limit?: number; readonly windowMs?: number } = {}): WrongTokens {
  const counts = new Map<string, { count: number; endsAt: Millis }>();
  let total = 0;
  return {
    add: (address, now) => {
      total += 1;
      const known = counts.get(address);
      const entry = known !== undefined && known.endsAt > now ? known : { count: 0, endsAt: now + windowMs };
      entry.count += 1;
      counts.delete(address);
      counts.set(address, entry);
      if (counts.size > ADDRESSES_MAX) counts.delete(counts.keys().next().value!);
      return entry.count > limit ? Math.ceil((entry.endsAt - now) / 1_000) : 0;
    },
    get total() { return total; },
  };
}

const ADDRESSES_MAX = 10_000;
