/**
 * What moved, and is it worse? Today's figures against the baseline's.
 *
 * Rule, speed: what is surely slower by more than the tolerance, its whole interval beyond it, is a regression. Rule, quality: a cell whose digest is the baseline's did not
 * move at all. Of the others occupancy, rate and share of days over the limit are compared pair by pair (jackknife, t test)
 * with Holm's correction over all that could have moved; a difference that is significant and large enough to matter is a
 * move, for the worse where occupancy falls or one of the others rises. Source: metrics section 8, benchmark section 4.
 */
import { holm } from '../../measure/statistics/holm.ts';
import { jackknifeRatioDifference, type RatioSums } from '../../measure/statistics/jackknifeRatioDifference.ts';
import type { Interval } from '../../measure/statistics/meanInterval.ts';
import { occupancyAtLimit } from '../../measure/statistics/occupancyAtLimit.ts';
import { pairedDifference } from '../../measure/statistics/pairedDifference.ts';
import { studentTCdf } from '../../measure/statistics/studentT.ts';
import { boundsOf, type Bounds } from '../compare/bounds.ts';
import { plainInterval, UNKNOWN_INTERVAL } from '../intervals.ts';
import { pooled } from '../judgement.ts';
import type { Baseline, CellSums } from './baseline.ts';
import type { BenchMetric, QualityRow, SpeedRow, Verdict } from './benchSchema.ts';
import type { MeasuredCell } from './quality.ts';
import type { MeasuredSpeed } from './speed.ts';

/** Slower by more than this is a regression: on the baseline's kind of machine, and on another, whose caches differ. */
export function speedTolerance(baseline: Pick<Baseline, 'node' | 'processor'>, here: Pick<Baseline, 'node' | 'processor'>): number {
  return baseline.node === here.node && baseline.processor === here.processor ? SAME_MACHINE : OTHER_MACHINE;
}

export function judgeSpeed(measured: Readonly<Record<string, MeasuredSpeed>>, baseline: Baseline | null, tolerance: number): SpeedRow[] {
  return Object.entries(measured).map(([workload, { ratio, lower, upper, pairs, dialsPerSecond, takes }]) => {
    const before = baseline?.speed[workload]?.ratio ?? null;
    const change = before === null ? null : ratio / before - 1;
    const verdict: Verdict = before === null ? 'new'
      : upper < (1 - tolerance) * before ? 'worse' : lower > (1 + tolerance) * before ? 'better' : 'within noise';
    return { workload, ratio, lower, upper, pairs, baseline: before, change, allowed: tolerance, dialsPerSecond, takes, verdict };
  });
}

export function judgeQuality(cells: readonly MeasuredCell[], baseline: Baseline | null): QualityRow[] {
  const rows = [...cells.filter(({ cell }) => cell.sweep === null).map((cell) => rowAsGiven(cell, baseline)), ...sweepsOf(cells).map((sweep) => rowAtLimit(sweep, baseline))];
  const moved = rows.flatMap(({ occupancy, rate, violation }) => [
    ...toJudge(occupancy, 1, MATTERS.occupancy), ...toJudge(rate, -1, MATTERS.rate), ...toJudge(violation, -1, MATTERS.violation),
  ]);
  const corrected = holm(moved.map(({ metric }) => metric.p!));
  moved.forEach(({ metric, goodSign, matters }, index) => {
    metric.p = corrected[index]!;
    const difference = metric.difference.estimate!;
    const isMove = metric.p < SIGNIFICANCE && Math.abs(difference) >= matters;
    metric.verdict = !isMove ? 'within noise' : Math.sign(difference) === goodSign ? 'better' : 'worse';
  });
  return rows;
}

interface ToJudge { readonly metric: BenchMetric; readonly goodSign: number; readonly matters: number }

function toJudge(metric: BenchMetric | null, goodSign: number, matters: number): ToJudge[] {
  return metric === null || metric.p === null ? [] : [{ metric, goodSign, matters }];
}

function rowAsGiven({ cell, judgement, sums, fault }: MeasuredCell, baseline: Baseline | null): QualityRow {
  const before = baseline?.quality[cell.scenario.id]?.[cell.label] ?? null;
  const isSame = before !== null && before.digest === sums?.digest;
  const degrees = (sums?.busyMs.length ?? 0) - 1;
  const metricOf = (of: (from: CellSums) => RatioSums): BenchMetric => {
    const difference = sums === null || before === null || isSame ? null : jackknifeRatioDifference(of(sums), of(before));
    return metricFrom(sums === null ? null : pooled(of(sums)), before === null ? null : pooled(of(before)), difference, { isSame, isKnown: before !== null, degrees });
  };
  const occupancy = metricOf((from) => ({ numerators: from.busyMs, denominators: from.staffedMs }));
  return {
    scenario: cell.scenario.id, strategy: cell.label, basis: 'default', occupancy,
    rate: metricOf((from) => ({ numerators: from.abandoned, denominators: from.answered })),
    violation: metricOf((from) => ({ numerators: from.daysOver, denominators: from.daysCounted })),
    regret: regretOf(judgement, occupancy), fault,
  };
}

/** The cells of one knob in one scenario, from the gentlest value to the boldest. */
function sweepsOf(cells: readonly MeasuredCell[]): MeasuredCell[][] {
  const sweeps = new Map<string, MeasuredCell[]>();
  for (const each of cells) {
    if (each.cell.sweep === null) continue;
    const key = `${each.cell.scenario.id} ${each.cell.sweep}`;
    sweeps.set(key, [...(sweeps.get(key) ?? []), each]);
  }
  return [...sweeps.values()];
}

function rowAtLimit(sweep: readonly MeasuredCell[], baseline: Baseline | null): QualityRow {
  const { cell, judgement } = sweep[0]!;
  const now = complete(sweep.map(({ sums }) => sums));
  const before = complete(sweep.map((each) => baseline?.quality[cell.scenario.id]?.[each.cell.label] ?? null));
  const isSame = now !== null && before !== null && now.every((sums, index) => sums.digest === before[index]!.digest);
  const readNow = now === null ? null : occupancyAtLimit(now, judgement.limit);
  const readBefore = before === null ? null : occupancyAtLimit(before, judgement.limit);
  const difference = readNow === null || readBefore === null || isSame ? null : pairedDifference(readNow.pseudoValues, readBefore.pseudoValues);
  const occupancy = metricFrom(readNow?.estimate ?? null, readBefore?.estimate ?? null, difference, { isSame, isKnown: readBefore !== null, degrees: (now?.[0]!.busyMs.length ?? 0) - 1 });
  return {
    scenario: cell.scenario.id, strategy: cell.sweep!, basis: 'limit', occupancy, rate: null, violation: null, regret: regretOf(judgement, occupancy),
    fault: sweep.find(({ fault }) => fault !== null)?.fault ?? null,
  };
}

function metricFrom(value: number | null, baseline: number | null, difference: Interval | null, { isSame, isKnown, degrees }: Standing): BenchMetric {
  // A strategy that could be run and cannot any more has no value.
  const verdict: Verdict = isSame ? 'same' : !isKnown ? 'new' : value === null && baseline !== null ? 'worse' : 'within noise';
  if (difference === null) return { value, baseline, difference: UNKNOWN_INTERVAL, p: null, verdict };
  return { value, baseline, difference: plainInterval(difference), p: pOf(difference, degrees), verdict };
}

interface Standing { readonly isSame: boolean; readonly isKnown: boolean; readonly degrees: number }

/** Two-sided. */
function pOf({ estimate, standardError }: Interval, degrees: number): number {
  if (estimate === 0) return 1;
  return standardError === 0 ? 0 : Math.min(1, 2 * studentTCdf(-Math.abs(estimate / standardError), degrees));
}

function regretOf(judgement: MeasuredCell['judgement'], { value, baseline }: BenchMetric): QualityRow['regret'] {
  if (!knownBounds.has(judgement)) knownBounds.set(judgement, boundsOf(judgement));
  const bounds = knownBounds.get(judgement) ?? null;
  const regret = (occupancy: number | null): number | null => (
    bounds === null || occupancy === null ? null : (bounds.occupancy - occupancy) / (bounds.occupancy - bounds.progressiveOccupancy));
  return { value: regret(value), baseline: regret(baseline) };
}

function complete(all: readonly (CellSums | null)[]): CellSums[] | null {
  return all.every((each) => each !== null) ? [...all] : null;
}

/** The optimum takes its time; every row of a scenario shares it. */
const knownBounds = new WeakMap<MeasuredCell['judgement'], Bounds | null>();

const SAME_MACHINE = 0.1;
const OTHER_MACHINE = 0.15;
const SIGNIFICANCE = 0.05;
/** Differences below these are nobody's concern, however certain. */
const MATTERS = { occupancy: 0.001, rate: 0.0005, violation: 0.02 };
