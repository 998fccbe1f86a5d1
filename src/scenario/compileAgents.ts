/** The agents of a scenario as the world needs them: each agent's plan of each day, local times turned into instants. */
import { SECOND_MS, type Millis } from '../base/time.ts';
import type { Mode } from '../engine/vocabulary.ts';
import type { AgentDay, DeskSpec } from '../world/spec.ts';
import { distributionOf, savesOf } from './compileCustomers.ts';
import { agentCount, type AgentsData } from './schema/agents.ts';
import { noneToNull } from './schema/basics.ts';
import { instantOf, minutesOfDay, type RunFrame } from './zones.ts';

export type Shift = readonly [from: Millis, to: Millis];

/** Plans of all agents. `shifts[d]` is the calendar's shift of day d; days of the frame after the last shift have no plan. */
export function agentDaysOf(data: AgentsData, frame: RunFrame, shifts: readonly Shift[]): (AgentDay | null)[][] {
  const groups = data.groups ?? [{ count: agentCount(data) }];
  const plans: (AgentDay | null)[][] = [];
  for (const group of groups) {
    for (let member = 0; member < group.count; member++) {
      const number = plans.length + 1;
      const days = Array.from({ length: frame.dayStarts.length - 1 }, (_, day) => {
        const shift = shifts[day];
        return shift === undefined ? null : agentDay({ ...data, ...group }, number, frame, day, shift);
      });
      plans.push(days);
    }
  }
  return plans;
}

/** What agents do by hand; null where the mode and the file leave them nothing to do. */
export function deskOf(data: AgentsData, mode: Mode, statuses: readonly string[]): DeskSpec | null {
  const { preview, unanswered, phone, byHand } = data;
  if (mode !== 'preview' && mode !== 'auto' && unanswered === undefined) return null;
  return {
    read: distributionOf(preview?.read ?? 15),
    skipShare: (preview?.skipPercent ?? 0) / 100,
    askAgainMs: Math.round((preview?.askAgain ?? 30) * SECOND_MS),
    otherNumberShare: (preview?.otherNumberPercent ?? 0) / 100,
    unansweredAfter: distributionOf(unanswered?.after ?? 5),
    unanswered: savesOf(unanswered?.save ?? [], statuses),
    phoneAnswer: distributionOf(phone?.answer ?? 3),
    phoneMissedShare: (phone?.missedPercent ?? 0) / 100,
    startAgainMs: Math.round((phone?.startAgain ?? 60) * SECOND_MS),
    obtainAgainMs: Math.round((phone?.obtainAgain ?? 60) * SECOND_MS),
    byHand: byHand === undefined ? null
      : { agentShare: (byHand.agentsPercent ?? 100) / 100, stopAfter: distributionOf(byHand.stopAfter), byHandFor: distributionOf(byHand.for) },
  };
}

function agentDay(habits: AgentsData, number: number, frame: RunFrame, day: number, shift: Shift): AgentDay {
  const at = (time: string): Millis => instantOf(frame, day, minutesOfDay(time));
  const pauses = noneToNull(habits.unannouncedPauses ?? null);
  return {
    signInAt: habits.shift === undefined ? shift[0] : at(habits.shift.from),
    signInDelay: distributionOf(habits.signInDelay),
    signOutAt: habits.shift === undefined ? shift[1] : at(habits.shift.to),
    signOutDelay: distributionOf(habits.signOutDelay),
    signOut: habits.signOut ?? 'endOfShift',
    breaks: (habits.breaks ?? []).map(({ start, length, announced }) => {
      const [from, to] = startOf(start, number);
      return { from: at(from), to: at(to), length: distributionOf(length), announcedMs: Math.round((announced ?? 0) * SECOND_MS) };
    }),
    unannouncedPauses: pauses === null ? null : { after: distributionOf(pauses.after), length: distributionOf(pauses.length) },
  };
}

function startOf(start: NonNullable<AgentsData['breaks']>[number]['start'], number: number): readonly [from: string, to: string] {
  if (typeof start === 'string') return [start, start];
  if ('between' in start) return start.between;
  const time = start.staggered[number % start.staggered.length]!;
  return [time, time];
}
