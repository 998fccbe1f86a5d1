/** What team leaders ask: start, stop and drain the campaign, override its level, add records, block numbers. */
import { UNSET } from '../../base/time.ts';
import { NONE } from '../../engine/vocabulary.ts';
import { endCall, type Core } from './core.ts';
import type { CoreState } from './coreState.ts';
import type { DeskAnswer, DeskRequest } from './desk.ts';
import type { Prepared } from './inboxItem.ts';
import { ranksOf } from './rankBook.ts';
import { tellChannels } from './telephonyFacts.ts';

export type LeaderRequest = Exclude<DeskRequest, { readonly agent: string }>;

/** Largest level that is taken: calls per ready agent. */
export const LEVEL_MAX = 20;

/** Why the request cannot be done now, or null. */
export function leaderRefusal(_state: CoreState, request: LeaderRequest): Extract<DeskAnswer, { readonly ok: false }> | null {
  if (request.kind !== 'level' || request.level === null || (request.level >= 0 && request.level <= LEVEL_MAX)) return null;
  return { ok: false, why: 'invalid', message: 'level must be calls per ready agent, or null for the strategy\'s own', allowed: [`0 to ${LEVEL_MAX}`, 'null'] };
}

/** Does it. */
export function leaderRequest(core: Core, request: LeaderRequest, prepared: Prepared | undefined): void {
  const { state } = core;
  core.effects.campaignChanged = true;
  switch (request.kind) {
    case 'start':
      state.dialling = 'on';
      if (state.isJumped) {
        state.isJumped = false;
        tellChannels(core);
      }
      core.tell({ kind: 'campaignStarted' });
      return;
    case 'drain':
      state.dialling = 'draining';
      core.tell({ kind: 'campaignStopped' });
      return;
    case 'stop':
      state.dialling = 'stopped';
      core.tell({ kind: 'campaignStopped' });
      for (const call of state.calls.values()) if (call.answeredAt === null && !call.isOver && call.ending === null) endCall(core, call, 'hangup');
      return;
    case 'level':
      state.level = request.level;
      core.tell({ kind: 'levelOverridden', level: request.level ?? NONE });
      return;
    case 'importRecords': for (const record of prepared?.records ?? []) join(core, record); return;
    case 'block':
      for (const number of request.numbers) {
        core.tell({ kind: 'numberBlocked', number: numberIndex(core, number), scope: request.scope, blocked: request.blocked });
        core.effects.writes.push({ kind: 'block', number, scope: request.scope, blocked: request.blocked, status: null });
      }
  }
}

function join(core: Core, record: Prepared['records'][number]): void {
  const { state } = core;
  const { settings, statuses } = state.session.dialer;
  const index = state.ids.length;
  state.ids.push(record.id);
  core.effects.writes.push({ kind: 'record', record });
  core.tell({
    kind: 'recordCreated', record: index, recordType: 0, database: record.database, zone: record.zone, priority: record.priority, createdAt: core.at,
    action: 'notAssigned', nextCallAt: UNSET, hardOwner: NONE, softOwner: NONE,
    status: settings.initialStatusId === null ? NONE : statuses.findIndex((status) => status.id === settings.initialStatusId),
    phones: record.phones.map((number) => numberIndex(core, number)),
  });
  if (state.rankBook.length > 0) core.tell({ kind: 'recordRanked', record: index, ranks: ranksOf(state.rankBook, record.form) });
}

/** The engine's index of a number; a new one gets the next. The map is made anew after a restart. */
function numberIndex(core: Core, number: string): number {
  const { numbers } = core.state;
  let known = INDICES.get(numbers);
  if (known === undefined) {
    known = new Map(numbers.map((text, index) => [text, index]));
    INDICES.set(numbers, known);
  }
  const found = known.get(number);
  if (found !== undefined) return found;
  known.set(number, numbers.length);
  numbers.push(number);
  return numbers.length - 1;
}

/** By the list that they belong to. */
const INDICES = new WeakMap<readonly string[], Map<string, number>>();
