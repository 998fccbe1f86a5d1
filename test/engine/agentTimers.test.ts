import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEVER } from '../../src/base/time.ts';
import { AgentTimers } from '../../src/engine/agents/agentTimers.ts';

const AGENTS = 12;
const change = fc.record({ agent: fc.nat(AGENTS - 1), afterMs: fc.constantFrom(3, 7, 50), leaves: fc.boolean(), passesMs: fc.nat(4) });

describe('the timers of agents', () => {
  it('name the one that ends first, of equal ones the lowest agent, after every change; and none when none runs', () => {
    fc.assert(fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const wake = { isStale: true };
      const timers = new AgentTimers(AGENTS, wake);
      const ends = new Map<number, number>();
      let now = 0;
      for (const { agent, afterMs, leaves, passesMs } of changes) {
        now += passesMs;
        const before = timers.peekKey();
        wake.isStale = false;
        if (leaves) {
          timers.delete(agent);
          ends.delete(agent);
        } else {
          timers.set(agent, now + afterMs);
          ends.set(agent, now + afterMs);
        }
        const first = firstOf(ends);
        expect([timers.peek(), timers.peekKey(), timers.keyOf(agent)]).toEqual([...first, ends.get(agent) ?? NEVER]);
        if (timers.peekKey() !== before) expect(wake.isStale).toBe(true);
      }
      const loaded = new AgentTimers(AGENTS);
      loaded.load(timers.save());
      expect(drained(loaded)).toEqual([...ends].sort(([agent1, end1], [agent2, end2]) => end1 - end2 || agent1 - agent2).map(([agent]) => agent));
      expect(drained(timers)).toHaveLength(ends.size);
    }));
  });
});

function firstOf(ends: ReadonlyMap<number, number>): [number, number] {
  const [first] = [...ends].sort(([agent1, end1], [agent2, end2]) => end1 - end2 || agent1 - agent2);
  return first ?? [-1, NEVER];
}

function drained(timers: AgentTimers): number[] {
  const agents: number[] = [];
  while (timers.peekKey() !== NEVER) {
    agents.push(timers.peek());
    timers.delete(timers.peek());
  }
  return agents;
}
