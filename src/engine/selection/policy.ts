/**
 * A selection policy as data: ordered buckets, each with a match, an order and whether it honours soft owners.
 *
 * Rule: a record belongs to the first bucket that matches it; within a bucket keys compare lexicographically, a missing
 * value sorts last in both directions, and the last key is always the record's id, ascending. What reads `setting` (and the
 * order `leadOrder`) is the campaign's setting of that name.
 */
import type { Millis } from '../../base/time.ts';
import type { OpenAction } from '../vocabulary.ts';

export type OrderBy =
  | 'id' | 'nextCallAt' | 'createdAt' | 'lastCalledAt' | 'priority' | 'attempts' | 'callCount' | 'autoCallCount' | 'phone' | 'zoneOffset' | 'owner' | 'random'
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
  readonly order: readonly OrderKey[] | 'leadOrder';
  /** Every n-th pick is the first never-called record, the others the first called-before one; 0: off (records: 11.5). */
  readonly nthNew?: NthNew | 'setting';
  /** Picks are mixed from lists and statuses by shares. */
  readonly listMix?: ListMix | 'setting';
}

export const NTH_NEW = [0, 2, 3, 4, 5, 6] as const;
export type NthNew = (typeof NTH_NEW)[number];

export const LIST_MIX_METHODS = ['evenMix', 'inOrder', 'random'] as const;

/** Shares of the picks by database and status; `percent` adds up to 100. Records that no entry takes are not picked. */
export interface ListMix { readonly entries: readonly ListMixEntry[]; readonly method: (typeof LIST_MIX_METHODS)[number] }
interface ListMixEntry {
  readonly database: string;
  /** Empty: any status. */
  readonly statuses: readonly string[];
  readonly percent: number;
}

export const LEAD_ORDERS = ['lead', 'phone', 'lastName', 'count', 'lastCallTime', 'rank', 'owner', 'timezone', 'random'] as const;
export const LEAD_ORDER_SECONDARIES = ['leadAscend', 'leadDescend', 'callTimeAscend', 'callTimeDescend'] as const;

/** VICIdial's lead order: DOWN is ascending, UP descending; `randomize` puts a random key in the place of `secondary`. */
export interface LeadOrder {
  readonly by: (typeof LEAD_ORDERS)[number];
  readonly direction: 'UP' | 'DOWN';
  readonly secondary?: (typeof LEAD_ORDER_SECONDARIES)[number];
  readonly randomize?: boolean;
}

export interface SelectionPolicy { readonly id: string; readonly buckets: readonly Bucket[] }
