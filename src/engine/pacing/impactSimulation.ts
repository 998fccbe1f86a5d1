/**
 * The simulation inside `impact`: 240 s of dialling in ticks of 1 s, from an empty floor, with a given dial factor.
 *
 * Rule: each tick first ends talks and rings that are due, then dials up to round(f·idle). A dial's answer is drawn from the
 * attempts lately seen, its talk from the talks lately seen; it rings 10 s if answered and 15 s if not; wrap-up takes 5 s;
 * an answered person without an idle agent is lost at once. Utilisation is busy agent time (wrap-up included) over all agent
 * time (own completion). Source: Impact Dialing, dialer simulator.
 */
import type { RandomStream } from '../../base/random.ts';
import { roundHalfUp } from './rounding.ts';

const TICKS = 240;
const ANSWERED_RING_TICKS = 10;
const UNANSWERED_RING_TICKS = 15;
const WRAP_TICKS = 5;

/** What is drawn from: the newest `attempts` answers (1 or 0) and `talks` talk times, in s. */
export interface RecentCalls {
  readonly answered: Uint8Array; readonly attempts: number;
  readonly talkSeconds: Float64Array; readonly talks: number;
  /** Instead of a talk when none was seen yet, s. */
  readonly talkPriorSeconds: number;
}

export class ImpactSimulation {
  /** Of the last run: busy share of agents' time, and abandoned as a fraction of answered. */
  utilisation = 0;
  abandonRate = 0;
  /** By tick, what happens then: unanswered rings that end, answers, agents who are free again. */
  private readonly endings = new Int32Array(TICKS);
  private readonly answers = new Int32Array(TICKS);
  private readonly releases = new Int32Array(TICKS);

  run(agents: number, factor: number, recent: RecentCalls, random: RandomStream): void {
    this.endings.fill(0);
    this.answers.fill(0);
    this.releases.fill(0);
    let idle = agents;
    let ringing = 0;
    let answered = 0;
    let abandoned = 0;
    let busyTicks = 0;
    for (let tick = 0; tick < TICKS; tick += 1) {
      idle += this.releases[tick]!;
      ringing -= this.endings[tick]! + this.answers[tick]!;
      for (let person = this.answers[tick]!; person > 0; person -= 1) {
        answered += 1;
        if (idle === 0) {
          abandoned += 1;
          continue;
        }
        idle -= 1;
        put(this.releases, tick + Math.max(1, Math.round(drawTalkSeconds(recent, random))) + WRAP_TICKS);
      }
      for (let dials = roundHalfUp(factor * idle) - ringing; dials > 0; dials -= 1) {
        ringing += 1;
        if (drawAnswered(recent, random)) put(this.answers, tick + ANSWERED_RING_TICKS);
        else put(this.endings, tick + UNANSWERED_RING_TICKS);
      }
      busyTicks += agents - idle;
    }
    this.utilisation = agents === 0 ? 0 : busyTicks / (agents * TICKS);
    this.abandonRate = answered === 0 ? 0 : abandoned / answered;
  }
}

/** Counts one more at this tick; what lies beyond the horizon is forgotten. */
function put(calendar: Int32Array, tick: number): void {
  if (tick < TICKS) calendar[tick] = calendar[tick]! + 1;
}

function drawAnswered(recent: RecentCalls, random: RandomStream): boolean {
  return recent.answered[Math.floor(random.next() * recent.attempts)] === 1;
}

function drawTalkSeconds(recent: RecentCalls, random: RandomStream): number {
  return recent.talks === 0 ? recent.talkPriorSeconds : recent.talkSeconds[Math.floor(random.next() * recent.talks)]!;
}
