/**
 * The attempts of a run in a form that a rolling window can be swept over: instants and facts.
 *
 * Rule: the window (t - ms, t] is evaluated at each answer t. A run counts as one window, which exceeds if it ever did
 * while it held enough answers; what is shown is its worst state.
 */
import { growColumns } from '../../base/columns.ts';
import type { Millis } from '../../base/time.ts';
import { countFacts, emptyFacts, FACT, type FactCounts } from './callFacts.ts';
import type { AbandonRatio } from './abandonRatio.ts';

export interface RollingWindow { readonly from: Millis; readonly to: Millis; readonly ratio: AbandonRatio; readonly exceeds: boolean }

export class RollingLog {
  at = new Float64Array(1_024);
  bits = new Int32Array(1_024);
  private length = 0;

  add(at: Millis, bits: number): void {
    if (this.length === this.at.length) growColumns(this, ['at', 'bits'], this.length * 2);
    this.at[this.length] = at;
    this.bits[this.length] = bits;
    this.length++;
  }

  /** The worst window with at least `answersMin` answers; without one, the last; null without answers. */
  worst(
    windowMs: Millis, answersMin: number, ratioOf: (counts: FactCounts) => AbandonRatio, exceeds: (ratio: AbandonRatio) => boolean,
  ): RollingWindow | null {
    const order = Array.from({ length: this.length }, (_, index) => index).sort((a, b) => this.at[a]! - this.at[b]! || a - b);
    const counts = emptyFacts();
    let oldest = 0;
    let exceeded = false;
    let enough = false;
    let worst: RollingWindow | null = null;
    for (let newest = 0; newest < order.length; newest++) {
      const at = this.at[order[newest]!]!;
      countFacts(counts, this.bits[order[newest]!]!, 1);
      // Facts of one instant belong together: the window is looked at after the last of them.
      if (newest + 1 < order.length && this.at[order[newest + 1]!] === at) continue;
      for (; this.at[order[oldest]!]! <= at - windowMs; oldest++) countFacts(counts, this.bits[order[oldest]!]!, -1);
      if (!this.answeredAt(order, newest, at)) continue;
      const ratio = ratioOf(counts);
      if (ratio.denominator <= 0) continue;
      const window = { from: at - windowMs, to: at, ratio, exceeds: exceeds(ratio) };
      if (ratio.answers < answersMin) {
        if (!enough) worst = window;
        continue;
      }
      if (!enough || worst === null || rate(ratio) > rate(worst.ratio)) worst = window;
      enough = true;
      exceeded ||= window.exceeds;
    }
    return worst === null ? null : { ...worst, exceeds: exceeded };
  }

  private answeredAt(order: readonly number[], newest: number, at: Millis): boolean {
    for (let index = newest; index >= 0 && this.at[order[index]!] === at; index--) {
      if ((this.bits[order[index]!]! & FACT.answers) !== 0) return true;
    }
    return false;
  }
}

function rate(ratio: AbandonRatio): number {
  return ratio.numerator / ratio.denominator;
}
