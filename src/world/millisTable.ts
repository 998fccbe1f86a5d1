/**
 * Durations in whole milliseconds for a uniform number, by polynomials instead of logarithms, roots and exponentials: the very same results.
 *
 * Rule: [0, 1) is divided into cells, in each of which a cubic stands for the duration, counted in STEPS of a millisecond. A duration is
 * rounded to a millisecond, so a cubic that is wrong by less than a step gives the same one unless the value lies that close to where rounding
 * turns; then, and in cells that no cubic fits (the tails), the answer is -1 and the function itself is asked. A cubic fits when it misses the
 * function by less than a 64th of a step where it misses most: it goes through Chebyshev's nodes, so that is at the ends, in the middle and
 * half-way between. A table knows only a uniform's 26 highest bits, which are half the work to draw, and answers for their middle: from the
 * first cell on where the function is so steep that the other bits could matter, it may be wrong by four steps, and steeper ones do not fit.
 * That holds for functions that are smooth within (0, 1), and for no others (`Sampler.isSmooth`).
 */
import type { Millis } from '../base/time.ts';

export class MillisTable {
  /** Four a cell, of ascending powers of the bits within it, for the duration plus half a millisecond; NaN where no cubic fits. */
  private readonly coefficients = new Float64Array(CELLS * 4);
  /** The first bits of the first steep cell. */
  private steepFrom = CELLS * CELL_BITS;

  /** @param seconds the duration for a uniform number in [0, 1), smooth in between */
  constructor(seconds: (uniform: number) => number) {
    const stepsAt = (bits: number): number => seconds((bits + 0.5) / TWO_POW_26) * (1_000 * STEPS) + STEPS / 2;
    for (let cell = 0; cell < CELLS; cell++) this.fit(cell, stepsAt);
  }

  /**
   * The duration rounded to whole milliseconds, or -1: this table does not know.
   *
   * @param bits the highest 26 of the uniform number
   */
  millisOf(bits: number): Millis {
    const { coefficients } = this;
    const place = bits & (CELL_BITS - 1);
    const first = (bits >>> CELL_SHIFT) << 2;
    // `|` instead of `+`: no sum that V8 must watch for overflow.
    const steps =
      (((coefficients[first | 3]! * place + coefficients[first | 2]!) * place + coefficients[first | 1]!) * place + coefficients[first]!) | 0;
    // In the first and in the last steps of a millisecond rounding may turn.
    const wrong = bits < this.steepFrom ? 1 : STEEP;
    return ((steps + wrong) & (STEPS - 1)) < 2 * wrong ? -1 : steps >> STEPS_SHIFT;
  }

  /** Newton's divided differences at four nodes, in powers of the place; no arrays, because it is done a thousand times at the start of a run. */
  private fit(cell: number, stepsAt: (bits: number) => number): void {
    const start = cell * CELL_BITS;
    const value0 = stepsAt(start + NODE_0);
    const value1 = stepsAt(start + NODE_1);
    const value2 = stepsAt(start + NODE_2);
    const value3 = stepsAt(start + NODE_3);
    const slope01 = (value1 - value0) / (NODE_1 - NODE_0);
    const slope12 = (value2 - value1) / (NODE_2 - NODE_1);
    const slope23 = (value3 - value2) / (NODE_3 - NODE_2);
    const bend012 = (slope12 - slope01) / (NODE_2 - NODE_0);
    const bend123 = (slope23 - slope12) / (NODE_3 - NODE_1);
    const cubic = (bend123 - bend012) / (NODE_3 - NODE_0);
    const inner = bend012 - NODE_2 * cubic;
    const middle = slope01 - NODE_1 * inner;
    const middleSlope = inner - NODE_1 * cubic;
    const { coefficients } = this;
    const first = cell << 2;
    coefficients[first] = value0 - NODE_0 * middle;
    coefficients[first + 1] = middle - NODE_0 * middleSlope;
    coefficients[first + 2] = middleSlope - NODE_0 * cubic;
    coefficients[first + 3] = cubic;
    let slope = 0;
    for (let check = 0; check < PLACES.length; check++) slope = Math.max(slope, this.slopeWhereFit(cell, PLACES[check]!, stepsAt));
    if (slope >= STEEP * SLOPE_MAX) coefficients[first] = NaN;
    else if (slope >= SLOPE_MAX) this.steepFrom = Math.min(this.steepFrom, start);
  }

  /** Infinity where the cubic does not fit. Durations of less than a millisecond, and of more than nine hours, are left to the function. */
  private slopeWhereFit(cell: number, place: number, stepsAt: (bits: number) => number): number {
    const { coefficients } = this;
    const exact = stepsAt(cell * CELL_BITS + place);
    const first = cell << 2;
    const linear = coefficients[first + 1]!;
    const square = coefficients[first + 2]!;
    const cubic = coefficients[first + 3]!;
    const missed = Math.abs(((cubic * place + square) * place + linear) * place + coefficients[first]! - exact);
    return exact > STEPS && exact < EXACT_MAX && missed < MISS_MAX ? Math.abs((3 * cubic * place + 2 * square) * place + linear) : Infinity;
  }
}

/** A power of two, as all of the following: where within a cell a uniform lies is then exact. */
const CELLS = 1_024;
const TWO_POW_26 = 67_108_864;
const CELL_SHIFT = 16;
const CELL_BITS = 65_536;
const STEPS = 64;
const STEPS_SHIFT = 6;
/** In steps; the slope a unit of the 26 bits, whose middle is at most half a unit away: together wrong by less than a step, or than STEEP steps. */
const MISS_MAX = 1 / 64;
const SLOPE_MAX = 1.75;
const STEEP = 4;
const EXACT_MAX = 2 ** 31 - STEPS;
/** Chebyshev's nodes in the cell, which begins half a unit before the middle of its first bits. */
const NODE_0 = (0.5 - 0.5 * Math.cos(Math.PI / 8)) * CELL_BITS - 0.5;
const NODE_1 = (0.5 - 0.5 * Math.cos((3 * Math.PI) / 8)) * CELL_BITS - 0.5;
const NODE_2 = CELL_BITS - 1 - NODE_1;
const NODE_3 = CELL_BITS - 1 - NODE_0;
/** Where a cubic through them misses most. The last place lies just before the next cell. */
const PLACES = [0, 0.5 - Math.SQRT1_2 / 2, 0.5, 0.5 + Math.SQRT1_2 / 2, 1 - 2 ** -24].map((place) => place * CELL_BITS - 0.5);
