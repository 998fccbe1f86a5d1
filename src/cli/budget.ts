/** `--budget`: how much work at most, as a time (`90s`, `5m`, `2h`) or a number of replications (`200`). */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/time.ts';
import { InputError } from './exitCodes.ts';

export interface Budget { readonly ms: number | null; readonly replications: number | null }

/** Throws an InputError that says what is allowed. */
export function parseBudget(text: string): Budget {
  const match = /^(\d+(?:\.\d+)?)(s|m|h)?$/.exec(text.trim());
  const amount = Number(match?.[1]);
  const unit = match?.[2];
  if (match === null || !(amount > 0) || (unit === undefined && !Number.isInteger(amount))) {
    throw new InputError(`--budget: '${text}' is not allowed; allowed: a time such as 90s, 5m or 2h, or a whole number of replications`);
  }
  if (unit === undefined) return { ms: null, replications: amount };
  return { ms: amount * { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS }[unit as 's' | 'm' | 'h'], replications: null };
}
