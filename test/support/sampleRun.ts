/**
 * A run as a report sees it, made by arithmetic: ten replications of one day with 20 agents, plausible but not simulated.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/base/time.ts';
import type { AbandonResult, DaySeries, ReplicationResult, RunResult, SummaryEntry } from '../../src/measure/results.ts';
import type { ReportInput } from '../../src/report/input.ts';

const REPLICATIONS = 10;
const AGENTS = 20;

export function sampleInput(changes: Partial<ReportInput> = {}): ReportInput {
  return {
    result: sampleRun(), series: sampleSeries(), title: 'Telesales, 20 agents', agents: AGENTS, limitRuleId: 'us', generatedWith: '0.1.0',
    description: 'A predictive campaign on a list of 40,000 private customers, one shift from 09:00 to 17:00 with a lunch break.',
    command: 'overdial run telesales-20 --strategy holding:target=0.03 --seed 17 --replications 10',
    ...changes,
  };
}

/** @param replications 1 to 10; with one there are no intervals. */
export function sampleRun(replications = REPLICATIONS): RunResult {
  const runs = Array.from({ length: replications }, (_, index) => replication(index));
  return {
    schema: 'overdial-run/1', overdial: '0.1.0', scenario: 'telesales-20', scenarioDigest: '5b1e0c9aa4f27d13',
    strategy: { id: 'holding', parameters: { target: 0.03, smoothing: true } }, seed: '17', digest: '9f86d081884c7d65', wallMs: 412, dialsPerSecond: 214_800,
    summary: summaryOf(runs), replications: runs,
  };
}

/** 08:00 to 17:00 in steps of 5 minutes, dialling from 09:00, everybody away from 12:30 to 13:00. */
export function sampleSeries(): DaySeries {
  const bins: DaySeries['bins'] = [];
  for (let at = 8 * HOUR_MS; at < 18 * HOUR_MS; at += 5 * MINUTE_MS) {
    const open = at >= 9 * HOUR_MS && at < 17 * HOUR_MS && !(at >= 12.5 * HOUR_MS && at < 13 * HOUR_MS);
    const wave = Math.sin(at / HOUR_MS * 2.1) + 0.6 * Math.sin(at / MINUTE_MS * 1.7);
    const staffed = open ? AGENTS * 5 * MINUTE_MS * REPLICATIONS : 0;
    const occupancy = at < 9.25 * HOUR_MS ? 0.62 : 0.88 + 0.025 * wave;
    const paused = open ? staffed * (0.06 + 0.03 * Math.sin(at / HOUR_MS)) : 0;
    const working = staffed - paused;
    const liveAnswers = open ? Math.round(330 + 25 * wave) : 0;
    const abandoned = Math.round(liveAnswers * Math.max(0, 0.026 + 0.011 * wave));
    bins.push({
      at, dials: Math.round(liveAnswers * 3.4), liveAnswers, abandoned, connects: liveAnswers - abandoned,
      talkMs: working * occupancy * 0.78, wrapMs: working * occupancy * 0.22, readyMs: working * (1 - occupancy) * 0.93, reservedMs: working * (1 - occupancy) * 0.07,
      pausedMs: paused,
    });
  }
  const waits = Array.from({ length: 120 }, (_, second) => ({ upToSeconds: second + 1, count: Math.round(900 * Math.exp(-second / 14) * (1 - Math.exp(-(second + 1) / 3))) }));
  return { binMs: 5 * MINUTE_MS, bins, waits };
}

function replication(index: number): ReplicationResult {
  const shift = Math.sin(index * 2.4);
  const dials = 10_100 + Math.round(140 * shift);
  const connects = 2_900 + Math.round(45 * shift);
  const dropped = 78 + Math.round(9 * Math.sin(index * 1.3));
  const hangups = 6 + (index % 3);
  const falsePositives = 5 + (index % 2);
  const liveAnswers = connects + dropped + hangups + falsePositives;
  const machines = 2_350 - index;
  const staffedMs = 150 * HOUR_MS;
  const busyMs = staffedMs * (0.881 + 0.006 * shift);
  const times = { staffedMs, pausedMs: 9 * HOUR_MS, talkMs: busyMs * 0.78, wrapMs: busyMs * 0.22, readyMs: (staffedMs - busyMs) * 0.93, reservedMs: (staffedMs - busyMs) * 0.07 };
  const failing = dropped + falsePositives;
  return {
    replication: index, seed: `17/${index}`, digest: (0x9f86d081 + index * 7919).toString(16).padEnd(16, '0'), interval: { from: 9 * HOUR_MS, to: 17 * HOUR_MS },
    counts: {
      dials, attempts: dials, turns: 8_900, countedAttempts: 9_800, liveAnswers, machines, fax: 12, noAnswer: dials - liveAnswers - machines - 620, busy: 410, rejected: 90,
      invalidNumber: 70, congestion: 20, cancelled: 30, unknown: 0, shortRings: 0, connects, machineConnects: 40, dropped, droppedAny: dropped + 3, customerHangups: hangups,
      amdFalsePositives: falsePositives, amdFalsePositivesEstimated: 6.2, amdFalseNegatives: 43, lateConnects: { us: 3 }, nuisance: failing + hangups,
      nuisanceRate: (failing + hangups) / liveAnswers,
    },
    abandon: {
      us: abandon('greetingEnd', failing, liveAnswers, 0.03), ukWithoutAmd: abandon('greetingStart', failing + 8, liveAnswers, 0.03),
      ukWithAmd: abandon('greetingStart', failing + 14, liveAnswers, 0.03), allDials: abandon('connected', dropped + 3 + hangups, dials, 1),
      allAnswers: abandon('connected', dropped + 3, connects + dropped + 3, 0.03),
    },
    agents: {
      ...times, occupancy: busyMs / staffedMs, productiveOccupancy: busyMs * 0.985 / staffedMs, talkMinutesPerAgentHour: 60 * 0.985 * busyMs * 0.78 / staffedMs, predictiveGain: null,
      personTalkMs: times.talkMs * 0.985, personWrapMs: times.wrapMs * 0.985, waitMeanMs: 18_300 - 700 * shift, waitP95Ms: 49_000 - 1_500 * shift, waits: connects, waitSumMs: connects * 18_300,
      waitsCut: 61, byAgent: Array.from({ length: AGENTS }, () => ({ ...times, occupancy: 0.88 })),
    },
    customers: { waitMeanMs: 410 + 20 * shift, waitP95Ms: 1_820, fromVerdict: { waitMeanMs: 390, waitP95Ms: 1_750 }, waitedShare: 0.21, dropWaitMeanMs: 2_000 },
    list: { records: 40_000, dialsPerConnect: dials / connects, turnsPerConnect: 8_900 / connects, penetration: 0.22, reached: 0.073, final: 0.09, starvedMs: 0,
      dueStaffedMs: 0, dueBusyMs: 0, occupancyWhileDue: null, done95Ms: null,
    },
    callbacks: { due: 120, kept: 117, keptAnswered: 60, fulfilled: 56, begun: 118, delaySumMs: 118 * 48 * SECOND_MS, keptRate: 0.975, fulfilledRate: 0.93, delayMeanMs: 48 * SECOND_MS },
    trunks: { peak: 46 + (index % 4), p99: 41, startsPeak: 7 },
    pacing: { clippedDials: { callsPerAgent: 0, channels: 0, starts: 31, due: 0, guard: 4 } },
    comparison: { gapClosed: null, regret: null, capShare: null },
  };
}

function abandon(startPointUsed: AbandonResult['startPointUsed'], numerator: number, denominator: number, limit: number): AbandonResult {
  const rate = numerator / denominator;
  const exceeds = rate > limit;
  return {
    startPointUsed, numerator, denominator, rate, limit, windows: [{ from: 0, to: DAY_MS, numerator, denominator, rate, exceeds }], windowsExceeding: exceeds ? 1 : 0, windowsCounted: 1,
    windowsLeftOut: 0, windowViolationShare: exceeds ? 1 : 0, worstWindowRate: rate, windowRateP95: rate, dispersion: null,
  };
}

/** Every number of a replication, averaged, with a t interval of nine degrees of freedom: near enough for a picture. */
function summaryOf(runs: readonly ReplicationResult[]): Record<string, SummaryEntry> {
  const summary: Record<string, SummaryEntry> = {};
  const paths = new Set(runs.flatMap((run) => numbersIn({ ...run, replication: null, interval: null, agents: { ...run.agents, byAgent: null } }).map(([path]) => path)));
  for (const path of paths) {
    const values = runs.map((run) => new Map(numbersIn(run)).get(path)).filter((value) => typeof value === 'number');
    const count = values.length;
    const mean = count === 0 ? null : values.reduce((sum, value) => sum + value, 0) / count;
    const spread = mean === null || count < 2 ? null : Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1));
    const halfWidth = spread === null ? null : (2.262 * spread) / Math.sqrt(count);
    summary[path] = {
      estimate: mean, halfWidth, lower: mean === null || halfWidth === null ? null : mean - halfWidth, upper: mean === null || halfWidth === null ? null : mean + halfWidth,
      level: 0.95, method: path.endsWith('rate') ? 'jackknife' : 't', replications: runs.length, ...(runs.length > 1 && runs.length < 10 ? { fewReplications: true as const } : {}),
    };
  }
  return summary;
}

function numbersIn(value: unknown, path = ''): [string, number | null][] {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value === null && /(predictiveGain|dispersion|gapClosed|regret|capShare)$/.test(path) ? [[path, null]] : [];
  }
  return Object.entries(value).flatMap(([name, inner]) => numbersIn(inner, path === '' ? name : `${path}.${name}`));
}
