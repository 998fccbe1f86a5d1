/**
 * Agents' plans: what each of them means to do on a day, and how long it takes.
 *
 * Rule: every draw is keyed by (agent, day), so that an agent's day is the same under every strategy. Break k of a day and
 * unannounced pause k of a day have an occasion each.
 */
import { createKeyedStream, streamKey, type KeyedStream } from '../base/random.ts';
import type { Millis } from '../base/time.ts';
import { BREAKS_MAX } from './codes.ts';
import { compileDistribution } from './distributions/compile.ts';
import type { Sampler } from './distributions/sampler.ts';
import { toMillis } from './keyedDuration.ts';
import type { AgentDay } from './spec.ts';

export class AgentDays {
  /** Set by `drawBreak`. */
  breakAt: Millis = 0;
  breakMs: Millis = 0;
  /** Set by `drawPause`: staffed time before the pause, and its length. */
  pauseAfterMs: Millis = 0;
  pauseMs: Millis = 0;

  private readonly plans: readonly (readonly (AgentDay | null)[])[];
  private readonly signIns: KeyedStream;
  private readonly signOuts: KeyedStream;
  private readonly breaks: KeyedStream;
  private readonly pauses: KeyedStream;
  /** Agents share the objects of their distributions more often than not: each is compiled once. */
  private readonly samplers = new Map<object, Sampler>();

  constructor(plans: readonly (readonly (AgentDay | null)[])[], seed: string) {
    this.plans = plans;
    this.signIns = createKeyedStream(streamKey(seed, 'agents/signIn'));
    this.signOuts = createKeyedStream(streamKey(seed, 'agents/signOut'));
    this.breaks = createKeyedStream(streamKey(seed, 'agents/breaks'));
    this.pauses = createKeyedStream(streamKey(seed, 'agents/pauses'));
  }

  get agents(): number {
    return this.plans.length;
  }

  /** The plan of a day on which the agent is there. */
  plan(agent: number, day: number): AgentDay {
    return this.plans[agent]![day]!;
  }

  /** The first day from `from` on, on which the agent is there; -1: none. */
  nextDay(agent: number, from: number): number {
    const days = this.plans[agent]!;
    for (let day = from; day < days.length; day++) if (days[day] !== null) return day;
    return -1;
  }

  signInAt(agent: number, day: number): Millis {
    const plan = this.plan(agent, day);
    return plan.signInAt + this.milliseconds(plan.signInDelay, this.signIns.at(agent, day));
  }

  signOutAt(agent: number, day: number): Millis {
    const plan = this.plan(agent, day);
    return plan.signOutAt + this.milliseconds(plan.signOutDelay, this.signOuts.at(agent, day));
  }

  /** Start and length of a break. */
  drawBreak(agent: number, day: number, index: number): void {
    const plan = this.plan(agent, day).breaks[index]!;
    const stream = this.breaks.at(agent, day * BREAKS_MAX + index);
    this.breakAt = plan.from + Math.floor((plan.to - plan.from) * stream.next() + 0.5);
    this.breakMs = this.milliseconds(plan.length, stream);
  }

  /** Unannounced pause `index` of the day; false: this agent makes none. */
  drawPause(agent: number, day: number, index: number): boolean {
    const plan = this.plan(agent, day).unannouncedPauses;
    if (plan === null) return false;
    const stream = this.pauses.at(agent, day * PAUSES_MAX + index);
    this.pauseAfterMs = this.milliseconds(plan.after, stream);
    this.pauseMs = this.milliseconds(plan.length, stream);
    return true;
  }

  private milliseconds(spec: AgentDay['signInDelay'], stream: ReturnType<KeyedStream['at']>): Millis {
    let sampler = this.samplers.get(spec);
    if (sampler === undefined) this.samplers.set(spec, (sampler = compileDistribution(spec)));
    return toMillis(sampler.sample(stream));
  }
}

/** Unannounced pauses of a day before their draws run into those of the next day. */
const PAUSES_MAX = 4_096;
