/**
 * Everything that a rehearsal needs beside the loop: the clock, the driver, the customers' list and the rehearsed agents.
 *
 * Rule: the scenario's first shift begins when the rehearsal begins; `originMs` is then the live instant of the scenario's instant 0. A
 * process that was started by one which holds the exchange uses that one and its time.
 * Source: live, section 2.
 */
import type { Millis } from '../../../base/time.ts';
import type { CompiledScenario } from '../../../scenario/compiled.ts';
import { createRehearsalClock, wallMs, type LiveClock } from '../../loop/clock.ts';
import type { Desk, DeskAnswer, DeskRequest } from '../../loop/desk.ts';
import type { RehearsalFaults } from './faults.ts';
import { hasParentExchange, openIpcLine } from './ipcLine.ts';
import { createLocalLine } from './localLine.ts';
import { RehearsalExchange, type ExchangeOptions } from './rehearsalExchange.ts';
import { createRehearsedAgents, type RehearsedAgents } from './rehearsedAgents.ts';
import { createRehearsalDriver, type RehearsalDriver } from './rehearsalDriver.ts';
import { createRehearsedList } from './rehearsedList.ts';

export interface RehearsalInput {
  readonly scenario: CompiledScenario;
  /** Of the replication that is rehearsed, such as `7/0`. */
  readonly seed: string;
  /** 0.1 to 100. */
  readonly speed: number;
  /** An earlier rehearsal goes on: where its instant 0 was, and how far it came. Absent: a new one begins now. */
  readonly resume?: { readonly originMs: Millis; readonly at: Millis };
  readonly faults?: RehearsalFaults;
}

export interface Rehearsal {
  readonly clock: LiveClock;
  readonly telephony: RehearsalDriver;
  /** The live instant of the scenario's instant 0. */
  readonly originMs: Millis;
  /** Records are imported and agents come to work. `bots`: how many of the agents, from the first, are rehearsed; default all. */
  begin(desk: Desk, bots?: number): Promise<void>;
  /** Agents and list stand still; the telephone system is left to its driver. */
  end(): void;
}

/** Throws a RangeError where the speed is out of range. */
export async function openRehearsal({ scenario, seed, speed, resume, faults }: RehearsalInput): Promise<Rehearsal> {
  const line = hasParentExchange() ? await openIpcLine() : null;
  const startsAt = resume?.at ?? Math.floor(wallMs());
  const originMs = line?.time.originMs ?? resume?.originMs ?? startsAt - firstShiftAt(scenario);
  const clock = line === null ? createRehearsalClock({ startsAt, speed }) : createRehearsalClock({ ...line.time, waits: false });
  const exchange = line ?? createLocalLine(new RehearsalExchange(exchangeOptions(scenario, seed, originMs)), clock);
  const telephony = createRehearsalDriver({ line: exchange, clock, seed, ...(faults === undefined ? {} : { faults }) });
  const witness = (request: DeskRequest, answer: DeskAnswer, attempt: string | null): void => {
    if (request.kind === 'save' && answer.ok) line?.tell({ saved: { attempt, agent: request.agent, status: request.status, seq: answer.seq } });
  };
  let agents: RehearsedAgents | null = null;
  let stopList = (): void => {};
  return {
    clock, telephony, originMs,
    begin: async (desk, bots = Number.POSITIVE_INFINITY) => {
      const list = createRehearsedList(desk, clock, scenario);
      stopList = () => { list.stop(); };
      await list.start();
      agents = createRehearsedAgents({
        desk, clock, scenario, seed, originMs, facts: (attempt) => telephony.facts(attempt), isRehearsed: (agent) => agent < bots, onAnswer: witness,
      });
      agents.start();
    },
    end: () => {
      stopList();
      agents?.stop();
    },
  };
}

/** The scenario's first shift begins with its first sign-in. */
export function firstShiftAt(scenario: CompiledScenario): Millis {
  return Math.min(...scenario.world.agents.flat().map((day) => day?.signInAt ?? Number.POSITIVE_INFINITY));
}

/** The exchange that a scenario describes. */
export function exchangeOptions({ world, dialer: { settings } }: CompiledScenario, seed: string, originMs: Millis): ExchangeOptions {
  const { desk } = world;
  const turns = settings.mode === 'auto' && desk !== undefined
    ? { answerAfter: desk.phoneAnswer, missedShare: desk.phoneMissedShare, ringMs: settings.agentLegRingMs }
    : undefined;
  return { world, seed, originMs, ...(turns === undefined ? {} : { phones: { turns } }) };
}
