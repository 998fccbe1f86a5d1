/**
 * The bare loop of workload W1: the queue M/M/50+M, written as tightly as Node allows. The yardstick of W1 in
 * `npm run bench -- speed`.
 *
 * Rule: as in bareLoop.ts: one event queue in plain typed arrays, one generator (sfc32), times in minutes as floating point
 * numbers. Whoever gives up is marked and skipped when his turn comes.
 */
export interface BareQueueResult { readonly arrivals: number; readonly events: number; readonly abandonedShare: number; readonly occupancy: number }

const AGENTS = 50;
const ARRIVALS_PER_MINUTE = 48;
const PATIENCE_MINUTES = 2;
const ARRIVAL = 0;
const SERVED = 1;
const GIVEN_UP = 2;

export function runBareW1(arrivalsMax: number, seed: number): BareQueueResult {
  const times = new Float64Array(65_536);
  const kinds = new Uint8Array(65_536);
  const callers = new Int32Array(65_536);
  let size = 0;
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x243f6a88 | 0;
  let counter = 1;

  function exponential(mean: number): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return -mean * Math.log(1 - (sum >>> 0) / 4_294_967_296);
  }
  function push(at: number, kind: number, caller: number): void {
    let place = size;
    size += 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (times[parent]! <= at) break;
      times[place] = times[parent]!;
      kinds[place] = kinds[parent]!;
      callers[place] = callers[parent]!;
      place = parent;
    }
    times[place] = at;
    kinds[place] = kind;
    callers[place] = caller;
  }
  function removeHead(): void {
    size -= 1;
    const at = times[size]!;
    const kind = kinds[size]!;
    const caller = callers[size]!;
    let place = 0;
    for (;;) {
      let child = place * 2 + 1;
      if (child >= size) break;
      if (child + 1 < size && times[child + 1]! < times[child]!) child += 1;
      if (times[child]! >= at) break;
      times[place] = times[child]!;
      kinds[place] = kinds[child]!;
      callers[place] = callers[child]!;
      place = child;
    }
    times[place] = at;
    kinds[place] = kind;
    callers[place] = caller;
  }

  const waiting = new Int32Array(1 << 16);
  /** 1: served or gone. */
  const left = new Uint8Array(arrivalsMax);
  let waitingHead = 0;
  let waitingTail = 0;
  let waitingCount = 0;
  let ready = AGENTS;
  let arrivals = 0;
  let abandoned = 0;
  let events = 0;
  let busyMinutes = 0;
  let now = 0;

  function serve(): void {
    const talk = exponential(1);
    busyMinutes += talk;
    push(now + talk, SERVED, 0);
  }

  push(exponential(1 / ARRIVALS_PER_MINUTE), ARRIVAL, 0);
  while (size > 0) {
    const kind = kinds[0]!;
    const caller = callers[0]!;
    const at = times[0]!;
    removeHead();
    if (kind === GIVEN_UP && left[caller] === 1) continue;
    now = at;
    events += 1;
    if (kind === ARRIVAL) {
      if (ready > 0) {
        ready -= 1;
        serve();
      } else {
        waiting[waitingTail & 0xffff] = arrivals;
        waitingTail += 1;
        waitingCount += 1;
        push(now + exponential(PATIENCE_MINUTES), GIVEN_UP, arrivals);
      }
      arrivals += 1;
      if (arrivals < arrivalsMax) push(now + exponential(1 / ARRIVALS_PER_MINUTE), ARRIVAL, 0);
    } else if (kind === SERVED) {
      if (waitingCount === 0) {
        ready += 1;
        continue;
      }
      while (left[waiting[waitingHead & 0xffff]!] === 1) waitingHead += 1;
      left[waiting[waitingHead & 0xffff]!] = 1;
      waitingHead += 1;
      waitingCount -= 1;
      serve();
    } else {
      left[caller] = 1;
      waitingCount -= 1;
      abandoned += 1;
    }
  }
  return { arrivals, events, abandonedShare: abandoned / arrivals, occupancy: busyMinutes / (AGENTS * now) };
}
