/** Agents, turns and zones: queues and lists against plain models. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, NEVER } from '../../src/base/time.ts';
import { AgentTable, AgentWish } from '../../src/engine/agents/agentTable.ts';
import { ZoneClock } from '../../src/engine/selection/zoneClock.ts';
import { CallState } from '../../src/engine/turns/turn.ts';
import { TurnTable } from '../../src/engine/turns/turnTable.ts';
import { AgentState, NONE } from '../../src/engine/vocabulary.ts';

const STATES = Object.values(AgentState);

describe('the free agents', () => {
  const step = fc.record({ agent: fc.nat(5), state: fc.constantFrom(...STATES), wait: fc.nat(2), hide: fc.boolean(), wish: fc.constantFrom(...Object.values(AgentWish)) });

  it('stand in the order in which they became ready, those of one instant by number; pacing sees who is not hidden', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let table = new AgentTable(6);
      const model = Array.from({ length: 6 }, () => ({ state: AgentState.signedOut as AgentState, since: 0, hidden: false, wish: 0 }));
      let now = 0;
      for (const { agent, state, wait, hide, wish } of steps) {
        now += wait;
        table.become(agent, state, now);
        table.hide(agent, hide);
        table.setIntent(agent, wish, false);
        model[agent] = { state, since: now, hidden: hide, wish };
        if (wait === 2) {
          const copy = new AgentTable(6);
          copy.load(structuredClone(table.save()));
          table = copy;
        }
        const free = model.map((row, id) => ({ ...row, id })).filter((row) => row.state === AgentState.ready).sort((a, b) => a.since - b.since || a.id - b.id);
        expect(freeQueue(table)).toEqual(free.map((row) => row.id));
        for (const each of STATES) {
          const list = table.inState(each);
          const seen = Array.from({ length: list.length }, (_, index) => list.at(index)).sort((a, b) => a - b);
          if (each !== AgentState.signedOut) expect(seen).toEqual(model.filter((row) => row.state === each && !row.hidden).map((row) => row.since).sort((a, b) => a - b));
        }
        const busy: readonly number[] = [AgentState.reserved, AgentState.talking, AgentState.wrapping];
        expect(table.leavingCount).toBe(model.filter((row) => row.wish !== 0 && busy.includes(row.state) && !row.hidden).length);
        const handling = model.filter((row) => !row.hidden && (row.state === AgentState.talking || row.state === AgentState.wrapping)).length;
        expect(table.handlingSince().length).toBe(handling);
      }
    }));
  });
});

describe('the turns under way', () => {
  const step = fc.record({ what: fc.constantFrom('open', 'dial', 'answer', 'wait', 'talk', 'end', 'close'), pick: fc.nat(30) });

  it('know each attempt by its serial number, who waits longest, and how many calls there are', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let table = new TurnTable();
      const open: { row: number; attempt: number; state: CallState; dials: number }[] = [];
      let waiting: number[] = [];
      let now = 0;
      let serial = 0;
      steps.forEach(({ what, pick }, index) => {
        now += 1;
        const row = open[pick % Math.max(1, open.length)];
        const turn = row === undefined ? null : table.rows[row.row]!;
        if (what === 'open') {
          open.push({ row: table.open(index, pick % 3 === 0 ? 1 : NONE, 0, 0, now).row, attempt: NONE, state: CallState.idle, dials: 0 });
        } else if (row !== undefined) {
          if (what === 'dial' && row.attempt === NONE) {
            row.attempt = table.beginAttempt(turn!, row.dials % 31, now);
            expect(row.attempt).toBe(serial);
            serial += 1;
            row.dials += 1;
            row.state = CallState.ringing;
          } else if (what === 'end' && row.attempt !== NONE) {
            expect(table.turnOf(row.attempt)).toBe(turn);
            table.endAttempt(turn!);
            expect(table.turnOf(row.attempt)).toBeNull();
            waiting = waiting.filter((each) => each !== row.row);
            Object.assign(row, { attempt: NONE, state: CallState.idle });
          } else if (what === 'close' && row.attempt === NONE) {
            table.close(turn!);
            open.splice(open.indexOf(row), 1);
          } else if (row.attempt !== NONE && row.state !== CallState.talking && (what === 'answer' || what === 'wait' || what === 'talk')) {
            const state = what === 'answer' ? CallState.analysing : what === 'wait' ? CallState.waiting : CallState.talking;
            if (state <= row.state) return;
            table.enter(turn!, state);
            row.state = state;
            waiting = state === CallState.waiting ? [...waiting, row.row] : waiting.filter((each) => each !== row.row);
          }
        }
        if (pick === 0) {
          const copy = new TurnTable();
          copy.load(structuredClone(table.save()));
          table = copy;
        }
        const calls = open.filter((each) => each.attempt !== NONE);
        expect([table.openCount, table.callsInProgress, table.firstWaiting()?.row ?? NONE, table.waiting.length]).toEqual([open.length, calls.length, waiting[0] ?? NONE, waiting.length]);
        expect(new Set(open.map((each) => each.row)).size).toBe(open.length);
        const ringing = calls.filter((each) => each.state === CallState.ringing && table.rows[each.row]!.attended === 0).map((each) => table.rows[each.row]!.dialledAt);
        expect(Array.from({ length: table.ringing.length }, (_, at) => table.ringing.at(at)).sort((a, b) => a - b)).toEqual(ringing.sort((a, b) => a - b));
      });
    }));
  });
});

describe('the calling windows', () => {
  const edges = fc.uniqueArray(fc.nat(200), { maxLength: 8 }).map((list) => list.sort((a, b) => a - b));
  const steps = fc.array(fc.nat(30), { maxLength: 20 });

  it('are open in [from, to), close and open when they say, and add up', () => {
    fc.assert(fc.property(edges, edges, steps, (first, second, waits) => {
      const windows = [pairs(first), pairs(second)];
      const clock = new ZoneClock(windows.map((open, zone) => ({ name: `zone ${zone}`, open, offsets: [[0, 0]] })));
      let now = 0;
      for (const wait of waits) {
        now += wait;
        clock.advance(now);
        windows.forEach((open, zone) => {
          const current = open.find(([from, to]) => from <= now && now < to);
          expect(clock.isOpen(zone)).toBe(current !== undefined);
          expect(clock.closesAt(zone)).toBe(current?.[1] ?? now);
          const inside = Array.from({ length: 40 }, (_, ms) => now + ms).filter((ms) => open.some(([from, to]) => from <= ms && ms < to)).length;
          expect(clock.openMsBetween(zone, now, now + 40)).toBe(inside);
        });
        const openings = windows.flat().map(([from]) => from).filter((from) => from > now);
        expect(clock.nextOpening()).toBe(Math.min(NEVER, ...openings));
      }
    }));
  });

  it('are always open where there are none', () => {
    const clock = new ZoneClock([{ name: 'any', open: null, offsets: [[0, 0]] }]);
    clock.advance(5);
    expect([clock.isOpen(0), clock.closesAt(0), clock.nextOpening(), clock.openMsBetween(0, 5, 15)]).toEqual([true, NEVER, NEVER, 10]);
  });

  it('local time follows the offsets from the instant at which they change', () => {
    const clock = new ZoneClock([{ name: 'any', open: null, offsets: [[0, 3_600_000], [1_000_000, 7_200_000]] }]);
    clock.advance(999_999);
    expect([clock.offset(0), clock.localMinuteOfDay(0)]).toEqual([3_600_000, Math.floor((999_999 + 3_600_000) / 60_000)]);
    clock.advance(1_000_000);
    expect(clock.offset(0)).toBe(7_200_000);
    clock.advance(DAY_MS);
    expect(clock.localMinuteOfDay(0)).toBe(120);
  });
});

function freeQueue(table: AgentTable): number[] {
  const queue: number[] = [];
  for (let agent = table.firstFree(); agent !== NONE; agent = table.nextFree(agent)) queue.push(agent);
  return queue;
}

function pairs(edges: readonly number[]): [number, number][] {
  return Array.from({ length: Math.floor(edges.length / 2) }, (_, index) => [edges[2 * index]!, edges[2 * index + 1]!]);
}
