/**
 * The digest of what a scenario means: equal meaning, equal digest, whatever the order of writing.
 *
 * Rule: a list of records goes in by blocks, because a million of them as one text would take a gigabyte.
 */
import { hashText } from '../base/hash.ts';
import { initialRecordAt } from '../world/recordColumns.ts';
import type { GivenRecords } from '../world/spec.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { CompiledScenario } from './compiled.ts';

export function meaningDigest(meaning: Pick<CompiledScenario, 'dialer' | 'world' | 'horizon' | 'rules'>): string {
  const { world } = meaning;
  if (world.list.kind !== 'given') return hashText(canonicalJson(meaning));
  return hashText(canonicalJson({ ...meaning, world: { ...world, list: { ...world.list, records: recordsDigest(world.list.records) } } }));
}

function recordsDigest(records: GivenRecords): string {
  let digest = '';
  for (let from = 0; from < records.length; from += BLOCK) {
    const block = Array.from({ length: Math.min(BLOCK, records.length - from) }, (_, place) => initialRecordAt(records, from + place));
    digest = hashText(digest + canonicalJson(block));
  }
  return digest;
}

const BLOCK = 4_096;
