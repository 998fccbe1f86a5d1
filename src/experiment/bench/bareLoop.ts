/**
 * The bare loop: workload W2 written as tightly as Node allows, with no records, no selection, no strategy interface, no
 * metrics but the three that are checked. It is the yardstick of `overdial bench` and `npm run bench -- speed`, not a model of anything else.
 *
 * Rule: one event queue of plain typed arrays, one generator (sfc32, three words and a counter), times in seconds as
 * floating point numbers, everything in local variables.
 */
export interface BareResult { readonly dials: number; readonly events: number; readonly abandonedShare: number; readonly occupancy: number; readonly hours: number }

const ANSWERED = 0;
const FAILED = 1;
const TALK_OVER = 2;
const WRAP_OVER = 3;
const GIVEN_UP = 4;
const AGENTS = 50;
const LINES = 65;

export function runBareW2(dialsMax: number, seed: number): BareResult {
  const times = new Float64Array(4_096);
  const kinds = new Uint8Array(4_096);
  const callers = new Int32Array(4_096);
  let size = 0;
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x243f6a88 | 0;
  let counter = 1;

  function uniform(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return (sum >>> 0) / 4_294_967_296;
  }
  let spare = Number.NaN;
  function normal(): number {
    if (spare === spare) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
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

  const ringSigma = Math.sqrt(Math.log(1.25));
  const ringMu = Math.log(12) - ringSigma * ringSigma / 2;
  const talkSigma = Math.sqrt(Math.log(2));
  const talkMu = Math.log(120) - talkSigma * talkSigma / 2;
  const waiting = new Int32Array(1 << 16);
  const gone = new Uint8Array(dialsMax);
  let waitingHead = 0;
  let waitingTail = 0;
  let waitingCount = 0;
  let dials = 0;
  let events = 0;
  let ringing = 0;
  let ready = AGENTS;
  let answered = 0;
  let abandoned = 0;
  let busySeconds = 0;
  let now = 0;

  function serve(): void {
    ready -= 1;
    const talk = Math.exp(talkMu + talkSigma * normal());
    busySeconds += talk;
    push(now + talk, TALK_OVER, 0);
  }
  function dial(): void {
    // Lines 65 less busy agents and ringing calls; persons who wait are not counted.
    for (let free = LINES - (AGENTS - ready) - ringing; free > 0 && dials < dialsMax; free -= 1) {
      const fate = uniform();
      ringing += 1;
      if (fate < 0.3) push(now + Math.exp(ringMu + ringSigma * normal()), ANSWERED, dials);
      else push(now + (fate < 0.85 ? 25 : fate < 0.95 ? 3 : 1), FAILED, 0);
      dials += 1;
    }
  }

  dial();
  while (size > 0) {
    now = times[0]!;
    const kind = kinds[0]!;
    const caller = callers[0]!;
    removeHead();
    if (kind === GIVEN_UP && gone[caller] === 1) continue;
    events += 1;
    switch (kind) {
      case FAILED:
        ringing -= 1;
        break;
      case ANSWERED:
        ringing -= 1;
        answered += 1;
        if (ready > 0) {
          serve();
        } else {
          waiting[waitingTail & 0xffff] = caller;
          waitingTail += 1;
          waitingCount += 1;
          push(now + 2, GIVEN_UP, caller);
        }
        break;
      case TALK_OVER: {
        const wrap = -20 * Math.log(1 - uniform());
        busySeconds += wrap;
        push(now + wrap, WRAP_OVER, 0);
        break;
      }
      case WRAP_OVER:
        ready += 1;
        if (waitingCount > 0) {
          while (gone[waiting[waitingHead & 0xffff]!] === 1) waitingHead += 1;
          gone[waiting[waitingHead & 0xffff]!] = 1;
          waitingHead += 1;
          waitingCount -= 1;
          serve();
        }
        break;
      default:
        gone[caller] = 1;
        waitingCount -= 1;
        abandoned += 1;
    }
    dial();
  }
  return { dials, events, abandonedShare: abandoned / answered, occupancy: busySeconds / (AGENTS * now), hours: now / 3_600 };
}
