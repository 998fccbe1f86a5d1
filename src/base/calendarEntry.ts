/**
 * Entries of the event calendar, in lists, and how a list is put in order.
 *
 * Rule: a list's last entry names `none`, an entry that names itself and whose instant is NEVER. At equal instants what was pushed first
 * comes first.
 */
import { NEVER, type Millis } from './time.ts';

/** A class, so that V8 knows what every entry looks like. The instant begins as NEVER: one that begins as 0 is a small integer to V8. */
export class Entry {
  at: Millis = NEVER;
  code = 0;
  a = 0;
  b = 0;
  next: Entry;

  /** @param next null: itself */
  constructor(next: Entry | null) {
    this.next = next ?? this;
  }
}

export function countOf(list: Entry, none: Entry): number {
  let count = 0;
  for (let entry = list; entry !== none; entry = entry.next) count += 1;
  return count;
}

/** A list from its end to its beginning. */
export function reversed(list: Entry, none: Entry): Entry {
  let first = none;
  for (let entry = list, next = entry; entry !== none; entry = next) {
    next = entry.next;
    entry.next = first;
    first = entry;
  }
  return first;
}

/** A list in which what was pushed last comes first, in order. */
export function inOrder(list: Entry, none: Entry, count: number): Entry {
  return count <= FEW ? inserted(list, none) : sorted(list, none, count);
}

/** So many are put in order one by one. */
const FEW = 8;

/** Each is put before those of its instant, which came later. */
function inserted(list: Entry, none: Entry): Entry {
  let first = none;
  for (let entry = list, next = entry; entry !== none; entry = next) {
    next = entry.next;
    if (entry.at <= first.at) {
      entry.next = first;
      first = entry;
    } else {
      let before = first;
      while (before.next.at < entry.at) before = before.next;
      entry.next = before.next;
      before.next = entry;
    }
  }
  return first;
}

/** Merge sort, for what comes at nearly the same instant in thousands. */
function sorted(list: Entry, none: Entry, count: number): Entry {
  if (count === 1) return list;
  const late = count >> 1;
  let last = list;
  for (let i = 1; i < late; i += 1) last = last.next;
  const rest = last.next;
  last.next = none;
  return merged(sorted(rest, none, count - late), sorted(list, none, late), none);
}

/** Of two entries of one instant, that of `early` comes first. */
function merged(early: Entry, late: Entry, none: Entry): Entry {
  const first = late.at < early.at ? late : early;
  let last = none;
  while (early !== none && late !== none) {
    const next = late.at < early.at ? late : early;
    if (next === late) late = late.next;
    else early = early.next;
    if (last !== none) last.next = next;
    last = next;
  }
  last.next = early === none ? late : early;
  return first;
}
