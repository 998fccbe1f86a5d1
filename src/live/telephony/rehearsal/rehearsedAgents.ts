/**
 * Rehearsed agents: the world's agents, at the desk that people use.
 *
 * Rule: they see what their screen shows and press what people press, by `Desk` alone; what they do and how long it takes is drawn as in the
 * simulation, by the same keys. How long they write after a talk comes from the talk itself (`facts`). A save that is refused is repeated
 * without status and next call.
 * Source: live, section 2; records, section 4.
 */
import { EventCalendar } from '../../../base/eventCalendar.ts';
import { NEVER, UNSET, type Millis } from '../../../base/time.ts';
import type { DialerEvent } from '../../../engine/events.ts';
import { NONE, type AgentStateName, type Mode } from '../../../engine/vocabulary.ts';
import type { CompiledScenario } from '../../../scenario/compiled.ts';
import { AgentDays } from '../../../world/agentDays.ts';
import { Agents } from '../../../world/agents.ts';
import { READY_CHECK, SIGN_IN, SIGN_OUT } from '../../../world/codes.ts';
import { DeskWork } from '../../../world/deskWork.ts';
import { Saves } from '../../../world/saves.ts';
import type { LiveClock } from '../../loop/clock.ts';
import type { Desk, DeskAgent, DeskAnswer, DeskCall, DeskRequest } from '../../loop/desk.ts';
import type { CallFacts } from './exchangeLine.ts';
import { deskRequestOf } from './pressedKeys.ts';
import { customerOf, isMadeUp } from './rehearsedNumbers.ts';

export interface RehearsedAgentsInput {
  readonly desk: Desk;
  readonly clock: LiveClock;
  readonly scenario: CompiledScenario;
  /** Of the replication that is rehearsed, such as `7/0`. */
  readonly seed: string;
  /** The live instant of the scenario's instant 0. */
  readonly originMs: Millis;
  readonly facts: (attempt: string) => Promise<CallFacts | null>;
  /** Who is rehearsed, by position; default: everybody. Others may be people. */
  readonly isRehearsed?: (agent: number) => boolean;
  /** Told of each request and its answer. */
  readonly onAnswer?: (request: DeskRequest, answer: DeskAnswer, attempt: string | null) => void;
}

export interface RehearsedAgents {
  /** They come to work. */
  start(): void;
  /** Nobody presses anything any more. */
  stop(): void;
}

export function createRehearsedAgents(input: RehearsedAgentsInput): RehearsedAgents {
  return new Team(input);
}

/** What an agent saw last. */
interface Seen { callsBack: boolean; state: AgentStateName; call: DeskCall | null; customer: number; dialNumber: number; work: Promise<void> }

/** How long is written after a talk of which nothing is known any more. */
const UNKNOWN_WRAP_MS: Millis = 10_000;
/** How long it takes until somebody sees that his phone is gone. */
const CALL_BACK_MS: Millis = 5_000;

class Team implements RehearsedAgents {
  private readonly input: RehearsedAgentsInput;
  private readonly names: readonly string[];
  private readonly calendar = new EventCalendar();
  private readonly agents: Agents;
  private readonly desk: DeskWork | null;
  private readonly saves: Saves;
  private readonly seen: Seen[];
  private plannedAt: Millis = NEVER;
  private withdraw = (): void => {};
  private unsubscribe = (): void => {};
  private stopped = false;

  constructor(input: RehearsedAgentsInput) {
    const { scenario: { world, dialer }, seed } = input;
    const { settings } = dialer;
    this.input = input;
    this.names = dialer.agents;
    this.agents = new Agents(new AgentDays(world.agents, seed), this.calendar);
    this.desk = world.desk === undefined ? null : new DeskWork(world.desk, settings, world.agents.length, seed, this.calendar);
    this.saves = new Saves(world, { campaignZone: dialer.campaignZone, windows: dialer.zones.map((zone) => zone.open) }, seed, this.calendar);
    this.seen = this.names.map(() => ({ callsBack: false, state: 'signedOut', call: null, customer: NONE, dialNumber: 0, work: Promise.resolve() }));
  }

  start(): void {
    const positions = new Map(this.names.map((name, agent) => [name, agent]));
    this.unsubscribe = this.input.desk.subscribe(({ agent: name }) => {
      const agent = name === null ? undefined : positions.get(name);
      if (agent !== undefined) this.look(agent);
      if (this.agents.leavers > 0 && this.isIdle()) this.agents.release(this.now());
      this.plan();
    });
    this.agents.start(this.now());
    // Who is at work already, because an earlier process was, goes on.
    this.names.forEach((_, agent) => {
      this.look(agent);
    });
    this.plan();
  }

  stop(): void {
    this.stopped = true;
    this.unsubscribe();
    this.withdraw();
  }

  private now(): Millis {
    return this.input.clock.now() - this.input.originMs;
  }

  private isRehearsed(agent: number): boolean {
    return this.input.isRehearsed?.(agent) ?? true;
  }

  /** No call is pending: whose shift is over may go. */
  private isIdle(): boolean {
    const { ringing, waiting } = this.input.desk.campaign();
    return ringing + waiting === 0;
  }

  // ---- what they see

  private look(agent: number): void {
    if (!this.isRehearsed(agent)) return;
    const seen = this.seen[agent]!;
    seen.work = seen.work.then(() => this.lookNow(agent, seen));
  }

  private async lookNow(agent: number, seen: Seen): Promise<void> {
    const shown = this.input.desk.agent(this.names[agent]!);
    if (shown === null || this.stopped) return;
    const { state, call } = shown;
    const before = { state: seen.state, call: seen.call };
    seen.state = state;
    seen.call = call;
    if (call !== null && isOver(call) && (before.call === null || !isOver(before.call) || before.state !== state)) await this.remember(agent, seen, call);
    // In the engine's order: a turn is over before its agent is free.
    if (call === null && before.call !== null) this.closeCall(agent, before.call);
    if (state !== before.state) this.enter(agent, shown);
    this.showCall(agent, before.call, shown, seen);
    if (isCutOff(shown, this.input.scenario.dialer.settings.mode)) this.callBack(agent, seen);
    this.plan();
  }

  /** His phone is gone, or was not reached: he signs in again after a while. */
  private callBack(agent: number, seen: Seen): void {
    if (seen.callsBack) return;
    seen.callsBack = true;
    const { clock, desk, scenario } = this.input;
    clock.at(clock.now() + CALL_BACK_MS, () => {
      seen.callsBack = false;
      const shown = desk.agent(this.names[agent]!);
      if (shown === null || this.stopped || !isCutOff(shown, scenario.dialer.settings.mode)) return;
      void this.submit({ kind: 'signIn', agent: shown.agent, phone: shown.phone ?? phoneOf(agent) }, agent, null);
    });
  }

  /** Learns what the call was, before the agent writes about it. */
  private async remember(agent: number, seen: Seen, call: DeskCall): Promise<void> {
    const facts = call.attempt === null ? null : await this.input.facts(call.attempt);
    seen.customer = this.keyOf(call);
    seen.dialNumber = facts?.dialNumber ?? 1;
    const talked = call.answeredAt !== null;
    if (talked) this.saves.connected(agent, seen.customer, seen.dialNumber, facts?.handleClass ?? this.input.scenario.world.customers.handle.length);
    this.agents.setWrap(agent, facts === null || facts.handleClass === null ? UNKNOWN_WRAP_MS : facts.wrapMs);
  }

  /** The record's position in the list that the world draws for: that of a made-up number, else some fixed place of it. */
  private keyOf({ record }: DeskCall): number {
    const { list } = this.input.scenario.world;
    const customer = customerOf(record.phones[0]?.number ?? '');
    const known = isMadeUp(customer) ? customer : record.record;
    return list.kind === 'given' && list.records.length > 0 ? known % list.records.length : known;
  }

  private enter(agent: number, { state }: DeskAgent): void {
    const now = this.now();
    this.agents.agentState(now, agent, state, this.agents.leavers > 0 && this.isIdle());
    this.desk?.agentState(now, agent, state);
  }

  /** A record that goes away in auto before it was dialled: he missed his own phone. */
  private closeCall(agent: number, call: DeskCall): void {
    const isMissed = this.input.scenario.dialer.settings.mode === 'auto' && call.attempt === null;
    this.desk?.activity(this.now(), { agent, kind: 'call', reason: isMissed ? 'agentLeg' : null });
  }

  private showCall(agent: number, before: DeskCall | null, { call }: DeskAgent, seen: Seen): void {
    if (this.desk === null || call === null) return;
    const now = this.now();
    // An agent has one call at a time, so his number stands for it.
    if (before === null || before.record.record !== call.record.record) this.desk.showRecord(now, agent, this.keyOf(call));
    if (call.attempt !== null && call.attempt !== before?.attempt) this.desk.dial(agent, this.keyOf(call), call.record.attempts + 1, agent);
    if (isOver(call) && call.answeredAt === null && (before === null || !isOver(before) || before.attempt !== call.attempt)) {
      this.desk.dial(agent, seen.customer, seen.dialNumber, agent);
      this.desk.attemptOver(now, agent, 'noAnswer');
    }
  }

  // ---- what they do

  private plan(): void {
    if (this.stopped) return;
    const at = this.calendar.peekTime();
    if (at === this.plannedAt) return;
    this.withdraw();
    this.plannedAt = at;
    if (at < NEVER) this.withdraw = this.input.clock.at(at + this.input.originMs, this.wake);
  }

  private readonly wake = (): void => {
    this.plannedAt = NEVER;
    const now = this.now();
    while (!this.stopped && this.calendar.peekTime() <= now) {
      this.calendar.pop();
      const { at, code, a, b } = this.calendar;
      const event = this.fire(Math.max(at, now), code, a, b);
      if (event !== null && 'agent' in event && this.isRehearsed(event.agent)) this.press(event.agent, event);
    }
    this.plan();
  };

  private fire(now: Millis, code: number, a: number, b: number): DialerEvent | null {
    if (code >= SIGN_IN && code <= READY_CHECK) {
      const event = this.agents.fire(now, code, a, b, (this.agents.leavers > 0 || code === SIGN_OUT) && this.isIdle());
      if (event?.kind === 'agentSaved') this.saves.fill(event);
      return event;
    }
    const event = this.desk!.fire(now, code, a, b);
    if (event?.kind === 'agentSaved') this.saves.unanswered(event, this.seen[a]!.customer, this.seen[a]!.dialNumber);
    return event;
  }

  private press(agent: number, event: DialerEvent): void {
    const { desk, originMs } = this.input;
    const name = this.names[agent]!;
    const shown = desk.agent(name);
    const request = shown === null ? null : deskRequestOf(event, {
      shown, phone: shown.phone ?? phoneOf(agent), desk, statusOf: (status) => this.input.scenario.dialer.statuses[status]?.id ?? null,
      instantOf: (at) => (at === UNSET ? null : at + originMs),
    });
    if (request !== null) void this.submit(request, agent, shown?.call?.attempt ?? null);
  }

  private async submit(request: DeskRequest, agent: number, attempt: string | null): Promise<void> {
    const answer = await this.input.desk.submit(request);
    this.input.onAnswer?.(request, answer, attempt);
    if (!answer.ok && answer.why === 'invalid' && request.kind === 'save' && (request.status !== null || request.nextCallAt !== null)) {
      await this.submit({ ...request, status: null, nextCallAt: null }, agent, attempt);
    }
    this.look(agent);
  }
}

function isOver(call: DeskCall): boolean {
  return call.phase === 'wrapUp';
}

function isCutOff({ state, legUp, pauseReason }: DeskAgent, mode: Mode): boolean {
  return mode !== 'auto' && !legUp && (state === 'paused' || (state === 'signedOut' && pauseReason !== null));
}

function phoneOf(agent: number): string {
  return `phone-${agent + 1}`;
}
