import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEVER, UNSET } from '../../src/base/time.ts';
import { COMMAND_FIELDS } from '../../src/engine/commands.ts';
import { EVENT_FIELDS } from '../../src/engine/events.ts';
import { formatCommand, formatEvent, isCommandLine, parseCommandLine, parseEventLine, type CommandLine } from '../../src/journal/codec.ts';
import { createCommandTexts, giveCommand } from '../../src/journal/commandTexts.ts';
import { COMMANDS, EVENTS } from '../../src/journal/fields.ts';
import { formatProblem } from '../../src/journal/problem.ts';
import { commandOf, eventOf } from './arbitraries.ts';

function eventProblem(text: string): string {
  const parsed = parseEventLine(text, 7);
  return parsed.ok ? '' : formatProblem(parsed.problem, 'x');
}

function commandProblem(text: string): string {
  const parsed = parseCommandLine(text, 7);
  return parsed.ok ? '' : formatProblem(parsed.problem, 'x');
}

describe('events and commands as text', () => {
  it.each(Object.keys(EVENT_FIELDS))('event %s comes back from its line as it was', (kind) => {
    fc.assert(fc.property(eventOf(kind), (event) => {
      const text = formatEvent(event);
      const parsed = parseEventLine(text, 1);
      expect(parsed).toEqual({ ok: true, value: event });
      expect(isCommandLine(text)).toBe(false);
    }));
  });

  it.each(Object.keys(COMMAND_FIELDS))('command %s comes back from its line as it was, also by way of a sink', (kind) => {
    fc.assert(fc.property(commandOf(kind), (command) => {
      const text = formatCommand(command.kind, command.values);
      expect(parseCommandLine(text, 1)).toEqual({ ok: true, value: command });
      expect(isCommandLine(text)).toBe(true);
      const texts: string[] = [];
      giveCommand(command, createCommandTexts((line) => texts.push(line)));
      expect(texts).toEqual([text]);
    }));
  });

  it('lines read as in the stories', () => {
    expect(formatEvent({ kind: 'attemptAnswered', at: 8_200, attempt: 0, verdict: 'none' })).toBe('   8200 attemptAnswered attempt=0 verdict=none');
    expect(formatCommand('connect', [0, 1])).toBe('      > connect attempt=0 agent=1');
    expect(formatEvent({ kind: 'wake', at: 28_800_000 })).toBe('28800000 wake');
    expect(formatEvent({ kind: 'recordEdited', at: 0, record: 1, priority: 2, zone: 3, phones: [] })).toBe('      0 recordEdited record=1 priority=2 zone=3 phones=[]');
  });

  it('absent instants, absent indices and absent words are words', () => {
    expect(formatEvent({ kind: 'actionSet', at: 0, record: 1, action: 'ready', nextCallAt: UNSET, softOwner: -1 }))
      .toBe('      0 actionSet record=1 action=ready nextCallAt=unset softOwner=none');
    expect(formatEvent({ kind: 'attemptClassified', at: NEVER, attempt: 2, machine: true, greetingStartAt: -1, greetingEndAt: 7 }))
      .toBe('  never attemptClassified attempt=2 machine=true greetingStartAt=-1 greetingEndAt=7');
    const closed: CommandLine = { kind: 'activity', values: [0, 'import', -1, 0, 0, 0, null, null, null, UNSET, false, -1, 'ready', 'done', 0, NEVER, -1, 2] };
    expect(formatCommand(closed.kind, closed.values)).toBe(
      '      > activity record=0 kind=import agent=none startedAt=0 endedAt=0 dials=0 outcome=null reason=null promise=null promisedAt=unset '
      + 'counted=false status=none actionAtStart=ready actionAfter=done attemptsAfter=0 nextCallAtAfter=never hardOwnerAfter=none softOwnerAfter=2',
    );
  });

  it('spaces around and between do not matter to the parser', () => {
    expect(parseEventLine('\t12   ownerSet  record=3\tagent=none ', 1)).toEqual({ ok: true, value: { kind: 'ownerSet', at: 12, record: 3, agent: -1 } });
  });

  it('a problem says where it is, what is wrong and what is allowed', () => {
    expect(eventProblem('soon wake')).toBe('x:7:1 "soon" is no instant; an event begins with whole milliseconds, never or unset');
    expect(eventProblem('5 wakeUp')).toMatch(/^x:7:3 unknown event "wakeUp"; allowed: wake, campaignStarted, .*attemptEnded$/);
    expect(eventProblem('5')).toMatch(/^x:7:2 the event is missing; allowed: wake/);
    expect(eventProblem('5 attemptAnswered attempt=0 verdict=maybe')).toBe('x:7:29 "maybe" is no value of verdict; allowed: none, pending, person, machine');
    expect(eventProblem('5 attemptAnswered attempt=0.5 verdict=none')).toBe('x:7:19 "0.5" is no value of attempt; allowed: a whole number or none');
    expect(eventProblem('5 databaseSwitched database=0 active=yes')).toBe('x:7:31 "yes" is no value of active; allowed: true or false');
    expect(eventProblem('5 recordEdited record=1 priority=0 zone=0 phones=[1,]'))
      .toBe('x:7:43 "[1,]" is no value of phones; allowed: whole numbers between brackets, as in [1,2]');
    expect(eventProblem('5 levelOverridden level=Infinity')).toBe('x:7:19 "Infinity" is no value of level; allowed: a number or none');
    expect(eventProblem('5 ownerSet agent=1 record=0')).toBe('x:7:12 "agent=1" stands where record= is due; ownerSet has, in this order: record, agent');
    expect(eventProblem('5 ownerSet record=0')).toBe('x:7:20 the line ends where agent= is due; ownerSet has, in this order: record, agent');
    expect(eventProblem('5 wake up=1')).toBe('x:7:8 "up=1" is too much; wake has no fields');
    expect(eventProblem('5 attemptRinging attempt=9007199254740993')).toContain('is no value of attempt');
    expect(commandProblem('connect attempt=0 agent=1')).toBe('x:7:1 a command begins with ">"');
    expect(commandProblem('> ring attempt=0')).toMatch(/^x:7:3 unknown command "ring"; allowed: dial, connect, .*clipped$/);
    expect(commandProblem('> attemptOver attempt=0 outcome=null')).toMatch(/^x:7:25 "null" is no value of outcome; allowed: answered, busy/);
  });

  it('every word field has its words', () => {
    for (const form of [...EVENTS.values(), ...COMMANDS.values()]) {
      for (const field of form.fields) expect(field.words.length > 0, `${form.kind}.${field.name}`).toBe(field.form === 'word');
    }
  });
});
