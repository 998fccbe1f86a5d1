/**
 * The preset selection policies, as data in the same form as a scenario's own (records: section 11.4). Vendors' orders
 * come from the seeds D80–D87, C06–C07 and, where marked there, from the vendors' public documentation.
 */
import type { OpenAction } from '../vocabulary.ts';
import type { Bucket, BucketMatch, OrderKey, SelectionPolicy } from './policy.ts';

const next: OrderKey = { by: 'nextCallAt', direction: 'asc' };
const priority: OrderKey = { by: 'priority', direction: 'desc' };
const made: OrderKey = { by: 'createdAt', direction: 'asc' };
const last: OrderKey = { by: 'lastCalledAt', direction: 'asc' };

const ALL_OPEN: readonly OpenAction[] = ['rescheduledByAgent', 'callImmediately', 'rescheduledByDialer', 'notAssigned'];
const RESCHEDULED: readonly OpenAction[] = ['rescheduledByDialer', 'rescheduledByAgent', 'callImmediately'];
const BY_AGENT: readonly OpenAction[] = ['rescheduledByAgent', 'callImmediately'];
const BY_DIALER: readonly OpenAction[] = ['rescheduledByDialer'];
const NEW: readonly OpenAction[] = ['notAssigned'];

const CALL_PROGRESSIVE = bucket('callProgressive', 'agent', { actions: BY_DIALER, owner: 'none', retryMode: 'progressive' }, [last]);

/** Every preset by id. */
export const PRESET_POLICIES: Readonly<Record<string, SelectionPolicy>> = byId([
  {
    id: 'daktela-preview',
    buckets: [bucket('open', 'agent', { actions: ALL_OPEN, owner: 'meOrNone' }, [next, priority, made])],
  },
  {
    id: 'daktela-progressive',
    buckets: [
      bucket('own', 'agent', { actions: RESCHEDULED, owner: 'me' }, [next, priority]),
      bucket('ownNew', 'agent', { actions: NEW, owner: 'meHard' }, [priority, made]),
      bucket('dialerRetry', 'agent', { actions: BY_DIALER, owner: 'none' }, [next, priority]),
      bucket('agentCallback', 'agent', { actions: BY_AGENT, owner: 'none' }, [next, priority]),
      bucket('fresh', 'agent', { actions: NEW, owner: 'none' }, [priority, made]),
    ],
  },
  {
    id: 'daktela-predictive',
    buckets: [
      bucket('personalRescheduled', 'agent', { actions: RESCHEDULED, owner: 'me' }, [next, priority], { blocks: 'setting' }),
      bucket('personalOther', 'agent', { actions: NEW, owner: 'meHard' }, [priority, made]),
      CALL_PROGRESSIVE,
      bucket('systemRetry', 'queue', { actions: BY_DIALER, owner: 'none' }, [next, priority]),
      bucket('agentCallback', 'queue', { actions: BY_AGENT, owner: 'none' }, [next, priority]),
      bucket('fresh', 'queue', { actions: NEW, owner: 'none' }, [priority, made], { honoursAffinity: false }),
    ],
  },
  {
    id: 'thulium',
    buckets: [
      bucket('myRecord', 'agent', { actions: ALL_OPEN, owner: 'me' }, [next, priority], { blocks: 'setting' }),
      CALL_PROGRESSIVE,
      bucket('myRecordExceeded', 'queue', { actions: BY_AGENT, owner: 'none', affinity: 'expired' }, [next]),
      bucket('afterDate', 'queue', { actions: BY_AGENT, owner: 'none', affinity: 'unset' }, [next]),
      bucket('neverCalled', 'queue', { actions: NEW, owner: 'none', called: 'never' }, [made]),
      bucket('calledBefore', 'queue', { actions: ['rescheduledByDialer', 'notAssigned'], owner: 'none', called: 'before' }, [last]),
    ],
  },
  {
    id: 'astercc-auto',
    buckets: [
      bucket('scheduled', 'agent', { actions: RESCHEDULED, owner: 'meHard', due: 'before' }, [next, priority]),
      bucket('new', 'agent', { actions: NEW, owner: 'meHard' }, [made, { by: 'autoCallCount', direction: 'asc' }]),
    ],
  },
  {
    id: 'kavkom',
    buckets: [
      bucket('personal', 'agent', { actions: ALL_OPEN, owner: 'me' }, [next, priority], { blocks: 'setting' }),
      CALL_PROGRESSIVE,
      bucket('callbacks', 'queue', { actions: BY_AGENT, owner: 'none' }, [next]),
      bucket('retries', 'queue', { actions: BY_DIALER, owner: 'none' }, [next]),
      bucket('fresh', 'queue', { actions: NEW, owner: 'none' }, [made]),
    ],
  },
  {
    id: 'vicidial',
    buckets: [
      bucket('agentCallbacks', 'agent', { actions: ALL_OPEN, owner: 'me' }, [next]),
      CALL_PROGRESSIVE,
      bucket('callbacks', 'queue', { actions: BY_AGENT, owner: 'none' }, [next]),
      {
        ...bucket('hopper', 'queue', { actions: ['notAssigned', 'rescheduledByDialer'], owner: 'none' }, []),
        order: 'leadOrder', nthNew: 'setting', listMix: 'setting',
      },
    ],
  },
]);

function bucket(
  name: string, scope: Bucket['scope'], match: BucketMatch, order: readonly OrderKey[], more: Partial<Pick<Bucket, 'honoursAffinity' | 'blocks'>> = {},
): Bucket {
  return { name, scope, match, honoursAffinity: true, blocks: 'never', order, ...more };
}

function byId(policies: readonly SelectionPolicy[]): Readonly<Record<string, SelectionPolicy>> {
  return Object.fromEntries(policies.map((policy) => [policy.id, policy]));
}
