/**
 * A YAML or JSON document in which every value knows where it stands, so that a problem found late, after files have
 * been merged and checked, still points at file, line and column.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { Problem } from './problem.ts';

export interface Place { readonly file: string; readonly line: number; readonly column: number }

export type Located =
  | { readonly kind: 'scalar'; readonly place: Place; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly place: Place; readonly items: readonly Located[] }
  | LocatedMap;
export interface LocatedMap { readonly kind: 'map'; readonly place: Place; readonly entries: ReadonlyMap<string, LocatedEntry> }
export interface LocatedEntry { readonly keyPlace: Place; readonly node: Located }

/** Reads a document. Broken syntax gives its problems. */
export function readLocated(file: string, text: string): { readonly root: Located } | { readonly problems: Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { file, line, column: col, path: '', message: `is not valid YAML: ${error.message}` };
      }),
    };
  }
  const placeOf = (offset: number | undefined): Place => {
    const { line, col } = lines.linePos(offset ?? 0);
    return { file, line, column: col };
  };
  return { root: locate(document.contents, document, placeOf, { file, line: 1, column: 1 }, 0) };
}

/** Plain data of a document. */
export function toPlain(node: Located): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toPlain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, toPlain(entry.node)]));
}

/** Where a path stands: the value itself, or, when it is missing, what should hold it. */
export function placeAt(root: Located, path: readonly PropertyKey[]): { readonly place: Place; readonly node: Located | null } {
  let node = root;
  for (const part of path) {
    const next = childOf(node, part);
    if (next === null) return { place: node.place, node: null };
    node = next;
  }
  return { place: node.place, node };
}

/** Where the key of an unknown or misplaced entry stands. */
export function keyPlaceAt(root: Located, path: readonly PropertyKey[]): Place {
  const { place, node } = placeAt(root, path.slice(0, -1));
  const key = path[path.length - 1];
  return (node?.kind === 'map' ? node.entries.get(String(key))?.keyPlace : undefined) ?? place;
}

function childOf(node: Located, part: PropertyKey): Located | null {
  if (node.kind === 'list') return node.items[Number(part)] ?? null;
  return node.kind === 'map' ? (node.entries.get(String(part))?.node ?? null) : null;
}

/** `mapPlace` is where a map is said to stand: its key, which says more than its first entry. */
function locate(node: unknown, document: Document, placeOf: (offset: number | undefined) => Place, mapPlace: Place, depth: number): Located {
  // Aliases may hold each other's anchors; no scenario is nested this deep.
  if (depth > 60) return { kind: 'scalar', place: mapPlace, value: null };
  const inner = isAlias(node) ? node.resolve(document) : (node as Node | null | undefined);
  if (isMap(inner)) {
    const entries = new Map<string, LocatedEntry>();
    for (const pair of inner.items) {
      const key = pair.key as Node;
      const keyPlace = placeOf(key.range?.[0]);
      entries.set(isScalar(key) ? String(key.value) : String(key), { keyPlace, node: locate(pair.value, document, placeOf, keyPlace, depth + 1) });
    }
    return { kind: 'map', place: mapPlace, entries };
  }
  if (isSeq(inner)) {
    const items = inner.items.map((item) => locate(item, document, placeOf, placeOf((item as Node).range?.[0]), depth + 1));
    return { kind: 'list', place: mapPlace, items };
  }
  if (!isScalar(inner)) return { kind: 'scalar', place: mapPlace, value: null };
  const { value } = inner;
  // The core schema of YAML 1.2 knows no other scalars; a tag that makes one (!!binary) is read as its source text.
  const known = value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', place: placeOf(inner.range?.[0]), value: known ? value : (inner.source ?? '') };
}
