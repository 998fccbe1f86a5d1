/**
 * A scenario file together with the files that it extends.
 *
 * Rule: objects merge key by key and everything else replaces what the base says. What only makes sense as a whole is
 * replaced as a whole: a distribution, a strategy, and the parts named in `WHOLE`.
 */
import { readLocated, type Located, type LocatedEntry, type LocatedMap } from './located.ts';
import { resolvePath } from './paths.ts';
import type { Problem } from './problem.ts';

export type ReadText = (path: string) => string | null;

/** Keys whose values replace the base's as wholes, although they are objects. */
const WHOLE: readonly string[] = [
  'shares', 'personShare', 'strategy', 'policy', 'list', 'detector', 'shift', 'warmUp', 'channels', 'start', 'window', 'unannouncedPauses', 'patience',
];

/** Keys that a file says about itself and does not hand on. */
const OWN: readonly string[] = ['extends', 'abstract', '$schema'];

/** Reads a file and all that it extends. `from` is who asked for it, for the message if it is missing. */
export function readMerged(file: string, readText: ReadText, chain: readonly string[] = []): { readonly root: Located } | { readonly problems: Problem[] } {
  const text = readText(file);
  if (text === null) return { problems: [{ file, line: 1, column: 1, path: '', message: 'is missing: there is no such file' }] };
  const read = readLocated(file, text);
  if ('problems' in read) return read;
  const own = read.root;
  const link = own.kind === 'map' ? own.entries.get('extends')?.node : undefined;
  // A faulty `extends` is refused by the schema, like any other value.
  if (own.kind !== 'map' || link?.kind !== 'scalar' || typeof link.value !== 'string') return read;
  const baseFile = resolvePath(file, link.value);
  if ([...chain, file].includes(baseFile)) return { problems: [{ ...link.place, path: 'extends', message: `is "${link.value}", which extends this file in turn` }] };
  if (readText(baseFile) === null) {
    return { problems: [{ ...link.place, path: 'extends', message: `is "${link.value}"; there is no file ${baseFile}` }] };
  }
  const base = readMerged(baseFile, readText, [...chain, file]);
  if ('problems' in base) return base;
  return { root: base.root.kind === 'map' ? merge(withoutOwn(base.root), own) : own };
}

function merge(base: LocatedMap, over: LocatedMap): LocatedMap {
  const entries = new Map<string, LocatedEntry>(base.entries);
  for (const [key, entry] of over.entries) {
    const below = base.entries.get(key);
    const both = below?.node.kind === 'map' && entry.node.kind === 'map' && !WHOLE.includes(key) && !entry.node.entries.has('distribution')
      && !below.node.entries.has('distribution');
    entries.set(key, both ? { keyPlace: entry.keyPlace, node: merge(below.node, entry.node) } : entry);
  }
  return { kind: 'map', place: over.place, entries };
}

function withoutOwn(map: LocatedMap): LocatedMap {
  return { ...map, entries: new Map([...map.entries].filter(([key]) => !OWN.includes(key))) };
}
