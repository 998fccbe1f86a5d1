/**
 * What a strategy sees, read straight from the engine's tables: nothing is copied, so nothing needs refilling, and a
 * strategy that asks little costs little.
 */
import { NEVER, type Millis } from '../../base/time.ts';
import type { DialerState } from '../state.ts';
import { freeChannels, startsRoom } from '../turns/dialing.ts';
import { AgentState } from '../vocabulary.ts';
import type { AbandonWindow, InstantList, PacingView, RollingCounts } from './strategy.ts';

export class DialerView implements PacingView {
  readonly readySince: InstantList;
  readonly talkingSince: InstantList;
  readonly wrappingSince: InstantList;
  readonly handlingSince: InstantList;
  readonly ringingSince: InstantList;
  readonly analysingSince: InstantList;
  readonly waitingSince: InstantList;
  readonly last60s: RollingCounts;
  readonly last900s: RollingCounts;
  readonly last1800s: RollingCounts;
  readonly last3600s: RollingCounts;
  readonly today: RollingCounts;
  readonly campaign: RollingCounts;
  readonly windows: readonly AbandonWindow[];
  readonly startsPerSecond: number;
  readonly ringLimitMs: Millis;
  readonly dropLimitMs: Millis;
  private readonly s: DialerState;
  private readonly reservedAgents: InstantList;
  private readonly pausedAgents: InstantList;
  private readonly queueBuckets: readonly number[];

  constructor(s: DialerState) {
    this.s = s;
    const { agents, turns, history, settings, options } = s;
    this.readySince = agents.inState(AgentState.ready);
    this.talkingSince = agents.inState(AgentState.talking);
    this.wrappingSince = agents.inState(AgentState.wrapping);
    this.handlingSince = agents.handlingSince();
    this.reservedAgents = agents.inState(AgentState.reserved);
    this.pausedAgents = agents.inState(AgentState.paused);
    this.ringingSince = turns.ringing;
    this.analysingSince = turns.analysing;
    this.waitingSince = turns.waiting;
    this.last60s = history.last60s;
    this.last900s = history.last900s;
    this.last1800s = history.last1800s;
    this.last3600s = history.last3600s;
    this.today = history.today;
    this.campaign = history.campaign;
    this.windows = s.ledger.windows;
    this.startsPerSecond = options.startsPerSecond ?? NEVER;
    this.ringLimitMs = settings.ringLimitMs ?? NEVER;
    this.dropLimitMs = settings.dropLimitMs;
    this.queueBuckets = options.policy.buckets.flatMap((bucket, index) => (bucket.scope === 'queue' ? [index] : []));
  }

  get now(): Millis { return this.s.now; }
  get callingWindowEndsAt(): Millis { return this.s.zones.closesAt(this.s.options.campaignZone); }
  get localMinuteOfDay(): number { return this.s.zones.localMinuteOfDay(this.s.options.campaignZone); }
  get ready(): number { return this.readySince.length; }
  get reserved(): number { return this.reservedAgents.length; }
  get talking(): number { return this.talkingSince.length; }
  get wrapping(): number { return this.wrappingSince.length; }
  get paused(): number { return this.pausedAgents.length; }
  get leaving(): number { return this.s.agents.leavingCount; }
  get freeChannels(): number { return freeChannels(this.s); }
  get startsRoom(): number { return startsRoom(this.s); }
  get nextDueAt(): Millis { return this.s.index.nextChangeAt(); }

  /** Records that the queue could call now. */
  get dueNow(): number {
    let count = 0;
    for (const bucket of this.queueBuckets) count += this.s.index.readyCount(bucket);
    return count;
  }
}
