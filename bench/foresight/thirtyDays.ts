/**
 * The legal period: how often is the rate of 30 days over 3 %, while the rule by the calendar day is enforced? Goal: under 1 %.
 *
 * Rule: `markov-20` and `steady-20` lengthened to 30 scored days after one that is not; the strategy keeps its memory.
 */
import { clopperPearson } from '../../src/measure/statistics/clopperPearson.ts';
import { aligned, figuresOf, percent, tasksOf, type Evidence, type Options } from './evidence.ts';
import { runAll } from './runAll.ts';

const REPLICATIONS = 100;
const LIMIT = 0.03;
const SHARE_MAX = 0.01;
/** `shift` in hours runs over the midnights; the day's window restarts at each. */
const CHANGES: Readonly<Record<string, string>> = {
  'steady-20': 'id: steady-20-long\ncalendar: { days: 31 }\n',
  'markov-20': 'id: markov-20-long\ncalendar: { shift: { from: 00:00, hours: 744 }, warmUp: { hours: 24 } }\n'
    + 'measure: { rules: [{ id: score, like: us, startPoint: connected, thresholdMs: 0, window: calendarDay, limit: 0.03 }] }\n',
};

export async function thirtyDays({ replications, workers }: Options): Promise<Evidence> {
  const count = replications ?? REPLICATIONS;
  const figures = [];
  for (const [id, change] of Object.entries(CHANGES)) {
    const runs = await runAll(tasksOf(id, count, { change }), workers);
    const periods = clopperPearson(runs.filter(({ abandoned, answered }) => abandoned > LIMIT * answered).length, runs.length);
    const rates = runs.map(({ abandoned, answered }) => abandoned / answered);
    figures.push({ scenario: id, ...figuresOf(runs), periods, worst: Math.max(...rates), isMet: periods.estimate < SHARE_MAX });
  }
  return {
    lines: [
      `30 days: share of periods over 3 % under 1 %; ${count} replications (goal: ${REPLICATIONS}), scoring seeds`,
      ...aligned([['scenario', 'occupancy', '±', 'rate', 'worst period', 'periods over', 'at most', 'days over', 'at most', 'met'], ...figures.map((line) => [
        line.scenario, percent(line.occupancy), percent(line.occupancyHalfWidth), percent(line.rate), percent(line.worst), percent(line.periods.estimate, 1), percent(line.periods.upper, 1),
        percent(line.overShare!.estimate, 1), percent(line.overShare!.upper, 1), line.isMet ? 'yes' : 'NO',
      ])]),
    ],
    isPassed: figures.every(({ isMet }) => isMet), figures,
  };
}
