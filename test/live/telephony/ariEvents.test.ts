/** Whatever Asterisk (or somebody in its place) sends, the parser gives a fact or counts it; the outcome tables answer for every code. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../../src/engine/vocabulary.ts';
import { parseAriEvent } from '../../../src/live/telephony/asterisk/ariEvents.ts';
import { EVENT_TABLE } from '../../../src/live/telephony/asterisk/eventTable.ts';
import { CAUSE_TABLE, OUTCOME_TABLE, outcomeOf } from '../../../src/live/telephony/asterisk/outcomeTable.ts';

const TYPES = [...new Set(EVENT_TABLE.map(({ type }) => type))];
const FACTS = new Set([...EVENT_TABLE.map(({ fact }) => fact), 'unknown', 'malformed']);
const thing = fc.oneof(fc.constant(undefined), fc.constant(null), fc.string(), fc.record({ id: fc.oneof(fc.string(), fc.integer(), fc.constant(null)), state: fc.string() }, { requiredKeys: [] }));
const event = fc.record({
  type: fc.oneof(fc.constantFrom(...TYPES), fc.string(), fc.integer()), dialstatus: fc.oneof(fc.constantFrom('RINGING', 'PROGRESS', ''), fc.anything()), channel: thing, peer: thing, bridge: thing,
  playback: thing, args: fc.anything(), cause: fc.oneof(fc.integer(), fc.double(), fc.string()), tech_cause: fc.anything(),
}, { requiredKeys: [] });

describe('events of Asterisk', () => {
  it('never throw, and give a known fact with everything that it needs', () => {
    fc.assert(fc.property(fc.oneof(event.map((value) => JSON.stringify(value)), fc.string(), fc.json()), (frame) => {
      const parsed = parseAriEvent(frame ?? '');
      expect(FACTS.has(parsed.fact)).toBe(true);
      if (!('channel' in parsed)) return;
      expect(parsed.args.every((arg) => typeof arg === 'string')).toBe(true);
      expect(Number.isInteger(parsed.cause) && parsed.cause >= 0 && parsed.cause <= 999).toBe(true);
      if (parsed.fact.startsWith('message')) expect(parsed.playback).not.toBe('');
      else expect(parsed.channel).not.toBe('');
    }), { numRuns: 3_000 });
  });

  it('that are damaged anywhere are counted or understood, never a failure', () => {
    const whole = JSON.stringify({ type: 'ChannelDestroyed', cause: 17, tech_cause: 486, channel: { id: 'od-c-x', state: 'Ringing' } });
    expect(parseAriEvent(whole)).toMatchObject({ fact: 'destroyed', channel: 'od-c-x', cause: 17, sip: 486 });
    for (let at = 0; at < whole.length; at += 1) {
      for (const damaged of [whole.slice(0, at), whole.slice(0, at) + whole.slice(at + 1), `${whole.slice(0, at)}\u0000${whole.slice(at)}`]) expect(FACTS.has(parseAriEvent(damaged).fact)).toBe(true);
    }
  });

  it('that are enormous are not looked into', () => {
    expect(parseAriEvent(`{"type":"Dial","x":"${'y'.repeat(300_000)}"}`)).toEqual({ fact: 'malformed', type: '' });
    expect(parseAriEvent(JSON.stringify({ type: 'StasisStart', channel: { id: 'x'.repeat(151) }, args: [] })).fact).toBe('malformed');
  });

  it('an own property of objects is no type', () => {
    for (const type of ['__proto__', 'constructor', 'toString']) expect(parseAriEvent(JSON.stringify({ type }))).toEqual({ fact: 'unknown', type });
  });
});

describe('the outcome tables', () => {
  it('name an outcome for every SIP status and every cause; what nobody foresaw is unknown', () => {
    for (const provisional of [true, false]) {
      for (let sip = 300; sip < 700; sip += 1) expect(OUTCOMES).toContain(outcomeOf({ cause: 127, sip, provisional }).outcome);
      for (let cause = 0; cause < 128; cause += 1) expect(OUTCOMES).toContain(outcomeOf({ cause, sip: null, provisional }).outcome);
    }
    expect(outcomeOf({ cause: 127, sip: 499, provisional: true }).outcome).toBe('unknown');
    expect(outcomeOf({ cause: 0, sip: null, provisional: true }).outcome).toBe('unknown');
  });

  it('have no code twice without a condition that tells them apart', () => {
    const codes = [...OUTCOME_TABLE, ...CAUSE_TABLE].flatMap(({ sip = [], cause = [], provisional }) => [...sip.map((code) => `sip ${code} ${provisional}`), ...cause.map((code) => `cause ${code} ${provisional}`)]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each([
    [17, 'busy'], [1, 'invalidNumber'], [28, 'invalidNumber'], [19, 'noAnswer'], [21, 'rejected'], [34, 'congestion'], [102, 'congestion'], [58, 'congestion'], [127, 'unknown'],
  ] as const)('without a SIP status cause %i is %s', (cause, outcome) => {
    expect(outcomeOf({ cause, sip: null, provisional: true }).outcome).toBe(outcome);
  });

  it('the SIP status wins over a differing cause, and a trunk\'s own map over both', () => {
    expect(outcomeOf({ cause: 34, sip: 486, provisional: true }).outcome).toBe('busy');
    expect(outcomeOf({ cause: 17, sip: 486, provisional: true }, { 'sip:486': 'congestion' })).toEqual({ outcome: 'congestion', raw: { cause: 17, sip: 486 } });
    expect(outcomeOf({ cause: 21, sip: null, provisional: true }, { 'cause:21': 'busy' }).outcome).toBe('busy');
  });
});
