/**
 * Which bucket does a record belong to, for its owner and for everybody else, and when can that change?
 *
 * Rule: each viewer (the record's own agent; all others and the queue) sees the record in the first bucket that matches
 * it and for which it is due. A live soft owner keeps the others out of a bucket that honours it. The answer holds until
 * `changesAt`, or until the record or a switch changes.
 */
import { NEVER, UNSET, type Millis } from '../../base/time.ts';
import type { CampaignSettings, Status } from '../options.ts';
import { RecordFlag, type RecordTable } from '../records/recordTable.ts';
import { ACTIONS, Action, NONE, type OpenAction } from '../vocabulary.ts';
import type { Bucket, BucketMatch } from './policy.ts';

export const NO_BUCKET = -1;

/** Where a record belongs. One object, refilled. */
export interface Placement {
  /** Bucket in which everybody (agents or the queue, by its scope) finds it, or NO_BUCKET. */
  general: number;
  /** Bucket in which only `owner` finds it, or NO_BUCKET. */
  personal: number;
  owner: number;
  changesAt: Millis;
}

export interface MatchContext {
  readonly records: RecordTable;
  readonly settings: CampaignSettings;
  readonly recordType: number;
  /** 1 while the database is switched on. */
  readonly databaseActive: Uint8Array;
}

interface CompiledMatch {
  readonly actions: number;
  readonly match: BucketMatch;
  readonly agentScope: boolean;
  readonly honoursAffinity: boolean;
  readonly dueAddMs: Millis;
  readonly databases: ReadonlySet<number> | null;
  readonly statuses: ReadonlySet<number> | null;
}

export class Matching {
  readonly placement: Placement = { general: NO_BUCKET, personal: NO_BUCKET, owner: NONE, changesAt: NEVER };
  private readonly buckets: readonly CompiledMatch[];
  private readonly context: MatchContext;

  constructor(buckets: readonly Bucket[], context: MatchContext, databaseIds: readonly string[], statuses: readonly Status[]) {
    this.context = context;
    const everyBucketIsAgents = context.settings.mode !== 'predictive';
    this.buckets = buckets.map((bucket) => ({
      actions: actionMask(bucket.match.actions),
      match: bucket.match,
      agentScope: everyBucketIsAgents || bucket.scope === 'agent',
      honoursAffinity: bucket.honoursAffinity,
      dueAddMs: bucket.match.due === 'before' ? 1 : 0,
      databases: indexSet(bucket.match.databases, databaseIds),
      statuses: indexSet(bucket.match.statuses, statuses.map((status) => status.id)),
    }));
  }

  /** Fills `placement` for a record at `now`. */
  place(record: number, now: Millis): void {
    const { records, settings } = this.context;
    const placement = this.placement;
    placement.general = NO_BUCKET;
    placement.personal = NO_BUCKET;
    placement.owner = NONE;
    placement.changesAt = NEVER;
    if (!this.isCallable(record)) return;
    const blockedUntil = records.blockedUntil[record]!;
    if (blockedUntil > now) {
      placement.changesAt = blockedUntil;
      return;
    }
    const hardOwner = records.hardOwner[record]!;
    if (hardOwner !== NONE) {
      placement.owner = hardOwner;
      placement.personal = this.firstBucket(record, now, 'hardOwner');
      return;
    }
    const softOwner = records.softOwner[record]!;
    const softEndsAt = softOwner === NONE ? UNSET : this.softOwnerEndsAt(record, settings.contactTimeoutMs);
    const isSoftLive = softEndsAt > now;
    if (isSoftLive) {
      if (softEndsAt < placement.changesAt) placement.changesAt = softEndsAt;
      placement.owner = softOwner;
      placement.personal = this.firstBucket(record, now, 'softOwner');
    }
    placement.general = this.firstBucket(record, now, isSoftLive ? 'othersWhileLive' : 'others');
    // The owner finds it there as well; one place is enough.
    if (placement.general !== NO_BUCKET && placement.personal >= placement.general) placement.personal = NO_BUCKET;
    if (placement.personal === NO_BUCKET) placement.owner = NONE;
  }

  /** The first instant at which the soft owner is no longer live; NEVER without a timeout. */
  softOwnerEndsAt(record: number, contactTimeoutMs: Millis | null): Millis {
    if (contactTimeoutMs === null) return NEVER;
    const nextCallAt = this.context.records.nextCallAt[record]!;
    return nextCallAt === UNSET ? NEVER : nextCallAt + contactTimeoutMs;
  }

  /** When the record is due in the first bucket that takes it at all, whoever asks; NEVER if none does. */
  dueAt(record: number): Millis {
    const { records, settings } = this.context;
    const nextCallAt = records.nextCallAt[record]!;
    if (nextCallAt === UNSET) return this.buckets.some((bucket) => this.takesAnybodys(bucket, record)) ? UNSET : NEVER;
    const bucket = this.buckets.find((one) => this.takesAnybodys(one, record));
    if (bucket === undefined) return NEVER;
    const earlyMs = records.actionOf(record) === Action.rescheduledByAgent ? settings.callbackEarlyMs : 0;
    return nextCallAt - earlyMs + bucket.dueAddMs;
  }

  private takesAnybodys(bucket: CompiledMatch, record: number): boolean {
    return VIEWERS.some((viewer) => this.matches(bucket, record, viewer));
  }

  private isCallable(record: number): boolean {
    const { records, recordType, databaseActive } = this.context;
    return records.isOpenAction(record)
      && !records.hasFlag(record, RecordFlag.inTurn | RecordFlag.deleted)
      && records.recordType[record] === recordType
      && databaseActive[records.database[record]!] === 1;
  }

  private firstBucket(record: number, now: Millis, viewer: Viewer): number {
    const { records, settings } = this.context;
    const nextCallAt = records.nextCallAt[record]!;
    const earlyMs = records.actionOf(record) === Action.rescheduledByAgent ? settings.callbackEarlyMs : 0;
    for (let index = 0; index < this.buckets.length; index += 1) {
      const bucket = this.buckets[index]!;
      if (!this.matches(bucket, record, viewer)) continue;
      if (nextCallAt !== UNSET) {
        const dueAt = nextCallAt - earlyMs + bucket.dueAddMs;
        if (dueAt > now) {
          if (dueAt < this.placement.changesAt) this.placement.changesAt = dueAt;
          continue;
        }
      }
      return viewer === 'othersWhileLive' && bucket.honoursAffinity ? NO_BUCKET : index;
    }
    return NO_BUCKET;
  }

  private matches(bucket: CompiledMatch, record: number, viewer: Viewer): boolean {
    const { records, settings } = this.context;
    const match = bucket.match;
    if ((bucket.actions & (1 << records.actionOf(record))) === 0) return false;
    if (!ownerMatches(match.owner, viewer, bucket.agentScope)) return false;
    const retryProgressive = records.hasFlag(record, RecordFlag.retryProgressive);
    if (match.retryMode === 'progressive' && !retryProgressive) return false;
    // In predictive campaigns such a record is called with an agent attached, never by the queue.
    if (retryProgressive && settings.mode === 'predictive' && !bucket.agentScope) return false;
    if (match.affinity !== undefined && match.affinity !== 'any') {
      const hasSoftOwner = records.softOwnerOf(record) !== NONE;
      const isLive = viewer === 'softOwner' || viewer === 'othersWhileLive';
      if (match.affinity === 'unset' ? hasSoftOwner : !hasSoftOwner || isLive) return false;
    }
    if (match.called !== undefined && match.called !== 'any' && (match.called === 'before') !== records.dials[record]! > 0) return false;
    if (bucket.databases !== null && !bucket.databases.has(records.database[record]!)) return false;
    if (bucket.statuses !== null && !bucket.statuses.has(records.status[record]!)) return false;
    return match.priorityMin === undefined || records.priority[record]! >= match.priorityMin;
  }
}

/** Who looks at a record: its hard owner, its live soft owner, or others (the queue among them) with or without a live soft owner. */
const VIEWERS = ['hardOwner', 'softOwner', 'others', 'othersWhileLive'] as const;
export type Viewer = (typeof VIEWERS)[number];

/** Does a bucket's owner column let this viewer in? `agentScope`: the bucket serves agents. */
export function ownerMatches(owner: BucketMatch['owner'], viewer: Viewer, agentScope: boolean): boolean {
  switch (viewer) {
    case 'hardOwner': return agentScope && owner !== 'none';
    case 'softOwner': return agentScope && owner !== 'meHard';
    default: return owner === 'none' || owner === 'meOrNone';
  }
}

function actionMask(actions: readonly OpenAction[]): number {
  return actions.reduce((mask, action) => mask | (1 << ACTIONS.indexOf(action)), 0);
}

function indexSet(names: readonly string[] | undefined, all: readonly string[]): ReadonlySet<number> | null {
  return names === undefined ? null : new Set(names.map((name) => all.indexOf(name)));
}
