/**
 * The page that explains foresight: to a team leader by one hour of its decisions in pictures, to a researcher by its formulas
 * and their sources.
 *
 * Rule: pictures and numbers are of one recorded day; nothing on the page is drawn by hand.
 */
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Millis } from '../../src/base/time.ts';
import { VERSION } from '../../src/base/version.ts';
import type { CompiledScenario } from '../../src/scenario/compiled.ts';
import type { DataTable } from '../../src/report/exports/dataTable.ts';
import { formatClock, formatPercent } from '../../src/report/format.ts';
import type { Page } from '../../src/report/page.ts';
import { formulas } from './formulas.ts';
import { budgetChart, decisionsChart, floorChart } from './hourCharts.ts';
import { recordDay, sampled, type Moment } from './recordHour.ts';

const HOUR: readonly [Millis, Millis] = [10 * HOUR_MS, 11 * HOUR_MS];
const MINUTES: readonly [Millis, Millis] = [10 * HOUR_MS + 20 * MINUTE_MS, 10 * HOUR_MS + 25 * MINUTE_MS];

export function foresightPage(scenario: CompiledScenario, seed: string, command: string): Page {
  const day = recordDay(scenario, seed);
  const { limit } = scenario.dialer.enforcedRules[0]!;
  const agents = scenario.dialer.agents.length;
  const first = day[0]!.at;
  const last = day.at(-1)!;
  const wholeDay = sampled(day, Math.ceil(first / MINUTE_MS) * MINUTE_MS, last.at, 2 * MINUTE_MS);
  const hour = sampled(day, ...HOUR, 10 * SECOND_MS);
  const minutes = day.filter(({ at }) => at >= MINUTES[0] && at < MINUTES[1]);
  const inHour = day.filter(({ at }) => at >= HOUR[0] && at < HOUR[1]);
  const told = storyOf(inHour, hour, agents);
  return {
    title: 'How foresight decides',
    description: `One hour of its decisions with ${agents} agents, in pictures; then the rule in formulas.`,
    facts: [
      ['Scenario', `${scenario.title} (${scenario.id})`], ['Seed', seed], ['Limit', `${formatPercent(limit)} of answered calls may be dropped, each day by itself`],
      ['Hour shown', `${formatClock(HOUR[0])} to ${formatClock(HOUR[1])}`],
    ],
    command, overdial: VERSION,
    sections: [
      {
        heading: 'In a sentence',
        paragraphs: [
          'Before each call foresight asks: if I dial now and somebody answers, how likely is it that no agent will be free for him? If that chance is small enough, it dials; if not, it waits a moment and asks again.',
          'The chance comes from watching: how long calls ring before people answer, how long talks and wrap-ups last, and how far each of them has come just now. How small is small enough comes from the day’s budget: the law or the house allows so many dropped calls per hundred answers, and foresight spends them where they buy the most, neither all in the morning nor left over at night.',
          'There is nothing to set but the limit.',
        ],
      },
      {
        heading: 'One hour on the floor',
        paragraphs: [
          `In this hour ${told.dials} calls were placed, ${told.answered} persons answered, and ${told.abandoned} of them met no free agent in time. On average ${told.ready.toFixed(1)} of ${agents} agents were ready and waiting, ${formatPercent(told.busy)} of their time was talk and wrap-up.`,
          'Calls are dialled before agents are free, because most of them will not be answered and those that are take some ten seconds to be. When several talks are likely to end soon, more calls ring; when everybody has just begun to talk, hardly any.',
        ],
        figures: [{ spec: (size) => floorChart(hour, size), data: hourTable(hour) }],
      },
      {
        heading: 'Five minutes, decision by decision',
        paragraphs: [
          'The orange line is what is to hand: agents who are ready, and those expected to become free before a call dialled now would be answered. The green line is what is on its way: persons expected to answer among the calls that ring. Their distance is the room for more calls.',
          'The blue line turns this into the chance that the next call would be dropped. Where it falls under the red line, calls go out (violet), and each of them lifts the chance again.',
        ],
        figures: [{ spec: (size) => decisionsChart(minutes, size), data: momentTable(minutes) }],
      },
      {
        heading: 'The budget of the day',
        paragraphs: [
          `Each answered call earns ${formatPercent(limit)} of a dropped one. By the evening ${last.answered} answers had earned ${(limit * last.answered).toFixed(1)}; ${last.abandoned} were spent, a rate of ${formatPercent(last.abandoned / last.answered)}. What foresight aims at moves with what is left: after bad luck it aims lower for the rest of the day, after good luck higher, spread evenly over the answers still to come.`,
          'Early in the day a rate says little: a single dropped call among the first twenty answers is five per cent. So the rate is shown from the hundredth answer on.',
        ],
        figures: [{ spec: (size) => budgetChart(wholeDay, HOUR, limit, size), data: momentTable(wholeDay, 'budget', 'The day every two minutes') }],
      },
      {
        heading: 'For researchers: the rule',
        paragraphs: [
          'State: ready agents w, persons waiting q, calls in flight k with their ages, busy agents with their phases and ages. All probabilities are of the campaign: nothing about a single record reaches the rule, only the time that a call in flight has rung. Every estimate starts from a prior and fades.',
          ...formulas(),
        ],
      },
    ],
    methods: `${scenario.title}: one replication of the public benchmark’s scenario ${scenario.id}, first scored day, every decision recorded; ${day.length} decisions. The strategy is the registered one, with its default settings.`,
    result: { scenario: scenario.id, seed, hour: inHour.length, decisions: minutes },
    flat: momentTable(minutes),
  };
}

function storyOf(inHour: readonly Moment[], samples: readonly Moment[], agents: number): { dials: number; answered: number; abandoned: number; ready: number; busy: number } {
  const [first, last] = [inHour[0]!, inHour.at(-1)!];
  const ready = samples.reduce((sum, moment) => sum + moment.ready, 0) / samples.length;
  const busy = samples.reduce((sum, moment) => sum + moment.talking + moment.wrapping, 0) / samples.length / agents;
  return { dials: inHour.reduce((sum, moment) => sum + moment.dials, 0), answered: last.answered - first.answered, abandoned: last.abandoned - first.abandoned, ready, busy };
}

function hourTable(samples: readonly Moment[]): DataTable {
  return {
    name: 'floor', title: 'The floor every ten seconds',
    columns: [{ id: 'at_ms', head: 'after midnight, ms', kind: 'count' }, ...['ready', 'reserved', 'talking', 'wrapping', 'ringing'].map((id) => ({ id, head: id, kind: 'count' as const }))],
    rows: samples.map(({ at, ready, reserved, talking, wrapping, ringing }) => [at, ready, reserved, talking, wrapping, ringing]),
  };
}

function momentTable(moments: readonly Moment[], name = 'decisions', title = 'Decisions'): DataTable {
  const counts = ['ready', 'ringing', 'dials', 'answered', 'abandoned'] as const;
  const numbers = ['psi', 'threshold', 'target', 'price', 'soonFree', 'soonAnswered'] as const;
  return {
    name, title,
    columns: [
      { id: 'at_ms', head: 'after midnight, ms', kind: 'count' }, ...counts.map((id) => ({ id, head: id, kind: 'count' as const })), ...numbers.map((id) => ({ id, head: id, kind: 'number' as const })),
    ],
    rows: moments.map((moment) => [moment.at, ...counts.map((id) => moment[id]), ...numbers.map((id) => moment[id])]),
  };
}
