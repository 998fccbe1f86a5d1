/**
 * The loops that the three adaptive methods of VICIdial share: a multiplicative integrator on the surplus of idle agents,
 * cut by the cumulative drop rate of the day. The methods differ in the cut alone.
 *
 * Rule:
 *   each 1 s     a sample: ready agents r, waiting persons c, all agents signed in (paused ones too) t; the last 15 are kept
 *   each 15 s    unless no record is due: m = (mean r − mean c + diffTarget)/mean t; g = m·(1 + intensity/100) if m >= 0,
 *                else m·|intensity/100 − 1|; L = max(1, min(maxLevel, round3(L·(1 + g)))); halved if the last minute had more
 *                than 20 ends and over half of them dropped; cut if today had more than 50 ends and a drop rate over the
 *                limit; 1 for a small team; never below 1
 *   each 2.5 s   availableOnly: dial = round(L·w) − P, else round(L·(w + b)) − b − P, b = reserved + talking; with
 *                inCallTallySeconds b counts only those who have talked so long at most
 *
 * The 15-s integrator is shorter than a dial takes to resolve; intensity 100 freezes slowing down and 200 slows like 0; the
 * two percentages have different denominators, as in the product. Source: VICIdial's source and help texts.
 */
import { SECOND_MS, type Millis } from '../../base/time.ts';
import { numberOf } from './parameters.ts';
import { ReviewGrid, type ReviewGridState } from './reviewGrid.ts';
import { roundHalfUp } from './rounding.ts';
import { droppedOfAnswered } from './shares.ts';
import { pendingCalls, staffedAgents, type PacingStrategy, type PacingView, type ParameterSpec, type ParameterValues } from './strategy.ts';

/** What becomes of the level while today's drop rate is over its limit. */
export type DropCut = (level: number, view: PacingView, latestTime: number) => number;

const SAMPLES = 15;
const LEVEL_LOOP_MS = 15_000;
const FAST_LOOP_MS = 2_500;

export const VICIDIAL_PARAMETERS: readonly ParameterSpec[] = [
  { name: 'availableOnly', type: 'boolean', default: false, unit: 'yes or no', description: 'Whether the level multiplies free agents only, not busy ones.' },
  { name: 'diffTarget', type: 'number', default: 0, min: -40, max: 40, unit: 'agents', description: 'Added to the mean surplus of free agents over waiting persons.' },
  { name: 'intensity', type: 'number', default: 0, min: -100, max: 1_000, unit: 'percent', description: 'Strengthens speeding up and weakens slowing down.' },
  { name: 'maxLevel', type: 'number', default: 3, min: 1, max: 100, unit: 'lines per agent', description: 'The level at most.' },
  { name: 'limitPercent', type: 'number', default: 3, min: 0, max: 100, unit: 'percent', description: 'Drop rate of today above which the level is cut.' },
  { name: 'latestTime', type: 'integer', default: 2_100, min: 0, max: 2_400, unit: 'local time, HHMM', description: 'Server time towards which the tapered method tightens.' },
  { name: 'startLevel', type: 'number', default: 1, min: 1, max: 100, unit: 'lines per agent', description: 'The level at the start.' },
  { name: 'inCallTallySeconds', type: 'number', default: 0, min: 0, max: 3_600, unit: 's', description: 'Busy agents count only until they have talked so long; 0: always.' },
  { name: 'smallTeam', type: 'integer', default: 0, min: 0, max: 1_000, unit: 'agents', description: 'With fewer agents than this the level is 1; 0: off.' },
];

interface VicidialState {
  readonly level: number; readonly sampled: number; readonly ready: number[]; readonly waiting: number[]; readonly agents: number[];
  readonly sampleGrid: ReviewGridState; readonly levelGrid: ReviewGridState; readonly fastGrid: ReviewGridState;
}

/** A strategy of this id that cuts its level in this way. `values` are resolved parameters. */
export function createVicidial(id: string, values: ParameterValues, cut: DropCut): PacingStrategy {
  return new VicidialLoops(id, values, cut);
}

class VicidialLoops implements PacingStrategy {
  readonly id: string;
  private readonly cut: DropCut;
  private readonly availableOnly: boolean;
  private readonly diffTarget: number;
  private readonly intensity: number;
  private readonly maxLevel: number;
  private readonly limitPercent: number;
  private readonly latestTime: number;
  private readonly tallyMs: Millis;
  private readonly smallTeam: number;
  private level: number;
  /** Samples taken so far; the newest `SAMPLES` of them are kept, in a ring. */
  private sampled = 0;
  private readonly ready = new Float64Array(SAMPLES);
  private readonly waiting = new Float64Array(SAMPLES);
  private readonly agents = new Float64Array(SAMPLES);
  private readonly sampleGrid = new ReviewGrid(SECOND_MS);
  private readonly levelGrid = new ReviewGrid(LEVEL_LOOP_MS, LEVEL_LOOP_MS);
  private readonly fastGrid = new ReviewGrid(FAST_LOOP_MS);

  constructor(id: string, values: ParameterValues, cut: DropCut) {
    this.id = id;
    this.cut = cut;
    this.availableOnly = values['availableOnly'] === true;
    this.diffTarget = numberOf(values, 'diffTarget');
    this.intensity = numberOf(values, 'intensity');
    this.maxLevel = numberOf(values, 'maxLevel');
    this.limitPercent = numberOf(values, 'limitPercent');
    this.latestTime = numberOf(values, 'latestTime');
    this.tallyMs = numberOf(values, 'inCallTallySeconds') * SECOND_MS;
    this.smallTeam = numberOf(values, 'smallTeam');
    this.level = numberOf(values, 'startLevel');
  }

  dialCount(view: PacingView): number {
    if (this.sampleGrid.take(view.now)) this.sample(view);
    if (this.levelGrid.take(view.now) && view.dueNow > 0) this.moveLevel(view);
    return this.fastGrid.take(view.now) ? this.wanted(view) : 0;
  }

  nextReviewAt(): Millis {
    return Math.min(this.sampleGrid.nextAt, this.levelGrid.nextAt, this.fastGrid.nextAt);
  }

  readings(): Readonly<Record<string, number>> {
    return { level: this.level };
  }

  save(): VicidialState {
    return {
      level: this.level, sampled: this.sampled, ready: [...this.ready], waiting: [...this.waiting], agents: [...this.agents],
      sampleGrid: this.sampleGrid.save(), levelGrid: this.levelGrid.save(), fastGrid: this.fastGrid.save(),
    };
  }

  load(state: unknown): void {
    const saved = state as VicidialState;
    this.level = saved.level;
    this.sampled = saved.sampled;
    this.ready.set(saved.ready);
    this.waiting.set(saved.waiting);
    this.agents.set(saved.agents);
    this.sampleGrid.load(saved.sampleGrid);
    this.levelGrid.load(saved.levelGrid);
    this.fastGrid.load(saved.fastGrid);
  }

  private sample(view: PacingView): void {
    const slot = this.sampled % SAMPLES;
    this.ready[slot] = view.ready;
    this.waiting[slot] = view.waitingSince.length;
    this.agents[slot] = staffedAgents(view) + view.paused;
    this.sampled += 1;
  }

  private moveLevel(view: PacingView): void {
    const surplus = this.surplusOfAgents();
    const gain = surplus >= 0 ? surplus * (1 + this.intensity / 100) : surplus * Math.abs(this.intensity / 100 - 1);
    let level = Math.max(1, Math.min(this.maxLevel, roundHalfUp(this.level * (1 + gain) * 1_000) / 1_000));
    const { last60s, today } = view;
    if (last60s.ended > 20 && last60s.dropped / last60s.ended > 0.5) level /= 2;
    if (today.ended > 50 && 100 * droppedOfAnswered(today) > this.limitPercent) level = this.cut(level, view, this.latestTime);
    if (this.smallTeam > 0 && staffedAgents(view) < this.smallTeam) level = 1;
    this.level = Math.max(1, level);
  }

  /** Idle agents beyond waiting persons, as a share of all agents, over the samples kept. */
  private surplusOfAgents(): number {
    const count = Math.min(SAMPLES, this.sampled);
    let ready = 0;
    let waiting = 0;
    let agents = 0;
    for (let slot = 0; slot < count; slot += 1) {
      ready += this.ready[slot]!;
      waiting += this.waiting[slot]!;
      agents += this.agents[slot]!;
    }
    return agents === 0 ? 0 : (ready - waiting + this.diffTarget * count) / agents;
  }

  private wanted(view: PacingView): number {
    const counted = this.availableOnly ? 0 : this.busyAgents(view);
    return Math.max(0, roundHalfUp(this.level * (view.ready + counted)) - counted - pendingCalls(view));
  }

  private busyAgents(view: PacingView): number {
    if (this.tallyMs === 0) return view.reserved + view.talking;
    let count = 0;
    for (let index = 0; index < view.talkingSince.length; index += 1) if (view.now - view.talkingSince.at(index) <= this.tallyMs) count += 1;
    return count;
  }
}
