/**
 * The rule that `predict1` and `predict1-pi` share: for every free agent one call, and beside it as many as lately failed
 * for each person reached, in the proportion A percent. dial = round(w + w·(A/100)·failed/persons) − P.
 *
 * Rule: counts of the last 900 s, failed = ended − persons. One call per free agent while the strategy has run for less
 * than 300 s, while fewer than 10 persons were reached in the 900 s, or while today's abandon rate is over its maximum.
 * `minWaiting`: nothing is dialled with fewer free agents than that. Source: UNICOM Intelligence documentation.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import { roundHalfUp } from './rounding.ts';
import { droppedOfAnswered } from './shares.ts';
import { pendingCalls, type ParameterSpec, type PacingView } from './strategy.ts';

const UPTIME_MIN_MS = 300_000;
const PERSONS_MIN = 10;

/** Parameters that both strategies have. */
export const REPEAT_FAILURES_PARAMETERS: readonly ParameterSpec[] = [
  { name: 'A', type: 'number', default: 150, min: 0, max: 1_000, unit: 'percent', description: 'Extra calls per free agent, in percent of the calls that lately failed for each person reached.' },
  { name: 'maxPercent', type: 'number', default: 3, min: 0, max: 100, unit: 'percent', description: 'Abandon rate of today above which one call is placed per free agent.' },
  { name: 'minWaiting', type: 'integer', default: 0, min: 0, max: 1_000, unit: 'agents', description: 'Nothing is dialled with fewer ready agents than this.' },
];

export class RepeatFailures {
  /** When the strategy was asked first, or UNSET. */
  startedAt: Millis = UNSET;
  private readonly maxPercent: number;
  private readonly minWaiting: number;

  constructor(maxPercent: number, minWaiting: number) {
    this.maxPercent = maxPercent;
    this.minWaiting = minWaiting;
  }

  /** Calls to place now with this proportion, in percent. */
  dialCount(view: PacingView, aggressiveness: number): number {
    if (this.startedAt === UNSET) this.startedAt = view.now;
    if (view.ready < this.minWaiting) return 0;
    return Math.max(0, roundHalfUp(view.ready * (1 + this.extraPerAgent(view, aggressiveness))) - pendingCalls(view));
  }

  private extraPerAgent(view: PacingView, aggressiveness: number): number {
    const { ended, persons } = view.last900s;
    const isHeldBack = view.now - this.startedAt < UPTIME_MIN_MS || persons < PERSONS_MIN || 100 * droppedOfAnswered(view.today) > this.maxPercent;
    return isHeldBack ? 0 : ((aggressiveness / 100) * (ended - persons)) / persons;
  }
}
