/**
 * How the rehearsed network tells that a call is over, in the words that Asterisk's outcome table has for it.
 * Source: live, section 4, outcome table.
 */
import type { Millis } from '../../../base/time.ts';
import type { CauseName, OutcomeName } from '../../../engine/vocabulary.ts';
import type { Raw, TelephonyEvent } from '../port/port.ts';
import type { RehearsedCall } from './callBook.ts';

/** @param at in the world's time */
export function endedEvent(call: RehearsedCall, cause: CauseName, at: Millis): TelephonyEvent {
  if (cause === 'noAnswer' && at >= call.ringEndsAt) return { kind: 'ended', attempt: call.id, outcome: 'noAnswer', by: 'us', raw: { cause: 16, reason: 'ringTimer' } };
  const [outcome, by, raw] = ENDS[cause];
  return { kind: 'ended', attempt: call.id, outcome, by, raw };
}

const ENDS: { readonly [K in CauseName]: readonly [OutcomeName, 'customer' | 'us' | 'network' | 'unknown', Raw] } = {
  busy: ['busy', 'network', { sip: 486, cause: 17 }],
  noAnswer: ['noAnswer', 'network', { sip: 480, cause: 19 }],
  rejected: ['rejected', 'network', { sip: 603, cause: 21 }],
  invalidNumber: ['invalidNumber', 'network', { sip: 404, cause: 1 }],
  congestion: ['congestion', 'network', { sip: 503, cause: 34 }],
  unknown: ['unknown', 'unknown', {}],
  cancelled: ['cancelled', 'us', { cause: 16 }],
  customerHangup: ['answered', 'customer', { cause: 0 }],
  agentHangup: ['answered', 'us', { cause: 16 }],
};
