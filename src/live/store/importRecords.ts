/**
 * A list file into the store (records: section 12; D05, D06).
 *
 * Rule: a bad row is reported with file, line, column, value and reason, and is not loaded; good rows are, unless `allOrNothing`.
 * A row whose first number is in the record type already is refused unless `duplicates`. One file is one transaction: an import
 * that dies in the middle leaves the store exactly as it was.
 */
import { NEVER, UNSET, type Millis } from '../../base/time.ts';
import { resolveSettings } from '../../engine/bundles.ts';
import type { Status, ZoneCalendar } from '../../engine/options.ts';
import { overridesOf } from '../../scenario/compileCampaign.ts';
import type { Problem } from '../../scenario/problem.ts';
import type { StoredCampaign } from './campaigns.ts';
import type { Country } from './countries.ts';
import { recordTypeOf } from './forms.ts';
import { createInserter } from './insertRecords.ts';
import { readList, type SourceOptions } from './listSource.ts';
import { agentNamed, databasesOf } from './names.ts';
import { inTransactionAsync, type Store } from './openStore.ts';
import { readRecordRow, type RowContext } from './recordRow.ts';
import { campaignStatuses } from './statuses.ts';
import { StoreError } from './storeError.ts';
import { storeCalendar } from './zoneCalendars.ts';

export interface ImportOptions extends SourceOptions {
  /** For national numbers; null: full numbers only. */
  readonly country: Country | null;
  readonly duplicates: boolean;
  readonly allOrNothing: boolean;
  /** For rows that name none; default: the record type's first. */
  readonly database?: string;
  readonly now: Millis;
  /** Asked now and then; true ends the import with nothing done. */
  readonly isInterrupted?: () => boolean;
}

export interface ImportReport {
  /** Rows read, rows loaded, rows refused. */
  readonly rows: number;
  readonly loaded: number;
  readonly refused: number;
  readonly problems: readonly Problem[];
}

/** Imports a file. Throws a StoreError where nothing could be imported at all, or was interrupted. */
export async function importRecords(store: Store, campaign: StoredCampaign, file: string, options: ImportOptions): Promise<ImportReport> {
  const context = contextOf(store, campaign, file, options);
  const refusedAll = new NothingLoaded();
  try {
    return await inTransactionAsync(store, async () => {
      const report = await load(store, campaign, file, options, context);
      if (options.allOrNothing && report.refused > 0) {
        refusedAll.report = { ...report, loaded: 0 };
        throw refusedAll;
      }
      store.db.prepare('INSERT INTO audit (at, what, body) VALUES (?, ?, ?)').run(
        options.now, 'import', JSON.stringify({ file, campaign: campaign.name, rows: report.rows, loaded: report.loaded, refused: report.refused }));
      return report;
    });
  } catch (error) {
    if (error === refusedAll) return refusedAll.report!;
    throw error;
  }
}

/** Ends the transaction of an import that is to load all rows or none. */
class NothingLoaded extends Error {
  report: ImportReport | null = null;
}

async function load(store: Store, campaign: StoredCampaign, file: string, options: ImportOptions, context: RowContext): Promise<ImportReport> {
  const inserter = createInserter(store, campaign.id);
  const problems: Problem[] = [];
  let rows = 0;
  let loaded = 0;
  for await (const row of readList(file, options)) {
    rows += 1;
    if (rows % 1_000 === 0 && options.isInterrupted?.() === true) throw new StoreError(`interrupted in line ${row.line} of ${file}: nothing was imported`);
    const found = row.problem === null ? readRecordRow(file, row, context) : [row.problem];
    if (Array.isArray(found)) {
      problems.push(...found);
      continue;
    }
    const [first] = found.record.phones;
    const owner = options.duplicates || first === undefined ? null : inserter.ownerOfNumber(first, campaign.recordType);
    if (owner !== null) {
      const cell = found.firstPhone!;
      const message = `is "${cell.text}"; the number belongs to record ${owner} already; must occur once, unless --duplicates is given`;
      problems.push({ file, line: row.line, column: cell.column(), path: cell.name, message });
      continue;
    }
    inserter.insert(found.record, options.now);
    loaded += 1;
  }
  return { rows, loaded, refused: rows - loaded, problems };
}

function contextOf(store: Store, campaign: StoredCampaign, file: string, options: ImportOptions): RowContext {
  const databases = new Map(databasesOf(store, campaign.recordType).map((one) => [one.name, one.id]));
  const preset = options.database ?? [...databases.keys()][0];
  if (preset === undefined || !databases.has(preset)) {
    throw new StoreError(preset === undefined ? `the store has no database to import ${file} into` : `there is no database '${preset}'; there are: ${[...databases.keys()].join(', ')}`);
  }
  const { mode, bundle = 'default' } = campaign.definition;
  const agents = new Map<string, number>();
  return {
    now: options.now, zone: campaign.zone, recordType: recordTypeOf(store, campaign.recordType), country: options.country, databases, database: preset,
    statuses: new Map(campaignStatuses(store, campaign.id).map((status): [string, Status] => [status.id, status])),
    initialStatus: resolveSettings(mode, bundle, overridesOf(campaign.definition)).initialStatusId,
    agentNamed: (name) => {
      const id = agents.get(name) ?? agentNamed(store, name);
      agents.set(name, id);
      return id;
    },
    openOf: createOpenings(campaign, options.now),
  };
}

/** The calling windows of a zone, computed as far ahead as a row asks. */
function createOpenings(campaign: StoredCampaign, now: Millis): (zone: string, until: Millis) => ZoneCalendar['open'] {
  const known = new Map<string, { readonly until: Millis; readonly open: ZoneCalendar['open'] }>();
  return (zone, until) => {
    const found = known.get(zone);
    if (found !== undefined && found.until >= until) return found.open;
    if (until <= UNSET || until >= NEVER) return null;
    const open = storeCalendar(campaign, [zone], Math.min(now, until), until + AHEAD_MS).zones[0]!.open;
    known.set(zone, { until: until + AHEAD_MS, open });
    return open;
  };
}

const AHEAD_MS = 90 * 86_400_000;
