/**
 * A dialer's whole state as data: plain objects and typed arrays, which survive structuredClone.
 *
 * Rule: the selection index is not stored. Its order is total, so admitting every record again gives the same choices.
 */
import type { Millis } from '../base/time.ts';
import type { DialerState } from './state.ts';
import { NONE } from './vocabulary.ts';

export interface DialerSnapshot {
  readonly version: 3;
  readonly now: Millis;
  readonly records: ReturnType<DialerState['records']['save']>;
  readonly agents: ReturnType<DialerState['agents']['save']>;
  readonly turns: ReturnType<DialerState['turns']['save']>;
  readonly history: ReturnType<DialerState['history']['save']>;
  readonly ledger: ReturnType<DialerState['ledger']['save']>;
  readonly agentTimers: ReturnType<DialerState['agentTimers']['save']>;
  readonly dropTimers: ReturnType<DialerState['dropTimers']['save']>;
  readonly strategy: unknown;
  readonly random: readonly number[];
  readonly databaseActive: Uint8Array;
  readonly heldDials: readonly number[];
  readonly active: boolean;
  readonly channels: number;
  readonly reviewAt: Millis;
  readonly startsSecond: number;
  readonly startsCount: number;
  readonly starved: boolean;
  readonly hasHidden: boolean;
  readonly day: number;
  /** Counters of the buckets whose picks are mixed. */
  readonly mixes: ReturnType<DialerState['index']['saveMixes']>;
  readonly statistics: ReturnType<DialerState['statistics']['save']>;
  readonly assignPosition: number;
  readonly lateFacts: number;
  readonly rejections: number;
  /** The overridden level; absent: none. */
  readonly level?: number;
}

export function saveState(s: DialerState): DialerSnapshot {
  return {
    version: 3, now: s.now, records: s.records.save(), agents: s.agents.save(), turns: s.turns.save(), history: s.history.save(), ledger: s.ledger.save(),
    agentTimers: s.agentTimers.save(), dropTimers: s.dropTimers.save(), strategy: s.strategy.save?.() ?? null, random: s.random.save(),
    databaseActive: s.databaseActive.slice(), heldDials: s.heldDials.map(({ row }) => row), active: s.active, channels: s.channels, reviewAt: s.reviewAt,
    startsSecond: s.startsSecond, startsCount: s.startsCount, starved: s.starved, hasHidden: s.hasHidden, day: s.day, lateFacts: s.lateFacts,
    rejections: s.rejections, mixes: s.index.saveMixes(), statistics: s.statistics.save(), assignPosition: s.assignPosition,
    level: s.level,
  };
}

export function restoreState(s: DialerState, snapshot: DialerSnapshot): void {
  if (snapshot.version !== 3) throw new RangeError(`snapshot version ${String(snapshot.version)}; this version reads 3`);
  s.records.load(snapshot.records);
  s.agents.load(snapshot.agents);
  s.turns.load(snapshot.turns);
  s.history.load(snapshot.history);
  s.ledger.load(snapshot.ledger);
  // After history and ledger, which set the clock to their own instant: they may come from an earlier session.
  s.now = snapshot.now;
  s.agentTimers.load(snapshot.agentTimers);
  s.dropTimers.load(snapshot.dropTimers);
  if (snapshot.strategy !== null) s.strategy.load?.(snapshot.strategy);
  s.random.load(snapshot.random);
  s.databaseActive.set(snapshot.databaseActive);
  s.heldDials = snapshot.heldDials.map((row) => s.turns.rows[row]!);
  s.active = snapshot.active;
  s.channels = snapshot.channels;
  s.reviewAt = snapshot.reviewAt;
  s.startsSecond = snapshot.startsSecond;
  s.startsCount = snapshot.startsCount;
  s.starved = snapshot.starved;
  s.hasHidden = snapshot.hasHidden;
  s.day = snapshot.day;
  s.lateFacts = snapshot.lateFacts;
  s.rejections = snapshot.rejections;
  s.index.loadMixes(snapshot.mixes);
  s.statistics.load(snapshot.statistics);
  s.assignPosition = snapshot.assignPosition;
  s.level = snapshot.level ?? NONE;
  s.zones.advance(s.now);
  for (let record = 0; record < s.records.length; record += 1) s.index.admit(record, s.now);
}
