/**
 * The scenario's list as records of a live campaign: made-up numbers, imported at the desk as people would.
 *
 * Rule: record r of the store has the number that stands for record r of the simulation. An endless list is imported in blocks ahead of
 * need: half a block is always there that was never called. A list that the store holds already is not imported again.
 */
import { SECOND_MS } from '../../../base/time.ts';
import type { ActionName } from '../../../engine/vocabulary.ts';
import type { CompiledScenario } from '../../../scenario/compiled.ts';
import { initialRecordAt } from '../../../world/recordColumns.ts';
import type { LiveClock } from '../../loop/clock.ts';
import type { Desk, NewRecord } from '../../loop/desk.ts';
import { rehearsedNumber } from './rehearsedNumbers.ts';

export interface RehearsedList {
  /** Imports the first records; rejects with an Error where the desk refuses them. */
  start(): Promise<void>;
  stop(): void;
}

/** Records of one import: more would hold the loop up. */
const PORTION = 500;
const LOOK_EVERY_MS = 10 * SECOND_MS;

export function createRehearsedList(desk: Desk, clock: LiveClock, scenario: CompiledScenario): RehearsedList {
  const { list } = scenario.world;
  let stopped = false;
  const present = (): number => Object.values(desk.campaign().records).reduce((sum, count) => sum + count, 0);

  const importFrom = async (from: number, until: number): Promise<void> => {
    for (let first = from; first < until && !stopped; first += PORTION) {
      const records = Array.from({ length: Math.min(PORTION, until - first) }, (_, offset) => newRecord(scenario, first + offset));
      const answer = await desk.submit({ kind: 'importRecords', records });
      if (!answer.ok && answer.why !== 'stopping') throw new Error(`the rehearsal's records are refused: ${answer.message}`);
    }
  };
  const keepAhead = (blockSize: number, created: number): void => {
    clock.at(clock.now() + LOOK_EVERY_MS, () => {
      if (stopped) return;
      const isLow = count(desk, 'notAssigned') < blockSize / 2;
      const until = isLow ? created + blockSize : created;
      void (isLow ? importFrom(created, until) : Promise.resolve()).then(() => {
        keepAhead(blockSize, until);
      }, () => {});
    });
  };
  return {
    start: async () => {
      const there = present();
      if (list.kind !== 'endless') {
        await importFrom(there, list.kind === 'plain' ? list.count : list.records.length);
        return;
      }
      const until = Math.max(there, list.blockSize);
      await importFrom(there, until);
      keepAhead(list.blockSize, until);
    },
    stop: () => {
      stopped = true;
    },
  };
}

function count(desk: Desk, action: ActionName): number {
  return desk.campaign().records[action];
}

function newRecord({ world: { list }, dialer }: CompiledScenario, record: number): NewRecord {
  const base = { contact: `Customer ${record + 1}`, form: {}, timeZone: null, database: null, priority: 0 };
  if (list.kind === 'given') {
    const given = initialRecordAt(list.records, record);
    return {
      ...base, phones: given.phones.map((_, position) => rehearsedNumber(record, position)), timeZone: dialer.zones[given.zone]?.name ?? null,
      database: dialer.databases[given.database]?.id ?? null, priority: given.priority,
    };
  }
  const share = list.kind === 'plain' ? (list.secondNumberShare ?? 0) : 0;
  const hasTwo = share > 0 && Math.floor((record + 1) * share) > Math.floor(record * share);
  return { ...base, phones: hasTwo ? [rehearsedNumber(record, 0), rehearsedNumber(record, 1)] : [rehearsedNumber(record)] };
}
