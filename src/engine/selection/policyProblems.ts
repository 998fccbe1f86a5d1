/**
 * What is wrong with a selection policy (records: sections 11.2 and 11.5), and which records it would never call.
 *
 * Rule: problems refuse the policy. A combination of action, owner, affinity, called and retry mode that no bucket takes
 * gives a warning that names it: such records wait for ever. `rescheduledByDialer` counts as called. Filters by database,
 * status and priority narrow a bucket without leaving a combination out.
 */
import type { CampaignSettings } from '../options.ts';
import type { OpenAction } from '../vocabulary.ts';
import { ownerMatches, type Viewer } from './matching.ts';
import type { Bucket, ListMix, SelectionPolicy } from './policy.ts';

export interface PolicyReport {
  /** With the bucket's place, or -1 for the policy as a whole. */
  readonly problems: readonly { readonly bucket: number; readonly message: string }[];
  readonly warnings: readonly string[];
}

export function policyProblems(policy: SelectionPolicy, settings: Pick<CampaignSettings, 'mode' | 'listMix'>): PolicyReport {
  const { buckets } = policy;
  const problems: { bucket: number; message: string }[] = [];
  const isPredictive = settings.mode === 'predictive';
  const firstQueue = buckets.findIndex((bucket) => bucket.scope === 'queue');
  if (buckets.length === 0) problems.push({ bucket: -1, message: 'has no bucket' });
  if (isPredictive && buckets.length > 0 && firstQueue === -1) problems.push({ bucket: -1, message: 'has no bucket of scope queue, which mode predictive needs' });
  buckets.forEach((bucket, index) => {
    const report = (message: string): void => { problems.push({ bucket: index, message }); };
    if (bucket.match.actions.length === 0) report('matches no action; at least one is needed');
    if (buckets.findIndex((other) => other.name === bucket.name) < index) report(`is named "${bucket.name}" like one before it`);
    if (isPredictive && bucket.scope === 'agent' && firstQueue !== -1 && index > firstQueue) report('serves agents and stands behind one of the queue');
    const mix = bucket.listMix === 'setting' ? settings.listMix : (bucket.listMix ?? null);
    if (mix !== null) mixProblems(mix).forEach(report);
  });
  return { problems, warnings: uncovered(buckets, isPredictive) };
}

/** What is wrong with a list mix; empty if nothing is. */
function mixProblems({ entries }: ListMix): string[] {
  const sum = entries.reduce((total, entry) => total + entry.percent, 0);
  const problems = entries.filter((entry) => !(entry.percent > 0)).map((entry) => `gives ${entry.percent} percent to ${entry.database}; shares are above 0`);
  if (Math.abs(sum - 100) > 1e-9) problems.push(`mixes lists by ${sum} percent; the shares must add up to 100`);
  return problems;
}

interface Combination {
  readonly action: OpenAction;
  readonly owner: 'hard' | 'none';
  readonly affinity: 'unset' | 'live' | 'expired';
  readonly called: 'never' | 'before';
  readonly retryMode: 'none' | 'progressive';
}

function uncovered(buckets: readonly Bucket[], isPredictive: boolean): string[] {
  return combinations(isPredictive).filter((one) => !buckets.some((bucket) => covers(bucket, one, isPredictive))).map((one) => {
    const owner = one.owner === 'hard' ? 'hard owner' : `no hard owner, affinity ${one.affinity}`;
    return `no bucket takes ${one.action}, ${owner}, called ${one.called}${one.retryMode === 'none' ? '' : ', retryMode progressive'}`;
  });
}

/** Every combination that a record can have: never both owners; a retry mode only in predictive mode, rescheduled by the dialer. */
function combinations(isPredictive: boolean): Combination[] {
  const all: Combination[] = [];
  for (const action of ['notAssigned', 'callImmediately', 'rescheduledByDialer', 'rescheduledByAgent'] as const) {
    for (const [owner, affinity] of [['hard', 'unset'], ['none', 'unset'], ['none', 'live'], ['none', 'expired']] as const) {
      for (const called of action === 'rescheduledByDialer' ? ['before'] as const : ['never', 'before'] as const) {
        for (const retryMode of action === 'rescheduledByDialer' && isPredictive ? ['none', 'progressive'] as const : ['none'] as const) {
          all.push({ action, owner, affinity, called, retryMode });
        }
      }
    }
  }
  return all;
}

function covers(bucket: Bucket, one: Combination, isPredictive: boolean): boolean {
  const { match } = bucket;
  const servesAgents = !isPredictive || bucket.scope === 'agent';
  if (!match.actions.includes(one.action)) return false;
  if (!viewersOf(one).some((viewer) => ownerMatches(match.owner, viewer, servesAgents))) return false;
  if (one.retryMode === 'progressive' ? !servesAgents : match.retryMode === 'progressive') return false;
  if (match.affinity === 'unset' && one.affinity !== 'unset') return false;
  if (match.affinity === 'expired' && one.affinity !== 'expired') return false;
  return match.called === undefined || match.called === 'any' || match.called === one.called;
}

function viewersOf(one: Combination): readonly Viewer[] {
  if (one.owner === 'hard') return ['hardOwner'];
  return one.affinity === 'live' ? ['softOwner', 'othersWhileLive'] : ['others'];
}
