import { describe, expect, test } from 'vitest';
import type { AgentStateName } from '../../src/engine/vocabulary.ts';
import type { AgentDay, WorldSpec } from '../../src/world/spec.ts';
import { commonWorld, constant, customers, DAY, daysOf, FIVE, lognormal, NINE, SHIFT, uniform } from './commonWorld.ts';
import { PlainDialer, type PlainDialerOptions } from './plainDialer.ts';

const MINUTE = 60_000;

/** Persons answer after 3 s and talk 90 s; wrap-ups take 20 s. Busy agents, nobody impatient. */
const BUSY: WorldSpec['customers'] = {
  ...customers(), shares: { ...customers().shares, person: 1, machine: 0, noAnswer: 0, busy: 0, invalidNumber: 0, fax: 0, congestion: 0 }, patience: null,
  eventAfter: { ...customers().eventAfter, person: constant(3) }, handle: [{ id: 'all', share: 1, talk: constant(90), wrap: constant(20) }],
};

function run(days: readonly AgentDay[][], options: Partial<PlainDialerOptions> = {}, changes: Partial<WorldSpec> = {}): PlainDialer {
  return new PlainDialer({ spec: commonWorld({ agents: days, ...changes }), level: 1, ...options }).run();
}

const idleDay: Partial<PlainDialerOptions> = { open: () => false };
const times = (dialer: PlainDialer, kind: string, agent = 0) =>
  dialer.of(kind).filter((heard) => (heard.event as { agent?: number }).agent === agent).map((heard) => heard.at);
const entered = (dialer: PlainDialer, state: AgentStateName, agent = 0) =>
  dialer.stateLog.filter((entry) => entry.agent === agent && entry.state === state).map((entry) => entry.at);
const stateAt = (dialer: PlainDialer, agent: number, at: number): AgentStateName =>
  dialer.stateLog.filter((entry) => entry.agent === agent && entry.at < at).at(-1)?.state ?? 'signedOut';

describe('a working day', () => {
  test('begins within the delay after nine, differently for every agent and day, the same under every strategy', () => {
    const days = Array.from({ length: 10 }, () => daysOf(SHIFT, 5));
    const quiet = run(days, idleDay);
    const busy = run(days, { level: 3 });
    const arrivals = days.flatMap((_, agent) => times(quiet, 'agentSignedIn', agent).map((at) => at % DAY));
    expect(arrivals).toHaveLength(50);
    expect(arrivals.every((at) => at >= NINE && at <= NINE + MINUTE)).toBe(true);
    expect(new Set(arrivals).size).toBeGreaterThan(40);
    expect(days.flatMap((_, agent) => times(busy, 'agentSignedIn', agent).map((at) => at % DAY))).toEqual(arrivals);
  });

  test('is left out when there is no plan for it', () => {
    const [monday, , wednesday] = daysOf(SHIFT, 3);
    const dialer = new PlainDialer({ spec: commonWorld({ agents: [[monday!, null, wednesday!]] }), ...idleDay }).run();
    expect(times(dialer, 'agentSignedIn').map((at) => Math.floor(at / DAY))).toEqual([0, 2]);
  });

  test('ends at once for ready agents when no call is pending', () => {
    expect(times(run([[SHIFT], [SHIFT]], idleDay), 'agentSignedOut', 1)).toEqual([FIVE]);
  });

  test('ends for all when the last call is over and their wrap-up is done', () => {
    const dialer = run(Array.from({ length: 8 }, () => daysOf(SHIFT, 3)), { level: 2.5, seed: '3/0' });
    const outs = dialer.of('agentSignedOut');
    expect(outs).toHaveLength(24);
    expect(dialer.states.every((state) => state === 'signedOut')).toBe(true);
    for (const { at, event } of outs) {
      expect(at % DAY).toBeGreaterThanOrEqual(FIVE);
      const agent = (event as { agent: number }).agent;
      const pending = dialer.dials.filter((dial) => dial.at < at && dial.endedAt > at && (dial.connectedAt < 0 || dial.connectedAt > at));
      expect(pending).toHaveLength(0);
      // He left when the last call was over, or at the end of his own wrap-up: at some instant when something ended.
      const callOver = dialer.dials.some((dial) => dial.endedAt === at || dial.connectedAt === at);
      expect(callOver || times(dialer, 'agentSaved', agent).includes(at) || at % DAY === FIVE).toBe(true);
    }
    expect(outs.some(({ at }) => at % DAY > FIVE)).toBe(true);
  });

  test('an announced sign-out is announced a minute ahead and told at its time, busy or not', () => {
    const day = { ...SHIFT, signOut: 'announced', signInDelay: constant(0) } as const;
    const dialer = run([[day]], {}, { customers: BUSY });
    expect(times(dialer, 'agentLeaving')).toEqual([FIVE - MINUTE]);
    expect(times(dialer, 'agentSignedOut')).toEqual([FIVE]);
    expect(entered(dialer, 'signedOut')[0]!).toBeGreaterThanOrEqual(FIVE);
  });

  test('an unannounced sign-out waits for the save of a busy agent and comes just before it', () => {
    const day = { ...SHIFT, signOut: 'unannounced', signOutDelay: constant(7) } as const;
    const dialer = run([[day]], { open: (now) => now >= NINE && now < FIVE + 3_600_000 }, { customers: BUSY });
    const [out] = times(dialer, 'agentSignedOut');
    expect(stateAt(dialer, 0, FIVE + 7_000)).not.toBe('ready');
    expect(out).toBeGreaterThanOrEqual(FIVE + 7_000);
    expect(out).toBeLessThanOrEqual(FIVE + 7_000 + 110_000);
    const place = dialer.heard.findIndex((heard) => heard.kind === 'agentSignedOut');
    expect(dialer.heard[place + 1]).toMatchObject({ kind: 'agentSaved', at: out });
    expect(dialer.heard.slice(place + 2).some((heard) => heard.kind === 'agentSaved')).toBe(false);
  });

  test('an unannounced sign-out of a ready agent is at once', () => {
    const day = { ...SHIFT, signOut: 'unannounced', signOutDelay: constant(7) } as const;
    expect(times(run([[day]], idleDay), 'agentSignedOut')).toEqual([FIVE + 7_000]);
    expect(times(run([[day]], idleDay), 'agentLeaving')).toEqual([]);
  });

  test('an agent who is still on yesterday\'s call in the morning stays, or comes back as soon as he has left', () => {
    const long = { ...BUSY, handle: [{ id: 'all', share: 1, talk: constant(30 * 3_600), wrap: constant(20) }] };
    const stays = run([daysOf({ ...SHIFT, signInDelay: constant(0) }, 2)], {}, { customers: long });
    expect(times(stays, 'agentSignedIn')).toEqual([NINE]);
    expect(times(stays, 'agentSignedOut')).toHaveLength(1);
    const leaves = run([daysOf({ ...SHIFT, signInDelay: constant(0), signOut: 'announced' }, 2)], {}, { customers: long });
    const [first, second] = times(leaves, 'agentSignedIn');
    expect(first).toBe(NINE);
    expect(second).toBe(entered(leaves, 'signedOut')[0]);
    expect(second! % DAY).toBeGreaterThan(NINE);
  });
});

describe('breaks', () => {
  const pause = { from: NINE + 75 * MINUTE, to: NINE + 135 * MINUTE, length: constant(900), announcedMs: MINUTE };
  const day: AgentDay = { ...SHIFT, signInDelay: constant(0), breaks: [pause, { ...pause, from: NINE + 330 * MINUTE, to: NINE + 390 * MINUTE }] };

  test('start uniformly in their interval, announced a minute ahead, and last as long as they should', () => {
    const dialer = run(Array.from({ length: 200 }, () => [day]), idleDay);
    const starts = Array.from({ length: 200 }, (_, agent) => times(dialer, 'agentPaused', agent)[0]!);
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(pause.from);
    expect(Math.max(...starts)).toBeLessThanOrEqual(pause.to);
    const mean = starts.reduce((sum, at) => sum + at, 0) / 200;
    expect(Math.abs(mean - (pause.from + pause.to) / 2)).toBeLessThan((4 * (60 * MINUTE)) / Math.sqrt(12 * 200));
    for (let agent = 0; agent < 200; agent++) {
      const paused = times(dialer, 'agentPaused', agent);
      expect(paused).toHaveLength(2);
      expect(times(dialer, 'agentLeaving', agent)).toEqual(paused.map((at) => at - MINUTE));
      expect(times(dialer, 'agentResumed', agent)).toEqual(paused.map((at) => at + 900_000));
    }
  });

  test('of a busy agent begin after the wrap-up and keep their length', () => {
    const dialer = run([[day]], {}, { customers: BUSY });
    const began = entered(dialer, 'paused');
    expect(began).toHaveLength(2);
    times(dialer, 'agentPaused').forEach((told, i) => {
      expect(began[i]!).toBeGreaterThanOrEqual(told);
      expect(began[i]! - told).toBeLessThanOrEqual(110_000);
    });
    expect(times(dialer, 'agentResumed')).toEqual(began.map((at) => at + 900_000));
  });

  test('that begin inside another pause make it last until both are over', () => {
    const fixed = { from: NINE + 60 * MINUTE, to: NINE + 60 * MINUTE, length: constant(900), announcedMs: 0 };
    const inside = { ...fixed, from: fixed.from + 10 * MINUTE, to: fixed.to + 10 * MINUTE };
    const dialer = run([[{ ...day, breaks: [fixed, inside] }]], idleDay);
    expect(times(dialer, 'agentPaused')).toEqual([fixed.from]);
    expect(times(dialer, 'agentResumed')).toEqual([inside.from + 900_000]);
    expect(times(dialer, 'agentLeaving')).toEqual([]);
  });

  test('at the end of the shift send the agent home', () => {
    const late = { from: FIVE - 5 * MINUTE, to: FIVE - 5 * MINUTE, length: constant(900), announcedMs: MINUTE };
    const dialer = run([[{ ...day, breaks: [late] }]], idleDay);
    expect(times(dialer, 'agentSignedOut')).toEqual([FIVE]);
    expect(times(dialer, 'agentResumed')).toEqual([]);
  });
});

describe('pauses without notice', () => {
  const after = { distribution: 'exponential', mean: 90 * 60 } as const;
  const day: AgentDay = { ...SHIFT, signInDelay: constant(0), unannouncedPauses: { after, length: lognormal(240, 1) } };
  /** Staffed stretches of an agent before each pause, ms. */
  const stretches = (dialer: PlainDialer, agent: number) => {
    const from = [...times(dialer, 'agentSignedIn', agent), ...times(dialer, 'agentResumed', agent)].toSorted((left, right) => left - right);
    return times(dialer, 'agentPaused', agent).map((at) => at - Math.max(...from.filter((start) => start < at)));
  };

  test('come after staffed time only, on average one in ninety minutes of it', () => {
    const agents = 300;
    const dialer = run(Array.from({ length: agents }, () => [day]), idleDay);
    let staffed = 0;
    let pauses = 0;
    for (let agent = 0; agent < agents; agent++) {
      staffed += stretches(dialer, agent).reduce((sum, ms) => sum + ms, 0);
      pauses += times(dialer, 'agentPaused', agent).length;
      const lastReady = Math.max(...entered(dialer, 'ready', agent));
      const left = entered(dialer, 'signedOut', agent)[0]!;
      if (lastReady < left && stateAt(dialer, agent, left) === 'ready') staffed += left - lastReady;
    }
    // A Poisson process: the number of pauses in the staffed time has that mean and variance.
    const expected = staffed / (90 * MINUTE);
    expect(Math.abs(pauses - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect(dialer.of('agentLeaving')).toHaveLength(0);
  });

  test('of a ready agent are told at once, of a busy one just before his save', () => {
    const often = { ...day, unannouncedPauses: { after: { distribution: 'exponential', mean: 600 } as const, length: constant(60) } };
    const dialer = run(Array.from({ length: 4 }, () => [often]), { level: 0.6 }, { customers: BUSY });
    let ready = 0;
    let busy = 0;
    dialer.heard.forEach((heard, i) => {
      if (heard.kind !== 'agentPaused') return;
      const agent = (heard.event as { agent: number }).agent;
      if (stateAt(dialer, agent, heard.at) === 'ready') ready++;
      else {
        busy++;
        const save = dialer.heard.slice(i + 1).find((later) => later.kind === 'agentSaved' && (later.event as { agent: number }).agent === agent)!;
        expect(save.at).toBe(heard.at);
      }
      expect(entered(dialer, 'paused', agent)).toContain(heard.at);
    });
    expect(ready).toBeGreaterThan(0);
    expect(busy).toBeGreaterThan(20);
  });

  test('wait while a break interrupts the staffed time: the break does not count', () => {
    const fixed = { from: NINE + 30 * MINUTE, to: NINE + 30 * MINUTE, length: constant(1_800), announcedMs: 0 };
    const hourly = { after: constant(3_600), length: constant(60) };
    const dialer = run([[{ ...day, breaks: [fixed], unannouncedPauses: hourly }]], idleDay);
    expect(times(dialer, 'agentPaused').slice(0, 3)).toEqual([NINE + 30 * MINUTE, NINE + 90 * MINUTE, NINE + 151 * MINUTE]);
  });

  test('are drawn anew every day', () => {
    const dialer = run([daysOf(day, 3)], idleDay);
    const perDay = [0, 1, 2].map((d) => times(dialer, 'agentPaused').filter((at) => Math.floor(at / DAY) === d).map((at) => at % DAY));
    expect(perDay[0]).not.toEqual(perDay[1]);
    expect(perDay[1]).not.toEqual(perDay[2]);
  });
});

describe('a whole day of everything', () => {
  const pause = { from: NINE + 75 * MINUTE, to: NINE + 135 * MINUTE, length: constant(900), announcedMs: MINUTE };
  const churn = (agent: number): AgentDay => ({
    ...SHIFT, breaks: [pause], unannouncedPauses: { after: { distribution: 'exponential', mean: 5_400 }, length: lognormal(240, 1) },
    ...(agent < 6 ? { signOutAt: FIVE - 60 * MINUTE, signOutDelay: uniform(0, 300), signOut: agent < 3 ? 'announced' : 'unannounced' } : {}),
  });
  const options = { spec: commonWorld({ agents: Array.from({ length: 20 }, (_, agent) => daysOf(churn(agent), 2)) }), level: 2 };

  test('leaves nothing behind: every call ended, everybody at home, the calendar empty', () => {
    const dialer = new PlainDialer(options).run();
    expect(dialer.dials.length).toBeGreaterThan(5_000);
    expect(dialer.dials.every((dial) => dial.outcome !== '')).toBe(true);
    expect(dialer.world.callsInProgress).toBe(0);
    expect(dialer.world.callsPending).toBe(0);
    expect(dialer.states.every((state) => state === 'signedOut')).toBe(true);
    expect(dialer.heap.size).toBe(0);
  });

  test('is the same twice, and another one under another seed', () => {
    const first = new PlainDialer(options).run();
    expect(new PlainDialer(options).run().heard).toEqual(first.heard);
    expect(new PlainDialer({ ...options, seed: '7/1' }).run().heard).not.toEqual(first.heard);
  });

  test('time never goes back', () => {
    const { heard } = new PlainDialer(options).run();
    for (let i = 1; i < heard.length; i++) if (heard[i]!.at < heard[i - 1]!.at) expect.fail(`event ${i} is earlier than the one before`);
  });

  test('gives every record the same customer under another level and another order', () => {
    const careful = new PlainDialer({ ...options, level: 1 }).run();
    const bold = new PlainDialer({ ...options, level: 3, order: 'last' }).run();
    const who = (dialer: PlainDialer) => new Map(dialer.dials.map((dial, attempt) => {
      const truth = dialer.truth.get(attempt);
      const ended = `${dial.outcome} ${dial.endedAt - dial.at}`;
      return [dial.record, truth === undefined ? ended : `${truth.who} ${truth.at - dial.at} ${truth.greetingEndAt - truth.at}`];
    }));
    const other = who(bold);
    let both = 0;
    for (const [record, fate] of who(careful)) {
      if (!other.has(record)) continue;
      both++;
      // The instants of those without a greeting are UNSET, so only person fates compare that far.
      if (fate.startsWith('person')) expect(other.get(record)).toBe(fate);
      else expect(other.get(record)!.split(' ').slice(0, 2)).toEqual(fate.split(' ').slice(0, 2));
    }
    expect(both).toBeGreaterThan(1_000);
  });
});
