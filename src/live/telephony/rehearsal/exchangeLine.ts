/**
 * The line between the rehearsal driver and the exchange where its calls live: in the same process, or in another one.
 *
 * Rule: the exchange goes on when the line is cut, as a telephone system does. What happens meanwhile is told to nobody; a snapshot says
 * what is left.
 */
import type { Millis } from '../../../base/time.ts';
import type { Ack, AttemptId, LegId, TelephonyCommand, TelephonyEvent, TelephonySnapshot } from '../port/port.ts';

export interface ExchangeSnapshot extends TelephonySnapshot {
  /** Agents' phones that ring. */
  readonly legsRinging: readonly LegId[];
}

/** What only the rehearsed world knows of a call, for the rehearsed agent who has it: the keys of its fates, and what the talk was like. */
export interface CallFacts {
  /** Whom the call went to, and the number of this dial to him: the keys that the world draws from. */
  readonly customer: number;
  readonly dialNumber: number;
  /** Position of the class of call in `customers.handle`; its length stands for machines. Known once bridged. */
  readonly handleClass: number | null;
  readonly wrapMs: Millis;
}

/** Trouble made on purpose. */
export type Disturbance =
  | { readonly kind: 'restart' }
  | { readonly kind: 'loseLeg'; readonly leg: LegId }
  | { readonly kind: 'customerHangsUp'; readonly attempt: AttemptId };

export interface ExchangeLine {
  /** From now on events come to `sink`; the first is the exchange's state. */
  attach(sink: (event: TelephonyEvent) => void): Promise<void>;
  execute(command: TelephonyCommand): Promise<Ack>;
  snapshot(): Promise<ExchangeSnapshot>;
  /** null: never heard of it, or too long ago. */
  facts(attempt: AttemptId): Promise<CallFacts | null>;
  disturb(disturbance: Disturbance): Promise<void>;
  /** Nobody listens any more; calls are left to themselves. */
  detach(): void;
}
