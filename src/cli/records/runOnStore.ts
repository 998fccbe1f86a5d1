/** `run --records FILE.db [--write-back COPY.db]`: a simulation on the records of a store, which itself is not changed. */
import type { DialerOptions } from '../../engine/options.ts';
import { campaignNamed } from '../../live/store/campaigns.ts';
import { openStore } from '../../live/store/openStore.ts';
import { scenarioOnStore } from '../../live/store/simulatedList.ts';
import { openWriteBack } from '../../live/store/writeBack.ts';
import type { RunObserver } from '../../measure/observer.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { formatProblem } from '../../scenario/problem.ts';
import { InputError } from '../exitCodes.ts';
import { parseFile } from '../loadScenario.ts';
import { remark } from '../output.ts';
import { asInputError } from './common.ts';

export interface RecordsOptions { records?: string; campaign?: string; writeBack?: string }

export interface RunOnStore {
  readonly scenario: CompiledScenario;
  readonly observers: (options: DialerOptions) => readonly RunObserver[];
  readonly hasObservers: boolean;
  /** The store's id of a record of the run. */
  readonly recordName: (record: number) => string;
  /** Keeps what was written back. */
  commit(): void;
  /** Closes the store; what was written back is forgotten unless it was committed. */
  close(): void;
}

/** Opens the store for a run; null where no store is named. */
export function openRunOnStore(name: string, { records, campaign, writeBack }: RecordsOptions): RunOnStore | null {
  if (records === undefined) {
    if (writeBack !== undefined) throw new InputError('--write-back: there is no store to write back to; allowed: with --records');
    if (campaign !== undefined) throw new InputError('--campaign: names a campaign of a store; allowed: with --records');
    return null;
  }
  const parsed = parseFile(name);
  if ('problems' in parsed) throw new InputError(parsed.problems.map(formatProblem).join('\n'));
  try {
    const store = openStore(records);
    const chosen = campaignNamed(store, campaign);
    const list = scenarioOnStore(store, chosen, parsed.scenario);
    if (list.inUse > 0) remark(`${list.inUse} records of ${records} are in use and were left out`);
    const back = writeBack === undefined ? null : openWriteBack(store, chosen, list, writeBack);
    return {
      scenario: list.scenario,
      observers: (options) => (back === null ? [] : [back.observe(options)]),
      hasObservers: back !== null,
      recordName: (record) => String(list.ids[record] ?? record),
      commit: () => { back?.commit(); },
      close: () => {
        back?.abandon();
        store.close();
      },
    };
  } catch (error) {
    throw asInputError(records, error);
  }
}
