/**
 * What only the world knows, told before it happens: how the next dial will end, when each pending person will be offered
 * to the agents, and when each busy agent will be free. For the strategy `clairvoyant` alone, and only in a simulation.
 *
 * Rule: every fate is drawn from (stream, record, number of the dial), so a second reader of the same streams learns the
 * future and moves nothing. The oracle watches events and commands like any observer and keeps the instants that follow.
 * Not foreseen: agents who will pause or go home without notice.
 */
import { NEVER, type Millis } from '../base/time.ts';
import type { DialerEvent } from '../engine/events.ts';
import type { CampaignSettings } from '../engine/options.ts';
import { AgentState, NONE, type AgentStateName } from '../engine/vocabulary.ts';
import type { RunObserver } from '../measure/observer.ts';
import { FAX, PERSON } from '../world/classShares.ts';
import { answers, Fates } from '../world/fates.ts';
import type { WorldSpec } from '../world/spec.ts';

interface ForeseenCall { readonly record: number; readonly dialNumber: number; readonly customerClass: number; readonly offeredAt: Millis }

export class ClairvoyantOracle implements RunObserver {
  /** The record that the queue calls next, or NONE. Set when the dialer is there. */
  nextRecord: () => number = () => NONE;
  private readonly fates: Fates;
  private readonly settings: CampaignSettings;
  private readonly states: Uint8Array;
  private readonly freeAt: Float64Array;
  private readonly leaving: Uint8Array;
  private readonly calls = new Map<number, ForeseenCall>();
  private readonly dials: number[] = [];
  private now: Millis = 0;

  /** @param seed of the replication, as the world gets it */
  constructor(spec: WorldSpec, settings: CampaignSettings, agents: number, seed: string) {
    this.fates = new Fates(spec, seed);
    this.settings = settings;
    this.states = new Uint8Array(agents).fill(AgentState.signedOut);
    this.freeAt = new Float64Array(agents).fill(NEVER);
    this.leaving = new Uint8Array(agents);
  }

  /** From a dial of this record now until its person is offered to the agents; NEVER if nobody will be. */
  offerDelayMs(record: number, now: Millis): Millis {
    return this.delayOf(record, (this.dials[record] ?? 0) + 1, now);
  }

  /** The earliest instant at which one more person can be offered so that he and everybody after him finds an agent; NEVER if none is foreseen. */
  earliestOffer(): Millis {
    const due: Millis[] = [];
    for (const call of this.calls.values()) if (call.offeredAt < NEVER) due.push(call.offeredAt);
    due.sort(ascending);
    const free: Millis[] = [];
    for (let agent = 0; agent < this.states.length; agent += 1) {
      const at = this.readyAt(agent);
      if (at < NEVER) free.push(at);
    }
    free.sort(ascending);
    // Backwards from the end of the foreseen future: agents free by then, less persons due by then.
    let spare = free.length - due.length;
    if (spare <= 0) return NEVER;
    let latestDue = due.length - 1;
    for (let latestFree = free.length - 1; latestFree >= 0; latestFree -= 1) {
      // A person due at the instant at which an agent becomes free may come first: he does not count on that agent.
      while (latestDue >= 0 && due[latestDue]! > free[latestFree]!) {
        latestDue -= 1;
        spare += 1;
      }
      spare -= 1;
      if (spare <= 0) return free[latestFree]! + 1;
    }
    return this.now;
  }

  event(event: DialerEvent): void {
    this.now = event.at;
    switch (event.kind) {
      case 'agentLeaving': this.leaving[event.agent] = event.leaving ? 1 : 0; break;
      case 'agentPaused': case 'agentSignedOut': this.leaving[event.agent] = 1; break;
      case 'agentResumed': case 'agentSignedIn': this.leaving[event.agent] = 0; break;
      default: break;
    }
  }

  dial(attempt: number, record: number, _phone: number, dialNumber: number, agent: number): void {
    this.dials[record] = dialNumber;
    const delayMs = this.delayOf(record, dialNumber, this.now);
    // A call that an agent already holds takes no other agent.
    const offeredAt = agent === NONE && delayMs < NEVER ? this.now + delayMs : NEVER;
    this.calls.set(attempt, { record, dialNumber, customerClass: this.fates.classOf(record, dialNumber, this.now), offeredAt });
  }

  connect(attempt: number, agent: number): void {
    const call = this.calls.get(attempt);
    if (call === undefined) throw new Error(`bug: the oracle was not told of attempt ${attempt}`);
    this.calls.delete(attempt);
    this.fates.drawHandling(call.customerClass, call.record, call.dialNumber);
    const wrapMs = Math.min(this.fates.wrapMs, this.settings.formSaveMs);
    this.freeAt[agent] = this.now + this.fates.talkMs + wrapMs + this.settings.pauseAfterAnsweredMs;
  }

  attemptOver(attempt: number): void {
    this.calls.delete(attempt);
  }

  agentState(agent: number, name: AgentStateName): void {
    const before = this.states[agent];
    const state = AgentState[name];
    this.states[agent] = state;
    if (state === AgentState.paused || state === AgentState.signedOut) this.leaving[agent] = 0;
    // Who is reserved for a call that he holds is free at an unknown instant; the pause after a call is known.
    if (state === AgentState.reserved && before === AgentState.ready) this.freeAt[agent] = NEVER;
  }

  // What else is commanded tells nothing of the future.
  drop(): void {}
  hangUp(): void {}
  cancel(): void {}
  showRecord(): void {}
  callAgent(): void {}
  activity(): void {}
  blockNumber(): void {}
  batchDone(): void {}
  rejected(): void {}
  clipped(): void {}

  /** Since always for who is ready; NEVER for who is away or leaves after this call. */
  private readyAt(agent: number): Millis {
    const state = this.states[agent];
    if (this.leaving[agent] === 1 || state === AgentState.paused || state === AgentState.signedOut) return NEVER;
    return state === AgentState.ready ? 0 : this.freeAt[agent]!;
  }

  private delayOf(record: number, dialNumber: number, dialledAt: Millis): Millis {
    const { fates } = this;
    const customerClass = fates.classOf(record, dialNumber, dialledAt);
    if (!answers(customerClass)) return NEVER;
    const afterMs = fates.eventMs(customerClass, record, dialNumber);
    if (afterMs > (this.settings.ringLimitMs ?? Infinity)) return NEVER;
    const answerMs = fates.setUpMs(record, dialNumber) + afterMs;
    if (fates.detector === 'none') return answerMs;
    if (fates.detector === 'network') return customerClass === PERSON ? answerMs : NEVER;
    return customerClass === FAX ? NEVER : this.delayOfVerdict(customerClass, record, dialNumber, answerMs);
  }

  private delayOfVerdict(customerClass: number, record: number, dialNumber: number, answerMs: Millis): Millis {
    const { fates } = this;
    fates.drawVerdict(customerClass, record, dialNumber);
    if (fates.machineVerdict) return NEVER;
    if (customerClass !== PERSON) return answerMs + fates.verdictMs;
    const isGone = fates.hasPatience && fates.patienceMs(record, dialNumber) < fates.verdictMs;
    if (isGone) return NEVER;
    fates.drawGreeting(record, dialNumber);
    return answerMs + fates.greetingDelayMs + fates.greetingLengthMs + fates.verdictMs;
  }
}

function ascending(left: number, right: number): number {
  return left - right;
}
