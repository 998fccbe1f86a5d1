/** The list of a scenario as the world needs it, and the time zones of its records. */
import { UNSET } from '../base/time.ts';
import { NONE } from '../engine/vocabulary.ts';
import { rankValues } from '../engine/selection/rankValues.ts';
import { RecordColumnsBuilder } from '../world/recordColumns.ts';
import type { ListSpec, RecordColumns } from '../world/spec.ts';
import type { ListRows } from './listRows.ts';
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
export function zonesOf(campaignZone: string, rows: ListRows | null): string[] {
  const zones = new Set([campaignZone]);
  for (const zone of rows?.timeZone.texts ?? []) zones.add(zone);
  return [...zones];
}

export function listOf(list: ListData | undefined, rows: ListRows | null, frame: RunFrame, names: ListNames): ListSpec {
  if (rows !== null) return { kind: 'given', records: recordsOf(rows, frame, names) };
  if (list !== undefined && typeof list !== 'string' && 'records' in list) {
    const share = (list.secondNumberPercent ?? 0) / 100;
    return { kind: 'plain', count: list.records, ...(share > 0 ? { secondNumberShare: share } : {}) };
  }
  return { kind: 'endless', blockSize: BLOCK_SIZE };
}

function recordsOf(rows: ListRows, frame: RunFrame, names: ListNames): RecordColumns {
  const indexIn = (all: readonly string[]) => (text: string): number => all.indexOf(text);
  const instant = (text: string): number => instantOfText(frame, text);
  const database = rows.database.numbers(indexIn(names.databases), 0);
  const zone = rows.timeZone.numbers(indexIn(names.zones), 0);
  const owner = rows.owner.numbers(indexIn(names.agents), NONE);
  const createdAt = rows.createdAt.numbers(instant, 0);
  const nextCallAt = rows.nextCallAt.numbers(instant, UNSET);
  const ranks = rows.form.map((column) => {
    const known = rankValues(column.texts);
    return column.numbers((text) => known.get(text)!, UNSET);
  });
  const status = names.initialStatusId === null ? NONE : names.statuses.indexOf(names.initialStatusId);
  const builder = new RecordColumnsBuilder(false, ranks.length);
  for (let row = 0; row < rows.length; row += 1) {
    builder.push({
      database: database(row), zone: zone(row), priority: rows.priority[row]!, createdAt: createdAt(row), hardOwner: owner(row), softOwner: NONE, action: 'notAssigned',
      nextCallAt: nextCallAt(row), status, phones: rows.phonesOf(row), ...(ranks.length === 0 ? {} : { ranks: ranks.map((rankOf) => rankOf(row)) }),
    });
  }
  return builder.finish();
}
