/**
 * How an unanswered call ended, as data: by the SIP status where the network gave one, else by the cause. The first row that fits counts.
 *
 * Rule: the driver's own memory comes before all of this (answered, cancelled and why; see customerCalls.ts). `raw.reason` is finer than the
 * outcome: `trunkTimeout` and `configError` concern the trunk and not the customer. A trunk's `outcomeMap` (`sip:603`, `cause:21`) comes first.
 * Source: live, section 4; RFC 3261 and ITU-T Q.850 for the meanings.
 */
import type { OutcomeName } from '../../../engine/vocabulary.ts';
import type { Raw } from '../port/port.ts';

export interface OutcomeRow {
  readonly outcome: OutcomeName; readonly sip?: readonly number[]; readonly cause?: readonly number[]; readonly reason?: string;
  /** Only if the network had (true) or had not (false) said that the phone rings or that it works on it. */
  readonly provisional?: boolean;
}

export const OUTCOME_TABLE: readonly OutcomeRow[] = [
  { outcome: 'busy', sip: [486, 600] },
  { outcome: 'invalidNumber', sip: [404, 410, 416, 484, 485, 604] },
  { outcome: 'noAnswer', sip: [480] },
  { outcome: 'noAnswer', sip: [408], provisional: true },
  { outcome: 'congestion', sip: [408], provisional: false, reason: 'trunkTimeout' },
  { outcome: 'rejected', sip: [403, 603, 607, 608] },
  { outcome: 'congestion', sip: [500, 502, 503, 504] },
  { outcome: 'congestion', sip: [300, 301, 302, 305, 380, 401, 407, 415, 488, 606], reason: 'configError' },
];

/** Where no SIP status came. */
export const CAUSE_TABLE: readonly OutcomeRow[] = [
  { outcome: 'busy', cause: [17] },
  { outcome: 'invalidNumber', cause: [1, 2, 3, 22, 28] },
  { outcome: 'noAnswer', cause: [18, 19, 20] },
  { outcome: 'rejected', cause: [21] },
  { outcome: 'congestion', cause: [27, 34, 38, 41, 42, 44, 47, 102] },
  { outcome: 'congestion', cause: [58, 65, 79], reason: 'configError' },
];

export type OutcomeMap = Readonly<Record<string, OutcomeName>>;

export interface NetworkEnd { readonly cause: number; readonly sip: number | null; readonly provisional: boolean }

export function outcomeOf({ cause, sip, provisional }: NetworkEnd, outcomeMap: OutcomeMap = {}): { readonly outcome: OutcomeName; readonly raw: Raw } {
  const codes = { cause, ...(sip === null ? {} : { sip }) };
  const overridden = (sip === null ? undefined : outcomeMap[`sip:${sip}`]) ?? outcomeMap[`cause:${cause}`];
  if (overridden !== undefined) return { outcome: overridden, raw: codes };
  const bySip = sip === null ? undefined : OUTCOME_TABLE.find((row) => row.sip!.includes(sip) && (row.provisional === undefined || row.provisional === provisional));
  const row = bySip ?? CAUSE_TABLE.find((other) => other.cause!.includes(cause));
  return { outcome: row?.outcome ?? 'unknown', raw: { ...codes, ...(row?.reason === undefined ? {} : { reason: row.reason }) } };
}
