/**
 * A step: the answer rate doubles within the day, at 20 agents. The rate over the following hour stays under 6 %, and the day
 * complies in at least 90 % of runs.
 *
 * Rule: `steady-20` with a person share of 12.5 % that is 25 % from 13:00 on, one day to learn and one that counts.
 */
import { clopperPearson } from '../../src/measure/statistics/clopperPearson.ts';
import { aligned, figuresOf, percent, tasksOf, type Evidence, type Options } from './evidence.ts';
import { runAll } from './runAll.ts';

const REPLICATIONS = 100;
const HOUR = 13;
const CHANGE = 'id: step-doubled\ncalendar: { days: 2 }\ncustomers: { personShare: { steps: { 00:00: 12.5, 13:00: 25 } } }\n';
const HOUR_RATE_MAX = 0.06;
const COMPLYING_MIN = 0.9;

export async function step({ replications, workers }: Options): Promise<Evidence> {
  const runs = await runAll(tasksOf('steady-20', replications ?? REPLICATIONS, { change: CHANGE, hour: HOUR }), workers);
  const hours = runs.map(({ hourAbandoned, hourAnswered }) => hourAbandoned / hourAnswered);
  const mean = runs.reduce((sum, run) => sum + run.hourAbandoned, 0) / runs.reduce((sum, run) => sum + run.hourAnswered, 0);
  const under = clopperPearson(hours.filter((rate) => rate < HOUR_RATE_MAX).length, runs.length);
  const complying = clopperPearson(runs.filter(({ windowsOver }) => windowsOver === 0).length, runs.length);
  const whole = figuresOf(runs);
  return {
    lines: [
      `Step at ${HOUR}:00, person share 12.5 to 25 %, 20 agents; ${runs.length} runs, scoring seeds`,
      ...aligned([
        ['rate of the hour after it, pooled', percent(mean), 'under 6'], ['worst run’s hour', percent(Math.max(...hours)), ''],
        ['runs whose hour is under 6 %', `${percent(under.estimate, 1)} (${percent(under.lower, 1)} to ${percent(under.upper, 1)})`, ''],
        ['days that comply', `${percent(complying.estimate, 1)} (${percent(complying.lower, 1)} to ${percent(complying.upper, 1)})`, 'at least 90'],
        ['occupancy of the day', `${percent(whole.occupancy)} ± ${percent(whole.occupancyHalfWidth)}`, ''],
      ]),
    ],
    isPassed: mean < HOUR_RATE_MAX && complying.estimate >= COMPLYING_MIN, figures: { hourRate: mean, worstHour: Math.max(...hours), hours, under, complying, ...whole },
  };
}
