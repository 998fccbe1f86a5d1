/** What a strategy sees equals what anybody can count from events and commands. */
import { describe, expect, it } from 'vitest';
import { NEVER } from '../../src/base/time.ts';
import type { DialerEvent } from '../../src/engine/events.ts';
import type { CreateStrategy, InstantList, PacingView } from '../../src/engine/pacing/strategy.ts';
import { findStrategy } from '../../src/engine/pacing/registry.ts';
import { NONE, type AgentStateName } from '../../src/engine/vocabulary.ts';
import { watchDialCount } from '../../src/experiment/watchDialCount.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { observerOf } from '../support/engineObserver.ts';
import { smallScenario } from '../support/simulation.ts';

const SCENARIO = smallScenario({
  agents: { count: 6, breaks: [{ start: { between: ['00:20', '00:40'] }, length: 200, announced: 60 }], unannouncedPauses: { after: 900, length: 60 } },
  campaign: {
    mode: 'predictive', strategy: { id: 'fixed-ratio-idle', ratio: 3 }, formSaveMs: 36_000_000, ringLimitMs: 15_000,
    enforcedRules: ['us'], personalBlocks: 'never', attemptDelayMs: [120_000],
  },
  carrier: { channels: 12, startsPerSecond: 3, setUp: 1 },
  list: { records: 300 },
  detector: { kind: 'audio', personVerdictAfterGreeting: 0.5, machineVerdict: 2, missedVerdict: 1, falsePositivePercent: 2, falseNegativePercent: 8, believedFalsePositivePercent: 2 },
  customers: {
    shares: { person: 40, machine: 20, noAnswer: 30, busy: 10 },
    ring: { person: { distribution: 'exponential', mean: 8 }, machine: 5, noAnswer: 20, busy: 2 },
    greeting: { delay: 0.4, length: 1 },
  },
});

/** Books of a bystander: agents by state, calls by state, counts since the start. */
class Bystander {
  readonly agents: { state: AgentStateName; since: number; talkSince: number }[];
  readonly calls = new Map<number, { state: 'ringing' | 'analysing' | 'waiting'; since: number; dialledAt: number; answeredAt: number }>();
  readonly counts = { ended: 0, persons: 0, machines: 0, ringMsOfEnded: 0, ringMsOfPersons: 0, dropped: 0, customerHangups: 0, handled: 0, talkMs: 0, wrapMs: 0 };
  inProgress = 0;
  starts = new Map<number, number>();
  now = 0;

  constructor(count: number) {
    this.agents = Array.from({ length: count }, () => ({ state: 'signedOut' as const, since: 0, talkSince: 0 }));
  }

  readonly observer = observerOf({
    event: (event: DialerEvent) => {
      this.now = event.at;
      if (event.kind === 'attemptAnswered') this.answered(event.attempt, event.verdict === 'pending');
      if (event.kind === 'attemptClassified' && !event.machine) this.offered(event.attempt);
      if (event.kind === 'attemptClassified' && event.machine) this.counts.machines += 1;
    },
    dial: (attempt: number, _record: number, _phone: number, _number: number, agent: number) => {
      this.inProgress += 1;
      const second = Math.floor(this.now / 1_000);
      this.starts.set(second, (this.starts.get(second) ?? 0) + 1);
      expect(agent).toBe(NONE);
      this.calls.set(attempt, { state: 'ringing', since: this.now, dialledAt: this.now, answeredAt: 0 });
    },
    connect: (attempt: number) => { this.calls.delete(attempt); },
    drop: () => { this.counts.dropped += 1; },
    attemptOver: (attempt: number, outcome: string) => {
      const call = this.calls.get(attempt);
      this.inProgress -= 1;
      this.calls.delete(attempt);
      if (outcome === 'customerHangup') this.counts.customerHangups += 1;
      // Resolved when a person was offered; else when it ended, and then measured to the answer if there was one.
      if (call !== undefined && call.state !== 'waiting') {
        this.counts.ended += 1;
        this.counts.ringMsOfEnded += (call.state === 'analysing' ? call.answeredAt : this.now) - call.dialledAt;
      }
    },
    agentState: (agent: number, state: AgentStateName) => {
      const book = this.agents[agent]!;
      if (book.state === 'wrapping') {
        this.counts.handled += 1;
        this.counts.wrapMs += this.now - book.since;
      }
      if (book.state === 'talking') this.counts.talkMs += this.now - book.since;
      Object.assign(book, { state, since: this.now, ...(state === 'talking' ? { talkSince: this.now } : {}) });
    },
  });

  answered(attempt: number, pending: boolean): void {
    const call = this.calls.get(attempt)!;
    call.answeredAt = this.now;
    Object.assign(call, { state: 'analysing', since: this.now });
    if (!pending) this.offered(attempt);
  }

  offered(attempt: number): void {
    const call = this.calls.get(attempt);
    if (call === undefined) return;
    const ringMs = call.answeredAt - call.dialledAt;
    Object.assign(call, { state: 'waiting', since: this.now });
    Object.assign(this.counts, {
      ended: this.counts.ended + 1, persons: this.counts.persons + 1, ringMsOfEnded: this.counts.ringMsOfEnded + ringMs, ringMsOfPersons: this.counts.ringMsOfPersons + ringMs,
    });
  }

  compare(view: PacingView): void {
    const of = (...states: AgentStateName[]): Bystander['agents'] => this.agents.filter(({ state }) => states.includes(state));
    const calls = (state: string): number[] => [...this.calls.values()].filter((call) => call.state === state).map(({ since }) => since).sort(ascending);
    expect([view.ready, view.reserved, view.talking, view.wrapping, view.paused])
      .toEqual((['ready', 'reserved', 'talking', 'wrapping', 'paused'] as const).map((state) => of(state).length));
    expect([listed(view.readySince), listed(view.talkingSince), listed(view.wrappingSince), listed(view.handlingSince)]).toEqual([
      ...(['ready', 'talking', 'wrapping'] as const).map((state) => of(state).map(({ since }) => since).sort(ascending)),
      of('talking', 'wrapping').map(({ talkSince }) => talkSince).sort(ascending),
    ]);
    expect([listed(view.ringingSince), listed(view.analysingSince), listed(view.waitingSince)]).toEqual([calls('ringing'), calls('analysing'), calls('waiting')]);
    expect(view.freeChannels).toBe(12 - this.inProgress);
    expect(view.startsRoom).toBe(3 - (this.starts.get(Math.floor(this.now / 1_000)) ?? 0));
    const { ended, persons, machines, ringMsOfEnded, ringMsOfPersons, dropped, customerHangups, handled, talkMs, wrapMs } = view.campaign;
    // Wrap-ups are counted when the agent saves; the last talk of an agent who still wraps up is not counted yet.
    const wrappingTalk = of('wrapping').reduce((sum, agent) => sum + agent.since - agent.talkSince, 0);
    expect({ ended, persons, machines, ringMsOfEnded, ringMsOfPersons, dropped, customerHangups, handled, talkMs, wrapMs })
      .toEqual({ ...this.counts, talkMs: this.counts.talkMs - wrappingTalk });
    expect(view.windows.map(({ ruleSet, answered }) => [ruleSet, answered])).toEqual([['us', persons + 0.02 * machines].map((value) => (typeof value === 'number' ? expect.closeTo(value, 6) : value))]);
    expect([view.now, view.ringLimitMs, view.dropLimitMs, view.startsPerSecond, view.callingWindowEndsAt]).toEqual([this.now, 15_000, 2_000, 3, NEVER]);
  }
}

describe('the view', () => {
  it('equals a recount from events and commands at every question', () => {
    const bystander = new Bystander(6);
    let questions = 0;
    const watching: CreateStrategy = (parameters, random, priors) => {
      const strategy = findStrategy('fixed-ratio-idle')!.create(parameters, random, priors);
      return watchDialCount(strategy, (view) => {
        bystander.compare(view);
        questions += 1;
      });
    };
    simulate({ scenario: SCENARIO, seed: 'view', replication: 1, createStrategy: watching, observers: () => [bystander.observer] });
    expect(questions).toBeGreaterThan(1_000);
    expect(bystander.counts.dropped).toBeGreaterThan(5);
    expect(bystander.counts.customerHangups).toBeGreaterThan(5);
  });
});

function listed(list: InstantList): number[] {
  return Array.from({ length: list.length }, (_, index) => list.at(index)).sort(ascending);
}

function ascending(a: number, b: number): number {
  return a - b;
}
