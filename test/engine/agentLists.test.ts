/** The lists of agents by state, against plain models. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HandlingList, Seat, StateList } from '../../src/engine/agents/agentSeat.ts';

describe('a list of agents', () => {
  it('holds exactly those who joined and did not leave, with their instants', () => {
    fc.assert(fc.property(fc.array(fc.nat(80)), (steps) => {
      const seats = seatsOf(81);
      const list = new StateList(seats);
      const members = new Set<number>();
      for (const agent of steps) {
        if (members.delete(agent)) list.remove(seats[agent]!);
        else {
          members.add(agent);
          list.add(seats[agent]!);
        }
      }
      expect([...list.agents()].sort((a, b) => a - b)).toEqual([...members].sort((a, b) => a - b));
      expect(Array.from({ length: list.length }, (_, index) => list.at(index))).toEqual(list.agents().map((agent) => agent * 10));
    }));
  });

  it('renews a member as if he had left and joined', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.nat(80), { minLength: 1 }), fc.nat(), (agents, pick) => {
      const renewed = handlingOf(agents);
      const rejoined = handlingOf(agents);
      const agent = agents[pick % agents.length]!;
      renewed.list.renew(renewed.seats[agent]!);
      rejoined.list.remove(rejoined.seats[agent]!);
      rejoined.list.add(rejoined.seats[agent]!);
      expect(renewed.list.agents()).toEqual(rejoined.list.agents());
      for (const each of agents) {
        renewed.list.remove(renewed.seats[each]!);
        rejoined.list.remove(rejoined.seats[each]!);
        expect(renewed.list.agents()).toEqual(rejoined.list.agents());
        expect(Array.from({ length: renewed.list.length }, (_, index) => renewed.list.at(index))).toEqual(renewed.list.agents().map((other) => other * 100));
      }
    }));
  });
});

function seatsOf(count: number): Seat[] {
  return Array.from({ length: count }, (_, agent) => Object.assign(new Seat(agent), { since: agent * 10, talkSince: agent * 100 }));
}

function handlingOf(agents: readonly number[]): { readonly list: HandlingList; readonly seats: readonly Seat[] } {
  const seats = seatsOf(81);
  const list = new HandlingList(seats, new StateList(seats), new StateList(seats));
  for (const agent of agents) list.add(seats[agent]!);
  return { list, seats };
}
