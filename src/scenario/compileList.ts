/** The list of a scenario as the world needs it, and the time zones of its records. */
import { UNSET } from '../base/time.ts';
import { NONE } from '../engine/vocabulary.ts';
import type { InitialRecord, ListSpec } from '../world/spec.ts';
import type { ListRow } from './listCsv.ts';
import { remember } from './remember.ts';
import type { ListData } from './schema/carrier.ts';
import { instantOfText, type RunFrame } from './zones.ts';

/** Records that an endless list creates at a time: more than any team's channels take before the next block. */
const BLOCK_SIZE = 1_000;

export interface ListNames {
  readonly agents: readonly string[];
  readonly databases: readonly string[];
  readonly statuses: readonly string[];
  readonly zones: readonly string[];
  readonly initialStatusId: string | null;
}

/** All zones of a run: the campaign's first, then the records' in order of appearance. */
export function zonesOf(campaignZone: string, rows: readonly ListRow[] | null): string[] {
  const zones = new Set([campaignZone]);
  for (const { timeZone } of rows ?? []) if (timeZone !== null) zones.add(timeZone);
  return [...zones];
}

export function listOf(list: ListData | undefined, rows: readonly ListRow[] | null, frame: RunFrame, names: ListNames): ListSpec {
  if (rows !== null) return { kind: 'given', records: recordsOf(rows, frame, names) };
  if (list !== undefined && typeof list !== 'string' && 'records' in list) {
    const share = (list.secondNumberPercent ?? 0) / 100;
    return { kind: 'plain', count: list.records, ...(share > 0 ? { secondNumberShare: share } : {}) };
  }
  return { kind: 'endless', blockSize: BLOCK_SIZE };
}

function recordsOf(rows: readonly ListRow[], frame: RunFrame, names: ListNames): InitialRecord[] {
  const numbers = new Map<string, number>();
  const indexOfNumber = (number: string): number => {
    const index = numbers.get(number) ?? numbers.size;
    numbers.set(number, index);
    return index;
  };
  const status = names.initialStatusId === null ? NONE : names.statuses.indexOf(names.initialStatusId);
  const instantOf = remember((text) => instantOfText(frame, text));
  return rows.map((row) => ({
    database: row.database === null ? 0 : names.databases.indexOf(row.database),
    zone: row.timeZone === null ? 0 : names.zones.indexOf(row.timeZone),
    priority: row.priority,
    createdAt: row.createdAt === null ? 0 : instantOf(row.createdAt),
    hardOwner: row.owner === null ? NONE : names.agents.indexOf(row.owner),
    softOwner: NONE,
    action: 'notAssigned',
    nextCallAt: row.nextCallAt === null ? UNSET : instantOf(row.nextCallAt),
    status,
    phones: row.phones.map(indexOfNumber),
  }));
}
