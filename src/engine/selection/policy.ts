/**
 * A selection policy as data: ordered buckets, each with a match, an order and whether it honours soft owners.
 *
 * Rule: a record belongs to the first bucket that matches it; within a bucket keys compare lexicographically, a missing
 * value sorts last in both directions, and the last key is always the record's id, ascending.
 */
import type { Millis } from '../../base/time.ts';
import type { OpenAction } from '../vocabulary.ts';

export type OrderBy =
  | 'nextCallAt' | 'createdAt' | 'lastCalledAt' | 'priority' | 'attempts' | 'callCount' | 'autoCallCount' | 'phone' | 'zoneOffset' | 'owner' | 'random'
  | `field:${string}`;

export interface OrderKey { readonly by: OrderBy; readonly direction: 'asc' | 'desc'; readonly grainMs?: Millis }

export interface BucketMatch {
  /** At least one. */
  readonly actions: readonly OpenAction[];
  /** `me`: hard owner, or live soft owner without a hard one; `none`: no hard owner. */
  readonly owner: 'me' | 'meHard' | 'none' | 'meOrNone';
  readonly affinity?: 'any' | 'unset' | 'expired';
  /** `nextCallAt <= now` (default) or `< now`; unset is always due. */
  readonly due?: 'atOrBefore' | 'before';
  readonly retryMode?: 'any' | 'progressive';
  readonly called?: 'any' | 'never' | 'before';
  readonly databases?: readonly string[];
  readonly statuses?: readonly string[];
  readonly priorityMin?: number;
}

export interface Bucket {
  readonly name: string;
  readonly scope: 'agent' | 'queue';
  readonly match: BucketMatch;
  /** True: a live soft owner keeps everybody else, and the queue, out. */
  readonly honoursAffinity: boolean;
  /** `setting`: the campaign's `personalBlocks`. */
  readonly blocks: 'queue' | 'agent' | 'never' | 'setting';
  readonly order: readonly OrderKey[];
}

export interface SelectionPolicy { readonly id: string; readonly buckets: readonly Bucket[] }
