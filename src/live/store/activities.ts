/** What befell a record, oldest first (D19): its activities as the store holds them. */
import type { Store } from './openStore.ts';

export interface StoredActivity {
  readonly kind: string;
  readonly campaign: string | null;
  readonly mode: string | null;
  readonly agent: string | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly dials: number;
  readonly outcome: string | null;
  readonly status: string | null;
  readonly reason: string | null;
  readonly promise: string | null;
  readonly actionAtStart: string;
  readonly actionAfter: string | null;
  readonly attemptsAfter: number | null;
  readonly nextCallAtAfter: number | null;
}

export function activitiesOf(store: Store, record: number): StoredActivity[] {
  const rows = store.db.prepare(`SELECT kind, campaign.name AS campaign, activity.mode, agent.name AS agent, started_at AS startedAt, ended_at AS endedAt, dials, outcome,
    status, reason, promise, action_at_start AS actionAtStart, action_after AS actionAfter, attempts_after AS attemptsAfter, next_call_at_after AS nextCallAtAfter
    FROM activity LEFT JOIN campaign ON campaign.id = activity.campaign LEFT JOIN agent ON agent.id = activity.agent
    WHERE activity.record = ? ORDER BY activity.id`).raw().all(record) as unknown[][];
  return rows.map((row) => Object.fromEntries(NAMES.map((name, index) => [name, row[index] ?? null])) as unknown as StoredActivity);
}

const NAMES: readonly (keyof StoredActivity)[] = [
  'kind', 'campaign', 'mode', 'agent', 'startedAt', 'endedAt', 'dials', 'outcome', 'status', 'reason', 'promise', 'actionAtStart', 'actionAfter', 'attemptsAfter',
  'nextCallAtAfter',
];
