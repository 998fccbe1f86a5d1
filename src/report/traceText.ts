/**
 * The trace in words: one line for each choice, with its bucket, what the order compared, who was passed over and why.
 * Source: records, section 11.6.
 */
import { formatMillis, UNSET } from '../base/time.ts';
import type { TraceEntry } from '../engine/selection/traceEntry.ts';
import { NONE } from '../engine/vocabulary.ts';

export interface TraceNames {
  readonly agents: readonly string[];
  /** What a record is called; by default its index. */
  readonly record?: (record: number) => string;
}

/** A line without a line break. Instants count from the first day's local midnight. */
export function traceText(entry: TraceEntry, { agents, record = String }: TraceNames): string {
  const who = entry.agent === NONE ? 'the queue' : (agents[entry.agent] ?? `agent ${entry.agent}`);
  const chosen = entry.record === NONE ? 'nothing' : `record ${record(entry.record)} from bucket ${entry.bucket ?? '?'}${keysText(entry)}`;
  const passed = entry.passedOver.map((one) => `${record(one.record)} ${one.reason}`).join(', ');
  const skipped = Object.entries(entry.skipped).map(([reason, count]) => `${count} ${reason}`).join(', ');
  return `${formatMillis(entry.at)} ${who}: ${chosen}${passed === '' ? '' : `; passed over: ${passed}`}${skipped === '' ? '' : `; not chosen: ${skipped}`}`;
}

const INSTANTS = new Set<string>(['nextCallAt', 'createdAt', 'lastCalledAt']);

function keysText({ keys }: TraceEntry): string {
  if (keys.length === 0) return '';
  return ` (${keys.map(({ by, value }) => `${by} ${value === UNSET ? 'unset' : INSTANTS.has(by) ? formatMillis(value) : String(value)}`).join(', ')})`;
}
