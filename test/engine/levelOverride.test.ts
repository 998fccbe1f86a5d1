import { describe, expect, it } from 'vitest';
import { createDialer } from '../../src/engine/dialer.ts';
import { NONE } from '../../src/engine/vocabulary.ts';
import { EngineDesk } from '../support/engineDesk.ts';
import { createCommandTexts } from '../../src/journal/commandTexts.ts';
import { formatEvent, parseEventLine } from '../../src/journal/codec.ts';

/** Two ready agents and many records, one call per ready agent unless overridden. */
function campaign(): EngineDesk {
  const desk = new EngineDesk({ agents: 2, settings: { active: true }, strategy: { id: 'fixed-ratio-idle', parameters: { ratio: 1 } } });
  for (let record = 0; record < 40; record += 1) desk.record();
  desk.send('agentSignedIn', { agent: 0 });
  desk.send('agentSignedIn', { agent: 1 });
  return desk;
}

function dialsOf(commands: readonly string[]): number {
  return commands.filter((command) => command.startsWith('dial ')).length;
}

describe('a team leader who overrides the level', () => {
  it('has so many calls per ready agent at once, pending ones counted', () => {
    const desk = campaign();
    expect(dialsOf(desk.commands)).toBe(2);
    expect(dialsOf(desk.send('levelOverridden', { level: 2.5 }))).toBe(3);
    expect(desk.dialer.readings()).toMatchObject({ levelOverride: 2.5 });
  });

  it('stops new dials with 0, and gives the strategy its word back with none', () => {
    const desk = campaign();
    desk.send('levelOverridden', { level: 0 });
    expect(dialsOf(desk.send('attemptEnded', { attempt: 0, cause: 'busy' }))).toBe(0);
    expect(dialsOf(desk.send('levelOverridden', { level: NONE }))).toBe(1);
    expect(desk.dialer.readings()).not.toHaveProperty('levelOverride');
  });

  it('cannot go beyond the cap on calls per agent', () => {
    const desk = new EngineDesk({ agents: 1, settings: { active: true, callsPerAgent: 2 } });
    for (let record = 0; record < 10; record += 1) desk.record();
    desk.send('agentSignedIn', { agent: 0 });
    const commands = desk.send('levelOverridden', { level: 5 });
    expect(dialsOf(commands)).toBe(1);
    expect(commands.some((command) => command.startsWith('clipped cause=callsPerAgent'))).toBe(true);
  });

  it('finds it again in a dialer made from a snapshot', () => {
    const desk = campaign();
    desk.send('levelOverridden', { level: 3 });
    const again = createDialer(desk.options, { snapshot: structuredClone(desk.dialer.snapshot()) });
    const commands: string[] = [];
    again.handle({ kind: 'attemptEnded', at: desk.now, attempt: 0, cause: 'busy' }, createCommandTexts((text) => { commands.push(text.trim().slice(2)); }));
    expect(commands).toEqual(desk.send('attemptEnded', { attempt: 0, cause: 'busy' }));
    expect(again.readings()).toMatchObject({ levelOverride: 3 });
  });

  it('is a line of the journal like any other event', () => {
    const event = { kind: 'levelOverridden', at: 5, level: 1.5 } as const;
    expect(parseEventLine(formatEvent(event), 1)).toEqual({ ok: true, value: event });
  });
});
